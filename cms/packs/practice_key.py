"""What a phone needs to check a practice question without network: never used for anything that is scored."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from courses.items import ITEM_TYPES, FrozenItem
from courses.items.taps import SIDES
from courses.text import fold

Asked = list[Any]
"""A form field's name, the values that are right, and how they are compared: any, all, text, number or place."""


def practice_key(item: FrozenItem) -> dict[str, Any]:
    """Return what `pwa/practice_key.html` reads; without fields a phone cannot compare and shows the answer."""
    kind, asked = ITEM_TYPES[item["type"]], FIELDS.get(item["type"])
    words = {"right_answer": kind.right_answer(item), "explanation": item["explanation"], "hint": item["hint"]}
    return words | {
        "json": json.dumps(asked(item, f"item-{item['id']}") if asked else [], ensure_ascii=False),
        "right": words | {"correct": True},
        "wrong": words | {"correct": False},
    }


def _options(item: FrozenItem, name: str) -> list[Asked]:
    return [[name, [option["id"] for option in item["options"] if option["correct"]], "all"]]


def _truth(item: FrozenItem, name: str) -> list[Asked]:
    return [[name, [str(item["answer"]).lower()], "any"]]


def _number(item: FrozenItem, name: str) -> list[Asked]:
    return [[name, [item["answer"], item["tolerance"]], "number"]]


def _words(item: FrozenItem, name: str) -> list[Asked]:
    return [[name, [fold(text) for text in item["accepted"]], "text"]]


def _rows(item: FrozenItem, name: str) -> list[Asked]:
    return [[f"{name}-{row['id']}", [row["choice"]], "any"] for row in item["rows"]]


def _order(item: FrozenItem, name: str) -> list[Asked]:
    return [[f"{name}-{step['id']}", [str(place)], "any"] for place, step in enumerate(item["steps"], start=1)]


def _cards(item: FrozenItem, name: str) -> list[Asked]:
    return [[f"{name}-{card['id']}", [card["category"]], "any"] for card in item["cards"]]


def _gaps(item: FrozenItem, name: str) -> list[Asked]:
    return [_gap(gap, f"{name}-{gap['id']}") for gap in item["gaps"]]


def _spot(item: FrozenItem, name: str) -> list[Asked]:
    return [_tapped(item["places"], name, f"{name}-point")]


def _screens(item: FrozenItem, name: str) -> list[Asked]:
    names = [(screen, f"{name}-{screen['id']}") for screen in item["screens"]]
    return [_tapped(screen["places"], field, f"{field}-at") for screen, field in names]


def _tapped(places: Sequence[FrozenItem], name: str, point: str) -> Asked:
    """The field of the point, then every place as [id, right, left, top, right edge, lower edge].

    Of places that overlap the smallest is meant, so it stands first, as in `taps.place_at`.
    """
    sized = [(place, *(Decimal(place[side]) for side in SIDES)) for place in places]
    rows = [
        [place["id"], bool(place["correct"]), *map(float, (left, top, left + width, top + height))]
        for place, left, top, width, height in sorted(sized, key=lambda row: row[3] * row[4])
    ]
    return [name, [point, rows], "place"]


def _gap(gap: FrozenItem, name: str) -> Asked:
    if gap["kind"] == "chosen":
        return [name, [gap["right"]], "any"]
    if gap["kind"] == "number":
        return [name, [gap["answer"], gap.get("tolerance", "0")], "number"]
    return [name, [fold(text) for text in gap["accepted"]], "text"]


FIELDS: dict[str, Callable[[FrozenItem, str], list[Asked]]] = {
    "single_choice": _options,
    "picture_choice": _options,
    "multiple_response": _options,
    "true_false": _truth,
    "numeric": _number,
    "short_answer": _words,
    "gap_fill": _gaps,
    "matching": _rows,
    "ordering": _order,
    "categorise": _cards,
    "hotspot": _spot,
    "simulation": _screens,
}
