"""A course that every rule of the linter is content with, made from few words; tests spoil one thing in it."""

from __future__ import annotations

import datetime
from typing import Any

GOOD = "CD-93"
SENTENCE = "Bác mở máy {number} và xem dòng chữ {word} trước khi bấm."
WORDS = ["xanh", "đỏ", "vàng", "tím", "nâu", "trắng", "đen", "hồng"]


def good_course(code: str = GOOD) -> dict[str, Any]:
    """The keys of the course that differ from those of an announced one; four hundred words, two outcomes."""
    return {
        "hours": {"self_paced": 0.5, "class": 1, "practice": 0},
        "format": "blended",
        "outcomes": {"vi": ["Khóa được máy", "Giữ được mã"], "en": ["Lock the phone", "Keep the code"]},
        "modules": [module(code)],
        "quiz": {"title": "Bài kiểm tra cuối khóa", "attempts": 5, "draw": 12, "bank": bank(code)},
        "sources": [{"text": "Viết để thử", "date": datetime.date(2025, 7, 1)}],
    }


def module(code: str) -> dict[str, Any]:
    """A module of two lessons that takes half an hour, with both papers."""
    lessons = [lesson(code, "bai-mot"), lesson(code, "bai-hai")]
    row = {"minutes": 60, "activity": "Làm theo phiếu, từng người một.", "check": "Máy hỏi mã khi mở."}
    return {
        "title": {"vi": "Khóa máy", "en": "Lock the phone"},
        "minutes": {"reading": 4, "listening": 0, "doing": 12, "practising": 14},
        "lessons": lessons,
        "task_sheet": {
            "title": "Phiếu thực hành: Khóa máy",
            "goal": "Tự đặt mã khóa máy.",
            "steps": ["Mở cài đặt.", "Chọn khóa màn hình.", "Đặt sáu số."],
            "done_when": ["Máy hỏi mã khi mở.", "Người ngồi cạnh không đoán được mã."],
        },
        "session_plan": {"materials": ["Máy chiếu", "Phiếu in"], "rows": [row]},
    }


def lesson(code: str, key: str) -> dict[str, Any]:
    """A lesson of four steps and about two hundred words, each sentence with words of its own."""
    steps = [
        {"title": f"Bước {number}", "text": "\n\n".join(sentences(f"{code}{key}{number}", 4))} for number in range(1, 5)
    ]
    steps[0]["picture"] = {"picture": "thu/o-khoa", "alt": "Ổ khóa màu xanh"}
    steps[1]["callout"] = {"kind": "do", "text": "Mở máy ra và làm thử: đặt mã sáu số."}
    steps[2]["table"] = {"header": ["Việc", "Nên"], "rows": [["Khóa máy", "Có"]]}
    practice = choice(f"luyen-{key}", f"{code}{key}")
    for option in practice["options"]:
        option["feedback"] = f"Vì vậy, {option['key']}."
    return {
        "key": key, "title": f"Bài {key}", "minutes": 10, "summary": "Khóa máy.", "updated": "2026-11",
        "review": "2027-05", "steps": steps, "practice": practice,
    }  # fmt: skip


def bank(code: str) -> list[dict[str, Any]]:
    """Eighteen items of three types, nine an outcome."""
    return [_item(code, number) | {"outcome": number % 2 + 1} for number in range(18)]


def sentences(seed: str, number: int) -> list[str]:
    """Sentences of twelve words that no other seed gives."""
    return [SENTENCE.format(number=f"{seed}{n}", word=f"{WORDS[n % 8]}{seed}") for n in range(number)]


def choice(key: str, seed: str, right: str = "b") -> dict[str, Any]:
    """A question with three options."""
    texts = ["Khóa màn hình lại", "Bỏ máy ngoài sân nhà mình", "Cho người lạ mượn"]
    options = [{"key": name, "text": text, "correct": name == right} for name, text in zip("abc", texts, strict=True)]
    return question(key, seed, "single_choice", options=options)


def question(key: str, seed: str, kind: str, **more: Any) -> dict[str, Any]:
    """What every question has."""
    words = {"prompt": f"Khi nào {seed}{key}?", "hint": "Nghĩ kỹ nhé.", "explanation": f"Vì {seed}{key} an toàn."}
    return {"key": key, "type": kind} | words | more


def _item(code: str, number: int) -> dict[str, Any]:
    if number % 3 == 0:
        return choice(f"k{number}", code, "abc"[number // 3 % 3])
    if number % 3 == 1:
        return question(f"k{number}", code, "true_false", answer=number % 2 == 0)
    return question(f"k{number}", code, "numeric", answer=number, tolerance=0)
