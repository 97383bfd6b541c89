"""Answers to frozen items, right and wrong on purpose, for people who do not exist."""

from __future__ import annotations

from decimal import Decimal

from courses.items import FrozenItem, Response


def right_answer(item: FrozenItem) -> Response:
    """Return a response that earns all points."""
    return _answer(item, right=True)


def wrong_answer(item: FrozenItem) -> Response:
    """Return a response that does not earn all points."""
    return _answer(item, right=False)


def _answer(item: FrozenItem, *, right: bool) -> Response:
    if item["type"] in {"single_choice", "multiple_response"}:
        ids = [option["id"] for option in item["options"] if option["correct"] is right]
        return {"option": ids[0]} if item["type"] == "single_choice" else {"options": ids}
    if item["type"] == "true_false":
        return {"answer": item["answer"] is right}
    if item["type"] == "numeric":
        off = 0 if right else Decimal(item["tolerance"]) + 1
        return {"text": f"{Decimal(item['answer']) + off:f}".replace(".", ",")}
    return {"text": item["accepted"][0] if right else "không rõ"}
