"""The help log's pages: for members of the team, by plain forms, without any script."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learners.models import Assistance, SetAside
from learners.services.assistance import withdraw_assistance
from learners.services.community_groups import leave_group
from tests.factories.community_group import make_assistance, make_group
from tests.factories.learner import make_issuer, make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
FORM = {"kind": "payment", "persons": "2", "minutes": "15", "minutes_other": "", "village": "Trại Một"}
SHEET = "/to-cong-nghe-so/theo-thang/"


@pytest.fixture
def helper():
    return make_learner("Hoàng Văn Giúp")


@pytest.fixture
def group(helper):
    return make_group(helper)


@pytest.fixture
def client(helper):
    return learning_client(helper)


def address(group):
    return f"/to-cong-nghe-so/{group.public_id}/"


def read(reply):
    return BeautifulSoup(reply.content, "html.parser")


def hidden(page):
    return page.select_one("form[data-queue] input[name=command_id]")["value"]


def test_the_form_says_to_the_queue_what_it_is_and_about_which_team(client, group):
    form = read(client.get(address(group))).select_one("form[data-queue]")
    state = form.select_one("[data-queue-state]")
    assert (form["data-queue"], form["data-subject"], form["method"]) == ("assistance", str(group.public_id), "post")
    assert ("{time}" in state["data-kept"], "{time}" in state["data-sent"], "{message}" in state["data-refused"]) == (
        True, True, True,
    )  # fmt: skip
    assert (state["role"], state.text, bool(state["data-full"])) == ("status", "", True)


def test_who_is_in_several_teams_finds_each_from_the_page_of_another(client, group, helper):
    other = make_group(helper, unit=group.unit, name="Tổ khác")
    pages = [read(client.get(address(each))) for each in (group, other)]
    assert [page.select_one("form[data-queue]")["data-subject"] for page in pages] == [
        str(group.public_id), str(other.public_id),
    ]  # fmt: skip
    led = [[each["href"] for each in page.main.select("a[href^='/to-cong-nghe-so/']")] for page in pages]
    assert led == [[SHEET, address(other)], [SHEET, address(group)]]


def test_a_form_sent_twice_counts_once_and_the_page_then_offers_the_next(client, group):
    key = hidden(read(client.get(address(group))))
    for _ in range(2):
        assert client.post(address(group), FORM | {"command_id": key}).headers["Location"] == address(group)
    row = Assistance.objects.get()
    assert (str(row.command_id), row.kind, row.persons, row.minutes) == (key, "payment", 2, 15)
    assert hidden(read(client.get(address(group)))) != key


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(client, group):
    key = str(uuid4())
    reply = client.post(address(group), FORM | {"persons": "0", "village": "Trại Hai", "command_id": key})
    page = read(reply)
    assert (reply.status_code, Assistance.objects.count()) == (422, 0)
    assert list(reply.context["form"].errors) == ["persons"]
    assert page.select_one("input[name=village]")["value"] == "Trại Hai"
    assert client.post(address(group), {}).status_code == 422


def test_the_page_names_nobody_any_more_after_five_wrong_pairs_and_still_takes_the_rest(client, group):
    make_learner("Lò Thị Hai", phone="+84912345678", unit=group.unit)
    wrong = FORM | {"learner_phone": "0912345678", "learner_name": "Lò Thị Ba"}
    right = wrong | {"learner_name": "Lò Thị Hai"}
    replies = [client.post(address(group), each) for each in [wrong] * 5 + [right]]
    assert ([each.status_code for each in replies], Assistance.objects.count()) == ([422] * 6, 0)
    said = [each.context["form"].errors["learner_phone"][0] for each in replies]
    assert (len(set(said[:5])), said[5] in said[:5]) == (1, False)
    assert client.post(address(group), FORM).status_code == 302


def test_only_who_is_in_the_team_today_finds_its_page(group, helper):
    stranger = learning_client(make_learner("Người Lạ"))
    foreign, unknown = stranger.get(address(group)), stranger.get(f"/to-cong-nghe-so/{uuid4()}/")
    assert (foreign.status_code, unknown.status_code, stranger.post(address(group), FORM).status_code) == (404,) * 3
    leave_group(membership=group.memberships.get(), until=timezone.localdate() - timedelta(days=1))
    assert learning_client(helper).get(address(group)).status_code == 404
    assert Client().get(address(group)).headers["Location"].startswith("/tai-khoan/login/")
    assert Assistance.objects.count() == 0


def test_a_page_opened_by_another_member_of_the_team_is_asked_for_once_more(client, group, helper):
    make_assistance(helper, group)
    key = Assistance.objects.get().command_id
    housemate = make_learner("Vi Thị Ba", phone=helper.user.phone)
    make_group(housemate, unit=group.unit, name="Tổ khác")
    other = housemate.memberships.get().group
    reply = learning_client(housemate).post(address(other), FORM | {"command_id": str(key)})
    assert (reply.status_code, Assistance.objects.count(), SetAside.objects.count()) == (302, 1, 0)


def test_what_was_recorded_today_can_be_taken_out_by_its_helper_alone(client, group, helper):
    row = make_assistance(helper, group)
    out = f"/to-cong-nghe-so/luot/{row.command_id}/bo/"
    assert read(client.get(address(group))).select_one(f"form[action='{out}']") is not None
    assert learning_client(make_learner("Người Lạ")).post(out).status_code == 404
    assert [client.post(out).headers["Location"] for _ in range(2)] == [address(group)] * 2
    assert Assistance.objects.get().withdrawn_by == helper
    assert read(client.get(address(group))).select_one(f"form[action='{out}']") is None


def test_who_left_the_team_may_still_take_out_what_was_wrong(client, group, helper):
    row = make_assistance(helper, group, at=timezone.now() - timedelta(days=3))
    leave_group(membership=group.memberships.get(), until=timezone.localdate() - timedelta(days=1))
    assert client.post(f"/to-cong-nghe-so/luot/{row.command_id}/bo/").headers["Location"] == "/hoc/"
    assert Assistance.objects.standing().count() == 0


def test_the_sheet_of_a_month_counts_occasions_people_and_minutes_apart(client, group, helper, time_machine):
    time_machine.move_to(datetime.fromisoformat("2026-11-20T09:00:00+07:00"))
    learner = make_learner("Lò Thị Hai", unit=group.unit)
    for day, kind, persons, minutes in [(1, "vneid", 3, 10), (2, "vneid", 1, None), (19, "health", 2, 30)]:
        make_assistance(
            helper, group, timezone.now().replace(day=day), kind, persons=persons, minutes=minutes, learner=learner
        )
    make_assistance(helper, group, timezone.now() - timedelta(days=25))
    withdraw_assistance(assistance=make_assistance(helper, group), by=helper)
    cells = [[cell.text for cell in row.select("td")] for row in read(client.get(SHEET)).select("tbody tr, tfoot tr")]
    assert cells == [["2", "4", "10"], ["1", "2", "30"], ["3", "6", "40"]]
    reply = client.get(SHEET, {"thang": "2026-10"})
    assert (reply.context["report"].total.occasions, reply.context["later"]) == (1, "2026-11")


@pytest.mark.parametrize("asked", ["", "x", "2026-13", "9999-12", "0001-01", "2026-11-05"])
def test_a_month_that_is_none_or_to_come_shows_one_there_is(client, group, asked):
    assert client.get(SHEET, {"thang": asked}).status_code == 200


def test_who_was_never_in_a_team_has_no_sheet(group):
    assert learning_client(make_learner("Người Lạ")).get(SHEET).status_code == 404


def test_a_page_takes_the_same_queries_for_one_occasion_and_for_three(client, group, helper):
    used = []
    for count in (1, 2):
        for _ in range(count):
            make_assistance(helper, group)
        client.get(address(group))
        with CaptureQueriesContext(connection) as seen:
            page = read(client.get(address(group)))
        assert len(page.select("form[action$='/bo/']")) == Assistance.objects.count()
        used.append(len(seen))
    assert used[0] == used[1]


def test_my_learning_leads_members_to_each_of_their_teams_in_the_same_queries(client, group, helper):
    make_issuer()
    used, found = [], []
    for number in range(3):
        client.get("/hoc/")
        with CaptureQueriesContext(connection) as seen:
            page = read(client.get("/hoc/"))
        used.append(len(seen))
        found.append(len(page.select("a[href^='/to-cong-nghe-so/']")))
        make_group(helper, unit=group.unit, name=f"Tổ {number}")
    assert (found, len(set(used))) == ([1, 2, 3], 1)
    assert read(learning_client(make_learner("Người Lạ")).get("/hoc/")).select("a[href^='/to-cong-nghe-so/']") == []
