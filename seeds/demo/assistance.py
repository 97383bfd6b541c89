"""The demonstration's community digital team: its helper, and what they wrote into the help log, day by day."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from learners.models import CommunityGroup, Person
from learners.services.assistance import Occasion, record_assistance
from learners.services.commands import Delivery
from learners.services.community_groups import join_group
from seeds.demo.clock import past_clock
from seeds.demo.people import home_commune
from seeds.loaders.content import ContentFolder
from seeds.loaders.identity import key_of


def ensure_assistance(folder: ContentFolder) -> int:
    """Make the team with its member and its log, once; return how many occasions were recorded."""
    team = folder.demo["team"]
    known = CommunityGroup.objects.filter(unit=home_commune(folder.demo), name=team["name"])
    return 0 if known.exists() else _begin(folder.demo, team)


@transaction.atomic
def _begin(demo: dict[str, Any], team: dict[str, Any]) -> int:
    now, helper = timezone.now(), _owner(team["member"])
    since = timezone.localdate(now) - datetime.timedelta(days=team["since_days"])
    group = CommunityGroup.objects.create(
        name=team["name"], unit=home_commune(demo), village=team["village"], phone=team["phone"], since=since
    )
    join_group(group=group, person=helper, title=team["title"], since=since)
    with past_clock() as clock:
        for number, told in enumerate(team["occasions"]):
            clock.moment = now - datetime.timedelta(days=told["days"])
            delivery = Delivery(key_of("demo", "assistance", number))
            record_assistance(helper=helper, group=group, occasion=_occasion(told, group), delivery=delivery)
    return len(team["occasions"])


def _owner(phone: str) -> Person:
    """The first person of a phone."""
    return Person.objects.filter(user__phone=phone).order_by("pk")[0]


def _occasion(told: dict[str, Any], group: CommunityGroup) -> Occasion:
    learner = _owner(told["learner"]) if "learner" in told else None
    return Occasion(told["kind"], told["persons"], told.get("minutes"), told.get("village", group.village), learner)
