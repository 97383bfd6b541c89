"""What helpers recorded without a network arrives through the queue: once, in its time, and refused in words."""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learners.enums import AssistanceKind, SetAsideReason
from learners.models import Assistance, Command, SetAside
from learners.services.community_groups import leave_group
from tests.factories.administrative_unit import make_unit
from tests.factories.community_group import make_group
from tests.factories.learner import make_learner
from tests.learners.api.test_odd_events import ODD
from tests.learners.api.test_sync import Phone

pytestmark = pytest.mark.django_db
FORM = {"kind": "vneid", "persons": "2", "minutes": "15", "minutes_other": "", "village": "Trại Một"}


@pytest.fixture
def helper():
    return make_learner("Hoàng Văn Giúp")


@pytest.fixture
def group(helper):
    return make_group(helper)


@pytest.fixture
def phone(helper):
    return Phone(helper)


def told(phone, group, more=None, **event):
    """An event with the fields of the page, some of them changed."""
    fields = FORM | (more or {})
    return phone.event("assistance", group.public_id, body={"form": [[*pair] for pair in fields.items()]}, **event)


def test_a_queued_occasion_is_stored_once_with_what_the_form_says(phone, group, helper):
    event = told(phone, group, {"minutes_other": "45"})
    assert [each["status"] for each in phone.results(event, event)] == ["stored", "duplicate"]
    row = Assistance.objects.get()
    assert (row.kind, row.persons, row.minutes, row.village, row.helper) == ("vneid", 2, 45, "Trại Một", helper)
    assert str(row.command_id) == event["id"]


def test_the_same_id_with_other_content_is_set_aside(phone, group):
    event = told(phone, group)
    other = told(phone, group, {"persons": "9"}) | {"id": event["id"]}
    assert [each.get("code") for each in phone.results(event, other)] == [None, "id_reused"]
    assert (Assistance.objects.get().persons, SetAside.objects.get().body["persons"]) == (2, 9)


def test_who_was_never_in_the_team_hears_what_who_names_no_team_hears(phone, group):
    stranger = Phone(make_learner("Người Lạ"), device=UUID(int=12))
    mine, none = told(stranger, group), told(stranger, group) | {"subject": str(uuid4())}
    first, second = stranger.results(mine, none)
    assert (first["code"], first | {"id": ""}) == ("unknown", second | {"id": ""})
    assert (Assistance.objects.count(), Command.objects.count(), SetAside.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "gossip"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"persons": "0"}, "persons"),
        ({"persons": "2.5"}, "persons"),
        ({"persons": "201"}, "persons"),
        ({"minutes": "7"}, "minutes"),
        ({"minutes_other": "-1"}, "minutes_other"),
        ({"village": "a" * 81}, "village"),
        ({"learner_phone": "abc"}, "learner_phone"),
        ({"learner_name": "Lò Thị Hai"}, "learner_phone"),
    ],
)
def test_what_the_form_cannot_take_is_refused_in_words_and_a_repeat_hears_the_same(phone, group, more, field):
    event = told(phone, group, more)
    first, second = phone.results(event, event)
    assert (first, first["code"], first["field"], bool(first["message"])) == (second, "invalid", field, True)
    assert (Assistance.objects.count(), Command.objects.count()) == (0, 1)


@pytest.mark.parametrize("body", [{}, {"form": "x"}, {"form": [["kind"]]}, {"kind": "vneid"}, {"form": {}}])
def test_a_body_without_a_form_is_refused_in_words(phone, group, body):
    (said,) = phone.results(phone.event("assistance", group.public_id, body=body))
    assert (said["status"], said["code"], Assistance.objects.count()) == ("refused", "invalid", 0)


@pytest.mark.parametrize("name", ["kind", "persons", "minutes", "village", "learner_phone", "learner_name"])
def test_an_odd_field_is_taken_or_refused_and_never_blocks_what_follows(phone, group, name):
    odd = [value for value in ODD if isinstance(value, str)]
    results = phone.results(*(told(phone, group, {name: value}) for value in odd), told(phone, group))
    assert {each["status"] for each in results} <= {"stored", "refused"}
    assert results[-1]["status"] == "stored"


@pytest.mark.parametrize(
    ("days", "skew", "expected"), [(-3, 0, -3), (-3, 400, -3), (-90, 0, -30), (5, 0, 0), (-1, -9000, -1)]
)
def test_the_time_is_the_phones_corrected_and_within_thirty_days(phone, group, days, skew, expected):
    now = datetime.fromisoformat("2026-11-20T09:00:00+07:00")
    wrong = timedelta(days=skew)
    event = told(phone, group, at_device=(now + timedelta(days=days) + wrong).isoformat())
    with time_machine.travel(now, tick=False):
        phone.results(event, sent_at=now + wrong)
    assert Assistance.objects.get().occurred_at == now + timedelta(days=expected)


def test_what_was_done_after_leaving_the_team_is_refused_and_kept_for_the_officer(phone, group, helper):
    leave_group(membership=group.memberships.get(), until=timezone.localdate() - timedelta(days=1))
    event = told(phone, group)
    first, second = phone.results(event, event)
    assert (first, first["code"], Assistance.objects.count()) == (second, "closed", 0)
    assert (SetAside.objects.get().reason, SetAside.objects.get().person) == (SetAsideReason.NOT_MEMBER, helper)


@pytest.fixture
def learner(group):
    return make_learner("Lò Thị Hai", phone="+84912345678", unit=group.unit)


RIGHT = {"learner_phone": "0912345678", "learner_name": "Lò Thị Hai"}
WRONG_NAME, WRONG_PHONE = RIGHT | {"learner_name": "Lò Thị Ba"}, RIGHT | {"learner_phone": "0912345679"}


def test_after_five_wrong_pairs_an_account_names_nobody_for_a_while_and_nothing_is_lost(phone, group, learner, helper):
    for more in [WRONG_NAME, WRONG_PHONE] * 2 + [WRONG_NAME]:
        assert phone.results(told(phone, group, more))[0]["code"] == "invalid"
    named = told(phone, group, RIGHT)
    waits, plain = phone.results(named, told(phone, group))
    assert (waits["status"], waits["retry_after"], plain["status"]) == ("later", 900, "stored")
    assert (Assistance.objects.count(), Command.objects.filter(pk=named["id"]).count()) == (1, 0)
    housemate = make_learner("Vi Thị Ba", phone=helper.user.phone)
    other = make_group(housemate, make_learner("Ma Văn Bốn", phone="+84966666666"), unit=group.unit, name="Tổ khác")
    same_account, own_account = (Phone(each.person, device=uuid4()) for each in other.memberships.order_by("pk"))
    for told_by, status in ((same_account, "later"), (own_account, "stored")):
        assert told_by.results(told(told_by, other, RIGHT))[0]["status"] == status
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert phone.results(named)[0]["status"] == "stored"


def test_whom_helpers_know_they_name_as_often_as_they_help_and_half_a_pair_asks_nothing(phone, group, learner):
    halves = [told(phone, group, RIGHT | {name: ""}) for name in ("learner_phone", "learner_name")] * 3
    results = phone.results(*halves, *(told(phone, group, RIGHT) for _ in range(7)))
    assert [each["status"] for each in results] == ["refused"] * 6 + ["stored"] * 7


def test_a_repeat_is_a_duplicate_though_the_learner_moved_away_and_no_try_is_left(phone, group, learner):
    event = told(phone, group, RIGHT)
    phone.results(event, *(told(phone, group, WRONG_NAME) for _ in range(5)))
    learner.unit = make_unit("Tân Sơn", code="07290")
    learner.save()
    other = told(phone, group, WRONG_NAME) | {"id": event["id"]}
    assert [each["status"] for each in phone.results(event, other)] == ["duplicate", "later"]
    assert (Assistance.objects.get().learner, SetAside.objects.count()) == (learner, 0)


def test_who_left_the_team_finds_out_nothing_about_anybody_by_naming(phone, group, learner):
    leave_group(membership=group.memberships.get(), until=timezone.localdate() - timedelta(days=1))
    results = phone.results(*(told(phone, group, more) for more in (RIGHT, WRONG_NAME, WRONG_PHONE)))
    assert len({(each["status"], each["code"], each["message"]) for each in results}) == 1
    assert [row.body["learner"] for row in SetAside.objects.all()] == [None] * 3


def test_a_learner_is_named_by_exact_phone_and_name_of_the_own_commune(phone, group):
    here = make_learner("Lò Thị Hai", phone="+84912345678", unit=group.unit)
    make_learner("Lò Văn Ba", phone="+84912345678", unit=group.unit)
    make_learner("Lò Thị Tư", phone="+84987654321", unit=make_unit("Tân Sơn", code="07290"))
    asked = [("0912 345 678", "lò thị hai"), ("0912345678", "Lò Thị"), ("0912345678", ""), ("0987654321", "Lò Thị Tư")]
    events = [told(phone, group, {"learner_phone": number, "learner_name": name}) for number, name in asked]
    results = phone.results(*events)
    assert [each.get("field") for each in results] == [None, *["learner_phone"] * 3]
    assert len({each["message"] for each in results[1:]}) == 1
    assert Assistance.objects.get().learner == here


OCCASIONS = st.lists(
    st.tuples(st.sampled_from(AssistanceKind.values), st.integers(1, 200), st.integers(0, 40)), min_size=1, max_size=8
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(occasions=OCCASIONS, dice=st.randoms(use_true_random=False))
def test_in_any_order_and_however_often_the_same_events_give_the_same_counts(phone, group, occasions, dice):
    before = set(Assistance.objects.values_list("command_id", flat=True))
    now = timezone.now()
    events = [
        told(phone, group, {"kind": kind, "persons": str(persons)}, at_device=(now - timedelta(days=days)).isoformat())
        for kind, persons, days in occasions
    ]
    sent = events + dice.choices(events, k=dice.randint(0, 6))
    dice.shuffle(sent)
    cut = dice.randint(0, len(sent))
    results = phone.results(*sent[:cut]) + phone.results(*sent[cut:])
    fresh = Assistance.objects.exclude(command_id__in=before)
    assert Counter(each["status"] for each in results)["stored"] == len(events)
    assert Counter(fresh.values_list("kind", "persons")) == Counter((kind, persons) for kind, persons, _ in occasions)
