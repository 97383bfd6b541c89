"""Reports as XLSX in the form Vietnamese offices expect: letterhead, motto, column numbers, total, signatures.

The form's own words are Vietnamese whatever language the officer reads: it is a paper for a Vietnamese office.
"""

from __future__ import annotations

import datetime
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice
from math import ceil
from string import ascii_uppercase
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PREPARED_BY, HEAD_OF_AGENCY = "NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"
WHOLE, PARTS, PER_CENT, DATE = "#,##0", "#,##0.0", "0.0%", "dd/mm/yyyy"
# Excel cuts a longer text itself, and calls the file damaged.
LONGEST_TEXT = 32_767
# Columns are as wide as these first rows need; the rest is not kept in memory.
ROWS_MEASURED = 200
NUMBER_WIDTH, NARROWEST, WIDEST = 6, 10, 44
# In the widths of a character: so much has room for the two halves of the letterhead; in points: a line's height.
PAGE_WIDTH, LINE_HEIGHT = 96, 17
# The number that stands for this paper in the format.
A4 = 9

_GRID = Border(*(Side(style="thin"),) * 4)
_WRITING = Font(name="Times New Roman", size=12)
_BOLD = Font(name="Times New Roman", size=12, bold=True)
_TITLE = Font(name="Times New Roman", size=14, bold=True)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_RIGHT = Alignment(horizontal="right", vertical="center")


class Share(Decimal):
    """A ratio, 1 for the whole, which a sheet shows as per cent."""


Value = str | int | float | Decimal | datetime.date | None


@dataclass(frozen=True)
class Letterhead:
    """What stands around a table; an empty text leaves its line out. `period` is as printed: "Quý III/2024"."""

    superior: str = ""
    agency: str = ""
    period: str = ""
    unit_of_measure: str = ""
    place: str = ""
    day: datetime.date | None = None


@dataclass(frozen=True)
class _Look:
    font: Font = _WRITING
    alignment: Alignment = _LEFT
    grid: bool = False


_FREE, _HEADING, _HEADING_BIG = _Look(), _Look(_BOLD, _CENTRE), _Look(_TITLE, _CENTRE)
_CELL, _COLUMN_HEAD, _TOTAL = _Look(grid=True), _Look(_BOLD, _CENTRE, grid=True), _Look(_BOLD, grid=True)


def write_workbook(
    title: str,
    notes: Sequence[str],
    headers: Sequence[str],
    rows: Iterable[Sequence[Value]],
    total: Sequence[Value] | None = None,
    *,
    letterhead: Letterhead | None = None,
) -> bytes:
    """Return the report as an XLSX file; rows are read once and streamed.

    `headers`, each row and `total` are of one length, without the column STT, which is added and counts the rows.
    Numbers stay numbers (`Share` as per cent), dates stay dates, None is an empty cell, and a text is a text whatever
    it begins with: never a formula. Raises ValueError when a row or the total is of another length.
    """
    head = letterhead or Letterhead()
    rest = iter(rows)
    first = list(islice(rest, ROWS_MEASURED))
    sheet = _Sheet(["STT", *headers], [[None, *row] for row in (*first, *([total] if total else []))])
    try:
        sheet.letterhead(head, title)
        sheet.table_head()
        for number, row in enumerate(chain(first, rest), start=1):
            sheet.line([number, *row], _CELL)
        if total is not None:
            sheet.line([None, *total], _TOTAL)
        sheet.foot(head, notes)
        return sheet.file()
    finally:
        sheet.close()


def clean_text(text: str) -> str:
    """Return the text as a cell can hold it: NFC, tabs and line ends as blanks, no control characters, not too long."""
    blanks = (" " if character in "\t\n\r\v\f" else character for character in unicodedata.normalize("NFC", text))
    # Of the characters without a meaning, XML refuses the last two of each plane's first block.
    kept = (c for c in blanks if unicodedata.category(c) not in {"Cc", "Cs"} and c not in "\ufffe\uffff")
    cleaned = "".join(kept).strip()
    return cleaned if len(cleaned) <= LONGEST_TEXT else cleaned[: LONGEST_TEXT - 1] + "…"


def _is_number(value: Value) -> bool:
    return isinstance(value, (int, float, Decimal))


def _format(value: Value) -> str:
    if isinstance(value, Share):
        return PER_CENT
    if isinstance(value, datetime.date):
        return DATE
    return WHOLE if isinstance(value, int) else PARTS if _is_number(value) else "@"


class _Sheet:
    """A sheet written from top to bottom; knows its columns and the line it stands on."""

    def __init__(self, headers: Sequence[str], measured: Sequence[Sequence[Value]]) -> None:
        self.book = Workbook(write_only=True)
        self.sheet = self.book.create_sheet("Báo cáo")
        self.headers, self.measured = list(headers), measured
        self.at = 0
        self.widths = self._widths()
        # The letterhead is split where the two halves come nearest to one another.
        half = sum(self.widths) / 2
        self.middle = min(range(1, len(headers)), key=lambda count: abs(sum(self.widths[:count]) - half))
        self._page()

    def _widths(self) -> list[int]:
        wanted = [self._wanted_width(index) for index in range(1, len(self.headers))]
        stretch = max(1.0, (PAGE_WIDTH - NUMBER_WIDTH) / sum(wanted))
        return [NUMBER_WIDTH, *(round(width * stretch) for width in wanted)]

    def _wanted_width(self, index: int) -> int:
        texts = [*self.headers[index].split(), *(str(each) for each in self._first_values(index) if each is not None)]
        return min(max([NARROWEST, *(len(text) + 3 for text in texts)]), WIDEST)

    def _first_values(self, index: int) -> list[Value]:
        return [row[index] for row in self.measured if index < len(row)]

    def _page(self) -> None:
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.paperSize = A4
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for index, width in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(index)].width = width

    def letterhead(self, head: Letterhead, title: str) -> None:
        """Agency on the left, nation on the right, then title, period and unit of measure."""
        upper = clean_text(head.superior).upper(), clean_text(head.agency).upper()
        agency = [line for line in upper if line]
        for left, right in zip([*agency, "", ""][:2], (NATION, MOTTO), strict=True):
            self.halves(left, right, _HEADING)
        self.blank()
        self.across(clean_text(title).upper(), _HEADING_BIG)
        if head.period:
            self.across(f"Kỳ báo cáo: {head.period}", _Look(alignment=_CENTRE))
        if head.unit_of_measure:
            self.across(f"Đơn vị tính: {head.unit_of_measure}", _Look(alignment=_RIGHT))
        self.blank()

    def table_head(self) -> None:
        """Column names, then letters over texts and numbers over figures; both are repeated on every printed page."""
        self.line(self.headers, _COLUMN_HEAD)
        letters, figures = iter(_letters()), iter(range(1, len(self.headers) + 1))
        names: list[Value] = [next(letters)]
        for index in range(1, len(self.headers)):
            counted = any(_is_number(value) for value in self._first_values(index))
            names.append(str(next(figures)) if counted else next(letters))
        self.line(names, replace(_COLUMN_HEAD, font=_WRITING))
        self.sheet.print_title_rows = f"{self.at - 1}:{self.at}"

    def foot(self, head: Letterhead, notes: Sequence[str]) -> None:
        """Notes, place and day, and who signs below."""
        if notes:
            self.blank()
            self.across("Ghi chú:", _Look(_BOLD))
        for note in notes:
            self.across(f"- {clean_text(note)}", _FREE)
        self.blank()
        self.halves("", _place_and_day(head), _Look(alignment=_CENTRE))
        self.halves(PREPARED_BY, HEAD_OF_AGENCY, _HEADING)

    def line(self, values: Sequence[Value], look: _Look) -> None:
        """Write one line of the table."""
        if len(values) != len(self.headers):
            raise ValueError(f"{len(values) - 1} values under {len(self.headers) - 1} headers")
        self._append([self._cell(value, look) for value in values])

    def across(self, text: str, look: _Look) -> None:
        """Write one text over the whole width."""
        self._grow([(text, sum(self.widths))], look)
        self._append([self._cell(text, look)])
        self._merge(1, len(self.headers))

    def halves(self, left: str, right: str, look: _Look) -> None:
        """Write one text over the left half and one over the right."""
        self._grow([(left, sum(self.widths[: self.middle])), (right, sum(self.widths[self.middle :]))], look)
        self._append([self._cell(left, look), *[None] * (self.middle - 1), self._cell(right, look)])
        self._merge(1, self.middle)
        self._merge(self.middle + 1, len(self.headers))

    def _grow(self, texts: Sequence[tuple[str, int]], look: _Look) -> None:
        # A programme for sheets does not find the height of merged cells by itself. Capitals are wider than figures.
        lines = max(ceil(len(text) * look.font.size / 9 / width) for text, width in texts)
        self.sheet.row_dimensions[self.at + 1].height = max(lines, 1) * LINE_HEIGHT

    def blank(self) -> None:
        """Leave a line."""
        self._append([])

    def file(self) -> bytes:
        """Return the finished file."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def close(self) -> None:
        """Let go of the file the lines were streamed to, also after an error half-way."""
        if not self.sheet.closed:
            self.sheet.close()

    def _append(self, cells: Sequence[Cell | None]) -> None:
        self.sheet.append(cells)
        self.at += 1

    def _merge(self, first: int, last: int) -> None:
        if last > first:
            self.sheet.merged_cells.add(f"{get_column_letter(first)}{self.at}:{get_column_letter(last)}{self.at}")

    def _cell(self, value: Value, look: _Look) -> Cell:
        text = isinstance(value, str)
        content: Any = clean_text(value) or None if isinstance(value, str) else value
        cell: Cell = WriteOnlyCell(self.sheet, value=content)
        cell.font, cell.alignment, cell.number_format = look.font, look.alignment, _format(value)
        if text and content is not None:
            # The type keeps a text from being read as a formula, the prefix from becoming one when somebody edits it.
            cell.data_type, cell.quotePrefix = "s", True
        if look.grid:
            cell.border = _GRID
            cell.alignment = look.alignment if text or value is None else _RIGHT
        return cell


def _letters() -> Iterator[str]:
    return chain(ascii_uppercase, (first + second for first in ascii_uppercase for second in ascii_uppercase))


def _place_and_day(head: Letterhead) -> str:
    day = f"{head.day:%d} tháng {head.day:%m} năm {head.day.year}" if head.day else "…… tháng …… năm ………"
    return f"{clean_text(head.place) or '…………'}, ngày {day}"
