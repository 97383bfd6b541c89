"""The report of help counted in SQL equals the same count made row by row in Python."""

import datetime
import random
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learners.enums import AssistanceKind
from learners.models import AdministrativeUnit, Assistance, UnitGeneration
from learners.reports.assistance import HelpFigures, assistance_report, own_sheet
from learners.reports.period import read_period, year_period
from learners.reports.units import LineKind, UnitMap
from tests.factories import make_person, make_three_maps
from tests.factories.community_group import make_group

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime.datetime(2026, 1, 10, tzinfo=datetime.UTC)
PERIODS = [year_period(2025), read_period("q4", 2025), read_period("m12", 2025), year_period(2020)]


def fill(seed, number=120):
    """Occasions of two years in units of all maps, some withdrawn, some with a named learner."""
    chance, units = random.Random(seed), list(make_three_maps().values())  # noqa: S311 - data from a seed.
    helpers, learners = ([make_person(full_name=f"{word} {each}") for each in range(4)] for word in ("Giúp", "Học"))
    groups = [make_group(unit=units[0]), make_group(unit=units[-1], name="Tổ hai")]
    for _ in range(number):
        at = NOW - datetime.timedelta(hours=chance.randrange(24 * 700))
        gone = {"withdrawn_at": NOW, "withdrawn_by": helpers[0]} if chance.random() < 0.2 else {}
        Assistance.objects.create(
            command_id=uuid4(), group=chance.choice(groups), helper=chance.choice(helpers),
            kind=chance.choice(AssistanceKind.values), persons=chance.randint(1, 9),
            minutes=chance.choice([None, 5, 30]), learner=chance.choice([None, *learners]),
            unit_at_event=chance.choice(units), occurred_at=at, recorded_at=NOW, **gone,
        )  # fmt: skip


def by_hand(rows, period):
    """The figures of some rows, one after the other."""
    days = [row for row in rows if period.first <= row.occurred_at.astimezone(HERE).date() <= period.last]
    here = [row for row in days if row.withdrawn_at is None]
    return HelpFigures(
        occasions=len(here),
        people=sum(row.persons for row in here),
        named=len({row.learner_id for row in here if row.learner_id}),
        minutes=sum(row.minutes or 0 for row in here),
        kinds=tuple(sum(row.kind == kind for row in here) for kind in AssistanceKind),
    )


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.slug)
@pytest.mark.parametrize("restated", [True, False])
@pytest.mark.parametrize("code", ["2022", "2025-07"])
def test_every_line_kind_and_total_equals_the_count_by_hand(period, restated, code):
    fill(seed=7)
    unit_map = UnitMap(UnitGeneration.objects.get(code=code), AdministrativeUnit.objects.all())
    lines = unit_map.lines(None, restated=restated)
    with CaptureQueriesContext(connection) as queries:
        report = assistance_report(rows=Assistance.objects.all(), lines=lines, period=period)
    rows = list(Assistance.objects.all())
    expected = [
        (line, by_hand([row for row in rows if row.unit_at_event_id in line.unit_ids], period)) for line in lines
    ]
    kept = [(line, figures) for line, figures in expected if line.kind is LineKind.UNIT or figures.occasions]
    assert (len(queries), report.total) == (3, by_hand(rows, period))
    assert report.lines == kept
    assert report.kinds == [
        (kind, by_hand([row for row in rows if row.kind == kind], period)) for kind in AssistanceKind
    ]
    assert own_sheet(Assistance.objects.all(), period).kinds == report.kinds


@pytest.mark.parametrize("figure", ["occasions", "people", "named", "minutes"])
def test_lines_are_sorted_by_any_figure_both_ways(figure):
    fill(seed=3)
    unit_map = UnitMap(UnitGeneration.objects.get(code="2025-07"), AdministrativeUnit.objects.all())
    lines = unit_map.lines(None, restated=True)
    for sign, turned in (("", False), ("-", True)):
        report = assistance_report(
            rows=Assistance.objects.all(), lines=lines, period=year_period(2025), ordering=f"{sign}{figure}"
        )
        values = [getattr(figures, figure) for line, figures in report.lines if line.kind is LineKind.UNIT]
        assert values == sorted(values, reverse=turned)
