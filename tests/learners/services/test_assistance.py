"""The help log: counted once, in its time and place, withdrawn and never edited."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from learners.enums import SetAsideReason
from learners.models import Assistance, SetAside
from learners.services.assistance import AssistanceRefused, Occasion, record_assistance, withdraw_assistance
from learners.services.commands import CommandRefused, Delivery
from learners.services.community_groups import leave_group
from learners.services.invariants import check_invariants
from tests.factories.administrative_unit import make_unit
from tests.factories.community_group import make_assistance, make_group
from tests.factories.learner import make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def helper():
    return make_learner("Hoàng Văn Giúp")


@pytest.fixture
def group(helper):
    return make_group(helper)


def record(helper, group, occasion=None, **delivery):
    sent = Delivery(**({"command_id": uuid4()} | delivery))
    return record_assistance(helper=helper, group=group, occasion=occasion or Occasion("vneid"), delivery=sent)


def test_an_occasion_keeps_what_was_told_and_the_unit_of_that_time(helper, group):
    named = make_learner("Lò Thị Hai", unit=group.unit)
    there = group.unit
    receipt = record(helper, group, Occasion("health", persons=3, minutes=20, village="Trại Hai", learner=named))
    group.unit = make_unit("Tân Sơn", code="07290")
    group.save()
    row = Assistance.objects.get()
    told = (row.kind, row.persons, row.minutes, row.village, row.learner, row.helper, row.group)
    assert told == ("health", 3, 20, "Trại Hai", named, helper, group)
    assert (row.unit_at_event, receipt["status"]) == (there, "stored")


def test_the_same_command_counts_once_and_another_content_under_its_id_is_set_aside(helper, group):
    key = uuid4()
    said = [record(helper, group, command_id=key)["status"] for _ in range(3)]
    other = record(helper, group, Occasion("vneid", persons=2), command_id=key)
    assert (said, other["code"]) == (["stored", "duplicate", "duplicate"], "id_reused")
    assert (Assistance.objects.get().persons, SetAside.objects.get().reason) == (1, SetAsideReason.ID_REUSED)


def test_a_command_of_another_member_of_the_team_is_not_told_about(helper, group):
    key = uuid4()
    record(helper, group, command_id=key)
    other = make_learner("Vi Thị Ba")
    make_group(other, unit=group.unit)
    with pytest.raises(CommandRefused):
        record(other, group, command_id=key)
    assert Assistance.objects.get().helper == helper


@pytest.mark.parametrize(
    ("days", "expected"), [(-400, -30), (-30.5, -30), (-29, -29), (-1, -1), (0, 0), (3, 0)], ids=str
)
def test_the_time_of_an_occasion_lies_within_the_last_thirty_days(helper, group, time_machine, days, expected):
    now = datetime.fromisoformat("2026-11-20T09:00:00+07:00")
    time_machine.move_to(now, tick=False)
    record(helper, group, given_at=now + timedelta(days=days))
    assert Assistance.objects.get().occurred_at == now + timedelta(days=expected)


@pytest.mark.parametrize(
    ("occasion", "field"),
    [
        (Occasion("gossip"), "kind"),
        (Occasion("vneid", persons=0), "persons"),
        (Occasion("vneid", persons=201), "persons"),
        (Occasion("vneid", minutes=0), "minutes"),
        (Occasion("vneid", minutes=601), "minutes"),
        (Occasion("vneid", village="a" * 81), "village"),
    ],
)
def test_what_is_out_of_bounds_is_refused_by_its_field_and_by_the_database(helper, group, occasion, field):
    with pytest.raises(AssistanceRefused) as error:
        record(helper, group, occasion)
    assert (error.value.field, Assistance.objects.count()) == (field, 0)
    if field != "village":
        told = {"kind": occasion.kind, "persons": occasion.persons, "minutes": occasion.minutes}
        with pytest.raises(IntegrityError), transaction.atomic():
            Assistance.objects.create(
                command_id=uuid4(), group=group, helper=helper, unit_at_event=group.unit, occurred_at=timezone.now(),
                **told,
            )  # fmt: skip


def test_nobody_names_themselves_nor_somebody_of_another_commune(helper, group):
    foreign = make_learner("Lò Thị Hai", unit=make_unit("Tân Sơn", code="07290"))
    for learner in (helper, foreign):
        with pytest.raises(AssistanceRefused) as error:
            record(helper, group, Occasion("vneid", learner=learner))
        assert error.value.field == "learner_phone"
    assert not Assistance.objects.exists()


def test_help_given_while_in_the_team_counts_after_leaving_it_and_later_help_is_kept_for_the_officer(helper, group):
    yesterday = timezone.now() - timedelta(days=2)
    leave_group(membership=group.memberships.get(), until=timezone.localdate(yesterday))
    key = uuid4()
    assert record(helper, group, given_at=yesterday)["status"] == "stored"
    said = [record(helper, group, command_id=key)["code"] for _ in range(2)]
    aside = SetAside.objects.get()
    assert (said, Assistance.objects.count()) == (["closed", "closed"], 1)
    assert (aside.reason, aside.person, aside.body["kind"]) == (SetAsideReason.NOT_MEMBER, helper, "vneid")


def test_a_team_that_is_no_longer_at_work_takes_nothing_of_today(helper, group):
    group.until = date(2025, 12, 31)
    group.save()
    assert record(helper, group)["code"] == "closed"
    assert not Assistance.objects.exists()


def test_a_withdrawn_occasion_stays_with_who_withdrew_it_and_counts_no_more(helper, group):
    row = make_assistance(helper, group)
    assert [withdraw_assistance(assistance=row, by=helper) for _ in range(2)] == [True, False]
    kept = Assistance.objects.get()
    assert (kept.withdrawn_by, list(Assistance.objects.standing())) == (helper, [])
    assert record(helper, group, Occasion("vneid"), command_id=kept.command_id)["status"] == "duplicate"
    assert list(Assistance.objects.standing()) == []


@pytest.mark.parametrize("change", [{"persons": 9}, {"kind": "other"}, {"occurred_at": "2026-01-01T00:00:00Z"}])
def test_the_database_refuses_to_edit_or_delete_an_occasion(helper, group, change):
    row = make_assistance(helper, group)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assistance.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assistance.objects.filter(pk=row.pk).delete()
    withdraw_assistance(assistance=row, by=helper)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assistance.objects.filter(pk=row.pk).update(withdrawn_at=None, withdrawn_by=None)


def test_withdrawn_always_names_who_withdrew(helper, group):
    row = make_assistance(helper, group)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assistance.objects.filter(pk=row.pk).update(withdrawn_at=timezone.now())


def test_a_log_kept_by_the_services_breaks_no_invariant(helper, group):
    withdraw_assistance(assistance=make_assistance(helper, group), by=helper)
    make_assistance(helper, group)
    assert [each.name for each in check_invariants() if each.broken] == []


def test_an_occasion_without_the_command_of_its_helper_is_found(helper, group):
    Assistance.objects.create(
        command_id=uuid4(), group=group, helper=helper, kind="vneid", unit_at_event=group.unit,
        occurred_at=timezone.now(),
    )  # fmt: skip
    broken = [each.name for each in check_invariants() if each.broken]
    assert broken == ["I12 every occasion of help has the command of its helper"]
