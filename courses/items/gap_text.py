r"""How an author writes gaps inside a text, read into the frozen form and written back.

    Thủ đô là [[Hà Nội|hà nội]].          typed; every right wording, parted by |
    Pi là khoảng [[=3,14 ± 0,01]].        a number, with or without a tolerance
    Biển ở [[*Đồ Sơn|Bắc Giang]].         chosen; the star marks the right words
    [[#2 Hà Nội]]                         counts double; any number above zero may stand there

A sign that would be taken for one of these is written after a backslash: [[\=SUM(A1)]]. Gaps are called g1, g2 and so
on in the order of the text. So a corrected answer, tolerance or text keeps every gap's id; a gap put in or taken out
renames those after it. Options have ids that follow from their words alone (`courses.items.arranged.text_ids`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from courses.items.arranged import text_ids, texts_by_id
from courses.items.base import FrozenItem
from courses.text import NumberError, nfc, parse_number

_SIGNS = r"\\[\\\]\[|*=#]"
# The limit keeps a text full of brackets that never close from being read over and over.
_LONGEST = 1000
_GAP = re.compile(rf"\[\[((?:{_SIGNS}|(?!\]\]|\[\[|{_SIGNS}).){{0,{_LONGEST}}}+)\]\]")
_ALTERNATIVE = re.compile(rf"(?:{_SIGNS}|[^|])+")
_ESCAPED = re.compile(r"\\([\\\]\[|*=#])")
_WEIGHT = re.compile(r"#(\S+)\s+(?=\S)")
_TOLERANCE = re.compile(r"±|\+/?-")
_MARK = re.compile(r"\[\[([^\[\]\n]+)\]\]")


def read_gaps(written: str, matching: str, shared: bool) -> tuple[str, list[FrozenItem]]:
    """Return the text with `[[gap-id]]` for each gap, and the gaps.

    With `shared`, every chosen gap offers the words of all chosen gaps, in alphabetical order. What cannot be
    understood is kept for the faults to name: a number that is none as written, a missing or second star as no right
    option.
    """
    source = nfc(written.replace("\r\n", "\n")).strip()
    contents = (found[1] for found in _GAP.finditer(source))
    gaps = [{"id": f"g{place}"} | _read_gap(content, matching) for place, content in enumerate(contents, start=1)]
    if shared:
        _share_words(gaps)
    ids = iter(gaps)
    return _GAP.sub(lambda found: f"[[{next(ids)['id']}]]", source), gaps


def write_gaps(text: str, gaps: list[FrozenItem], shared: bool) -> str:
    """Return the text as an author writes it: `read_gaps` of it gives text and gaps back."""
    written = {gap["id"]: _write_gap(gap) for gap in gaps}
    if shared:
        written |= _write_shared(gaps)
    return _MARK.sub(lambda found: f"[[{written[found[1]]}]]" if found[1] in written else found[0], text)


def pieces(text: str, ids: set[str]) -> Iterator[tuple[str, str]]:
    """Return the text in pieces: ("text", words) and ("gap", id) by turns, no empty words."""
    for place, piece in enumerate(_MARK.split(text)):
        if place % 2 and piece in ids:
            yield "gap", piece
        elif piece:
            yield "text", f"[[{piece}]]" if place % 2 else piece


def has_loose_brackets(text: str, gaps: list[FrozenItem]) -> bool:
    """Tell whether double brackets stand in a frozen text that are no gap: one was not closed."""
    words = [piece for kind, piece in pieces(text, {str(gap.get("id")) for gap in gaps}) if kind == "text"]
    return "[[[" in text or "]]]" in text or any(bracket in piece for piece in words for bracket in ("[[", "]]"))


def plain_number(text: str) -> str:
    """Return a number as a decimal string in its shortest form, and anything else as written."""
    try:
        number = f"{parse_number(text):f}"
    except NumberError:
        return text
    short = number.rstrip("0").rstrip(".") if "." in number else number
    return short if short.strip("-0") else "0"


def _read_gap(content: str, matching: str) -> FrozenItem:
    body, weight = _without_weight(content.strip())
    if body.startswith("="):
        gap = _number_gap(_unescaped(body[1:]))
    else:
        parts = [part for part in map(str.strip, _ALTERNATIVE.findall(body)) if part]
        starred = [part.startswith("*") for part in parts]
        texts = [_unescaped(part[star:]) for part, star in zip(parts, starred, strict=True)]
        typed = {"kind": "typed", "accepted": texts, "matching": matching}
        gap = _chosen_gap(texts, starred) if any(starred) else typed
    return gap | ({} if weight == "1" else {"weight": weight})


def _without_weight(body: str) -> tuple[str, str]:
    found = _WEIGHT.match(body)
    weight = plain_number(found[1]) if found else "1"
    try:
        counts = Decimal(weight) > 0
    except ArithmeticError:
        counts = False
    return (body[found.end() :], weight) if found and counts else (body, "1")


def _number_gap(written: str) -> FrozenItem:
    answer, *tolerance = (part.strip() for part in _TOLERANCE.split(written, maxsplit=1))
    return {"kind": "number", "answer": plain_number(answer), "tolerance": plain_number("".join(tolerance) or "0")}


def _chosen_gap(texts: list[str], starred: list[bool]) -> FrozenItem:
    ids = text_ids(texts)
    right = [ids[text] for text, star in zip(texts, starred, strict=True) if star]
    options = [{"id": ids[text], "text": text} for text in texts]
    return {"kind": "chosen", "options": options, "right": right[0] if len(right) == 1 else ""}


def _share_words(gaps: list[FrozenItem]) -> None:
    """Give every chosen gap the words of all, each once."""
    chosen = [gap for gap in gaps if gap["kind"] == "chosen"]
    words = sorted({option["text"] for gap in chosen for option in gap["options"]})
    ids = text_ids(words)
    for gap in chosen:
        right = texts_by_id(gap["options"]).get(gap["right"], "")
        gap["options"] = [{"id": ids[word], "text": word} for word in words]
        gap["right"] = ids.get(right, "")


def _write_gap(gap: FrozenItem) -> str:
    if gap["kind"] == "number":
        tolerance = f" ± {_shown(gap['tolerance'])}" if gap["tolerance"] != "0" else ""
        return f"{_weight(gap)}={_shown(gap['answer'])}{tolerance}"
    if gap["kind"] == "typed":
        return _weight(gap) + "|".join(map(_escaped, gap["accepted"]))
    return _weight(gap) + "|".join(map(_starred(gap), gap["options"]))


def _write_shared(gaps: list[FrozenItem]) -> dict[str, str]:
    """Return each chosen gap with its own right words; the words right in no gap stand in the first."""
    chosen = [gap for gap in gaps if gap["kind"] == "chosen"]
    right = {gap["right"] for gap in chosen}
    written = {}
    for place, gap in enumerate(chosen):
        own = [each for each in gap["options"] if each["id"] == gap["right"] or (not place and each["id"] not in right)]
        written[gap["id"]] = _weight(gap) + "|".join(map(_starred(gap), own))
    return written


def _starred(gap: FrozenItem) -> Any:
    return lambda option: ("*" if option["id"] == gap["right"] else "") + _escaped(option["text"])


def _weight(gap: FrozenItem) -> str:
    return f"#{_shown(gap['weight'])} " if "weight" in gap else ""


def _shown(number: str) -> str:
    # Without dots between thousands, so that what is read back never depends on how long the number is.
    return _escaped(number.replace(".", ","))


def _escaped(text: str) -> str:
    safe = re.sub(r"[\\\]\[|]", r"\\\g<0>", text)
    return f"\\{safe}" if safe.startswith(("*", "=", "#")) else safe


def _unescaped(text: str) -> str:
    return nfc(_ESCAPED.sub(r"\1", text)).strip()
