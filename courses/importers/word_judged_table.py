"""A table of statements with columns to tick, “Đúng” and “Sai”, or with one column for either word."""

from __future__ import annotations

from dataclasses import dataclass

from courses.importers.word_document import Table
from courses.importers.word_judged import is_true
from courses.importers.word_lines import Line
from courses.importers.word_options import Mark, marks_in
from courses.importers.word_question import Option, Question
from courses.importers.word_taking import truth_of
from courses.importers.word_text import LETTERS
from courses.text import fold

_TRUE, _FALSE, _EITHER = {"dung", "d"}, {"sai", "s"}, {"dung/sai", "d/s", "dung - sai", "dung hay sai", "dung hoac sai"}
_BOXES = " .…☐□○/()[]"
_TICKS = {"x", "v", "đ", "s", "*", "☑", "☒", "✓", "✔", "√"}


@dataclass(frozen=True)
class JudgedColumns:
    """Where the statements stand, and where what is true or false is ticked; one column may be for both."""

    statement: int
    true: int
    false: int


def judged_columns(texts: list[list[str]]) -> JudgedColumns | None:
    """Return the columns of a table of statements by its first row, or None for any other table."""
    headings = [fold(text[:40]).strip(" .:()") for text in texts[0]] if len(texts) > 2 else []
    either = next((at for at, heading in enumerate(headings) if heading in _EITHER), None)
    true = next((at for at, heading in enumerate(headings) if heading in _TRUE), either)
    false = next((at for at, heading in enumerate(headings) if heading in _FALSE), either)
    if true is None or false is None or len(texts) - 1 > len(LETTERS):
        return None
    sizes = {at: sum(len(row[at]) for row in texts[1:] if at < len(row)) for at in range(len(headings))}
    statement = max((at for at in sizes if at not in {true, false}), key=lambda at: sizes[at], default=None)
    columns = None if statement is None else JudgedColumns(statement, true, false)
    return columns if columns and all(_is_judged(row, columns) for row in texts[1:]) else None


def take_statements(question: Question, table: Table, columns: JudgedColumns) -> None:
    """Add the statements of the table to a question, with the answers that are ticked."""
    for letter, row, texts in zip(LETTERS, table.rows[1:], table.texts()[1:], strict=False):
        question.options.append(_statement(letter, row[columns.statement]))
        truth = _truth(texts[columns.true], texts[columns.false], is_one=columns.true == columns.false)
        question.answers += [] if truth is None else [f"{letter}) {'Đ' if truth else 'S'}"]
        question.lost |= {loss for cell in row for line in cell for loss in line.lost}
    question.asks_of_each, question.at = True, "option"


def _is_judged(row: list[str], columns: JudgedColumns) -> bool:
    """Whether a row holds a statement, and nothing but a tick or a box where one belongs."""
    if len(row) <= max(columns.statement, columns.true, columns.false) or not row[columns.statement]:
        return False
    places = (row[columns.true], row[columns.false])
    return all(_is_ticked(text) or text.strip(_BOXES) == "" for text in places)


def _statement(letter: str, lines: list[Line]) -> Option:
    marks = marks_in(lines[0].text, letter, None, from_start=True)
    mark = marks[0] if marks else Mark(0, 0, letter, is_small=True, is_ticked=False)
    return Option(letter, [lines[0].part(mark.end).stripped(), *lines[1:]], is_small=True)


def _truth(true: str, false: str, *, is_one: bool) -> bool | None:
    """Return what is ticked; None when nothing is, or both."""
    if is_one:
        return is_true(true.strip()) if truth_of(true) is not None else None
    said = [_is_ticked(true), _is_ticked(false)]
    return None if said[0] == said[1] else said[0]


def _is_ticked(text: str) -> bool:
    return text.strip(" .()[]").casefold() in _TICKS or truth_of(text) is not None
