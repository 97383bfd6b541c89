"""A number, with a tolerance. Frozen: `"answer"` and `"tolerance"` as decimal strings, `"unit"`.

Response: `{"text": str}`, as written.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock

from courses.items.base import RIGHT, WRONG, FrozenItem, ItemBlock, Response, WrittenItem, text_of
from courses.text import NumberError, fold, format_number, parse_number


class NumericBlock(ItemBlock):
    """A question answered by a number, which the author may write the Vietnamese way."""

    answer = CharBlock(
        max_length=40, label=gettext_lazy("Right answer"), help_text=gettext_lazy("A number, such as 3,5")
    )
    tolerance = CharBlock(
        max_length=40,
        required=False,
        default="0",
        label=gettext_lazy("Tolerance"),
        help_text=gettext_lazy("How far off an answer may be and still be right."),
    )
    unit = CharBlock(
        max_length=30,
        required=False,
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("Shown after the field, such as kg"),
    )

    class Meta:
        icon = "order"
        label = gettext_lazy("Number")
        form_layout = ["prompt", "answer", "tolerance", "unit", "hint", "explanation", "points"]

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Refuse what is written but is no number, and a tolerance below zero."""
        errors = {}
        if value["answer"] and _number(value["answer"]) is None:
            errors["answer"] = ValidationError(_("Write a number here, such as 4 or 3,5."))
        tolerance = _number(value["tolerance"] or "0")
        if tolerance is None or tolerance < 0:
            errors["tolerance"] = ValidationError(_("Write zero or a number above zero here."))
        return errors


class Numeric(WrittenItem):
    """All the points for a number within the tolerance, its ends included; the unit may be written or left out."""

    name = "numeric"
    label = gettext_lazy("Number")
    icon = "order"
    block_class = NumericBlock

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return answer and tolerance as plain decimal strings; what is no number stays as written."""
        return {
            "answer": _canonical(text_of(value, "answer")),
            "tolerance": _canonical(text_of(value, "tolerance") or "0"),
            "unit": text_of(value, "unit"),
        }

    def key_faults(self, item: FrozenItem) -> list[str]:
        """Answer and tolerance must be numbers."""
        found = []
        if _decimal(item.get("answer")) is None:
            found.append(_("The right answer is not a number."))
        tolerance = _decimal(item.get("tolerance"))
        if tolerance is None or tolerance < 0:
            found.append(_("The tolerance is not zero or a number above zero."))
        return found

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add the unit."""
        return super().public(item, seed) | {"unit": item["unit"]}

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return 1 for a number within the tolerance, else 0; text that is no number earns 0."""
        given = _number(_without_unit(response.get("text", ""), item["unit"]))
        if given is None:
            return WRONG
        return RIGHT if abs(given - Decimal(item["answer"])) <= Decimal(item["tolerance"]) else WRONG

    def right_answer(self, item: FrozenItem) -> str:
        """Return the number the Vietnamese way, its tolerance if it has one, and its unit."""
        words = [format_number(Decimal(item["answer"]))]
        if Decimal(item["tolerance"]):
            words.append(f"± {format_number(Decimal(item['tolerance']))}")
        return " ".join([*words, item["unit"]]).strip()


def _number(text: str) -> Decimal | None:
    try:
        return parse_number(text)
    except NumberError:
        return None


def _decimal(text: Any) -> Decimal | None:
    try:
        number = Decimal(text) if isinstance(text, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _canonical(text: str) -> str:
    number = _number(text)
    return text if number is None else f"{number:f}"


def _without_unit(text: str, unit: str) -> str:
    """Return the text before the unit: "4 số", "4 SỐ" and "4 so" are all 4 when the unit is "số"."""
    # A phone's keyboard adds a full stop when the blank is tapped twice.
    head = text.strip().rstrip(". ")
    tail = head[-len(unit) :] if unit else ""
    return head[: -len(unit)].strip() if tail and fold(tail) == fold(unit) else head
