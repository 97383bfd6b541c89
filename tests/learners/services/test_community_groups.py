"""Joining and leaving a team: dated, once at a time, and back again."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from learners.models import CommunityGroup, GroupMembership
from learners.services.community_groups import MembershipRefused, join_group, leave_group
from tests.factories.community_group import make_group
from tests.factories.learner import make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_learner("Hoàng Văn Giúp")


def test_who_joins_twice_is_in_once_as_at_first(person):
    group = make_group()
    first = join_group(group=group, person=person, title="  Tổ   trưởng ")
    again = join_group(group=group, person=person, title="Thành viên")
    assert (again, again.title, again.since) == (first, "Tổ trưởng", timezone.localdate())


def test_who_left_may_come_back_in_a_row_of_its_own(person):
    group = make_group(person)
    assert [leave_group(membership=group.memberships.get()) for _ in range(2)] == [True, False]
    join_group(group=group, person=person)
    assert [row.until is None for row in group.memberships.order_by("pk")] == [False, True]


def test_a_membership_that_has_not_begun_ends_with_its_first_day(person):
    group, soon = make_group(), timezone.localdate() + timedelta(days=7)
    membership = join_group(group=group, person=person, since=soon)
    leave_group(membership=membership)
    assert GroupMembership.objects.get().until == soon


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2026, 1, 1)])
def test_nobody_joins_a_team_on_a_day_it_is_not_at_work(person, day):
    group = make_group(until=date(2025, 12, 31))
    with pytest.raises(MembershipRefused):
        join_group(group=group, person=person, since=day)
    assert not GroupMembership.objects.exists()


@pytest.mark.parametrize(("day", "there"), [(9, False), (10, True), (20, True), (21, False)])
def test_a_team_has_a_member_from_the_first_to_the_last_day_of_both(person, day, there):
    group = make_group(since=date(2026, 1, 5))
    leave_group(membership=join_group(group=group, person=person, since=date(2026, 1, 10)), until=date(2026, 1, 20))
    found = CommunityGroup.objects.with_member(person, date(2026, 1, day))
    assert found.exists() is there


def test_the_database_refuses_two_open_memberships_and_an_end_before_the_start(person):
    group = make_group(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMembership.objects.create(group=group, person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMembership.objects.update(until=date(2019, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        CommunityGroup.objects.update(until=date(2019, 1, 1))
