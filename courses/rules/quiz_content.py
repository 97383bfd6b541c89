"""What of a quiz is frozen: the canonical content, computed from the authored blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.blocks import StreamValue

from courses.items import ITEM_TYPES, SCORER_VERSION
from courses.rules.quiz import quiz_faults

AS_PUBLISHED: Mapping[int, Any] = {}


def freeze_items(stream: StreamValue) -> list[dict[str, Any]]:
    """Return the frozen items of a stream; identity of an item is its block id."""
    return [
        ITEM_TYPES[child.block_type].freeze(child.value, str(child.id))
        for child in stream
        if child.block_type in ITEM_TYPES
    ]


def drawn_banks(quiz: Any, banks: Mapping[int, Any] = AS_PUBLISHED) -> list[tuple[Any, int]]:
    """Return the bank (None when it is missing) and the number of every draw, in the author's order.

    `banks` replaces banks by their primary key, for a look at drafts of them.
    """
    draws = [child.value for child in quiz.items if child.block_type == "draw"]
    found = [(draw.get("bank"), draw.get("count") or 0) for draw in draws]
    return [(banks.get(bank.pk, bank) if bank is not None else None, count) for bank, count in found]


def quiz_content(quiz: Any, banks: Mapping[int, Any] = AS_PUBLISHED) -> dict[str, Any]:
    """Return the canonical content of a quiz (a page or its form's cleaned values), banks embedded as whole pools."""
    items = freeze_items(quiz.items)
    draws = []
    for bank, count in drawn_banks(quiz, banks):
        pool = freeze_items(bank.items) if bank is not None else []
        key = str(bank.key) if bank is not None else ""
        draws.append({"bank": key, "count": count, "items": [each["id"] for each in pool]})
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


def authored_quiz_faults(quiz: Any, banks: Mapping[int, Any] = AS_PUBLISHED) -> list[str]:
    """Sentences that say why this quiz (a page or its form's cleaned values) cannot be sat, with the banks' titles."""
    titles = {str(bank.key): bank.title for bank, _ in drawn_banks(quiz, banks) if bank is not None}
    return quiz_faults(quiz_content(quiz, banks), titles)
