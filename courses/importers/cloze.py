"""Moodle's notation of gaps inside a text: {2:SHORTANSWER:=Hà Nội~%50%Hanoi#Write it with its marks}.

Pure text in, gaps out. What stands in a gap may be HTML; a backslash takes the meaning from the sign after it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from courses.importers.shares import WHOLE, number

Kind = Literal["typed", "typed_strict", "number", "chosen", "several"]

_NAMES: tuple[tuple[Kind, str], ...] = (
    ("typed", "SHORTANSWER SA MW"),
    ("typed_strict", "SHORTANSWER_C SAC MWC"),
    ("number", "NUMERICAL NM"),
    ("chosen", "MULTICHOICE MULTICHOICE_V MULTICHOICE_H MULTICHOICE_S MULTICHOICE_VS MULTICHOICE_HS"),
    ("chosen", "MC MCV MCH MCS MCVS MCHS"),
    ("several", "MULTIRESPONSE MULTIRESPONSE_H MULTIRESPONSE_S MULTIRESPONSE_HS MR MRH MRS MRHS"),
)
_KINDS: dict[str, Kind] = {name: kind for kind, names in _NAMES for name in names.split()}
MOST_ANSWERS = 100

_OPENING = re.compile(r"\{([0-9]{0,3}):([A-Za-z_]{2,20}):")
_INSIDE = re.compile(r"([^\\}]*(?:\\.[^\\}]*)*)\}", re.S)
_SHARE = re.compile(r"\s*(?:(=)|%(-?[0-9]{1,3}(?:[.,][0-9]{1,7})?)%)?")
_TOKEN = re.compile(r"\\.|&#?[0-9A-Za-z]{1,30};|[^\\&~#]+|.", re.S)


class BrokenGap(ValueError):
    """A gap that never ends, is of an unknown kind, or holds no answers or far too many; the text is how it begins."""


@dataclass(frozen=True)
class Answer:
    """One answer of a gap, its text and feedback as HTML."""

    text: str
    percent: Decimal
    feedback: str


@dataclass(frozen=True)
class Gap:
    """A gap: how much it weighs beside the others, what is asked, and the answers."""

    weight: int
    kind: Kind
    answers: list[Answer]


def parse(source: str) -> list[str | Gap]:
    """Return the text and its gaps in order. Raises BrokenGap."""
    parts: list[str | Gap] = []
    end = 0
    while opening := _OPENING.search(source, end):
        inside = _INSIDE.match(source, opening.end())
        kind = _KINDS.get(opening[2].upper())
        pieces = _split(inside[1], "~") if inside else []
        if kind is None or inside is None or not inside[1].strip() or len(pieces) > MOST_ANSWERS:
            raise BrokenGap(source[opening.start() : opening.start() + 40])
        answers = [_answer(piece) for place, piece in enumerate(pieces) if piece.strip() or place]
        parts += [source[end : opening.start()], Gap(int(opening[1] or 1), kind, answers)]
        end = inside.end()
    return [*parts, source[end:]]


def guarded(text: str) -> str:
    """Return HTML in which nothing is taken for the beginning of a gap."""
    return _OPENING.sub(lambda found: f"&#123;{found[0][1:]}", text)


def escaped(text: str) -> str:
    """Return text as it stands inside a gap."""
    return re.sub(r"[\\}~#\"/]|(?<=^)[=%]", lambda found: f"\\{found[0]}", text)


def _answer(piece: str) -> Answer:
    head = _SHARE.match(piece)
    equals, percent = (head[1], head[2]) if head else (None, None)
    text, *feedback = _split(piece[head.end() :] if head else piece, "#", 1)
    share = WHOLE if equals else number(percent) or Decimal(0)
    return Answer(_bare(text).strip(), share, _bare(feedback[0]).strip() if feedback else "")


def _split(text: str, separator: str, most: int = -1) -> list[str]:
    """Split at a sign that neither a backslash nor an entity such as &#39; holds."""
    pieces = [""]
    current: list[str] = []
    for found in _TOKEN.finditer(text):
        if found[0] == separator and most:
            pieces[-1] = "".join(current)
            pieces.append("")
            current, most = [], most - 1
        else:
            current.append(found[0])
    pieces[-1] = "".join(current)
    return pieces


def _bare(text: str) -> str:
    # A star keeps its backslash: without it, it would stand for any text.
    return re.sub(r"\\([^*])", r"\1", text)
