"""What of a quiz is frozen: the canonical content, computed from the authored blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.blocks import StreamValue

from courses.items import ITEM_TYPES, SCORER_VERSION
from courses.rules.quiz import quiz_faults
from courses.rules.quiz_settings import frozen_settings
from courses.text import fold

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
    """Return the canonical content of a quiz (a page or its form's cleaned values), banks embedded as whole pools.

    A draw's `items` are the pool it draws from: the bank's items that bear one of the draw's tags, its difficulty and
    its outcome.
    """
    items = freeze_items(quiz.items)
    draws = []
    wishes = [child.value for child in quiz.items if child.block_type == "draw"]
    for (bank, count), wish in zip(drawn_banks(quiz, banks), wishes, strict=True):
        pool = [item for item in freeze_items(bank.items) if suits(item, wish)] if bank is not None else []
        key = str(bank.key) if bank is not None else ""
        draws.append({"bank": key, "count": count, "items": [each["id"] for each in pool]})
        known = {each["id"] for each in items}
        items += [each for each in pool if each["id"] not in known]
    frozen = {"title": quiz.title, "shuffle": quiz.shuffle, "scorer": SCORER_VERSION, "items": items, "draws": draws}
    return frozen | frozen_settings(quiz) | _sections(quiz.items)


def suits(item: Mapping[str, Any], wish: Mapping[str, Any]) -> bool:
    """Whether an item has the wished difficulty, a wished tag and the wished outcome; no wish suits every item."""
    tags = {fold(tag) for tag in (wish.get("tags") or "").split(",") if tag.strip()}
    difficulty = wish.get("difficulty") or ""
    outcome = wish.get("outcome")
    return (
        (not tags or bool(tags & {fold(tag) for tag in item.get("tags", [])}))
        and (not difficulty or item.get("difficulty") == difficulty)
        and (not outcome or item.get("outcome") == outcome)
    )


def _sections(stream: StreamValue) -> dict[str, Any]:
    """Return `sections`: [{"title", "text", "items": [ids], "draws": [places]}], or nothing for a quiz without."""
    if not any(child.block_type == "section" for child in stream):
        return {}
    sections: list[dict[str, Any]] = [{"title": "", "text": "", "items": [], "draws": []}]
    draws = 0
    for child in stream:
        if child.block_type == "section":
            title, text = ((child.value.get(name) or "").strip() for name in ("title", "text"))
            sections.append({"title": title, "text": text, "items": [], "draws": []})
        elif child.block_type == "draw":
            sections[-1]["draws"].append(draws)
            draws += 1
        elif child.block_type in ITEM_TYPES:
            sections[-1]["items"].append(str(child.id))
    return {"sections": [each for each in sections if each["items"] or each["draws"]]}


def authored_quiz_faults(quiz: Any, banks: Mapping[int, Any] = AS_PUBLISHED) -> list[str]:
    """Sentences that say why this quiz (a page or its form's cleaned values) cannot be sat, with the banks' titles."""
    titles = {str(bank.key): bank.title for bank, _ in drawn_banks(quiz, banks) if bank is not None}
    return quiz_faults(quiz_content(quiz, banks), titles)
