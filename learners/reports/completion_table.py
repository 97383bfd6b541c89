"""The completion report as it is read: columns, rows of text and tiles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from learners.reports.chart import Bar, BarChart, bar_chart
from learners.reports.completion import CompletionReport, Figures
from learners.reports.units import Line, LineKind

COLUMNS = [
    ("name", pgettext_lazy("place", "Unit")),
    ("enrolled", gettext_lazy("Enrolled (occasions)")),
    ("people", gettext_lazy("Persons")),
    ("active", gettext_lazy("Learning")),
    ("completed", gettext_lazy("Completed")),
    ("rate", gettext_lazy("Rate")),
    ("certificates", gettext_lazy("Certificates")),
    ("hours", gettext_lazy("Hours learned")),
]
FIGURES = [name for name, label in COLUMNS if name != "name"]
DASH = "–"
BARS = 20
Link = Callable[..., str]


@dataclass(frozen=True)
class TableRow:
    """A line in words: where it leads ("" nowhere), what it is, its figures in the order of `FIGURES`."""

    label: str
    url: str
    kind: str
    cells: list[str]


@dataclass(frozen=True)
class Tile:
    """One large figure: what it is, in which measure, and the table sorted by it; `share` is 0 to 100 or None."""

    label: str
    value: str
    measure: str
    url: str
    share: int | None = None


def figure_text(name: str, value: Decimal | int | None) -> str:
    """A figure in the active language: "18.240", "71,4 %", a dash where there is none."""
    if value is None:
        return DASH
    if name == "rate":
        return f"{number_format(_rounded(100 * value), 1, force_grouping=True)} %"
    rounded = _rounded(value)
    return str(number_format(rounded, int(rounded != int(rounded)), force_grouping=True))


def _rounded(value: Decimal | int) -> Decimal:
    """One decimal, halves upwards: Django's own formatting cuts the rest off."""
    return Decimal(value).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def cells(figures: Figures) -> list[str]:
    """The figures of a line in words, in the order of `FIGURES`."""
    return [figure_text(name, getattr(figures, name)) for name in FIGURES]


def table_rows(report: CompletionReport, link: Link) -> list[TableRow]:
    """The lines in words; units and other maps lead further down, `link` makes an address from changed filters."""
    return [
        TableRow(line.label, further(line, link), line.kind.value, cells(figures)) for line, figures in report.lines
    ]


def tiles(report: CompletionReport, link: Link) -> list[Tile]:
    """The totals, each leading to the table sorted by it."""
    measures = {"people": _("persons"), "hours": _("hours of self-paced learning"), "rate": _("of those enrolled")}
    measures |= {"certificates": _("issued"), "active": _("now or at the end of the period")}
    found = []
    for name, label in COLUMNS[1:]:
        value = getattr(report.total, name)
        share = round(100 * value) if name == "rate" and value is not None else None
        url = f"{link(ordering=f'-{name}')}#report-table"
        short = _("Enrolled") if name == "enrolled" else str(label)
        found.append(Tile(short, figure_text(name, value), measures.get(name, _("occasions")), url, share))
    return found


def completion_chart(report: CompletionReport, link: Link) -> BarChart | None:
    """Units by their enrolments of the period, filled as far as these were completed; None when there are none.

    The largest first and no more than `BARS`: the sum of all others would dwarf them, and the table holds every unit.
    """
    units = [(line, figures) for line, figures in report.lines if line.kind is LineKind.UNIT and figures.enrolled]
    largest = sorted(units, key=lambda row: -row[1].enrolled)[:BARS]
    bars = [Bar(line.label, figures.enrolled, figures.rate, further(line, link)) for line, figures in largest]
    if not bars:
        return None
    title = _("Enrolled in the period, and the part completed by its end")
    if len(units) > BARS:
        title = _("The %(number)d units with most enrolments, and the part completed") % {"number": BARS}
    return bar_chart(bars, title=title, text=_bar_text)


def _bar_text(value: Decimal | int, share: Decimal | None) -> str:
    return f"{figure_text('enrolled', value)} · {figure_text('rate', share)}"


def further(line: Line, link: Link) -> str:
    """The address of what lies behind a line, "" where nothing does."""
    if line.kind is LineKind.UNIT and line.unit is not None:
        return link(unit=line.unit.pk)
    if line.generation is not None:
        return link(unit="", day=line.generation.valid_from.isoformat())
    return ""
