"""The completion report: who joined, who learns, who finished, by unit.

Two measures are kept apart everywhere: occasions (enrolments; a person who joins three courses counts three times) and
persons (counted once, in each line and again in the total, so that lines of persons do not add up to the total).
Every definition stands once, here; `DEFINITIONS` says the same in words for the page.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from learners.enums import EnrolmentState
from learners.models import Credential, Enrolment
from learners.reports.period import Period
from learners.reports.units import Line, line_of, ordered

DEFINITIONS = [
    (_("Enrolled (occasions)"), _("Enrolments made in the period, those withdrawn later included.")),
    (
        _("Persons"),
        _("The different persons behind these enrolments; each counts once in a line and once in the total."),
    ),
    (
        _("Learning"),
        _(
            "Enrolments not completed by the end of the period and not withdrawn, with a sign of learning in the last "
            "%(days)s days of it or since; a period that still runs ends now."
        ),
    ),
    (_("Completed"), _("Enrolments completed in the period, whenever they began.")),
    (
        _("Rate"),
        _("Of the enrolments made in the period, the share completed by its end. A dash: nobody enrolled."),
    ),
    (_("Certificates"), _("Certificates issued in the period that were neither revoked nor replaced since.")),
    (_("Hours learned"), _("The hours of self-paced learning of the courses completed in the period.")),
]


@dataclass(frozen=True)
class Figures:
    """The figures of one line; `on_time` is the part of `enrolled` that was completed by the end of the period."""

    enrolled: int = 0
    people: int = 0
    active: int = 0
    completed: int = 0
    on_time: int = 0
    certificates: int = 0
    hours: Decimal = Decimal(0)

    @property
    def rate(self) -> Decimal | None:
        """Share of the enrolments of the period completed by its end, 0 to 1; None when nobody enrolled."""
        return Decimal(self.on_time) / self.enrolled if self.enrolled else None

    @property
    def nothing(self) -> bool:
        """Whether every figure is zero."""
        return not any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True)
class CompletionReport:
    """Lines with their figures, in the order asked for, and the total of them all."""

    lines: list[tuple[Line, Figures]]
    total: Figures


def completion_report(
    *,
    enrolments: QuerySet[Enrolment],
    lines: Sequence[Line],
    period: Period,
    active_days: int,
    now: datetime.datetime,
    ordering: str = "name",
) -> CompletionReport:
    """Count enrolments line by line, in four queries.

    `ordering` is "name" (Vietnamese order) or the name of a figure, with "-" before it to turn it round. Lines that are
    no unit come last and only when they hold something.
    """
    here = enrolments.annotate(line=line_of(lines, "unit")).filter(line__isnull=False)
    measures = _measures(period, active_days, now)
    grouped: Any = here.order_by().values("line").annotate(**measures)
    counted = {row["line"]: {name: row[name] for name in measures} for row in grouped}
    papers, hours = _certificates(enrolments, lines, period), _hours(here, period)
    found = [
        (line, Figures(**counted.get(number, {}), certificates=papers.get(number, 0), hours=hours[number]))
        for number, line in enumerate(lines)
    ]
    total = Figures(**here.aggregate(**measures), certificates=sum(papers.values()))
    return CompletionReport(ordered(found, ordering), replace(total, hours=sum(hours.values(), Decimal(0))))


def _measures(period: Period, active_days: int, now: datetime.datetime) -> dict[str, Count]:
    ends = period.ends_before
    since = min(ends, now) - datetime.timedelta(days=active_days)
    if period.starts_at > now:
        since = period.starts_at
    enrolled = Q(enrolled_at__gte=period.starts_at, enrolled_at__lt=ends)
    unfinished = Q(completed_at__isnull=True) | Q(completed_at__gte=ends)
    learning = ~Q(state=EnrolmentState.WITHDRAWN) & Q(enrolled_at__lt=ends, last_active_at__gte=since)
    return {
        "enrolled": Count("pk", filter=enrolled),
        "people": Count("person", filter=enrolled, distinct=True),
        "active": Count("pk", filter=learning & unfinished),
        "completed": Count("pk", filter=_completed(period)),
        "on_time": Count("pk", filter=enrolled & Q(completed_at__lt=ends)),
    }


def _completed(period: Period) -> Q:
    return Q(completed_at__gte=period.starts_at, completed_at__lt=period.ends_before)


def _certificates(enrolments: QuerySet[Enrolment], lines: Sequence[Line], period: Period) -> dict[int, int]:
    issued = Credential.objects.valid().filter(
        enrolment__in=enrolments, issued_on__gte=period.first, issued_on__lte=period.last
    )
    rows: QuerySet[Any] = issued.annotate(line=line_of(lines, "enrolment__unit")).filter(line__isnull=False)
    return dict(rows.order_by().values("line").annotate(issued=Count("pk")).values_list("line", "issued"))


def _hours(here: QuerySet[Enrolment], period: Period) -> defaultdict[int, Decimal]:
    """Hours by line; grouped by what the rules say, so that decimals are added exactly, in Python."""
    rows = here.filter(_completed(period)).annotate(each=KT("rule__hours__self_paced"))
    found: defaultdict[int, Decimal] = defaultdict(Decimal)
    for line, each, times in rows.order_by().values_list("line", "each").annotate(times=Count("pk")):
        found[line] += Decimal(each or 0) * times
    return found
