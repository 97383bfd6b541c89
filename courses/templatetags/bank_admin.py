"""What the screens around item banks show."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from courses.html import plain
from courses.items import ITEM_TYPES
from courses.items.item_block import DIFFICULTIES
from courses.models import ItemBank
from courses.services.duplicate_items import Duplicate, PlacedItem

register = template.Library()


@register.filter
def plain_text(source: str) -> str:
    """Rich text as one line of plain text."""
    return plain(source or "")


@register.filter
def difficulty_label(key: str) -> str:
    """A difficulty in words; nothing for none."""
    return str(dict(DIFFICULTIES).get(key, ""))


def right_answer(item: dict[str, Any]) -> str:
    """The right answer in words; nothing for an item that is not finished, whose key may be missing or broken."""
    kind = ITEM_TYPES[item["type"]]
    return "" if kind.faults(item) else kind.right_answer(item)


@register.filter
def both(pair: Duplicate) -> tuple[PlacedItem, PlacedItem]:
    """The two questions of a pair."""
    return pair.first, pair.second


@register.filter
def edit_address(placed: PlacedItem) -> str:
    """Where a question is edited, scrolled to it."""
    names = ("wagtailsnippets_courses_itembank:edit", "wagtailadmin_pages:edit")
    name = names[0] if isinstance(placed.owner, ItemBank) else names[1]
    return f"{reverse(name, args=[placed.owner.pk])}#block-{placed.item['id']}-section"


@register.filter
def wordings(item: dict[str, Any]) -> list[tuple[str, bool]]:
    """The options of a question and whether each is right; for other types the right answer, if it is finished."""
    options = item.get("options") or []
    if options:
        return [(option["text"], bool(option.get("correct"))) for option in options]
    answer = right_answer(item)
    return [(answer, True)] if answer else []
