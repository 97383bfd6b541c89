"""Answers listed apart from their questions: “1.B 2.C 3.A”, line by line or in a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from courses.importers.word_judged import numbered_truths, truths_in_order, truths_of
from courses.importers.word_text import LETTERS
from courses.text import fold

LONGEST_LIST = 4000
_LETTER = r"[A-La-lĐđ](?![^\W\d_])"
_ENTRY = re.compile(
    r"\s*(?i:câu\s*)?(?P<number>[0-9]{1,4})\s*[.:)–-]?\s*(?i:đáp\s+án\s*:?\s*)?"
    rf"(?P<letters>(?i:đúng|sai)(?!\w)|[ĐSđs](?!\w)|{_LETTER}(?:\s*[,&]\s*{_LETTER})*)(?P<stop>[\s,;|.]+|$)"
)
_EXPLAINED = re.compile(
    r"\s*(?i:câu\s*)?(?P<number>[0-9]{1,4})\s*[.:)–-]?\s*(?i:đáp\s+án\s*:?\s*)?(?i:chọn\s+)?"
    r"(?P<letters>[A-LĐ](?:\s*[,&]\s*[A-LĐ])*)\s*[.:;)–-]\s*(?P<rest>\S.*)",
    re.DOTALL,
)
_NUMBER = re.compile(r"(?i:câu\s*)?(?P<number>[0-9]{1,4})\s*[.:)]?")
_VALUE = re.compile(rf"(?i:đúng|sai|[đs])|{_LETTER}(?:\s*[,;&]\s*{_LETTER})*")
_HEADINGS = {"cau", "cau hoi", "cau so", "stt", "so", "tt", "dap an", "da", "dap an dung", "tra loi", "ket qua"}


@dataclass(frozen=True)
class Entry:
    """The answer of one question by its number; `explanation` is what stood behind it."""

    number: int
    value: str
    explanation: str = ""


def entries_of(text: str) -> list[Entry]:
    """Return the answers of a line that holds nothing else, else nothing."""
    found, at = [], 0
    if len(text) > LONGEST_LIST:
        return []
    while at < len(text) and (entry := _ENTRY.match(text, at)):
        found.append(Entry(int(entry["number"]), entry["letters"]))
        at = entry.end()
    return found if found and not text[at:].strip() else []


def explained_entry(text: str) -> Entry | None:
    """Return an answer with its reason, such as “Câu 3: B. Vì …”, or the answers to several statements."""
    judged = numbered_truths(text)
    if judged:
        return Entry(*judged)
    found = _EXPLAINED.fullmatch(text)
    return Entry(int(found["number"]), found["letters"], found["rest"].strip()) if found else None


def entries_of_table(texts: list[list[str]]) -> list[Entry]:
    """Return the answers of a table that holds only numbers and answers, by rows or by columns; else nothing."""
    rows = [row for row in texts if any(row)]
    cells = [cell for row in rows for cell in row if cell and fold(cell).strip(" :.") not in _HEADINGS]
    whole = [entries_of(cell) for cell in cells]
    if len(cells) > 1 and all(whole):
        return [entry for entries in whole for entry in entries]
    by_rows = _paired(rows)
    return by_rows or _paired([list(column) for column in zip(*_even(rows), strict=True)])


def letters_of(value: str, offered: str) -> str | None:
    """Return the letters an answer names, in order, when all of them are offered; None when it is something else."""
    words = value.strip().strip(".")
    words = re.sub(r"^(?i:là|câu|ý|phương\s+án|đáp\s+án|chọn)\s+", "", words)
    parts = [part.strip("().") for part in re.split(r"[\s,;&+/]+|\b(?i:và|and)\b", words)]
    letters = [_letter(part, offered) for part in parts if part]
    if letters and all(letters):
        return "".join(sorted({str(letter) for letter in letters}))
    if words.isalpha() and words.isupper() and len(words) <= len(offered):
        letters = [_letter(c, offered) for c in words]
        return "".join(sorted({str(letter) for letter in letters})) if all(letters) else None
    first = re.match(r"(?P<letter>[A-LĐ])\s*(?:[.):]|-\s)", words)
    return _letter(first["letter"], offered) if first else None


def _letter(part: str, offered: str) -> str | None:
    letter = {"Đ": "E"}.get(part.upper(), part.upper())
    if letter.isdecimal() and len(letter) == 1 and letter != "0":
        letter = LETTERS[int(letter) - 1]
    return letter if len(letter) == 1 and letter in offered else None


def _paired(rows: list[list[str]]) -> list[Entry]:
    """Return the answers where a row of numbers stands over a row of as many answers, all the way down."""
    found: list[Entry] = []
    kept = [[cell for cell in row if fold(cell).strip(" :.") not in _HEADINGS] for row in rows]
    kept = [row for row in kept if any(row)]
    if not kept or len(kept) % 2:
        return []
    for numbers, values in zip(kept[::2], kept[1::2], strict=True):
        for number, value in zip(numbers, values, strict=False):
            counted = _NUMBER.fullmatch(number)
            if counted and (_VALUE.fullmatch(value) or truths_of(value) or truths_in_order(value)):
                found.append(Entry(int(counted["number"]), value))
            elif number or value:
                return []
        if len(numbers) != len(values):
            return []
    return found


def _even(rows: list[list[str]]) -> list[list[str]]:
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]
