"""Events that hold the form of a page for the field: read by the same form as the page, taken by the same service."""

from __future__ import annotations

from django.utils.translation import gettext as _

from learners.access.field import joined_groups
from learners.forms.assistance import AssistanceForm
from learners.services.assistance import AssistanceRefused, record_assistance
from learners.services.commands import Receipt
from learners.services.sync import Handler
from learners.services.sync_events import Arrived, FormRefused, NotFound, form_fields


def _assistance(arrived: Arrived) -> Receipt:
    """One occasion of help of the team that is the event's subject; what was done before leaving may come after it."""
    event = arrived.event
    group = joined_groups(arrived.person).filter(public_id=event.subject).first()
    if group is None:
        raise NotFound
    unreadable = _("This could not be read. Please open the page of the team and write it once more.")
    form = AssistanceForm(form_fields(event, unreadable), group=group, helper=arrived.person)
    if not form.is_valid():
        field, (sentence, *_more) = next(iter(form.errors.items()))
        raise FormRefused(str(sentence), field)
    try:
        return record_assistance(
            helper=arrived.person, group=group, occasion=form.occasion(), delivery=arrived.delivery,
            origin=arrived.device, seq=event.seq,
        )  # fmt: skip
    except AssistanceRefused as error:
        raise FormRefused(str(error), error.field) from error


FIELD_HANDLERS: dict[str, Handler] = {"assistance": _assistance}
