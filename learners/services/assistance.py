"""The help log of the community digital teams: an occasion of help is recorded once, and withdrawn, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learners.access.field import nameable_learners
from learners.enums import AssistanceKind, SetAsideReason
from learners.models import Assistance, CommunityGroup, Person
from learners.models.assistance import MOST_MINUTES, MOST_PERSONS
from learners.models.community_group import LONGEST_VILLAGE
from learners.services.commands import Delivery, Order, Receipt, once, refusal, set_aside
from learners.services.naming import of_this_name, try_to_name


class AssistanceRefused(Exception):
    """An occasion that cannot be recorded; the text is a sentence for its helper, `field` what it is about."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Occasion:
    """What a helper tells: with what, how many people, how long, where, and who, if somebody is named."""

    kind: str
    persons: int = 1
    minutes: int | None = None
    village: str = ""
    learner: Person | None = None


def named_learner(
    *, helper: Person, group: CommunityGroup, phone: str, full_name: str, command_id: UUID
) -> Person | None:
    """The learner of the team's commune with exactly this phone and full name; None for every other pair.

    Whom `command_id` named before costs no try. Call it outside a transaction. Raises
    learners.services.tries.TooManyTries.
    """
    others = Person.objects.exclude(pk=helper.pk)
    told = others.filter(user__phone=phone, assistance__command_id=command_id, assistance__helper=helper)
    again = of_this_name(told, full_name)
    if again is not None:
        return again
    account = str(helper.user_id or helper.public_id)
    return try_to_name(nameable_learners(group, phone).exclude(pk=helper.pk), full_name, account=account)


@transaction.atomic
def record_assistance(
    *,
    helper: Person,
    group: CommunityGroup,
    occasion: Occasion,
    delivery: Delivery,
    origin: UUID | None = None,
    seq: int | None = None,
) -> Receipt:
    """Record one occasion of help in the log of a team the helper is or was in; the same command counts once.

    It happened when `delivery` says, never in future nor more than thirty days ago. Who was not in the team on that day
    is refused (`closed`): the log speaks for the team, so this must not count by itself; but the help may have been
    given, so what came is set aside for the officer. Raises AssistanceRefused, CommandRefused (another's command).
    """
    helper = Person.objects.select_for_update().get(pk=helper.pk)
    assert delivery.command_id is not None  # noqa: S101 - for mypy: whoever records names the command.
    order = Order(
        helper, delivery.command_id, "assistance", _told(group, occasion), origin=origin, seq=seq, delivery=delivery
    )  # fmt: skip
    return once(order, lambda: _record(order, group, occasion))


def _check(occasion: Occasion, helper: Person, group: CommunityGroup) -> None:
    if occasion.kind not in AssistanceKind.values:
        raise AssistanceRefused(_("Choose what the help was about."), "kind")
    if not 1 <= occasion.persons <= MOST_PERSONS:
        raise AssistanceRefused(_("Write how many people, from 1 to %(most)d.") % {"most": MOST_PERSONS}, "persons")
    if occasion.minutes is not None and not 1 <= occasion.minutes <= MOST_MINUTES:
        raise AssistanceRefused(_("Write how many minutes, from 1 to %(most)d.") % {"most": MOST_MINUTES}, "minutes")
    if len(occasion.village) > LONGEST_VILLAGE:
        raise AssistanceRefused(_("The name of the village is too long."), "village")
    learner = occasion.learner
    if learner is not None and (learner.pk == helper.pk or learner.unit_id != group.unit_id):
        raise AssistanceRefused(_("Name somebody else, of the commune of your team."), "learner_phone")


def _told(group: CommunityGroup, occasion: Occasion) -> dict[str, Any]:
    return {
        "group": str(group.public_id),
        "kind": occasion.kind,
        "persons": occasion.persons,
        "minutes": occasion.minutes,
        "village": occasion.village,
        "learner": str(occasion.learner.public_id) if occasion.learner else None,
    }


def _record(order: Order, group: CommunityGroup, occasion: Occasion) -> Receipt:
    _check(occasion, order.person, group)
    now = timezone.now()
    at = order.delivery.when(now)
    active = CommunityGroup.objects.with_member(order.person, timezone.localdate(at))
    if not active.filter(pk=group.pk).exists():
        set_aside(order, SetAsideReason.NOT_MEMBER)
        return refusal("closed", _("You were not in this team on that day. It is kept aside; ask your commune."))
    Assistance.objects.create(
        command_id=order.command_id, group=group, helper=order.person, kind=occasion.kind, persons=occasion.persons,
        minutes=occasion.minutes, learner=occasion.learner, village=occasion.village, unit_at_event_id=group.unit_id,
        occurred_at=at, recorded_at=now,
    )  # fmt: skip
    return {"status": "stored", "occurred_at": at.isoformat()}


@transaction.atomic
def withdraw_assistance(*, assistance: Assistance, by: Person) -> bool:
    """Take a mistaken occasion out of every count; the row stays. Returns whether anything changed."""
    rows = Assistance.objects.standing().filter(pk=assistance.pk)
    return bool(rows.update(withdrawn_at=timezone.now(), withdrawn_by=by))
