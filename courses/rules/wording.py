"""What may be wrong with the words of content, whatever it is part of: pure functions over plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from courses.rules.finding import Finding
from courses.rules.spelling import misplaced_tones
from courses.rules.word_lists import ABBREVIATIONS, CATCH_ALLS, ENGLISH, FILLERS, SERVICES

CONTEXT = 12
_LAW = re.compile(
    r"\b([Nn]ghị định|[Tt]hông tư|Bộ luật)\b|\b[Qq]uyết định (số )?\d|\bLuật (số \d|\d+/\d{4}|[A-ZĐÀ-Ý]\w)", re.UNICODE
)
_SERVICE = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in SERVICES))
_LATIN = re.compile(r"(?<![\w/.@-])[A-Za-z]+(?![\w/@-]|\.\w)")
_CAPITALS = re.compile(r"(?<![\w/.-])[A-ZĐ]{2,6}(?![\w/-]|\.\w)")
_CALLED = re.compile(r"(\(|\b(gọi|gọi tắt|viết tắt|ghi|tên) là(\s\w+)?\W*)$")
# What stands in quotes may be a spelling that the text speaks about.
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_NAMED = re.compile(r"[“\"‘(\[][^”\"’)\]]*[”\"’)\]]")


def wording_findings(lines: Iterable[str], place: int = 0) -> Iterator[Finding]:
    """Yield what is wrong with the letters and phrases of some lines: normal form, tone marks, empty phrases."""
    for line in lines:
        if not unicodedata.is_normalized("NFC", line):
            message = _("Some letters are written in parts (not NFC). Type the words again: %(words)s")
            yield Finding("nfc", message % {"words": line[:40]}, place, line[:20])
        for wrong, right in dict(misplaced_tones(_QUOTED.sub(" ", line))).items():
            message = _("Write “%(right)s” instead of “%(wrong)s”: one way of placing tone marks everywhere.")
            yield Finding("tone-marks", message % {"right": right, "wrong": wrong}, place, wrong)
        small = line.casefold()
        for phrase in (phrase for phrase in FILLERS if phrase in small):
            message = _("“%(phrase)s” says nothing. Leave it out and begin with the thing itself.")
            yield Finding("filler", message % {"phrase": phrase}, place, phrase)


def ageing_name(lines: Iterable[str]) -> str:
    """Return the first law, service or app that some lines name, empty when they name none."""
    for line in lines:
        if service := _SERVICE.search(line):
            return service.group()
        if law := _LAW.search(line):
            return line[law.start() :][:40].strip()
    return ""


def catch_all(text: str) -> bool:
    """Whether an option stands for other options (“all of the above”)."""
    small = text.casefold()
    return any(phrase in small for phrase in CATCH_ALLS)


def foreign_words(lines: Sequence[str]) -> Iterator[str]:
    """Yield English words that a plain Vietnamese one would say.

    One that stands in quotes or brackets somewhere is named on purpose.
    """
    named = {word.lower() for line in lines for part in _NAMED.findall(line) for word in _LATIN.findall(part)}
    used = dict.fromkeys(
        word.lower() for line in lines for word in _LATIN.findall(_NAMED.sub(" ", _SERVICE.sub(" ", line)))
    )
    yield from (word for word in used if word in ENGLISH and word not in named)


def unexplained(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield short forms of the list whose first use does not say what they mean, with the words that lead to it.

    Explained is what stands in brackets, or is followed by a comma, a bracket, a colon or a word that begins an
    explanation: “OTP, mã dùng một lần”, “căn cước công dân (CCCD)”, “OTP là mã dùng một lần”.
    """
    met: set[str] = set()
    for line in lines:
        for found in _CAPITALS.finditer(line):
            word = found.group()
            if word in ABBREVIATIONS and word not in met:
                met.add(word)
                if not _explained(line, found):
                    yield word, line[max(0, found.start() - CONTEXT) : found.end()]


def _explained(line: str, found: re.Match[str]) -> bool:
    before, after = line[: found.start()].rstrip('*“"'), line[found.end() :].lstrip('*”"')
    return (
        _CALLED.search(before) is not None
        or re.match(r"\s?[,(:–-]|\s(là|tức|nghĩa|viết tắt|gồm|có nghĩa)\b", after) is not None
    )
