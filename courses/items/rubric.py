"""Criteria with points: what a person marks an answer by, and what the learner is told before beginning.

Frozen: `"rubric": [{"id": str, "text": str, "points": decimal string}]`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, DecimalBlock, ListBlock, StructBlock
from wagtail.blocks.list_block import ListBlockValidationError

from courses.items.base import FrozenItem, text_of
from courses.items.item_block import ItemBlock


class RubricError(ValueError):
    """Marks that do not fit the rubric; its text is a sentence for the marker."""


class CriterionBlock(StructBlock):
    """One criterion and what it is worth."""

    text = CharBlock(
        max_length=300, label=gettext_lazy("Criterion"), help_text=gettext_lazy("What a good answer shows.")
    )
    points = DecimalBlock(
        min_value=Decimal("0.25"), max_digits=5, decimal_places=2, default=Decimal(1), label=gettext_lazy("Points")
    )

    class Meta:
        icon = "tasks"
        label = gettext_lazy("Criterion")


class RubricItemBlock(ItemBlock):
    """An item that a person marks by criteria."""

    rubric = ListBlock(
        CriterionBlock(),
        label=gettext_lazy("Criteria"),
        help_text=gettext_lazy("Learners read them before they begin; markers give points for each."),
    )

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for a criterion."""
        if len(value["rubric"]):
            return {}
        sentence = ValidationError(_("Write at least one criterion."))
        return {"rubric": ListBlockValidationError(non_block_errors=[sentence])}


def freeze_rubric(value: Mapping[str, Any]) -> list[FrozenItem]:
    """Return the criteria of a block's value, each under the id of its block. Blanks stay blank."""
    children = value.get("rubric")
    return [
        {"id": child.id, "text": text_of(child.value, "text"), "points": decimal_text(child.value.get("points"))}
        for child in (children.bound_blocks if children is not None else ())
    ]


def thaw_rubric(item: FrozenItem) -> list[dict[str, Any]]:
    """Return the criteria as raw children that keep their ids."""
    return [
        {"type": "item", "id": row["id"], "value": {"text": row["text"], "points": row["points"] or None}}
        for row in item["rubric"]
    ]


def rubric_faults(item: FrozenItem) -> list[str]:
    """Return what is wrong with the criteria."""
    rows = item.get("rubric") or []
    found = []
    if not rows:
        found.append(_("The question has no criteria to mark it by."))
    if any(not row.get("text") for row in rows):
        found.append(_("A criterion is empty."))
    if len({row.get("id") or "" for row in rows} - {""}) < len(rows):
        found.append(_("Two criteria have the same identifier, or one has none."))
    if any((number_of(row.get("points")) or 0) <= 0 for row in rows):
        found.append(_("Every criterion needs points above zero."))
    return found


def public_rubric(item: FrozenItem) -> list[FrozenItem]:
    """Return the criteria a learner reads before beginning: named keys only."""
    return [{"id": row["id"], "text": row["text"], "points": row["points"]} for row in item["rubric"]]


def rubric_words(item: FrozenItem) -> str:
    """Return the criteria on one line of plain text."""
    return "; ".join(row["text"] for row in item["rubric"])


def rubric_fraction(item: FrozenItem, marks: Mapping[str, Decimal]) -> Decimal:
    """Return the part of the item's points that these marks earn: their sum over the sum of all criteria, 0 to 1.

    `marks` holds one Decimal for every criterion's id, from 0 to the criterion's points. Raises RubricError otherwise.
    """
    worth = {row["id"]: Decimal(row["points"]) for row in item["rubric"]}
    if set(marks) - set(worth):
        raise RubricError(_("These criteria have changed. Please open the answer again."))
    if set(worth) - set(marks):
        raise RubricError(_("Please give points for every criterion."))
    if not all(mark.is_finite() and 0 <= mark <= worth[criterion] for criterion, mark in marks.items()):
        raise RubricError(_("The points of a criterion lie between zero and its most."))
    return sum(marks.values(), Decimal(0)) / sum(worth.values(), Decimal(0))


def number_of(text: Any) -> Decimal | None:
    """Return a decimal string as a finite Decimal; None for anything else."""
    try:
        number = Decimal(text) if isinstance(text, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def decimal_text(value: Any) -> str:
    """Return a number of the editor as a decimal string in one written form: 1.50 is "1.5". None is empty."""
    number = None if value is None else number_of(str(value).strip())
    if number is None:
        return "" if value is None else str(value).strip()
    return f"{number.normalize():f}"
