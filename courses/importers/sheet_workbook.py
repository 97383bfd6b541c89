"""Spreadsheets as rows of texts. Read by ourselves: openpyxl takes seconds for what is read here in a fraction of one,
and builds a damaged or hostile file in memory before it can be refused.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.importers.archives import open_zip, read_member
from courses.importers.base import LARGEST_FILE, Unreadable
from courses.importers.wording import readable
from courses.importers.xml_tree import local_name, parse_xml
from courses.numbers import canonical
from courses.text import fold

MOST_ROWS, MOST_COLUMNS = 20_000, 40
_WORKBOOK = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What our own template calls its sheets: the first is read, the others are known.
QUESTIONS, EXAMPLES, GUIDE = "Câu hỏi", "Ví dụ", "Hướng dẫn"


@dataclass(frozen=True)
class Row:
    """The texts of a row by column, counted from 0; blank cells are not there. `line` is the number people see."""

    line: int
    cells: dict[int, str]


@dataclass
class Table:
    """The rows of one sheet, the names of the others, and whether pictures lie on them."""

    rows: list[Row] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    has_pictures: bool = False


def read_workbook(data: bytes) -> Table:
    """Return the sheet of an .xlsx file that holds the questions, or raise Unreadable."""
    with open_zip(data) as archive:
        names = set(archive.namelist())
        if _WORKBOOK not in names:
            raise Unreadable(
                _("This is not an Excel workbook. Open it in a spreadsheet program and save it as .xlsx or .csv.")
            )
        sheets = _sheets(archive, names)
        name, path = next((sheet for sheet in sheets if fold(sheet[0]) == fold(QUESTIONS)), sheets[0])
        strings = _strings(archive, names)
        rows = list(_rows(_part(archive, path), strings))
    known = {fold(name), fold(EXAMPLES), fold(GUIDE)}
    others = [other for other, _path in sheets if fold(other) not in known]
    return Table(rows, others, any(member.startswith("xl/media/") for member in names))


def check_row(row: Row) -> Row:
    """Return the row, or raise Unreadable when it has more columns than a file of questions."""
    if len(row.cells) > MOST_COLUMNS:
        raise Unreadable(
            _("Line %(line)d has more than %(limit)d columns. Use the template for questions.")
            % {"line": row.line, "limit": MOST_COLUMNS}
        )
    return row


def too_many_rows() -> Unreadable:
    """Return the error for a sheet with more rows than are read."""
    return Unreadable(
        _("This sheet has more than %(limit)d rows. Delete the empty ones or split it.") % {"limit": MOST_ROWS}
    )


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    return parse_xml(read_member(archive, name, LARGEST_FILE))


def _sheets(archive: zipfile.ZipFile, names: set[str]) -> list[tuple[str, str]]:
    """Return names and paths of the sheets people see, in their order."""
    paths = _paths(archive, names)
    found = []
    for sheet in _named(_part(archive, _WORKBOOK), "sheet"):
        key = next((value for name, value in sheet.items() if local_name(name) == "id"), "")
        if paths.get(key) in names and sheet.get("state", "visible") == "visible":
            found.append((sheet.get("name", ""), paths[key]))
    if not found:
        raise Unreadable(_("This workbook has no sheet that can be read."))
    return found


def _paths(archive: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in names:
        return {}
    return {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in _named(_part(archive, relations), "Relationship")
    }


def _strings(archive: zipfile.ZipFile, names: set[str]) -> list[str]:
    if "xl/sharedStrings.xml" not in names:
        return []
    return [_shown(_text(entry)) for entry in _named(_part(archive, "xl/sharedStrings.xml"), "si")]


def _rows(sheet: Element, strings: list[str]) -> Iterator[Row]:
    line = 0
    for count, row in enumerate(_named(sheet, "row")):
        if count >= MOST_ROWS:
            raise too_many_rows()
        number = row.get("r", "")
        line = int(number) if number.isdecimal() and len(number) <= 7 else line + 1
        cells: dict[int, str] = {}
        column = -1
        for cell in row:
            column = _column(cell.get("r", ""), column + 1)
            if text := _value(cell, strings):
                cells[column] = text
        yield check_row(Row(line, cells))


def _named(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if local_name(element.tag) == name)


def _column(reference: str, following: int) -> int:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return following
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _value(cell: Element, strings: list[str]) -> str:
    """Return a cell's text as people see it: numbers the Vietnamese way, of formulas the last result."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _shown(_text(cell))
    written = next((part.text or "" for part in cell if local_name(part.tag) == "v"), "").strip()
    if kind == "s":
        is_known = written.isdecimal() and len(written) <= 7 and int(written) < len(strings)
        return strings[int(written)] if is_known else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(written, "")
    if kind == "n":
        return _number(written)
    return "" if kind == "e" else _shown(written)


def _number(written: str) -> str:
    try:
        number = Decimal(written[:40])
    except InvalidOperation:
        return ""
    if not number.is_finite() or abs(number.adjusted()) > 20:
        return ""
    # Programs keep 3,3 as 3.2999999999999998; people see fifteen digits.
    return canonical(Decimal(f"{number:.15g}")).replace(".", ",")


def _text(entry: Element) -> str:
    """Return the text of an entry without the reading aids of Asian scripts."""
    pieces = []
    for part in entry:
        if local_name(part.tag) == "t":
            pieces.append(part.text or "")
        elif local_name(part.tag) in {"r", "is"}:
            pieces.append(_text(part))
    return "".join(pieces)


def _shown(text: str) -> str:
    """Return a text without what the format adds: a sign it cannot hold is written as _x000D_."""
    return readable(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)).strip()
