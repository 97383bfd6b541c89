"""The habits of Vietnamese trainers, as patterns: how a question, an option, an answer and a note begin.

Every pattern is tried from one place of one line and reads each character once, so that no line can take long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from courses.importers.shares import number
from courses.text import fold

Kind = Literal["called", "numbered", "bare"]
"""How questions begin in a document: with “Câu 1”, with “1.”, or with nothing of their own."""

LONGEST_LINE = 5_000
LONGEST_HEADING = 80
LETTERS = "ABCDEFGHIJKL"
TRUE_WORDS, FALSE_WORDS = frozenset({"dung", "d", "true", "t"}), frozenset({"sai", "s", "false", "f"})

_CALLED = re.compile(
    r"\s*(?i:câu(?:\s+hỏi)?|question)\s*(?i:số\s*)?(?P<number>[0-9]{1,4})(?![0-9]|\s*[-–]\s*[0-9])"
    r"(?P<stop>\s*[.:)/–—-]+)?\s*"
)
_NUMBERED = re.compile(r"\s*(?P<number>[0-9]{1,4})\s*(?:[.)/:]|[-–](?=\s))(?![0-9])\s*")
_ASIDE = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{1,40})[)\]]\s*[.:)/–—-]*\s*")
_POINTS = re.compile(r"(?P<points>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*(?i:điểm|đ|points?)?\.?")
_ANSWER = re.compile(
    r"\s*(?:=>|[→⇒➔>*-])?\s*[(\[]?(?i:đáp\s+án|đ/a|đa|da|dap\s+an|answers?|ans|key|đáp\s+số|trả\s+lời|câu\s+trả\s+lời"
    r"|phương\s+án\s+đúng)(?i:\s+(?:đúng|chính\s+xác))?"
    r"(?:\s*[:=]\s*|\s+(?i:là)(?=[\s:])\s*:?\s*|(?:\s*[.–-]\s*|\s+)(?=[A-LĐ](?:\W|$))|\s*$)(?P<value>.*)",
    re.DOTALL,
)
_CHOSEN = re.compile(
    r"\s*(?:=>|[→⇒➔>])?\s*(?i:chọn)(?:\s+(?i:đáp\s+án|phương\s+án|câu|ý))?\s*:?\s*(?P<value>[A-LĐ])\s*\.?\s*"
)
_ANSWER_AT_END = re.compile(
    r"(?i:đáp\s+án|đ/a|đa)(?i:\s+đúng)?(?i:\s+là)?\s*:\s*(?P<value>[A-LĐ](?:\s*(?:,|;|và)\s*[A-LĐ])*)\s*\.?\s*$"
)
_ANSWER_IN_BRACKETS = re.compile(
    r"[(\[](?i:đáp\s+án|đ/a|đa)(?i:\s+đúng)?(?i:\s+là)?\s*:\s*(?P<value>[^()\[\]]{1,120})[)\]]\s*\.?\s*$"
)
_REASON = re.compile(
    r"(?P<value>[^\n]{0,300}?)[\s.,;(–-]*(?i:giải\s+thích)\s*:\s*(?P<reason>.*)"
    r"|(?P<letter>[A-LĐ])[\s.,;:(–-]+(?P<because>(?i:vì|do|bởi)\s.*)",
    re.DOTALL,
)
_NOTES: tuple[tuple[str, str], ...] = (
    ("explanation", r"giải\s+thích|hướng\s+dẫn\s+giải|hướng\s+dẫn|lời\s+giải|căn\s+cứ|giải|explanation"),
    ("hint", r"gợi\s+ý|hint"),
    ("points", r"điểm|số\s+điểm|thang\s+điểm|points?"),
    ("difficulty", r"mức\s+độ(?:\s+khó)?|độ\s+khó|mức|difficulty|level"),
    ("tags", r"thẻ|nhãn|tags?"),
)
_NOTE = re.compile(
    r"\s*(?:[-–+•*]\s*)?[(\[]?(?:"
    + "|".join(rf"(?P<{name}>(?i:{words}))" for name, words in _NOTES)
    + r")\s*:(?P<value>.*)",
    re.DOTALL,
)
_TRUE_FALSE = re.compile(
    r"(?P<before>[\s☐□○☑☒✓✔*]*)(?i:đúng)(?P<between>[\s/|,;.☐□○☑☒✓✔*\[\]]*(?i:hay|hoặc)?[\s☐□○☑☒✓✔*]*)"
    r"(?i:sai)(?P<after>[\s.✓✔*]*)"
)
_SECTION = re.compile(
    r"\s*(?:(?:[IVX]{1,5}|[A-H])\s*[.)/:-]+\s*)?"
    r"(?:(?:PHẦN|CHƯƠNG|CHUYÊN ĐỀ|CHỦ ĐỀ|MÔ ĐUN|MỤC|TỰ LUẬN|TRẮC NGHIỆM)(?!\w)"
    r"|(?:Phần\s+)?(?i:tự luận|trắc nghiệm)(?!\w))"
)
_NUMBERED_SECTION = re.compile(
    r"\s*(?i:phần|chương|chuyên đề|chủ đề|mô đun|module|mục)\s+(?:[IVX]{1,5}|[0-9]{1,2})\s*(?:[.:)–-]|$)"
)
_ROMAN = re.compile(r"\s*[IVX]{1,5}\s*[.)/-]\s")
_THE_END = re.compile(r"[-–—_*.\s]*HẾT[-–—_*.\s]*|[-–—_*.=\s]+")
_KEY_WORDS = re.compile(r"(?i:đáp|chấm|dap|cham)")
_KEY_HEADING = re.compile(
    r"[-–—*_= ]*(?:(?:phan|bang|phieu|goi y) )?(?:dap an|huong dan cham)"
    r"(?: (?:va|de|trac nghiem|chi tiet|tham khao|phan|cau hoi|cac cau|bai)(?: .*)?)?[-–—*_=:. ]*"
)
_SEVERAL_WORDS = re.compile(r"(?i:chọn|nhiều|chon|nhieu|select)")
_SEVERAL = re.compile(
    r"chon (?:nhieu|tat ca|cac (?:dap an|phuong an|y|cau)|(?:hai|ba|bon|2|3|4) (?:dap an|phuong an|y|cau))"
    r"|nhieu (?:dap an|phuong an|lua chon) dung|select all"
)
_DIFFICULTIES = {
    "easy": {"de", "nhan biet", "nb", "easy", "biet"},
    "medium": {"trung binh", "tb", "thong hieu", "th", "vua", "medium", "hieu"},
    "hard": {"kho", "rat kho", "van dung", "van dung thap", "van dung cao", "vd", "vdc", "vdt", "hard"},
}


@dataclass(frozen=True)
class Head:
    """The beginning of a question: its number, where its text starts, and what stood in brackets behind the number."""

    number: int
    end: int
    points: str = ""
    difficulty: str = ""


def head_of(text: str, kind: Kind) -> Head | None:
    """Return the beginning of a question, or None when this line begins none."""
    pattern = _CALLED if kind == "called" else _NUMBERED
    found = pattern.match(text) if kind != "bare" else None
    if found is None:
        return None
    end, points, difficulty = found.end(), "", ""
    while aside := _ASIDE.match(text, end):
        score, level = points_of(aside["inside"], with_word=True), difficulty_of(aside["inside"])
        if not (score or level):
            break
        end, points, difficulty = aside.end(), points or score, difficulty or level
    # “Câu 1 và câu 2 …” speaks about questions and begins none.
    if kind == "called" and not found["stop"] and end == found.end() and _goes_on(text[end : end + 1]):
        return None
    return Head(int(found["number"]), end, points, difficulty)


def answer_of(text: str) -> str | None:
    """Return what stands behind “Đáp án:” and its like, perhaps nothing; None for any other line."""
    found = _ANSWER.match(text) or _CHOSEN.fullmatch(text)
    return None if found is None else found["value"].strip(" \t)]…_").lstrip(".")


def answer_at_end(text: str) -> tuple[int, str] | None:
    """Return where an answer such as “(Đáp án: B)” begins at the end of a line, and its letters."""
    place = max(text.casefold().rfind("đáp án"), text.rfind("ĐA"), text.rfind("Đ/A"))
    start = place - 1 if place > 0 and text[place - 1] in "([" else place
    if place <= 0 or len(text.casefold()) != len(text):
        return None
    found = (_ANSWER_IN_BRACKETS if start < place else _ANSWER_AT_END).match(text, start)
    return None if found is None else (start, found["value"].strip())


def reason_in(answer: str) -> tuple[str, str]:
    """Return an answer and the reason given behind it, as in “B. Giải thích: …” or “B vì …”."""
    found = _REASON.fullmatch(answer)
    if found is None:
        return answer, ""
    return (found["letter"], found["because"]) if found["letter"] else (found["value"].strip(), found["reason"])


def note_of(text: str) -> tuple[str, str] | None:
    """Return the field that a line such as “Gợi ý: …” fills, and its value."""
    found = _NOTE.match(text)
    return None if found is None else (_field(found), found["value"].strip())


def points_of(text: str, with_word: bool = False) -> str:
    """Return the points that a text names, as a decimal string, or nothing."""
    found = _POINTS.fullmatch(text.strip())
    if found is None or (with_word and not fold(text).rstrip(".").endswith(("diem", "d", "point", "points"))):
        return ""
    value = number(found["points"])
    return f"{value:f}" if value else ""


def difficulty_of(text: str) -> str:
    """Return easy, medium or hard for the words trainers use, or nothing."""
    words = re.sub("^muc(?: do)?(?: kho)?[: ] ?", "", fold(text).strip(" .:"))
    return next((name for name, known in _DIFFICULTIES.items() if words in known), "")


def is_section(text: str) -> bool:
    """Whether a line is the heading of a part, such as “PHẦN II” or “B. Phần tự luận”."""
    return _SECTION.match(text) is not None


def is_numbered_section(text: str) -> bool:
    """Whether a line is a heading with a number of its own, such as “Chương 2: …”, wherever it stands."""
    return _NUMBERED_SECTION.match(text) is not None


def is_roman(text: str) -> bool:
    """Whether a line begins with a Roman number, as headings do."""
    return _ROMAN.match(text) is not None


def is_ornament(text: str) -> bool:
    """Whether a line only closes or divides: “--- HẾT ---”, “*****”."""
    return _THE_END.fullmatch(text) is not None


def is_key_heading(text: str) -> bool:
    """Whether a line is the heading of a list of answers."""
    is_worth_folding = len(text) <= LONGEST_HEADING and _KEY_WORDS.search(text) is not None
    return is_worth_folding and _KEY_HEADING.fullmatch(fold(text)) is not None


def asks_for_several(text: str) -> bool:
    """Whether a question says that several options are right."""
    return _SEVERAL_WORDS.search(text) is not None and _SEVERAL.search(fold(text[:LONGEST_LINE])) is not None


def true_false_of(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where “Đúng” and “Sai”, with their ticks, stand on a line that holds nothing else."""
    found = _TRUE_FALSE.fullmatch(text) if len(text) <= LONGEST_HEADING else None
    if found is None:
        return None
    ticks = len(found["between"].rstrip("☐□○☑☒✓✔* \t"))
    middle = found.start("between") + ticks
    return (0, middle), (middle, len(text))


def _goes_on(character: str) -> bool:
    return character.islower() or character in {",", ";", "&"}


def _field(found: re.Match[str]) -> str:
    return next(name for name, _words in _NOTES if found[name])
