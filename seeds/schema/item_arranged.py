"""Reading questions answered by putting parts together: pairs, an order, categories."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from courses.items.arranged import text_ids
from seeds.schema.fields import Fields
from seeds.schema.item_chosen import TEXT_LENGTH, check_keys, part, read_text_part

MOST_PARTS = 12


def read_matching(fields: Fields) -> dict[str, Any]:
    """Read rows with what goes with each, and choices that fit no row."""
    nodes = fields.entries("rows", least=2, most=MOST_PARTS)
    pairs = [_pair(part(node, fields, "rows")) for node in nodes]
    check_keys(fields, "rows", [row for row, _match in pairs])
    others = fields.texts("others", longest=TEXT_LENGTH) if fields.has("others") else ()
    words = list(dict.fromkeys([match for _row, match in pairs if match] + list(others)))
    ids = text_ids(words)
    rows = [row | {"choice": ids.get(match, "")} for row, match in pairs]
    return {"rows": rows, "choices": [{"id": ids[word], "text": word} for word in words]}


def read_ordering(fields: Fields) -> dict[str, Any]:
    """Read the steps in their right order; `exact` when only the whole order counts."""
    steps = []
    for node in fields.entries("steps", least=3, most=MOST_PARTS):
        entry = part(node, fields, "steps")
        steps.append(read_text_part(entry))
        entry.done()
    check_keys(fields, "steps", steps)
    return {"steps": steps} | ({"scoring": "exact"} if fields.flag("exact", optional=True) else {})


def read_categories(fields: Fields) -> dict[str, Any]:
    """Read categories, each with the cards that belong to it."""
    categories, cards = [], []
    for node in fields.entries("categories", least=2, most=MOST_PARTS):
        entry = part(node, fields, "categories")
        category = read_text_part(entry, "category")
        categories.append(category)
        for card_node in entry.entries("cards", most=MOST_PARTS):
            card = part(card_node, fields, "cards")
            cards.append(read_text_part(card, "card") | {"category": category["id"]})
            card.done()
        entry.done()
    check_keys(fields, "categories", categories)
    check_keys(fields, "categories", cards)
    return {"categories": categories, "cards": cards}


def _pair(entry: Fields) -> tuple[dict[str, Any], str]:
    row, match = read_text_part(entry), entry.text("match", longest=TEXT_LENGTH)
    entry.done()
    return row, match


ARRANGED: dict[str, Callable[[Fields], dict[str, Any]]] = {
    "matching": read_matching,
    "ordering": read_ordering,
    "categorise": read_categories,
}
