"""The report of help as it is read: columns, rows of text, tiles, and the workbook for a Vietnamese office."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from learners.enums import AssistanceKind
from learners.reports.assistance import HelpFigures, HelpReport
from learners.reports.completion_table import Link, TableRow, Tile, figure_text, further
from learners.reports.sheet_state import SheetState
from learners.reports.spreadsheet import Value, write_workbook

COLUMNS = [
    ("name", pgettext_lazy("place", "Unit")),
    ("occasions", gettext_lazy("Occasions of help")),
    ("people", gettext_lazy("People helped (by occasion)")),
    ("named", gettext_lazy("Persons by name")),
    ("minutes", gettext_lazy("Minutes")),
]
FIGURES = [name for name, label in COLUMNS if name != "name"]
TITLE = "Báo cáo lượt hỗ trợ của tổ công nghệ số cộng đồng"
HEADERS = ["Đơn vị", "Lượt hỗ trợ", "Số người được hỗ trợ (đếm theo lượt)", "Người có tên", "Phút"]
NOTES = [
    "Lượt và người là hai số đo khác nhau, không cộng với nhau.",
    "Số người đếm theo lượt: một người được hỗ trợ hai lần tính hai.",
    "Người có tên: ở mỗi dòng và ở dòng tổng, mỗi người chỉ tính một lần; vì vậy cộng các dòng có thể lớn hơn tổng.",
]


def cells(figures: HelpFigures) -> list[str]:
    """The figures of a line in words, in the order of `FIGURES`."""
    return [figure_text(name, getattr(figures, name)) for name in FIGURES]


def table_rows(report: HelpReport, link: Link) -> list[TableRow]:
    """The lines in words; units and other maps lead further down, `link` makes an address from changed filters."""
    return [
        TableRow(line.label, further(line, link), line.kind.value, cells(figures)) for line, figures in report.lines
    ]


def kind_rows(report: HelpReport) -> list[TableRow]:
    """The kinds of help in words, each with its figures over all lines."""
    return [TableRow(str(kind.label), "", "unit", cells(figures)) for kind, figures in report.kinds]


def tiles(report: HelpReport, link: Link) -> list[Tile]:
    """The totals, each leading to the table sorted by it."""
    measures = {"people": _("counted by occasion"), "named": _("persons"), "minutes": _("noted by helpers")}
    return [
        Tile(
            str(label), figure_text(name, getattr(report.total, name)), measures.get(name, _("occasions")),
            f"{link(ordering=f'-{name}')}#report-table",
        )
        for name, label in COLUMNS[1:]
    ]  # fmt: skip


def sheet_row(label: str, figures: HelpFigures) -> list[Value]:
    """One line with real numbers: the four measures, then the occasions by kind."""
    return [label, *(getattr(figures, name) for name in FIGURES), *figures.kinds]


def assistance_workbook(report: HelpReport, state: SheetState) -> bytes:
    """The report as an XLSX file: the lines of the page in its order, with the occasions by kind, the total last."""
    with override("vi"):
        headers = [*HEADERS, *(f"{kind.label} (lượt)" for kind in AssistanceKind)]
    rows = [sheet_row(line.label, figures) for line, figures in report.lines]
    total, head = sheet_row("Tổng cộng", report.total), state.letterhead("lượt, người, phút")
    return write_workbook(TITLE, [*state.notes, *NOTES], headers, rows, total, letterhead=head)
