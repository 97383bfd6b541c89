"""The completion report counted in SQL equals the same count made row by row in Python."""

import datetime
import random
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learners.enums import CredentialState
from learners.models import AdministrativeUnit, Credential, Enrolment, UnitGeneration
from learners.reports.completion import Figures, completion_report
from learners.reports.period import read_period, year_period
from learners.reports.units import LineKind, UnitMap
from tests.factories import make_credential, make_enrolment, make_person, make_three_maps

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime.datetime(2025, 11, 22, 14, 32, tzinfo=datetime.UTC)
ACTIVE_DAYS = 30
# Where the units of all maps lie on each map; what is not named cannot be placed. Written by hand.
PLACES = {
    "1": {name: name for name in ["P1", "D1", "E1", "a1", "b1", "c1", "d1", "e1"]}
    | {"P2": "P1", "P3": "P1", "D2": "D1", "E2": "E1", "c2": "c1", "e2": "e1"},
    "2": {name: name for name in ["P2", "D2", "E2", "a2", "c2", "d2", "e2"]}
    | {"P1": "P2", "P3": "P2", "D1": "D2", "E1": "E2", "a1": "a2", "b1": "a2", "c1": "c2", "d1": "d2"},
    "3": {"P1": "P3", "P2": "P3", "P3": "P3", "a3": "a3", "d3": "d3"}
    | {"a1": "a3", "b1": "a3", "c1": "a3", "a2": "a3", "c2": "a3", "d1": "d3", "d2": "d3", "e2": "d3"},
}
# The names of the lines by map and by unit asked for, with what stands in each.
TREE = {
    "1": {"D1": ["D1", "a1", "b1", "c1"], "E1": ["E1", "d1", "e1"]},
    "2": {"D2": ["D2", "a2", "c2"], "E2": ["E2", "d2", "e2"]},
    "3": {"a3": ["a3"], "d3": ["d3"]},
}
WITHIN_DISTRICT = {"D1": {"a1": ["a1"], "b1": ["b1"], "c1": ["c1"]}, "E2": {"d2": ["d2"], "e2": ["e2"]}}


def fill(units: dict[str, AdministrativeUnit], seed: int, number: int = 90) -> None:
    chance = random.Random(seed)  # noqa: S311 - data from a seed, no secret.
    people = [make_person(full_name=f"Người {index}") for index in range(12)]
    courses = [uuid4() for _ in range(3)]
    learning = set()
    for _ in range(number):
        person, course = chance.choice(people), chance.choice(courses)
        start = NOW - datetime.timedelta(days=chance.randrange(900), hours=chance.randrange(24))
        later = min(start + datetime.timedelta(days=chance.randrange(120)), NOW)
        done = later if chance.random() < 0.5 else None
        state = {} if done or (person, course) not in learning else {"state": "withdrawn"}
        if not done:
            learning.add((person, course))
        enrolment = make_enrolment(
            person, course, enrolled_at=start, completed_at=done, last_active_at=chance.choice([None, later, NOW]),
            hours=chance.choice(["1.5", "4.0", "2.25"]), unit=chance.choice([None, *units.values()]), **state,
        )  # fmt: skip
        if done and chance.random() < 0.8:
            kept = {} if chance.random() < 0.8 else {"state": CredentialState.REVOKED, "state_reason": "nhầm tên"}
            make_credential(enrolment, timezone.localdate(done), **kept)


def count(rows, period) -> Figures:
    """The same figures, row by row."""
    first, end = period.starts_at, period.ends_before
    since = min(end, NOW) - datetime.timedelta(days=ACTIVE_DAYS)
    enrolled = [row for row in rows if first <= row.enrolled_at < end]
    done = [row for row in rows if row.completed_at and first <= row.completed_at < end]
    learning = [
        row
        for row in rows
        if row.enrolled_at < end and row.state != "withdrawn" and row.last_active_at and row.last_active_at >= since
        and not (row.completed_at and row.completed_at < end)
    ]  # fmt: skip
    papers = Credential.objects.filter(enrolment__in=rows, state="issued")
    return Figures(
        enrolled=len(enrolled),
        people=len({row.person_id for row in enrolled}),
        active=len(learning),
        completed=len(done),
        on_time=sum(1 for row in enrolled if row.completed_at and row.completed_at < end),
        certificates=sum(1 for paper in papers if period.first <= paper.issued_on <= period.last),
        hours=sum((Decimal(row.rule["hours"]["self_paced"]) for row in done), Decimal(0)),
    )


def shown_map(number: str) -> UnitMap:
    generation = UnitGeneration.objects.order_by("valid_from")[int(number) - 1]
    return UnitMap(generation, AdministrativeUnit.objects.all())


def counted(unit_map, unit, period, *, restated: bool, enrolments=None, **options):
    return completion_report(
        enrolments=Enrolment.objects.all() if enrolments is None else enrolments,
        lines=unit_map.lines(unit, restated=restated),
        period=period,
        active_days=ACTIVE_DAYS,
        now=NOW,
        **options,
    )


def named(report) -> dict[str, Figures]:
    """Figures by the name of the unit, for the other lines by their kind and map."""
    return {
        line.unit.name if line.kind is LineKind.UNIT else f"{line.kind.value} {line.generation or ''}".strip(): figures
        for line, figures in report.lines
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_the_restated_report_equals_a_count_of_the_rows(db, seed, number):
    units = make_three_maps()
    fill(units, seed)
    rows = list(Enrolment.objects.select_related("unit"))
    for period in (year_period(2025), year_period(2024), read_period("q3", 2025), read_period("m1", 2025)):
        report = counted(shown_map(number), None, period, restated=True)
        expected = {
            name: count([row for row in rows if row.unit and PLACES[number].get(row.unit.name) in places], period)
            for name, places in TREE[number].items()
        }
        lost = [row for row in rows if row.unit and row.unit.name not in PLACES[number]]
        expected["here"] = count(
            [row for row in rows if row.unit and PLACES[number].get(row.unit.name) == f"P{number}"], period
        )
        expected["unmapped"] = count(lost, period)
        expected["outside"] = count([row for row in rows if not row.unit], period)
        kept = {name: figures for name, figures in expected.items() if name in TREE[number] or not figures.nothing}
        assert named(report) == kept
        assert report.total == count(rows, period)


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_the_report_as_recorded_equals_a_count_of_the_rows(db, number):
    units = make_three_maps()
    fill(units, 4)
    rows, period = list(Enrolment.objects.select_related("unit__generation")), year_period(2025)
    report = counted(shown_map(number), None, period, restated=False)
    expected = {
        name: count([row for row in rows if row.unit and row.unit.name in places], period)
        for name, places in TREE[number].items()
    }
    expected["here"] = count([row for row in rows if row.unit and row.unit.name == f"P{number}"], period)
    for generation in UnitGeneration.objects.exclude(pk=units[f"P{number}"].generation_id):
        there = [row for row in rows if row.unit and row.unit.generation == generation]
        expected[f"other_map {generation}"] = count(there, period)
    expected["outside"] = count([row for row in rows if not row.unit], period)
    assert named(report) == {
        name: figures for name, figures in expected.items() if name in TREE[number] or not figures.nothing
    }
    assert report.total == count(rows, period)


def test_restating_moves_figures_between_lines_and_loses_none(db):
    units = make_three_maps()
    fill(units, 5)
    period = year_period(2025)
    whole = [
        counted(shown_map(number), None, period, restated=restated)
        for number in ("1", "2", "3")
        for restated in (True, False)
    ]
    assert {report.total for report in whole} == {whole[0].total}
    for report in whole:
        for figure in ("enrolled", "active", "completed", "on_time", "certificates", "hours"):
            assert sum(getattr(figures, figure) for _, figures in report.lines) == getattr(report.total, figure)
        assert sum(figures.people for _, figures in report.lines) >= report.total.people


@pytest.mark.parametrize(("district", "number"), [("D1", "1"), ("E2", "2")])
def test_a_district_shows_its_communes_and_nothing_else(db, district, number):
    units = make_three_maps()
    fill(units, 6)
    rows, period = list(Enrolment.objects.exclude(unit=None).select_related("unit")), year_period(2025)
    report = counted(shown_map(number), units[district], period, restated=True)
    place = PLACES[number]
    expected = {
        name: count([row for row in rows if place.get(row.unit.name) in places], period)
        for name, places in WITHIN_DISTRICT[district].items()
    }
    here = count([row for row in rows if place.get(row.unit.name) == district], period)
    assert named(report) == expected | ({} if here.nothing else {"here": here})
    inside = [district, *WITHIN_DISTRICT[district]]
    assert report.total == count([row for row in rows if place.get(row.unit.name) in inside], period)


def test_a_commune_is_one_line(db):
    units = make_three_maps()
    make_enrolment(unit=units["a2"], enrolled_at=NOW)
    make_enrolment(unit=units["b1"], enrolled_at=NOW)
    report = counted(shown_map("2"), units["a2"], year_period(2025), restated=True)
    assert {name: figures.enrolled for name, figures in named(report).items()} == {"a2": 2}
    report = counted(shown_map("2"), units["a2"], year_period(2025), restated=False)
    assert {name: figures.enrolled for name, figures in named(report).items()} == {"a2": 1}


def test_a_person_in_two_communes_counts_once_in_the_total(db):
    units, person = make_three_maps(), make_person()
    make_enrolment(person, unit=units["a3"], enrolled_at=NOW)
    make_enrolment(person, unit=units["a3"], enrolled_at=NOW)
    make_enrolment(person, unit=units["d3"], enrolled_at=NOW)
    report = counted(shown_map("3"), None, year_period(2025), restated=True)
    assert {name: (figures.enrolled, figures.people) for name, figures in named(report).items()} == {
        "a3": (2, 1),
        "d3": (1, 1),
    }
    assert (report.total.enrolled, report.total.people) == (3, 1)


def test_a_period_begins_and_ends_at_midnight_of_the_place(db):
    units, period = make_three_maps(), read_period("m1", 2025)
    midnight = datetime.datetime(2025, 1, 1, tzinfo=HERE)
    after = datetime.datetime(2025, 2, 1, tzinfo=HERE)
    for moment in (
        midnight - datetime.timedelta(microseconds=1),
        midnight,
        after - datetime.timedelta(microseconds=1),
        after,
    ):
        make_enrolment(unit=units["a2"], enrolled_at=moment, completed_at=moment)
    total = counted(shown_map("2"), None, period, restated=True).total
    assert (total.enrolled, total.completed, total.on_time) == (2, 2, 2)


def test_nobody_learns_in_a_period_to_come(db):
    units = make_three_maps()
    make_enrolment(unit=units["a3"], enrolled_at=NOW)
    assert counted(shown_map("3"), None, read_period("m12", 2025), restated=True).total == Figures()


def test_no_row_gives_lines_of_zeros_without_a_rate(db):
    make_three_maps()
    report = counted(shown_map("3"), None, year_period(2025), restated=True)
    assert named(report) == {"a3": Figures(), "d3": Figures()}
    assert (report.total, report.total.rate, report.total.nothing) == (Figures(), None, True)


def test_a_site_without_any_map_counts_people_outside_the_list(db):
    make_enrolment(enrolled_at=NOW)
    report = counted(UnitMap(None, AdministrativeUnit.objects.all()), None, year_period(2025), restated=True)
    assert {name: figures.enrolled for name, figures in named(report).items()} == {"outside": 1}


def test_lines_are_sorted_by_figure_with_the_other_lines_last(db):
    units = make_three_maps()
    for name in ("c1", "c1", "d1", "d1", "d1", "d1", "b1"):
        make_enrolment(unit=units[name], enrolled_at=NOW)
    for _ in range(9):
        make_enrolment(enrolled_at=NOW)
    order = {
        ordering: list(named(counted(shown_map("2"), None, year_period(2025), restated=True, ordering=ordering)))
        for ordering in ("name", "-name", "enrolled", "-people", "rate")
    }
    assert order == {
        "name": ["D2", "E2", "outside"],
        "-name": ["E2", "D2", "outside"],
        "enrolled": ["D2", "E2", "outside"],
        "-people": ["E2", "D2", "outside"],
        "rate": ["D2", "E2", "outside"],
    }


@pytest.mark.parametrize("restated", [True, False])
def test_the_number_of_queries_does_not_grow(db, restated):
    units = make_three_maps()
    used = []
    for number in (10, 90):
        fill(units, number, number)
        with CaptureQueriesContext(connection) as queries:
            counted(shown_map("1"), None, year_period(2025), restated=restated)
        used.append(len(queries))
    assert used[0] == used[1] == 8
