"""Rows that each get their choice. Response: `{"rows": {row id: choice id}}`.

Frozen: `"rows": [{"id", "text", "choice": choice id}]` in the author's order and `"choices": [{"id", "text"}]`, those
of the rows first, then those that fit no row. Rows that go with the same words share one choice.
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
    checked_pairs,
    in_seed_order,
    part_faults,
    posted_pairs,
    tally,
    text_ids,
    texts_by_id,
    told_pairs,
)
from courses.items.base import WRONG, FrozenItem, ItemType, Response, no_answer, text_of, texts_of, thaw_list
from courses.items.item_block import ItemBlock, item_layout

FEWEST_ROWS, FEWEST_CHOICES = 2, 2
# What a phone's closed list shows of a choice before it is cut off.
LONGEST_IN_LIST = 26
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class PairBlock(StructBlock):
    """One row and what goes with it."""

    text = CharBlock(max_length=300, label=gettext_lazy("Row"))
    match = CharBlock(max_length=300, label=gettext_lazy("Goes with"))

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("Pair")


class MatchingBlock(ItemBlock):
    """A question with rows, each of which gets its choice."""

    rows = ListBlock(
        PairBlock(),
        label=gettext_lazy("Pairs"),
        help_text=gettext_lazy("Learners see the rows in this order and choose what goes with each."),
    )
    others = ListBlock(
        CharBlock(max_length=300, label=gettext_lazy("Choice")),
        default=[],
        required=False,
        label=gettext_lazy("Choices that fit no row"),
        help_text=gettext_lazy("Not needed. They make guessing harder."),
    )

    class Meta:
        icon = "link"
        label = gettext_lazy("Matching")
        form_layout = item_layout("rows", "others")

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Refuse rows that say the same: a learner could not tell them apart."""
        rows = texts_of(row["text"] for row in value["rows"])
        return rows_error(_("Two rows say the same.")) if len(set(rows)) < len(rows) else {}

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for enough rows, and for something to choose between."""
        if len(value["rows"]) < FEWEST_ROWS:
            return rows_error(_("Write at least two pairs."))
        choices = {*texts_of(row["match"] for row in value["rows"]), *texts_of(value["others"])}
        return rows_error(_("Write at least two different choices.")) if len(choices) < FEWEST_CHOICES else {}


class Matching(ItemType):
    """Points in part: the rows with their right choice over all rows."""

    name = "matching"
    label = gettext_lazy("Matching")
    icon = "link"
    order = 70
    block_class = MatchingBlock
    answer_key = "rows"

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return the rows under the ids of their blocks, and the choices under ids that follow from their words."""
        children = getattr(value.get("rows"), "bound_blocks", ())
        matches = [text_of(child.value, "match") for child in children]
        ids = text_ids(text for text in [*matches, *texts_of(value.get("others"))] if text)
        rows = [
            {"id": child.id, "text": text_of(child.value, "text"), "choice": ids.get(match, "")}
            for child, match in zip(children, matches, strict=True)
        ]
        choices = dict.fromkeys([match for match in matches if match] + texts_of(value.get("others")))
        return {"rows": rows, "choices": [{"id": ids[text], "text": text} for text in choices]}

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return the pairs as raw children that keep their ids, and the choices that fit no row."""
        words, used = texts_by_id(item["choices"]), {row["choice"] for row in item["rows"]}
        others = [choice["text"] for choice in item["choices"] if choice["id"] not in used]
        return {
            "rows": [
                {
                    "type": "item",
                    "value": {"text": row["text"], "match": words.get(row["choice"], "")},
                    "id": row["id"],
                }
                for row in item["rows"]
            ],
            "others": thaw_list(item["id"], "others", others),
        }

    def key_faults(self, item: FrozenItem) -> list[str]:
        """Return what is wrong with rows and choices."""
        rows, choices = item.get("rows") or [], item.get("choices") or []
        found = []
        if len(rows) < FEWEST_ROWS:
            found.append(_("The question needs at least two rows."))
        if len(choices) < FEWEST_CHOICES:
            found.append(_("The question needs at least two different choices."))
        offered = {choice.get("id") for choice in choices}
        if any(row.get("choice") not in offered for row in rows):
            found.append(_("A row has no right choice."))
        return [*found, *dict.fromkeys([*part_faults(rows), *part_faults(choices)])]

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add the rows as the author ordered them, and the choices by the seed under letters.

        `listed` says that the choices are too long for a phone's closed list, so that they are shown in full as well.
        """
        choices = in_seed_order(seed, item["id"], item["choices"])
        return super().public(item, seed) | {
            "rows": [{"id": row["id"], "text": row["text"]} for row in item["rows"]],
            "choices": [choice | {"letter": _letter(place)} for place, choice in enumerate(choices)],
            "listed": any(len(choice["text"]) > LONGEST_IN_LIST for choice in choices),
        }

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return `{"rows": {row id: choice id}}` of fields called `name` and the row's id."""
        return self.check_answer(item, posted_pairs(data, name, (row["id"] for row in item["rows"])))

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse rows and choices the item does not have. A choice may be given to several rows."""
        choices = {choice["id"] for choice in item["choices"]}
        rows = checked_pairs(answer, {row["id"]: choices for row in item["rows"]})
        return {"rows": rows} if rows else {}

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return the part of the rows that have their right choice."""
        return Decimal(_right(item, response)) / len(item["rows"]) if item["rows"] else WRONG

    def answer_feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Count the rows that are right."""
        return tally(_right(item, response), len(item["rows"]))

    def chance(self, item: FrozenItem) -> Decimal:
        """Each row is guessed among all choices."""
        return 1 / Decimal(len(item["choices"])) if item["choices"] else WRONG

    def right_answer(self, item: FrozenItem) -> str:
        """Return each row with its right choice."""
        return _told(item, {row["id"]: row["choice"] for row in item["rows"]})

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the answered rows, each with its choice."""
        return _told(item, response.get("rows") or {}) or no_answer()


def rows_error(sentence: str) -> dict[str, ValidationError]:
    """Return a fault of the whole list of pairs, in the shape the editor shows."""
    return {"rows": ListBlockValidationError(non_block_errors=[ValidationError(sentence)])}


def _right(item: FrozenItem, response: Response) -> int:
    given = response.get("rows") or {}
    return sum(bool(row["choice"]) and given.get(row["id"]) == row["choice"] for row in item["rows"])


def _told(item: FrozenItem, given: Mapping[str, str]) -> str:
    words = texts_by_id(item["choices"])
    return told_pairs((row["text"], words[given[row["id"]]]) for row in item["rows"] if given.get(row["id"]) in words)


def _letter(place: int) -> str:
    """Return A to Z, then A2 to Z2 and so on."""
    turn, letter = divmod(place, len(LETTERS))
    return LETTERS[letter] + (str(turn + 1) if turn else "")
