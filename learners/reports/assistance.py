"""The report of help: occasions and persons, two measures kept apart everywhere.

An occasion (lượt) is one row of the log. The persons helped are added up occasion by occasion, so whoever is helped
twice counts twice; only persons who were named can be told apart, and they are counted once - in each line and again in
the total. Nobody adds the two up: help without a name counts in the first alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from learners.enums import AssistanceKind, SetAsideReason
from learners.models import Assistance, SetAside
from learners.models.assistance import AssistanceQuerySet
from learners.models.community_group import CommunityGroupQuerySet
from learners.reports.period import Period
from learners.reports.units import Line, line_of, ordered

DEFINITIONS = [
    (_("Occasions of help"), _("How often help was recorded in the period; what was withdrawn does not count.")),
    (_("People helped (by occasion)"), _("The people of all occasions added up: who is helped twice counts twice.")),
    (
        _("Persons by name"),
        _("The different learners who were named; each counts once in a line and once in the total."),
    ),
    (_("Minutes"), _("The minutes of those occasions whose helper noted them.")),
]
MEASURES = {
    "occasions": Count("pk"),
    "people": Sum("persons"),
    "named": Count("learner", distinct=True),
    "minutes": Sum("minutes"),
}
BY_KIND = {f"of_{kind.value}": Count("pk", filter=Q(kind=kind)) for kind in AssistanceKind}


@dataclass(frozen=True)
class HelpFigures:
    """The figures of one line; `kinds` are its occasions by kind, in the order of `AssistanceKind`."""

    occasions: int = 0
    people: int = 0
    named: int = 0
    minutes: int = 0
    kinds: tuple[int, ...] = (0,) * len(AssistanceKind)

    @property
    def nothing(self) -> bool:
        """Whether there was no help at all: every other figure is of occasions."""
        return not self.occasions


@dataclass(frozen=True)
class HelpReport:
    """Lines with their figures in the order asked for, the kinds of help, and the total of them all."""

    lines: list[tuple[Line, HelpFigures]]
    kinds: list[tuple[AssistanceKind, HelpFigures]]
    total: HelpFigures


def assistance_report(
    *, rows: AssistanceQuerySet, lines: Sequence[Line], period: Period, ordering: str = "name"
) -> HelpReport:
    """Count the help log line by line and kind by kind, in three queries.

    `ordering` is "name" (Vietnamese order) or the name of a figure, with "-" before it to turn it round. Lines that are
    no unit come last and only when they hold something.
    """
    counted = rows.standing().between(period.starts_at, period.ends_before)
    here = counted.annotate(line=line_of(lines, "unit_at_event")).filter(line__isnull=False)
    by_line = _grouped(here, "line")
    found = [(line, by_line.get(number, HelpFigures())) for number, line in enumerate(lines)]
    return HelpReport(ordered(found, ordering), _kinds(here), _total(here))


def own_sheet(rows: AssistanceQuerySet, period: Period) -> HelpReport:
    """What some rows of the log hold in a period, by kind: the sheet a helper hands in."""
    counted = rows.standing().between(period.starts_at, period.ends_before)
    return HelpReport([], _kinds(counted), _total(counted))


@dataclass(frozen=True)
class KeptAside:
    """An occasion a phone told of that did not count, since its helper was not in the team that day.

    `told_at` is when it was, by that phone's own clock; None where no phone kept it.
    """

    at: datetime.datetime
    told_at: datetime.datetime | None
    helper: str
    team: str
    kind: str
    people: int


def kept_aside(groups: CommunityGroupQuerySet, period: Period) -> list[KeptAside]:
    """What came in a period for some teams and was set aside, the newest first, in two queries."""
    rows = SetAside.objects.filter(
        kind="assistance", reason=SetAsideReason.NOT_MEMBER,
        received_at__gte=period.starts_at, received_at__lt=period.ends_before,
    )  # fmt: skip
    told = list(rows.select_related("person").order_by("-received_at", "-pk"))
    known = groups.filter(public_id__in={row.body["group"] for row in told})
    names = {str(public_id): name for public_id, name in known.values_list("public_id", "name")}
    return [
        KeptAside(
            row.received_at, row.at_device, row.person.full_name, names[row.body["group"]],
            str(AssistanceKind(row.body["kind"]).label), row.body["persons"],
        )
        for row in told
        if row.body["group"] in names
    ]  # fmt: skip


def _kinds(rows: QuerySet[Assistance]) -> list[tuple[AssistanceKind, HelpFigures]]:
    by_kind = _grouped(rows, "kind")
    return [(kind, by_kind.get(kind.value, HelpFigures())) for kind in AssistanceKind]


def _grouped(rows: QuerySet[Assistance], name: str) -> dict[Any, HelpFigures]:
    grouped: Iterable[Any] = rows.order_by().values(group_name=F(name)).annotate(**MEASURES, **BY_KIND)
    return {row["group_name"]: _figures(row) for row in grouped}


def _total(rows: QuerySet[Assistance]) -> HelpFigures:
    return _figures(rows.aggregate(**MEASURES, **BY_KIND))


def _figures(row: dict[str, Any]) -> HelpFigures:
    return HelpFigures(**{name: row[name] or 0 for name in MEASURES}, kinds=tuple(row[name] for name in BY_KIND))
