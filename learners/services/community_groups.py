"""Joining and leaving a community digital team."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.text import nfc
from learners.models import CommunityGroup, GroupMembership, Person


class MembershipRefused(Exception):
    """A membership that cannot be; the text is a sentence for the officer."""


@transaction.atomic
def join_group(
    *, group: CommunityGroup, person: Person, title: str = "", since: datetime.date | None = None
) -> GroupMembership:
    """Take a person into a team from a day on (today); who is in it already stays as they are.

    Raises MembershipRefused for a day on which the team is not at work.
    """
    day = since or timezone.localdate()
    # Two taps at once meet this lock, so the second finds the first's row.
    person = Person.objects.select_for_update().get(pk=person.pk)
    known = group.memberships.open().filter(person=person).first()
    if known is not None:
        return known
    if day < group.since or (group.until is not None and day > group.until):
        raise MembershipRefused(_("The team is not at work on that day."))
    return GroupMembership.objects.create(
        group=group, person=person, title=" ".join(nfc(title).split()), since=day
    )  # fmt: skip


@transaction.atomic
def leave_group(*, membership: GroupMembership, until: datetime.date | None = None) -> bool:
    """End a membership with a day (today), the last one in the team. Returns whether anything changed.

    A membership that has not begun ends with its first day.
    """
    last = max(until or timezone.localdate(), membership.since)
    rows = GroupMembership.objects.open().filter(pk=membership.pk)
    return bool(rows.update(until=last))
