"""What an author fills in for a question answered by a number."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import BooleanBlock, CharBlock, ListBlock, StructBlock

from courses.items.item_block import ItemBlock, item_layout
from courses.items.key_block import KeyBlock
from courses.items.written import FurtherAnswerBlock, is_share, rows_error, share_error
from courses.numbers import number_of, share_of


class UnitBlock(StructBlock):
    """Another unit an answer may have."""

    unit = CharBlock(max_length=30, label=gettext_lazy("Unit"))
    factor = KeyBlock(
        max_length=40,
        label=gettext_lazy("How many make one"),
        help_text=gettext_lazy("How many of this unit make one of the unit above: 1000 for g where the unit is kg."),
    )

    class Meta:
        icon = "order"
        label = gettext_lazy("Unit")


class FurtherNumberBlock(FurtherAnswerBlock):
    """Another number somebody may answer."""

    answer = KeyBlock(max_length=40, label=gettext_lazy("Number"))
    tolerance = KeyBlock(max_length=40, required=False, default="0", label=gettext_lazy("Tolerance"))

    class Meta:
        icon = "order"
        label = gettext_lazy("Further answer")
        form_layout = ["answer", "tolerance", "share", "feedback"]


class NumericBlock(ItemBlock):
    """A question answered by a number, which the author may write the Vietnamese way."""

    answer = KeyBlock(
        max_length=40, label=gettext_lazy("Right answer"), help_text=gettext_lazy("A number, such as 3,5")
    )
    tolerance = KeyBlock(
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
    units = ListBlock(UnitBlock(), default=[], required=False, label=gettext_lazy("Other units that are accepted"))
    unit_required = BooleanBlock(
        required=False,
        label=gettext_lazy("The unit must be written"),
        help_text=gettext_lazy("The unit is then not shown after the field, and a number without it is wrong."),
    )
    also = ListBlock(
        FurtherNumberBlock(),
        default=[],
        required=False,
        label=gettext_lazy("Further answers"),
        help_text=gettext_lazy("Numbers that earn a part of the points, or usual mistakes with words about them."),
    )
    typed = BooleanBlock(
        required=False,
        label=gettext_lazy("Read numbers as people type them"),
        help_text=gettext_lazy("1 000, 3,5 triệu and 50k are read too, and đ or VND for đồng."),
    )

    class Meta:
        icon = "order"
        label = gettext_lazy("Number")
        # A question written before this field existed has no value for it and stays as it was.
        default = {"typed": True}
        form_layout = item_layout(
            "answer", "tolerance", "unit", seldom=["units", "unit_required", "also", "typed"]
        )  # fmt: skip

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Refuse what is written but is no number, a tolerance below zero, and a part of the points that is none."""
        errors = dict(_wrong_answer(value))
        errors |= rows_error("units", {n: _wrong_unit(row) for n, row in enumerate(value["units"])})
        return errors | rows_error("also", {n: _wrong_row(row) for n, row in enumerate(value["also"])})

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for the unit where other units are accepted or writing it is asked for."""
        if (value["unit_required"] or len(value["units"])) and not value["unit"].strip():
            return {"unit": ValidationError(_("Name the unit of the right answer."))}
        return {}


def _wrong_answer(value: Mapping[str, Any]) -> dict[str, ValidationError]:
    errors = {}
    if value["answer"] and number_of(value["answer"]) is None:
        errors["answer"] = ValidationError(_("Write a number here, such as 4 or 3,5."))
    tolerance = number_of(value["tolerance"] or "0")
    if tolerance is None or tolerance < 0:
        errors["tolerance"] = ValidationError(_("Write zero or a number above zero here."))
    return errors


def _wrong_unit(row: Mapping[str, Any]) -> dict[str, ValidationError]:
    factor = number_of(row["factor"])
    is_wrong = bool(row["factor"]) and (factor is None or factor <= 0)
    return {"factor": ValidationError(_("Write a number above zero here."))} if is_wrong else {}


def _wrong_row(row: Mapping[str, Any]) -> dict[str, ValidationError]:
    wrong_share = {} if is_share(share_of(row["share"] or "0")) else {"share": share_error()}
    return _wrong_answer(row) | wrong_share
