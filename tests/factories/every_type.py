"""One frozen item of every type, with a canary in everything a learner may not see too early."""

from __future__ import annotations

import uuid
from typing import Any

from courses.items import ITEM_TYPES
from tests.factories.item_picture import make_picture

SECRET, HINT = "canary-key", "canary-hint"
"""SECRET stands in every key, explanation and feedback; HINT where a hint may be shown once an answer was scored."""


def sure_id(name: str) -> str:
    """An id that tells nothing about its place."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"every type: {name}"))


def every_type() -> dict[str, dict[str, Any]]:
    """Frozen items by type; pictures are made for those that need one."""
    picture = {"image": make_picture().pk, "alt": "Hình một chiếc điện thoại"}
    return {
        name: _common(name) | own for name, own in (_written() | _arranged() | _chosen(picture) | _marked()).items()
    }


def every_type_blocks() -> list[dict[str, Any]]:
    """The same as raw blocks of the editor."""
    return [
        {"type": name, "value": ITEM_TYPES[name].thaw(item), "id": item["id"]} for name, item in every_type().items()
    ]


def right_responses(items: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A right response for every item that a machine scores, by item id."""
    first = {"option": "b"}
    rows = {
        "single_choice": first,
        "multiple_response": {"options": ["a", "b"]},
        "true_false": {"answer": True},
        "numeric": {"text": "3,5"},
        "short_answer": {"text": SECRET},
        "picture_choice": first,
        "hotspot": {"place": "b"},
        "simulation": {"taps": {screen: [f"{screen} b"] for screen in ("first", "second")}},
    }
    return {items[name]["id"]: body for name, body in rows.items()} | _right_arranged(items)


def _right_arranged(items: dict[str, dict[str, Any]]) -> dict[str, Any]:
    gaps, rows = items["gap_fill"]["gaps"], items["matching"]["rows"]
    return {
        items["gap_fill"]["id"]: {"gaps": {gap["id"]: gap.get("right") or gap["accepted"][0] for gap in gaps}},
        items["matching"]["id"]: {"rows": {row["id"]: row["choice"] for row in rows}},
        items["ordering"]["id"]: {"order": [step["id"] for step in items["ordering"]["steps"]]},
        items["categorise"]["id"]: {"cards": {card["id"]: card["category"] for card in items["categorise"]["cards"]}},
    }


def _common(name: str) -> dict[str, Any]:
    if not ITEM_TYPES[name].graded:
        return {"id": sure_id(name), "type": name, "prompt": "<p>Bà Lan nhận một tin nhắn lạ.</p>", "points": "0"} | {
            "hint": "", "explanation": "",
        }  # fmt: skip
    return {
        "id": sure_id(name), "type": name, "prompt": f"<p>Câu hỏi {ITEM_TYPES[name].order}: làm gì?</p>", "points": "1",
        "hint": HINT, "explanation": f"{SECRET} giải thích",
        "feedback": {"right": f"{SECRET} đúng", "partial": f"{SECRET} phần", "wrong": f"{SECRET} sai"},
    }  # fmt: skip


def _options(*right: str, **more: Any) -> list[dict[str, Any]]:
    return [
        {"id": key, "text": f"Phương án {key}", "correct": key in right, "feedback": f"{SECRET} {key}"} | more
        for key in "abcd"
    ]


def _written() -> dict[str, Any]:
    return {
        "single_choice": {"options": _options("b")},
        "multiple_response": {"options": _options("a", "b")},
        "true_false": {"answer": True, "feedback_on": {"true": f"{SECRET} đúng", "false": f"{SECRET} sai"}},
        "numeric": {"answer": "3.5", "tolerance": "0", "unit": "kg"},
        "short_answer": {"accepted": [SECRET], "matching": "lenient"},
    }


def _arranged() -> dict[str, Any]:
    choices = [{"id": sure_id(f"choice {n}"), "text": f"Cột phải {n}"} for n in range(3)]
    steps = [{"id": sure_id(f"step {n}"), "text": f"Bước {word}"} for n, word in enumerate(["gọi", "khóa", "báo"])]
    kinds = [{"id": sure_id(f"kind {n}"), "text": f"Nhóm {n}"} for n in range(2)]
    gap = {"id": "g1", "kind": "typed", "accepted": [SECRET], "matching": "lenient"}
    return {
        "gap_fill": {"text": "Gọi [[g1]] ngay.", "gaps": [gap]},
        "matching": {
            "rows": [
                {"id": sure_id(f"row {n}"), "text": f"Cột trái {n}", "choice": choices[n]["id"]} for n in range(2)
            ],
            "choices": choices,
        },
        "ordering": {"steps": steps},
        "categorise": {
            "categories": kinds,
            "cards": [
                {"id": sure_id(f"card {n}"), "text": f"Thẻ {n}", "category": kinds[n % 2]["id"]} for n in range(3)
            ],
        },
    }


def _chosen(picture: dict[str, Any]) -> dict[str, Any]:
    box = {"x": "0", "y": "0", "w": "40", "h": "40"}
    places = [{"id": key, "text": f"Chỗ {key}", "correct": key == "b"} | box for key in "ab"]
    return {
        "picture_choice": {"options": _options("b", picture=picture)},
        "hotspot": {"picture": picture, "places": places},
        "simulation": {"mode": "practice", "screens": [_screen(name, picture, box) for name in ("first", "second")]},
    }


def _screen(name: str, picture: dict[str, Any], box: dict[str, str]) -> dict[str, Any]:
    places = [
        {"id": f"{name} {key}", "text": f"Nút {name} {key}"} | box | {"correct": key == "b", "hint": f"{SECRET} {key}"}
        for key in "ab"
    ]
    return {"id": name, "task": f"Việc {name}", "picture": picture, "hint": f"{SECRET} {name}", "places": places}


def _marked() -> dict[str, Any]:
    rubric = [{"id": sure_id("criterion"), "text": "Viết rõ ràng", "points": "2"}]
    return {
        "essay": {"rubric": rubric, "longest": 2000, "sample": f"{SECRET} mẫu"},
        "file_upload": {"rubric": rubric, "accept": ["pdf", "jpg"], "megabytes": 5},
        "information": {},
    }
