"""Statements to judge one by one, as in “Trong mỗi ý a), b), c), d) chọn đúng hoặc sai”: how their answers are written.

Every pattern is tried from one place and reads each character once.
"""

from __future__ import annotations

import re

from courses.importers.word_text import LETTERS
from courses.text import fold

TRUE, FALSE = "Đúng", "Sai"
"""The two categories, in the words of the documents they come from."""

_LONGEST = 400
_TRUTH = r"(?:(?i:đúng|sai)(?![^\W\d_])|[ĐSđs](?![^\W\d_]))"
_NAMED = re.compile(rf"\s*[(\[]?(?P<letter>[A-La-l])\s*(?:[.):\]–=→-]\s*)+(?P<truth>{_TRUTH})[\s.,;|)\]]*")
_BARE = re.compile(rf"\s*(?P<truth>{_TRUTH})[\s.,;|/–-]*")
_RUN = re.compile(r"\s*(?P<truths>[ĐS]{2,12})[\s.]*")
_NUMBER = re.compile(r"\s*(?i:câu\s*)?(?P<number>[0-9]{1,4})\s*[.:)–-]?\s*")
_TAG = re.compile(
    r"(?:[(\[]\s*(?P<inside>(?i:đúng|sai|đ|s))\s*[)\]]|(?:\s[–—:→-]|\t)\s*(?P<behind>(?i:đúng|sai)|[ĐS]))[\s.;]*$"
)
_PLACE = re.compile(
    r"[(\[]?\s*(?i:đúng|đ)\s*[/|]\s*(?i:sai|s)\s*[)\]]?[\s.;:]*$|[\s.]*[☐□]\s*(?i:đúng)\s*[☐□]\s*(?i:sai)\s*$"
)
_JUDGING_WORDS = re.compile(r"(?i:sai|đ\s*/\s*s)")
_JUDGING = re.compile(
    r"\bdung\s*(?:[/,–-]|hoac|hay|va)?\s*(?:la\s+)?sai\b(?!\s+(?:so|lech))|\(\s*d\s*/\s*s\s*\)"
    r"|dung ghi d.{0,12}sai ghi s"
)


def says_judging(text: str) -> bool:
    """Whether a question or heading tells to judge statements: “chọn đúng hoặc sai”, “trắc nghiệm đúng sai”."""
    short = text[:_LONGEST]
    return _JUDGING_WORDS.search(short) is not None and _JUDGING.search(fold(short)) is not None


def truths_of(text: str) -> dict[str, bool]:
    """Return the answers that a text gives by letters, “a) Đ b) S” or “a-Đúng; b-Sai”; nothing if it holds more."""
    found: dict[str, bool] = {}
    at = 0
    while len(text) <= _LONGEST and at < len(text) and (entry := _NAMED.match(text, at)):
        if entry["letter"].upper() in found:
            return {}
        found[entry["letter"].upper()] = is_true(entry["truth"])
        at = entry.end()
    return found if not text[at:].strip() else {}


def truths_in_order(text: str) -> list[bool]:
    """Return the answers that a text gives without letters, “Đ, S, Đ, S” or “ĐSĐS”; nothing if it holds more."""
    run = _RUN.fullmatch(text) if len(text) <= _LONGEST else None
    if run:
        return [is_true(letter) for letter in run["truths"]]
    found: list[bool] = []
    at = 0
    while len(text) <= _LONGEST and at < len(text) and (entry := _BARE.match(text, at)):
        found.append(is_true(entry["truth"]))
        at = entry.end()
    return found if not text[at:].strip() and len(found) > 1 else []


def numbered_truths(text: str) -> tuple[int, str] | None:
    """Return the number and the answers of a line such as “Câu 3: a) Đ b) S c) Đ d) S” in a list of answers."""
    found = _NUMBER.match(text)
    rest = text[found.end() :].strip() if found else ""
    is_list = bool(rest) and (len(truths_of(rest)) > 1 or bool(truths_in_order(rest)))
    return (int(found["number"]), rest) if found and is_list else None


def is_true(word: str) -> bool:
    """Whether a word for an answer is “Đúng” or “Đ”."""
    return word.casefold().startswith("đ")


def truth_at_end(text: str) -> tuple[str, bool | None]:
    """Return a statement without the “(Đ)” or “– Sai” behind it, and what that says."""
    bare = text.rstrip()
    found = _TAG.search(bare, max(0, len(bare) - 20))
    if found is None:
        return text, None
    return bare[: found.start()].rstrip(), is_true(found["inside"] or found["behind"])


def without_place(text: str) -> str:
    """Return a statement without the place for the answer behind it, “(Đ/S)” or “☐ Đúng ☐ Sai”."""
    bare = text.rstrip()
    found = _PLACE.search(bare, max(0, len(bare) - 30))
    return bare[: found.start()].rstrip() if found else text


def merged(values: list[str], count: int) -> list[dict[str, bool]]:
    """Return the written answers about so many statements, each by letter.

    Answers on lines of their own are put together; one that says it twice stands apart, so that both can be compared.
    """
    letters = LETTERS[:count]
    whole: list[dict[str, bool]] = []
    for value in values:
        bare = truths_in_order(value)
        named = truths_of(value) or (dict(zip(letters, bare, strict=True)) if len(bare) == count else {})
        if not named:
            continue
        if whole and not set(whole[-1]) & set(named):
            whole[-1] |= named
        else:
            whole.append(named)
    return whole
