"""Events that hold the form of a page for the field: read by the same form as the page, taken by the same service."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from learners.access.field import joined_groups, own_groups
from learners.forms.assistance import AssistanceForm
from learners.services.assistance import AssistanceRefused, record_assistance
from learners.services.commands import Receipt
from learners.services.sync import Handler
from learners.services.sync_events import Arrived, FormRefused, NotFound, form_fields

NAMING_FIELDS = ("learner_phone", "learner_name")


def _assistance(arrived: Arrived) -> Receipt:
    """One occasion of help of the team that is the event's subject; what was done before leaving may come after it."""
    event = arrived.event
    group = joined_groups(arrived.person).filter(public_id=event.subject).first()
    if group is None:
        raise NotFound
    unreadable = _("This could not be read. Please open the page of the team and write it once more.")
    fields, day = form_fields(event, unreadable), timezone.localdate(arrived.delivery.when(timezone.now()))
    if not own_groups(arrived.person, day).filter(pk=group.pk).exists():
        # Who is no member names nobody: what they tell is set aside without a name.
        for name in NAMING_FIELDS:
            fields.pop(name, None)
    form = AssistanceForm(fields, group=group, helper=arrived.person, command_id=event.id)
    if not form.is_valid():
        field, (sentence, *_more) = next(iter(form.errors.items()))
        if form.too_many is not None:
            # The name may be right: the phone keeps it and asks again.
            return {"status": "later", "retry_after": form.too_many.minutes * 60, "message": str(sentence)}
        raise FormRefused(str(sentence), field)
    try:
        return record_assistance(
            helper=arrived.person, group=group, occasion=form.occasion(), delivery=arrived.delivery,
            origin=arrived.device, seq=event.seq,
        )  # fmt: skip
    except AssistanceRefused as error:
        raise FormRefused(str(error), error.field) from error


FIELD_HANDLERS: dict[str, Handler] = {"assistance": _assistance}
