"""Tables in a Word document: a question in every row, options side by side, listed answers, or a part of a question."""

from __future__ import annotations

import re
from dataclasses import replace

from courses.importers.word_document import Table
from courses.importers.word_gatherer import Gatherer
from courses.importers.word_judged_table import judged_columns, take_statements
from courses.importers.word_key import entries_of_table
from courses.importers.word_lines import Line, Piece
from courses.importers.word_options import Mark, marks_in
from courses.importers.word_question import Option, Question, label_marks
from courses.importers.word_taking import add_true_false
from courses.importers.word_text import LETTERS, answer_of, head_of, note_of
from courses.text import fold

_HEAD_ROWS = 3
_LABEL = re.compile(r"\s*(?:(?i:câu(?:\s+hỏi)?)\s*[0-9]{1,4}|[0-9]{1,4}|[(\[]?[A-La-l])\s*[.:)/\]]?\s*")
_OPTION_COLUMN = re.compile(r"(?:(?:phuong an|dap an|lua chon|pa|option)\s*)?([a-l]|[1-9])\s*[.)]?")
_COLUMNS = {
    "number": {"stt", "tt", "so tt", "cau", "so", "no"},
    "prompt": {"cau hoi", "noi dung cau hoi", "noi dung", "question", "noi dung hoi", "cau hoi trac nghiem"},
    "options": {"phuong an", "cac phuong an", "phuong an tra loi", "lua chon", "cac lua chon", "phuong an lua chon"},
    "answer": {"dap an", "dap an dung", "tra loi", "cau tra loi dung", "phuong an dung", "da", "key", "answer"},
    "explanation": {"giai thich", "huong dan giai", "huong dan", "loi giai"},
    "hint": {"goi y"},
    "points": {"diem", "so diem"},
    "difficulty": {"muc do", "do kho", "muc do kho"},
    "tags": {"the", "nhan", "tag", "tags"},
}


def feed_table(gatherer: Gatherer, table: Table) -> None:
    """Take a table of the document."""
    texts = table.texts()
    entries = entries_of_table(texts)
    columns, first = _columns(texts)
    if columns:
        for row in table.rows[first:]:
            _feed_row(gatherer, row, columns)
    elif entries and (gatherer.in_key or gatherer.current is None or gatherer.current.is_complete):
        gatherer.entries += entries
    elif gatherer.current is not None and not gatherer.current.is_complete and (judged := judged_columns(texts)):
        take_statements(gatherer.current, table, judged)
    elif _is_layout(gatherer, table):
        for line in _flat(table):
            gatherer.feed(line)
    elif gatherer.current is not None and not gatherer.current.is_complete:
        lines = [line for row in table.rows for cell in row for line in cell]
        pictures = tuple(picture for line in lines for picture in line.pictures)
        lost = frozenset(loss for line in lines for loss in line.lost)
        html = table.html() if any(any(row) for row in texts) else ""
        gatherer.current.prompt.append(Line(pictures=pictures, table=html))
        gatherer.current.lost |= lost
    else:
        for line in _flat(table):
            gatherer.ignore(line)


def _columns(texts: list[list[str]]) -> tuple[dict[int, str], int]:
    """Return what each column holds and the row behind the headings; nothing for a table without headings."""
    for place, row in enumerate(texts[:_HEAD_ROWS]):
        found: dict[int, str] = {}
        for at, text in enumerate(row):
            name = _column(text)
            if name and name not in found.values():
                found[at] = name
        names = set(found.values())
        if "prompt" in names and ("answer" in names or "options" in names or len(names & set(LETTERS)) > 1):
            return found, place + 1
    return {}, 0


def _column(text: str) -> str:
    heading = fold(text).strip(" :.")
    option = _OPTION_COLUMN.fullmatch(heading)
    if option:
        return LETTERS[int(option[1]) - 1] if option[1].isdecimal() else option[1].upper()
    return next((name for name, known in _COLUMNS.items() if heading in known), "")


def _feed_row(gatherer: Gatherer, row: list[list[Line]], columns: dict[int, str]) -> None:
    cells = {name: row[at] for at, name in columns.items() if at < len(row) and row[at]}
    if not cells.get("prompt"):
        for line in (line for cell in row for line in cell):
            gatherer.ignore(line)
        return
    number = re.search(r"[0-9]{1,4}", _text(cells.get("number", [])))
    question = gatherer.begin(number[0] if number else "")
    for line in cells["prompt"]:
        head = head_of(line.text, "called") if line is cells["prompt"][0] else None
        gatherer.feed_part(line.part(head.end) if head else line.without_label())
    for line in cells.get("options", []):
        gatherer.feed_part(line)
    for letter in LETTERS:
        if letter in cells:
            question.options.append(_option(letter, cells[letter]))
    _fill(question, cells)
    gatherer.current = None


def _option(letter: str, lines: list[Line]) -> Option:
    """Return the option of a cell; a letter typed in it as well is dropped."""
    marks = marks_in(lines[0].text, letter, None, from_start=True)
    mark = marks[0] if marks else Mark(0, 0, letter, is_small=False, is_ticked=False)
    first = lines[0].part(mark.end).stripped()
    body = replace(first, pictures=lines[0].pictures)
    label = label_marks(lines[0].part(0, mark.end)) if marks else frozenset()
    return Option(letter, [body, *lines[1:]], label, mark.is_ticked).trimmed()


def _fill(question: Question, cells: dict[str, list[Line]]) -> None:
    answer = _text(cells.get("answer", []))
    if answer:
        value = answer_of(answer)
        question.answers.append(answer if value is None else value)
    for name in ("explanation", "hint", "points", "difficulty", "tags"):
        if cells.get(name):
            question.notes[name] = [line.text.strip() for line in cells[name]]
    question.lost |= {loss for lines in cells.values() for line in lines for loss in line.lost}


def _text(lines: list[Line]) -> str:
    return " ".join(" ".join(line.text for line in lines).split())


def _is_layout(gatherer: Gatherer, table: Table) -> bool:
    """Whether the table only arranges questions or options on the page."""
    question = gatherer.current
    for line in _flat(table):
        is_head = head_of(line.text, "called") is not None
        if is_head or answer_of(line.text) or (question and note_of(line.text)):
            return True
        if question and not question.options and marks_in(line.text, "A", None, from_start=True):
            return True
    return question is not None and not question.options and _holds_truths(table)


def _holds_truths(table: Table) -> bool:
    """Whether “Đúng” and “Sai” stand in cells to choose from, and not over columns of other things."""
    rows = [any(add_true_false(Question(""), line) for cell in row for line in cell) for row in table.rows]
    return any(rows) and (len(rows) == 1 or any(rows[1:]))


def _flat(table: Table) -> list[Line]:
    """Return the lines of a table in the order they are read; a letter in a cell of its own joins the next cell."""
    lines: list[Line] = []
    for row in table.rows:
        label: Line | None = None
        for cell in row:
            if len(cell) == 1 and label is None and not cell[0].label and _LABEL.fullmatch(cell[0].text):
                label = cell[0]
                continue
            lines += [_joined(label, cell[0]), *cell[1:]] if label and cell else cell
            label = None if cell else label
        lines += [label] if label else []
    letters = [found[0].letter for line in lines if (found := _first_mark(line))]
    if len(letters) == len(lines) and sorted(letters) == list(LETTERS[: len(letters)]):
        # Options written down the columns: A and B on the left, C and D on the right.
        lines.sort(key=lambda line: _first_mark(line)[0].letter)
    return lines


def _first_mark(line: Line) -> list[Mark]:
    return next((found for letter in LETTERS if (found := marks_in(line.text, letter, None, from_start=True))), [])


def _joined(label: Line, line: Line) -> Line:
    stop = "" if label.text.rstrip()[-1:] in ".:)/]" else "."
    first = label.stripped().pieces
    return replace(line, pieces=(*first, Piece(f"{stop} ", first[-1].marks), *line.pieces))
