"""The report of help in the admin: who sees what, and that page and workbook say the same."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from learners.enums import Role
from learners.services.assistance import Occasion, record_assistance
from learners.services.commands import Delivery
from learners.services.community_groups import join_group, leave_group
from tests.factories import make_officer, make_three_maps, sign_in_staff
from tests.factories.community_group import make_assistance, make_group
from tests.factories.learner import make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_three_maps()


@pytest.fixture
def groups(units):
    """A team in a3 with two occasions of help, one in d3 with another."""
    helper, learner = make_learner("Hoàng Văn Giúp"), make_learner("Lò Thị Hai", unit=units["a3"])
    near = make_group(helper, unit=units["a3"])
    far = make_group(helper, unit=units["d3"], name="Tổ khác")
    make_assistance(helper, near, kind="vneid", persons=3, minutes=10, learner=learner)
    make_assistance(helper, near, kind="health", persons=2, learner=learner)
    make_assistance(helper, far, kind="vneid", minutes=5)
    return near, far


def client_of(role, unit=None):
    return sign_in_staff(Client(), make_officer(role, unit))


def ask(client, **filters):
    return client.get(reverse("assistance_report"), filters)


def lines(answer):
    return [[row.label.strip(), *row.cells] for row in answer.context["rows"]]


def sheet(answer):
    """The table of the workbook below its heads, without the column STT."""
    rows = [list(row[1:]) for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]
    start = next(index for index, row in enumerate(rows) if row[0] == "Đơn vị")
    end = next(index for index, row in enumerate(rows) if row[0] == "Tổng cộng")
    return rows[start], rows[start + 2 : end + 1]


def test_page_and_workbook_of_the_department_say_the_same(groups):
    client = client_of(Role.DEPARTMENT_OFFICER)
    page, (head, table) = ask(client), sheet(ask(client, export="xlsx"))
    assert lines(page) == [["a3", "2", "5", "1", "10"], ["d3", "1", "1", "0", "5"]]
    assert page.context["total"] == ["3", "6", "1", "15"]
    assert table == [
        ["a3", 2, 5, 1, 10, 1, 0, 0, 1, 0, 0, 0],
        ["d3", 1, 1, 0, 5, 1, 0, 0, 0, 0, 0, 0],
        ["Tổng cộng", 3, 6, 1, 15, 2, 0, 0, 1, 0, 0, 0],
    ]
    assert (head[:3], len(head)) == (["Đơn vị", "Lượt hỗ trợ", "Số người được hỗ trợ (đếm theo lượt)"], 12)
    assert [row.cells for row in page.context["kinds"] if row.cells[0] != "0"] == [
        ["2", "4", "1", "15"], ["1", "2", "1", "0"],
    ]  # fmt: skip


def test_a_team_narrows_the_figures_and_sorting_turns_the_lines(groups):
    client = client_of(Role.DEPARTMENT_OFFICER)
    assert ask(client, group=groups[1].pk).context["total"] == ["1", "1", "0", "5"]
    assert [line[0] for line in lines(ask(client, ordering="occasions"))] == ["d3", "a3"]


def test_a_commune_officer_counts_and_chooses_among_the_own_teams_alone(groups, units):
    client = client_of(Role.UNIT_OFFICER, units["a3"])
    page = ask(client)
    offered = BeautifulSoup(page.content, "html.parser").select("select[name=group] option[value]:not([value=''])")
    assert (lines(page), page.context["total"]) == ([["a3", "2", "5", "1", "10"]], ["2", "5", "1", "10"])
    assert [each["value"] for each in offered] == [str(groups[0].pk)]
    foreign, unknown = ask(client, group=groups[1].pk), ask(client, group=999_999)
    assert (foreign.context["report"], foreign.context["form"].errors) == (None, unknown.context["form"].errors)
    assert ask(client, unit=units["d3"].pk).status_code == 404


@pytest.mark.parametrize("role", [None, Role.TRAINER, Role.REVIEWER, Role.HELPER])
def test_staff_without_a_report_role_are_led_away(groups, role):
    for extra in ({}, {"export": "xlsx"}):
        answer = ask(client_of(role), **extra)
        assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))


def test_an_officer_finds_the_report_in_the_menu(units):
    home = client_of(Role.DEPARTMENT_OFFICER).get(reverse("wagtailadmin_home"))
    assert reverse("assistance_report") in home.content.decode()


def test_filters_that_cannot_be_understood_show_no_figures(groups):
    answer = ask(client_of(Role.DEPARTMENT_OFFICER), period="m13")
    assert (answer.status_code, answer.context["report"], list(answer.context["form"].errors)) == (
        200,
        None,
        ["period"],
    )


def test_what_was_set_aside_is_shown_to_the_officers_of_its_team_alone(groups, units):
    helper, told = make_learner("Lý Thị Sau", phone="+84933333333"), timezone.now() - timedelta(days=400)
    for group in groups:
        join_group(group=group, person=helper)
        leave_group(membership=group.memberships.get(person=helper))
        early = Delivery(uuid4(), at_device=told, given_at=timezone.now() - timedelta(days=2))
        record_assistance(helper=helper, group=group, occasion=Occasion("health", persons=4), delivery=early)
    department, officer = client_of(Role.DEPARTMENT_OFFICER), client_of(Role.UNIT_OFFICER, units["a3"])
    asked = [ask(department), ask(officer), ask(department, unit=units["d3"].pk), ask(department, group=groups[0].pk)]
    near, far = (group.name for group in groups)
    assert [[row.team for row in page.context["aside"]] for page in asked] == [[far, near], [near], [far], [near]]
    assert [(row.helper, row.told_at, row.people) for row in asked[1].context["aside"]] == [("Lý Thị Sau", told, 4)]
    assert f"{timezone.localtime(told):%H:%M %d/%m/%Y}" in asked[1].content.decode()
    assert ask(department, year=2025).context["aside"] == []
    assert asked[0].context["total"] == ["3", "6", "1", "15"]
