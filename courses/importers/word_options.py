"""Options on a line: “A.”, “b)”, “*C/”, one of them or all four side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from courses.importers.word_text import LETTERS

_TICKS = "*✓✔☑☒√"
_BOXES = "☐□○"
_MARK = re.compile(
    rf"(?P<before>(?:[{_TICKS}{_BOXES}]|\[[xX ]?\])[ \t]*)?[(\[]?(?P<letter>[A-LĐa-lđ])(?P<star>[*])?"
    r"(?:[ \t]?[.):/\]]+|[ \t][-–](?=[ \t]))(?P<inner>[ \t]*\*(?!\*))?[ \t]*"
)
_DIGIT = re.compile(
    rf"(?P<before>(?:[{_TICKS}{_BOXES}]|\[[xX ]?\])[ \t]*)?(?P<letter>[1-9])(?P<star>[*])?"
    r"[ \t]?[.)/](?![0-9])(?P<inner>[ \t]*\*(?!\*))?[ \t]*"
)
_LETTER_LABEL = re.compile(r"[(\[]?[A-Za-zĐđ][.):/\]]*")
_MOST_MARKS = 60
_USUAL = 4
_JOINING = {",", ";", "&", "và", "hoặc", "hay"}
_STOPS = (".", ";", ",", "?", "!", ")", "”")
_END_MARKS = ("(*)", "*", "✓", "✔", "☑", "√", "(đúng)", "[đúng]", "(đ)", "(x)", "[x]")


@dataclass(frozen=True)
class Mark:
    """An option's letter on a line: where it starts, where the option's text starts, and whether it is ticked."""

    start: int
    end: int
    letter: str
    is_small: bool
    is_ticked: bool


def marks_in(text: str, expected: str, is_small: bool | None, from_start: bool) -> list[Mark]:
    """Return the options of a line in the order of their letters, the first being `expected`.

    `is_small` is the case the letters must have, None for either. With `from_start` the line begins with an option;
    without, options follow a question on its own line, and there must be two of them.
    """
    start = len(text) - len(text.lstrip())
    if not expected or (from_start and _MARK.match(text, start) is None):
        return []
    found = [_mark(match) for match in islice(_MARK.finditer(text), _MOST_MARKS) if _is_free(text, match.start())]
    apart = [mark for mark in found if mark.start == start or _stands_apart(text, mark.start)]
    # In “A. Vitamin A. B. Vitamin C.” only what follows the end of an option begins the next.
    behind = [
        mark
        for mark in found
        if mark.start == start or text[max(0, mark.start - 40) : mark.start].rstrip()[-1:] in _STOPS
    ]
    ways = [_in_order(marks, expected, is_small) for marks in (apart, behind, found)]
    chosen = next((way for way in ways if len(way) >= _USUAL), max(ways, key=len))
    if from_start:
        return chosen if chosen and chosen[0].start == start else _in_order(found[:1], expected, is_small)
    # “Trong mỗi ý a), b), c), d)” names options that come later.
    gaps = [text[mark.end : after.start].strip() for mark, after in pairwise(chosen)]
    return chosen if len(chosen) > 1 and not any(gap in _JOINING for gap in gaps) else []


def digit_mark(text: str, expected: str) -> Mark | None:
    """Return a numbered option at the start of a line, as the letter of its place, when it is the expected one."""
    found = _DIGIT.match(text.lstrip())
    if found is None or LETTERS[int(found["letter"]) - 1] != expected:
        return None
    indent = len(text) - len(text.lstrip())
    is_ticked = _is_ticked(found)
    return Mark(indent, indent + found.end(), expected, is_small=False, is_ticked=is_ticked)


def is_letter_label(label: str) -> bool:
    """Whether the label of a list is a letter."""
    return _LETTER_LABEL.fullmatch(label) is not None


def follows(last: str | None) -> str:
    """Return the letter that an option after `last` has; nothing when there are too many."""
    place = 0 if last is None else LETTERS.index(last) + 1
    return LETTERS[place] if place < len(LETTERS) else ""


def unticked(text: str) -> tuple[int, bool]:
    """Return where an option's text ends without the star or tick behind it, and whether there was one."""
    bare = text.rstrip().rstrip(".;").rstrip()
    end = next((mark for mark in _END_MARKS if bare.casefold().endswith(mark)), "")
    return (len(bare[: len(bare) - len(end)].rstrip()), True) if end else (len(text.rstrip()), False)


def _mark(found: re.Match[str]) -> Mark:
    letter = found["letter"]
    return Mark(found.start(), found.end(), letter.upper(), letter.islower(), _is_ticked(found))


def _is_ticked(found: re.Match[str]) -> bool:
    before = (found["before"] or "").strip()
    return bool(found["star"] or found["inner"]) or (before != "" and (before in _TICKS or "x" in before.casefold()))


def _is_free(text: str, start: int) -> bool:
    return start == 0 or text[start - 1].isspace()


def _stands_apart(text: str, start: int) -> bool:
    return start > 1 and (text[start - 1] == "\t" or text[start - 2 : start].isspace())


def _follows_stop(text: str, start: int) -> bool:
    return text[max(0, start - 40) : start].rstrip().endswith(_STOPS)


def _in_order(marks: list[Mark], expected: str, is_small: bool | None) -> list[Mark]:
    chosen: list[Mark] = []
    for mark in marks:
        # The Vietnamese alphabet has a Đ after its D; some lists do too.
        letter = expected if mark.letter == "Đ" and expected == "E" else mark.letter
        if letter == expected and is_small in {None, mark.is_small}:
            chosen.append(Mark(mark.start, mark.end, letter, mark.is_small, mark.is_ticked))
            expected, is_small = follows(letter), mark.is_small
    return chosen
