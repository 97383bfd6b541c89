"""What of a quiz is frozen: the canonical content, computed from the authored blocks."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import StreamValue

from courses.items import ITEM_TYPES, SCORER_VERSION


def freeze_items(stream: StreamValue) -> list[dict[str, Any]]:
    """Return the frozen items of a stream; identity of an item is its block id."""
    return [
        ITEM_TYPES[child.block_type].freeze(child.value, str(child.id))
        for child in stream
        if child.block_type in ITEM_TYPES
    ]


def quiz_content(quiz: Any) -> dict[str, Any]:
    """Return the canonical content of a quiz (a page or its form's cleaned values), banks embedded as whole pools."""
    items = freeze_items(quiz.items)
    draws = []
    for child in quiz.items:
        if child.block_type == "draw" and child.value["bank"] is not None:
            bank = child.value["bank"]
            pool = freeze_items(bank.items)
            draws.append({"bank": str(bank.key), "count": child.value["count"], "items": [each["id"] for each in pool]})
            known = {each["id"] for each in items}
            items += [each for each in pool if each["id"] not in known]
    return {
        "title": quiz.title,
        "purpose": quiz.purpose,
        "pass_mark": str(quiz.pass_mark),
        "attempts_allowed": quiz.attempts_allowed,
        "shuffle": quiz.shuffle,
        "scorer": SCORER_VERSION,
        "items": items,
        "draws": draws,
    }
