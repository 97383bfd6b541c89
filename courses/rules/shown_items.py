"""Items as a learner sees them, for an author's look before anybody sits them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from courses.items import ITEM_TYPES, FrozenItem

# The order of options in a preview: always the same, so that two looks at one draft can be compared.
PREVIEW_SEED = 1


@dataclass(frozen=True)
class ShownItem:
    """What the template of an item's type asks for; `number` counts from 1 as the author does."""

    number: int
    item: dict[str, Any]
    template: str
    field_name: str
    is_graded: bool


def shown_items(items: Sequence[FrozenItem]) -> list[ShownItem]:
    """Return every item as its learner's view: neither key nor hint nor explanation is in it."""
    return [shown_item(item, number) for number, item in enumerate(items, start=1)]


def shown_item(item: FrozenItem, number: int) -> ShownItem:
    """Return one item as its learner's view."""
    kind = ITEM_TYPES[item["type"]]
    public = kind.public(item, PREVIEW_SEED)
    return ShownItem(number, public, kind.template, f"item-{item['id']}", kind.graded)
