"""Cards that each go into a category. Response: `{"cards": {card id: category id}}`.

Frozen: `"categories": [{"id", "text"}]` and `"cards": [{"id", "text", "category": category id}]`, the cards of one
category after those of the one before.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, ListBlock, StructBlock
from wagtail.blocks.list_block import ListBlockValidationError

from courses.items.arranged import (
    SEPARATOR,
    checked_pairs,
    in_seed_order,
    part_faults,
    posted_pairs,
    tally,
    texts_by_id,
    told_pairs,
)
from courses.items.base import WRONG, FrozenItem, ItemType, Response, no_answer, text_of, texts_of
from courses.items.item_block import ItemBlock, item_layout

FEWEST_CATEGORIES, FEWEST_CARDS = 2, 2


class CategoryBlock(StructBlock):
    """One category and the cards that belong to it."""

    text = CharBlock(max_length=120, label=gettext_lazy("Category"))
    cards = ListBlock(
        CharBlock(max_length=300, label=gettext_lazy("Card")),
        default=[],
        required=False,
        label=gettext_lazy("Cards that belong here"),
    )

    class Meta:
        icon = "folder-open-inverse"
        label = gettext_lazy("Category")


class CategoriseBlock(ItemBlock):
    """A question whose cards are sorted into categories."""

    categories = ListBlock(
        CategoryBlock(),
        label=gettext_lazy("Categories"),
        help_text=gettext_lazy("Write each card under the category it belongs to. Learners see all cards mixed up."),
    )

    class Meta:
        icon = "folder-open-inverse"
        label = gettext_lazy("Sorting into categories")
        form_layout = item_layout("categories")

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Refuse categories or cards that say the same."""
        names = texts_of(category["text"] for category in value["categories"])
        if len(set(names)) < len(names):
            return categories_error(_("Two categories have the same name."))
        cards = _cards_of(value)
        return categories_error(_("Two cards say the same.")) if len(set(cards)) < len(cards) else {}

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for enough categories and cards."""
        if len(value["categories"]) < FEWEST_CATEGORIES:
            return categories_error(_("Write at least two categories."))
        few = len(_cards_of(value)) < FEWEST_CARDS
        return categories_error(_("Write at least two cards.")) if few else {}


class Categorise(ItemType):
    """Points in part: the cards in their right category over all cards."""

    name = "categorise"
    label = gettext_lazy("Sorting into categories")
    icon = "folder-open-inverse"
    order = 90
    block_class = CategoriseBlock
    answer_key = "cards"

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return categories and cards, each under the id of its block."""
        categories: list[FrozenItem] = []
        cards: list[FrozenItem] = []
        for child in getattr(value.get("categories"), "bound_blocks", ()):
            categories.append({"id": child.id, "text": text_of(child.value, "text")})
            for card in getattr(child.value.get("cards"), "bound_blocks", ()):
                text = text_of({"text": card.value}, "text")
                cards += [{"id": card.id, "text": text, "category": child.id}] if text else []
        return {"categories": categories, "cards": cards}

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return the categories with their cards as raw children that keep their ids."""
        return {"categories": [_thaw_category(category, item["cards"]) for category in item["categories"]]}

    def key_faults(self, item: FrozenItem) -> list[str]:
        """Return what is wrong with categories and cards."""
        categories, cards = item.get("categories") or [], item.get("cards") or []
        found = []
        if len(categories) < FEWEST_CATEGORIES:
            found.append(_("The question needs at least two categories."))
        if len(cards) < FEWEST_CARDS:
            found.append(_("The question needs at least two cards."))
        known = {category.get("id") for category in categories}
        if any(card.get("category") not in known for card in cards):
            found.append(_("A card belongs to no category."))
        return [*found, *dict.fromkeys([*part_faults(categories), *part_faults(cards)])]

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add the categories as the author ordered them, and the cards mixed by the seed."""
        return super().public(item, seed) | {
            "categories": [{"id": each["id"], "text": each["text"]} for each in item["categories"]],
            "cards": in_seed_order(seed, item["id"], item["cards"]),
        }

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return `{"cards": {card id: category id}}` of fields called `name` and the card's id."""
        return self.check_answer(item, posted_pairs(data, name, (card["id"] for card in item["cards"])))

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse cards and categories the item does not have."""
        categories = {category["id"] for category in item["categories"]}
        cards = checked_pairs(answer, {card["id"]: categories for card in item["cards"]})
        return {"cards": cards} if cards else {}

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return the part of the cards that are in their category."""
        return Decimal(_right(item, response)) / len(item["cards"]) if item["cards"] else WRONG

    def answer_feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Count the cards that are right."""
        return tally(_right(item, response), len(item["cards"]))

    def chance(self, item: FrozenItem) -> Decimal:
        """Each card is guessed among all categories."""
        return 1 / Decimal(len(item["categories"])) if item["categories"] else WRONG

    def right_answer(self, item: FrozenItem) -> str:
        """Return each category with its cards."""
        cards = {
            category["text"]: [card["text"] for card in item["cards"] if card["category"] == category["id"]]
            for category in item["categories"]
        }
        return SEPARATOR.join(f"{category}: {', '.join(texts)}" for category, texts in cards.items() if texts)

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the answered cards, each with its category."""
        words, given = texts_by_id(item["categories"]), response.get("cards") or {}
        pairs = [(card["text"], words[given[card["id"]]]) for card in item["cards"] if given.get(card["id"]) in words]
        return told_pairs(pairs) or no_answer()


def categories_error(sentence: str) -> dict[str, ValidationError]:
    """Return a fault of the whole list of categories, in the shape the editor shows."""
    return {"categories": ListBlockValidationError(non_block_errors=[ValidationError(sentence)])}


def _cards_of(value: Any) -> list[str]:
    return [card for category in value["categories"] for card in texts_of(category["cards"])]


def _thaw_category(category: FrozenItem, cards: list[FrozenItem]) -> dict[str, Any]:
    own = [card for card in cards if card["category"] == category["id"]]
    raw = [{"type": "item", "value": card["text"], "id": card["id"]} for card in own]
    return {"type": "item", "value": {"text": category["text"], "cards": raw}, "id": category["id"]}


def _right(item: FrozenItem, response: Response) -> int:
    given = response.get("cards") or {}
    return sum(given.get(card["id"]) == card["category"] for card in item["cards"])
