"""The completion report in the admin: who sees what, and that page and workbook say the same."""

import datetime
import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from learners.enums import Role
from learners.models import LearningPolicy
from tests.factories import (
    make_audience,
    make_credential,
    make_enrolment,
    make_officer,
    make_person,
    make_three_maps,
    make_unit,
    make_user,
    sign_in_staff,
)
from tests.factories.course import make_course

FIRST_CELL = "Đơn vị"


@pytest.fixture
def units(db):
    return make_three_maps()


@pytest.fixture
def department(db):
    return sign_in_staff(Client(), make_officer(Role.DEPARTMENT_OFFICER))


def officer_of(unit) -> Client:
    return sign_in_staff(Client(), make_officer(Role.UNIT_OFFICER, unit))


def ask(client, **filters):
    return client.get(reverse("completion_report"), filters)


def enrolled(answer) -> dict[str, str]:
    """Enrolments by the label of the line."""
    return {row.label: row.cells[0] for row in answer.context["rows"]}


def sheet_lines(answer) -> list[list]:
    """The table of the workbook from its heading to its total, without the column STT."""
    rows = [list(row[1:]) for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)]
    start = next(index for index, row in enumerate(rows) if row[0] == FIRST_CELL)
    end = next(index for index, row in enumerate(rows) if row[0] == "Tổng cộng")
    return [rows[start], *rows[start + 2 : end + 1]]


def test_the_department_officer_sees_every_unit(units, department):
    make_enrolment(unit=units["a3"])
    make_enrolment(unit=units["d2"])
    answer = ask(department)
    assert answer.status_code == 200
    assert (
        enrolled(answer) == {"A3": "1", "D3": "1"}
        or enrolled(answer) == {" a3": "1", " d3": "1"}
        or enrolled(answer) == {"a3": "1", "d3": "1"}
    )
    assert answer.context["total"][0] == "2"


def test_a_commune_officer_sees_the_own_unit_with_what_became_it(units):
    for name in ("a3", "a2", "b1", "d3", "e1"):
        make_enrolment(unit=units[name])
    make_enrolment()
    answer = ask(officer_of(units["a3"]))
    assert enrolled(answer) == {"a3": "3"}
    assert answer.context["total"][0] == "3"
    assert "d3" not in {unit.name for _, unit in answer.context["unit_map"].tree()}


def test_as_recorded_a_commune_officer_sees_the_older_maps_apart(units):
    for name in ("a3", "a2", "b1", "d3", "e1"):
        make_enrolment(unit=units[name])
    answer = ask(officer_of(units["a3"]), mode="recorded")
    assert list(enrolled(answer).values()) == ["1", "1", "1"]
    older = ask(officer_of(units["a3"]), mode="recorded", day="2025-03-01")
    assert enrolled(older)["a2"] == "1"


@pytest.mark.parametrize("unit", ["d3", "P3", "d2", "D1"])
@pytest.mark.parametrize("extra", [{}, {"export": "xlsx"}, {"day": "2025-03-01"}])
def test_asking_for_the_unit_of_others_finds_nothing(units, unit, extra):
    make_enrolment(unit=units["d3"])
    assert ask(officer_of(units["a3"]), unit=units[unit].pk, **extra).status_code == 404


@pytest.mark.parametrize("unit", ["x", "999999", "9" * 40, "1.5", "-1"])
def test_asking_for_no_unit_at_all_finds_nothing(units, department, unit):
    assert ask(department, unit=unit).status_code == 404


def test_the_workbook_of_a_commune_officer_holds_the_own_unit_alone(units):
    for name in ("a3", "a2", "d3", "e1"):
        make_enrolment(unit=units[name])
    make_enrolment()
    lines = sheet_lines(ask(officer_of(units["a3"]), export="xlsx"))
    assert [line[:2] for line in lines] == [[FIRST_CELL, "Ghi danh (lượt)"], ["a3", 2], ["Tổng cộng", 2]]


@pytest.mark.parametrize("role", [None, Role.TRAINER, Role.REVIEWER, Role.HELPER])
def test_staff_without_a_report_role_are_led_away_and_see_no_link(units, role):
    client = sign_in_staff(Client(), make_officer(role))
    for extra in ({}, {"export": "xlsx"}):
        answer = ask(client, **extra)
        assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))
    assert reverse("completion_report") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_an_officer_finds_the_report_in_the_menu(units, department):
    assert reverse("completion_report") in department.get(reverse("wagtailadmin_home")).content.decode()


def test_a_learner_and_a_stranger_do_not_get_in(units):
    learner = sign_in_staff(Client(), make_user())
    assert ask(learner).status_code == 403
    assert ask(Client()).status_code == 302


def test_an_officer_without_the_second_factor_of_this_session_does_not_get_in(units):
    client = Client()
    client.force_login(make_officer(Role.DEPARTMENT_OFFICER))
    assert ask(client).status_code == 302


def test_page_and_workbook_say_the_same(units, department):
    moment = timezone.now()
    for name, done in (("a3", True), ("a3", False), ("c2", True), ("d3", False)):
        made = make_enrolment(unit=units[name], enrolled_at=moment, completed_at=moment if done else None, hours="2.5")
        if name == "c2":
            make_credential(made, timezone.localdate(moment))
    page = ask(department, ordering="-enrolled")
    file = ask(department, ordering="-enrolled", export="xlsx")
    lines = sheet_lines(file)
    assert lines[0] == [
        "Đơn vị", "Ghi danh (lượt)", "Người học", "Đang học", "Hoàn thành", "Tỷ lệ", "Giấy chứng nhận", "Giờ học",
    ]  # fmt: skip
    assert lines[1:] == [
        ["a3", 3, 3, 1, 2, pytest.approx(2 / 3), 1, 5],
        ["d3", 1, 1, 1, 0, 0, 0, 0],
        ["Tổng cộng", 4, 4, 2, 2, 0.5, 1, 5],
    ]
    assert [[row.label, *row.cells] for row in page.context["rows"]] == [
        ["a3", "3", "3", "1", "2", "66,7 %", "1", "5"],
        ["d3", "1", "1", "1", "0", "0,0 %", "0", "0"],
    ]
    assert page.context["total"] == ["4", "4", "2", "2", "50,0 %", "1", "5"]
    assert file["Content-Disposition"] == f'attachment; filename="bao-cao-hoan-thanh-{moment.year}.xlsx"'


def test_there_is_no_other_file_than_the_workbook(units, department):
    assert ask(department, export="csv")["Content-Type"].startswith("text/html")


def test_audience_course_and_period_narrow_the_figures(units, department):
    women, course = make_audience("women", "Phụ nữ"), make_course("PN-01")
    year = timezone.localdate().year
    long_ago = timezone.localtime() - datetime.timedelta(days=800)
    make_enrolment(unit=units["a3"], audience=women)
    make_enrolment(unit=units["a3"], course_key=course.translation_key)
    make_enrolment(unit=units["a3"], audience=women, enrolled_at=long_ago)
    totals = {
        name: ask(department, **filters).context["total"][0]
        for name, filters in {
            "all": {},
            "women": {"audience": women.pk},
            "course": {"course": str(course.translation_key)},
            "long ago": {"period": "range", "first": long_ago.date().isoformat(), "last": long_ago.date().isoformat()},
            "next year": {"year": year + 1},
        }.items()
    }
    assert totals == {"all": "2", "women": "1", "course": "1", "long ago": "1", "next year": "0"}


@pytest.mark.parametrize(
    ("filters", "field"),
    [
        ({"period": "range", "first": "2025-05-01", "last": "2025-04-01"}, "period"),
        ({"period": "range"}, "period"),
        ({"period": "m13"}, "period"),
        ({"year": "9999"}, "year"),
        ({"year": ""}, "period"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": "0001-01-01"}, "day"),
        ({"day": "hôm nay"}, "day"),
        ({"audience": "0"}, "audience"),
        ({"course": "khong-co"}, "course"),
        ({"mode": "guess"}, "mode"),
    ],
)
def test_a_filter_that_cannot_be_read_is_explained_beside_it(units, department, filters, field):
    for extra in ({}, {"export": "xlsx"}):
        answer = ask(department, **filters, **extra)
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == [field]
        assert f"id_{field}_error" in answer.content.decode()
        assert "rows" not in answer.context


def test_without_any_record_the_page_says_so(units, department):
    answer = ask(department)
    assert enrolled(answer) == {"a3": "0", "d3": "0"}
    assert answer.context["chart"] is None
    assert "report-empty" in answer.content.decode()


def test_without_any_map_the_page_opens(department):
    assert ask(department).status_code == 200
    assert ask(department, mode="recorded", export="xlsx").status_code == 200


def test_a_chosen_unit_is_followed_to_another_map(units, department):
    answer = ask(department, unit=units["a3"].pk, day="2023-05-01")
    assert answer.context["left_unit"] is True
    answer = ask(department, unit=units["b1"].pk, day="2025-03-01")
    assert answer.context["unit"] == units["a2"]


def test_an_officer_of_an_older_map_opens_the_report_on_it(units):
    make_enrolment(unit=units["a2"])
    answer = ask(officer_of(units["a2"]), mode="recorded")
    assert enrolled(answer) == {"a2": "1"}


def test_an_unchecked_map_is_marked(units, department):
    page = ask(department).content.decode()
    assert "report-mark" in page
    generation = units["a3"].generation
    generation.checked = True
    generation.save()
    assert "report-mark" not in ask(department).content.decode()


def test_hostile_names_stay_words(units, department):
    name = '=cmd|"/c calc"!A1<script>alert(1)</script>'
    unit = make_unit(name=name, unit_type="", code="666", generation=units["a3"].generation)
    make_enrolment(unit=unit)
    page = ask(department).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    book = load_workbook(io.BytesIO(ask(department, export="xlsx").content))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value == name]
    assert [cell.data_type for cell in cells] == ["s"]


def test_the_number_of_queries_does_not_grow_with_units_or_records(units, department):
    LearningPolicy.objects.get_or_create()
    used = []
    for number in (10, 100):
        for index in range(number):
            person = make_person(full_name=f"Người {number} {index}")
            make_enrolment(person, unit=units["a3"], hours=str(Decimal(index % 7)))
        with CaptureQueriesContext(connection) as queries:
            ask(department)
        used.append(len(queries))
        for code in ("901", "902"):
            make_unit(name=f"Mới {number}{code}", code=f"{code}{number}", generation=units["a3"].generation)
    assert used[0] == used[1]
