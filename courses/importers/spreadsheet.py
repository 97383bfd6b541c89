"""Questions in a sheet, one a row, under the headers of our template: .xlsx, or .csv as any program saves it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.importers.base import Message, Reading, ReadItem, Unreadable
from courses.importers.draft import Draft, gather, refuse_large
from courses.importers.encodings import decode
from courses.importers.sheet_answers import ANSWERS, Cells, cells_of, guessed_kind
from courses.importers.sheet_columns import difficulty_of, find_header, kind_of
from courses.importers.sheet_prompt import is_html
from courses.importers.sheet_template import template_xlsx
from courses.importers.sheet_workbook import (
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Table,
    check_row,
    read_workbook,
    too_many_rows,
)
from courses.importers.wording import Misread, Wordings, readable
from courses.numbers import canonical, number_of

__all__ = ["read", "template_xlsx"]

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SEPARATORS = "\t;,"


def read(data: bytes) -> Reading:
    """Return the questions of an .xlsx or .csv file with messages, or raise Unreadable."""
    refuse_large(data)
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(_("This is a workbook of an old kind (.xls). Save it as .xlsx and upload the new copy."))
    table = read_workbook(data) if data.startswith(b"PK") else _read_csv(data)
    header = find_header(table.rows)
    if header is None:
        raise Unreadable(
            _("The line with the names of the columns was not found. Copy the questions into the template.")
        )
    place, keys = header
    reading = Reading(messages=_about_file(table, table.rows[place], keys))
    nothing = _("No question was found in this file.")
    return gather(reading, _items(table.rows[place + 1 :], keys), nothing)


def _items(rows: Sequence[Row], keys: dict[int, str]) -> Iterator[ReadItem]:
    words, number = Wordings(), 0
    for row in rows:
        texts = {keys[column]: text for column, text in row.cells.items() if column in keys}
        if not set(texts) - {"number"}:
            continue
        number += 1
        draft = Draft(number, row.line, words)
        try:
            item = _item(draft, cells_of(draft, texts))
        except Misread as reason:
            draft.error(str(reason))
            item = None
        yield draft.done(item)


def _item(draft: Draft, cells: Cells) -> dict[str, Any]:
    kind = kind_of(cells["kind"]) if cells["kind"] else guessed_kind(cells)
    if kind is None and cells["kind"]:
        raise Misread(
            _("The type “%(kind)s” is not known. Choose one of the template's.") % {"kind": cells["kind"][:60]}
        )
    if kind is None:
        raise Misread(_("The row has no options and no right answer. Fill them in, or name its type."))
    own = ANSWERS[kind](draft, cells, kind)
    is_gap_text = kind == "gap_fill" and not cells["text"]
    source = "" if is_gap_text else cells["prompt"]
    prompt = draft.prompt(source, "html" if is_html(source) else "plain")
    notes = {key: draft.words.note(cells[key], "plain") for key in ("hint", "explanation")}
    # What counts no points says so itself.
    points = own.get("points") or _points(draft, cells["points"])
    more = {"points": points} | notes | _optional(draft, cells)
    return draft.item(prompt or (f"<p>{_('Fill in the gaps.')}</p>" if is_gap_text else ""), own, **more)


def _optional(draft: Draft, cells: Cells) -> dict[str, Any]:
    """Return the keys that are absent when they say nothing."""
    note = draft.words.note
    hints = [note(cells[key], "plain") for key in ("hint2", "hint3") if cells[key]]
    feedback = {key: note(cells[key], "plain") for key in ("right", "partial", "wrong") if cells[key]}
    tags = [" ".join(tag.split()) for tag in re.split(r"[,;\n]", cells["tags"]) if tag.strip()]
    difficulty = difficulty_of(cells["difficulty"]) if cells["difficulty"] else None
    if cells["difficulty"] and difficulty is None:
        draft.warn(
            _("The difficulty “%(text)s” is not known: write Dễ, Trung bình or Khó.")
            % {"text": cells["difficulty"][:60]}
        )
    found = {
        "more_hints": hints,
        "feedback": feedback,
        "tags": list(dict.fromkeys(tags)),
        "difficulty": difficulty,
        "competence": cells["competence"][:20],
    }
    return {key: value for key, value in found.items() if value}


def _points(draft: Draft, written: str) -> str:
    """Return whole points of at least 1; others are rounded with a warning."""
    if not written:
        return "1"
    number = number_of(written)
    if number is None or not 0 < number <= 1000:
        draft.error(_("The points “%(text)s” are not a number from 1 to 1000.") % {"text": written[:60]})
        return "1"
    whole = max(Decimal(1), number.to_integral_value())
    if whole != number:
        draft.warn(_("Points are whole numbers here: %(old)s became %(new)s.") % {"old": written[:60], "new": whole})
    return canonical(whole)


def _about_file(table: Table, header: Row, keys: dict[int, str]) -> list[Message]:
    found = []
    for column, text in header.cells.items():
        if column not in keys:
            place = _("line %(line)d") % {"line": header.line}
            said = _("The column “%(name)s” is not known or is there twice, so it was not read.") % {"name": text[:60]}
            found.append(Message("warning", place, said))
    for name in table.others[:20]:
        said = _("Only the first sheet was read, not “%(name)s”.") % {"name": name[:60]}
        found.append(Message("warning", "", said))
    if table.has_pictures:
        said = _("Pictures in the sheet could not be taken over. Add them to the questions by hand.")
        found.append(Message("warning", "", said))
    return found


def _read_csv(data: bytes) -> Table:
    """Return the rows by the separator that gives the most known columns: tab, semicolon or comma."""
    text = readable(decode(data))
    best: tuple[int, str] = (0, ",")
    for separator in _SEPARATORS:
        header = find_header(list(_csv_rows(text[:200_000], separator, lenient=True)))
        best = max(best, (len(header[1]) if header else 0, separator))
    # One line of nothing but separators would fill the memory before its columns could be counted.
    if text.count(best[1]) > MOST_ROWS * MOST_COLUMNS:
        raise too_many_rows()
    return Table(list(_csv_rows(text, best[1])))


def _csv_rows(text: str, separator: str, *, lenient: bool = False) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line, count = 1, 0
    try:
        for values in reader:
            cells = {column: value.strip() for column, value in enumerate(values) if value.strip()}
            yield Row(line, cells) if lenient else check_row(Row(line, cells))
            line, count = reader.line_num + 1, count + 1
            if count >= (30 if lenient else MOST_ROWS):
                if lenient:
                    return
                raise too_many_rows()
    except csv.Error as error:
        if not lenient:
            raise Unreadable(
                _("Line %(line)d cannot be read. Perhaps a quotation mark is missing; save the file as .xlsx instead.")
                % {"line": line}
            ) from error
