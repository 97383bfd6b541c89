"""The labels that Word draws in front of paragraphs of a list: “Câu 3.”, “b)”, “•”. They stand nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from courses.importers.word_package import attribute, child, children, local, value_of

BULLET = "•"
_LEVELS = 9
_LARGEST_LETTER = 26
_LARGEST_ROMAN = 3999
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """How one level of a list is counted and drawn."""

    form: str
    text: str
    start: int


@dataclass
class Numbering:
    """The lists of a document. Counts as paragraphs are asked for in their order."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def label(self, number: str, depth: int) -> str:
        """Return the label of the next paragraph of the list `number` at a depth from 0; empty when it has none."""
        kind = self.kinds.get(number, "")
        levels = self.lists.get(kind, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(kind, {})
        if number not in self._seen:
            self._seen.add(number)
            counts.update({at: start - 1 for at, start in self.restarts.get(number, {}).items()})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if levels[depth].form == "bullet":
            return BULLET
        return _PLACEHOLDER.sub(lambda found: self._written(levels, counts, int(found[1]) - 1), levels[depth].text)

    def _written(self, levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
        level = levels.get(depth)
        return written(counts.get(depth, level.start), level.form) if level else ""


def numbering_of(part: Element | None) -> Numbering:
    """Return the lists of a numbering part; a document without one has no lists."""
    found = Numbering()
    for element in () if part is None else part:
        if local(element) == "abstractNum":
            found.lists[attribute(element, "abstractNumId") or ""] = _levels(element)
        elif local(element) == "num":
            number = attribute(element, "numId") or ""
            found.kinds[number] = value_of(element, "abstractNumId") or ""
            found.restarts[number] = {
                _whole(attribute(override, "ilvl"), 0): _whole(value_of(override, "startOverride"), 1)
                for override in children(element, "lvlOverride")
                if child(override, "startOverride") is not None
            }
    return found


def written(count: int, form: str) -> str:
    """Return a count in Word's form: decimal, upperLetter, lowerRoman …; what cannot be written so is decimal."""
    if form in {"upperLetter", "lowerLetter"} and 1 <= count <= _LARGEST_LETTER:
        letter = chr(ord("a") + count - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"upperRoman", "lowerRoman"} and 1 <= count <= _LARGEST_ROMAN:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    return "" if form == "none" else str(count)


def _levels(element: Element) -> dict[int, Level]:
    return {
        _whole(attribute(level, "ilvl"), 0): Level(
            form=value_of(level, "numFmt") or "decimal",
            text=(value_of(level, "lvlText") or "")[:60],
            start=_whole(value_of(level, "start"), 1),
        )
        for level in children(element, "lvl")
    }


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise


def _roman(count: int) -> str:
    pieces = []
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        pieces.append(sign * times)
    return "".join(pieces)
