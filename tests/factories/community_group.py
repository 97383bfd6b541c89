"""Community digital teams with their members, and occasions of help."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from learners.models import AdministrativeUnit, Assistance, CommunityGroup, Person
from learners.services.assistance import Occasion, record_assistance
from learners.services.commands import Delivery
from learners.services.community_groups import join_group
from tests.factories.administrative_unit import make_unit

LONG_AGO = datetime.date(2020, 1, 1)


def make_group(*members: Person, unit: AdministrativeUnit | None = None, **fields: Any) -> CommunityGroup:
    """A team at work since 2020 in a commune, with these people in it from the beginning."""
    given = {"name": "Tổ công nghệ số thôn Trại Một", "since": LONG_AGO} | fields
    group = CommunityGroup.objects.create(unit=unit or make_unit(), **given)
    for person in members:
        join_group(group=group, person=person, since=group.since)
    return group


def make_assistance(
    helper: Person, group: CommunityGroup, at: datetime.datetime | None = None, kind: str = "vneid", **told: Any
) -> Assistance:
    """An occasion recorded by the service, at a moment within the last thirty days (now)."""
    delivery = Delivery(uuid4(), given_at=at or timezone.now())
    record_assistance(helper=helper, group=group, occasion=Occasion(kind, **told), delivery=delivery)
    return Assistance.objects.get(command_id=delivery.command_id)
