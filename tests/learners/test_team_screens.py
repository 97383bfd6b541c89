"""The admin's screens of the community digital teams, by role and unit."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learners.enums import Role
from learners.models import CommunityGroup, GroupMembership
from tests.factories import make_officer, make_three_maps, sign_in_staff
from tests.factories.community_group import make_group
from tests.factories.learner import make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return make_three_maps()


@pytest.fixture
def officer(units):
    return client_of(Role.UNIT_OFFICER, units["a3"])


def client_of(role, unit=None):
    return sign_in_staff(Client(), make_officer(role, unit))


def at(name, group=None):
    return reverse(f"to-cong-nghe-so:{name}", args=[group.pk] if group else [])


def fields(unit, **more):
    blank = dict.fromkeys(("village", "phone", "link", "until", "member_phone", "member_name", "member_title"), "")
    return blank | {"name": "Tổ một", "unit": unit.pk, "since": "2026-01-01"} | more


def test_a_unit_officer_lists_the_own_teams_and_the_department_all(officer, units):
    make_group(unit=units["a3"], name="Tổ gần")
    make_group(unit=units["d3"], name="Tổ xa")
    department = client_of(Role.DEPARTMENT_OFFICER)
    found = [
        ["Tổ gần" in page, "Tổ xa" in page]
        for page in (client.get(at("index")).content.decode() for client in (officer, department))
    ]
    assert found == [[True, False], [True, True]]


@pytest.mark.parametrize("name", ["edit", "history", "usage"])
def test_a_team_of_another_unit_is_as_if_it_did_not_exist(officer, units, name):
    near, far = make_group(unit=units["a3"]), make_group(unit=units["d3"])
    answers = [officer.get(at(name, near)).status_code, officer.get(at(name, far)).status_code]
    assert answers == [200, 404]
    assert officer.post(at("edit", far), fields(units["a3"])).status_code == 404


def test_a_unit_officer_makes_teams_in_the_own_unit_alone(officer, units):
    page = BeautifulSoup(officer.get(at("add")).content, "html.parser")
    offered = [each["value"] for each in page.select("select[name=unit] option") if each["value"]]
    officer.post(at("add"), fields(units["d3"]))
    officer.post(at("add"), fields(units["a3"], phone="0912 345 678"))
    made = CommunityGroup.objects.get()
    assert (offered, made.unit, made.phone) == ([str(units["a3"].pk)], units["a3"], "+84912345678")


def test_members_join_by_exact_phone_and_name_and_leave_with_today(officer, units):
    group = make_group(unit=units["a3"])
    person = make_learner("Hoàng Văn Giúp", phone="+84912345678", unit=units["a3"])
    make_learner("Người Xa", phone="+84987654321", unit=units["d3"])
    asked = [("0912345678", "Hoàng Văn"), ("", "Hoàng Văn Giúp"), ("0987654321", "Người Xa"), ("x", "Hoàng Văn Giúp")]
    for phone, name in asked:
        page = officer.post(at("edit", group), fields(units["a3"], member_phone=phone, member_name=name))
        assert (list(page.context["form"].errors), GroupMembership.objects.count()) == (["member_phone"], 0)
    told = {"member_phone": "0912 345 678", "member_name": "hoàng văn giúp", "member_title": "Tổ trưởng"}
    officer.post(at("edit", group), fields(units["a3"], **told))
    membership = GroupMembership.objects.get()
    assert (membership.person, membership.title, membership.until) == (person, "Tổ trưởng", None)
    officer.post(at("edit", group), fields(units["a3"], leaving=membership.pk))
    assert GroupMembership.objects.get().until == timezone.localdate()


def test_an_officer_who_names_five_people_who_are_not_there_waits_before_naming_more(officer, units):
    group = make_group(unit=units["a3"])
    make_learner("Hoàng Văn Giúp", phone="+84912345678", unit=units["a3"])
    names = [*["Hoàng Văn Khác"] * 5, "Hoàng Văn Giúp"]
    told = [{"member_phone": "0912345678", "member_name": name} for name in names]
    pages = [officer.post(at("edit", group), fields(units["a3"], **each)) for each in told]
    said = [page.context["form"].errors["member_phone"][0] for page in pages]
    assert (len(set(said[:5])), said[5] in said[:5], GroupMembership.objects.count()) == (1, False, 0)


def test_nobody_is_made_to_leave_through_the_screen_of_another_team(officer, units):
    group, other = make_group(unit=units["a3"]), make_group(make_learner(), unit=units["d3"])
    officer.post(at("edit", group), fields(units["a3"], leaving=other.memberships.get().pk))
    assert other.memberships.get().until is None


def test_an_end_before_the_start_is_said_at_its_field(officer, units):
    page = officer.post(at("add"), fields(units["a3"], until="2025-12-31"))
    assert (list(page.context["form"].errors), CommunityGroup.objects.count()) == (["until"], 0)


def test_nobody_deletes_a_team(units):
    group = make_group(unit=units["a3"])
    client_of(Role.ADMINISTRATOR).post(at("delete", group))
    assert CommunityGroup.objects.get() == group


@pytest.mark.parametrize("role", [None, Role.TRAINER, Role.REVIEWER, Role.HELPER])
def test_staff_without_a_report_role_are_led_away(units, role):
    group, client = make_group(unit=units["a3"]), client_of(role)
    answers = [client.get(address) for address in (at("index"), at("add"), at("edit", group))]
    assert [(each.status_code, each.url) for each in answers] == [(302, reverse("wagtailadmin_home"))] * 3


def test_the_list_takes_the_same_queries_for_one_team_and_for_three(officer, units):
    used = []
    for number in range(3):
        make_group(make_learner(), unit=units["a3"], name=f"Tổ {number}")
        officer.get(at("index"))
        with CaptureQueriesContext(connection) as seen:
            officer.get(at("index"))
        used.append(len(seen))
    assert used[0] == used[2]
