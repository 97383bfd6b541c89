"""Vietnamese prose in words and sentences: pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

# A full stop after one of these ends no sentence: TP. Bắc Giang, ThS. Hà, ví dụ: VD. Bưu điện.
_SHORT_FORMS = frozenset(
    {"tp", "p", "q", "tx", "tt", "ths", "ts", "pgs", "gs", "bs", "ks", "mr", "ms", "vd", "tr", "đ/c"}
)
_STOP = re.compile(r"[.!?…]+[”\"’')\]]*\s+")
_OPENING = "“\"‘'(["


def words(text: str) -> list[str]:
    """Return what stands between blanks and holds a letter or digit: 01/07/2025, 1.234,5 and v.v. are one word each."""
    return [word for word in text.split() if any(character.isalnum() for character in word)]


def sentences(line: str) -> Iterator[str]:
    """Cut one paragraph, list entry or remark into sentences; one that has no full stop is a sentence too."""
    begin = 0
    for stop in _STOP.finditer(line):
        if _ends(line[begin : stop.start()], stop.group(), line[stop.end() :]):
            yield line[begin : stop.end()].strip()
            begin = stop.end()
    if words(line[begin:]):
        yield line[begin:].strip()


def average_sentence(lines: Iterable[str]) -> Fraction:
    """Return how many words the sentences of some lines have on average; 0 where there is none."""
    lengths = [len(words(sentence)) for line in lines for sentence in sentences(line)]
    return Fraction(sum(lengths), len(lengths)) if lengths else Fraction(0)


def longest_of(lines: Iterable[str]) -> str:
    """Return the sentence with the most words."""
    return max((each for line in lines for each in sentences(line)), key=lambda each: len(words(each)), default="")


def _ends(before: str, stop: str, after: str) -> bool:
    """Whether a stop ends a sentence: something great follows, and it belongs to no short form and no numbering."""
    follows = after.lstrip(_OPENING)
    if not follows or not (follows[0].isupper() or follows[0].isdigit()):
        return False
    last = before.split()[-1] if before.split() else ""
    numbering = len(before.split()) == 1 and last.isdigit()
    return not stop.startswith(".") or (last.lower() not in _SHORT_FORMS and not numbering)
