"""Items as a sheet, one a row, under the headers of our template; columns of rarely used things only when used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from courses.exporters import Written
from courses.exporters.left_out import NotHeld, left_out, not_held
from courses.exporters.sheet_cells import Cells, cells_of, held_of
from courses.importers.base import Message
from courses.importers.sheet_columns import HEADERS, OPTION_LETTERS, TEMPLATE_LETTERS, header_of
from courses.importers.sheet_workbook import QUESTIONS
from courses.importers.sheet_writer import Sheet, write_sheets
from courses.items.base import FrozenItem

_ALWAYS = {"kind", "prompt", "answer", "hint", "explanation", "points", "difficulty", "tags"}
_ALWAYS |= {f"option.{letter}" for letter in TEMPLATE_LETTERS}
_WIDTHS = {"kind": 18, "prompt": 50, "text": 50, "answer": 24, "explanation": 40}


def write(items: Sequence[FrozenItem], pictures: Mapping[int, bytes]) -> Written:
    """Return the items as an .xlsx file whose cells are all texts. Pictures have no place in it; a message says so."""
    messages: list[Message] = []
    rows: list[Cells] = []
    for number, item in enumerate(items, start=1):
        try:
            rows.append(cells_of(item))
            messages += left_out(number, item, held_of(item))
        except NotHeld as reason:
            messages.append(not_held(number, reason))
    keys = [key for key in _order() if key in _ALWAYS or any(row.get(key) for row in rows)]
    table = [[row.get(key, "") for key in keys] for row in rows]
    widths = [_WIDTHS.get(key, 20) for key in keys]
    return Written(write_sheets([Sheet(QUESTIONS, [header_of(key) for key in keys], table, widths)]), messages)


def _order() -> list[str]:
    """Return all columns, the options after the question and the words about them at the end."""
    own = [key for key in HEADERS if key != "number"]
    place = own.index("answer")
    options = [f"option.{letter}" for letter in OPTION_LETTERS]
    return [*own[:place], *options, *own[place:], *(f"feedback.{letter}" for letter in OPTION_LETTERS)]
