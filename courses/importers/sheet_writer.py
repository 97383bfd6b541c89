"""Sheets of texts as .xlsx: every cell is a text and stays one, whatever it begins with."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

# Excel cuts a longer text itself, and calls the file damaged.
LONGEST_TEXT = 32_767
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BOLD = Font(bold=True)
_SHADE = PatternFill("solid", fgColor="FFE7EEF7")
_WRAPPED = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True)
class Sheet:
    """One sheet: `widths` in characters; `choices` offers the texts of a column, counted from 0, as a list."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


def write_sheets(sheets: Sequence[Sheet]) -> bytes:
    """Return an .xlsx file with these sheets; their first line stays in view."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page: Any = book.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        for place, width in enumerate(sheet.widths, start=1):
            page.column_dimensions[get_column_letter(place)].width = width
        for column, texts in sheet.choices.items():
            _offer(page, column, texts)
        page.append([_cell(page, text, is_header=True) for text in sheet.header])
        for row in sheet.rows:
            page.append([_cell(page, text) for text in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cell_text(text: str) -> str:
    """Return the text as a cell can hold it: lines kept, no control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (c for c in lines if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})
    return "".join(c for c in kept if c not in "\ufffe\uffff")


def _cell(page: Any, text: str, *, is_header: bool = False) -> Cell:
    content = _ESCAPE.sub("_x005F_", cell_text(text))
    cell: Cell = WriteOnlyCell(page, value=content or None)
    cell.alignment, cell.number_format = _WRAPPED, "@"
    if is_header:
        cell.font, cell.fill = _BOLD, _SHADE
    if content:
        # The type keeps a text from being read as a formula, the prefix from becoming one when somebody edits it.
        cell.data_type, cell.quotePrefix = "s", True
    return cell


def _offer(page: Any, column: int, texts: Sequence[str]) -> None:
    rule = DataValidation(type="list", formula1='"' + ",".join(texts) + '"', allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(column + 1)
    rule.add(f"{letter}2:{letter}1000")
    page.data_validations.append(rule)
