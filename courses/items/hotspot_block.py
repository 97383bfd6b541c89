"""What an author fills in for a picture with places to tap."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import (
    BlockGroup,
    BooleanBlock,
    CharBlock,
    DecimalBlock,
    ListBlock,
    StructBlock,
    StructBlockValidationError,
)
from wagtail.blocks.list_block import ListBlockValidationError

from courses.items.image_block import ImageBlock
from courses.items.item_block import ItemBlock, item_layout

FEWEST_PLACES = 2


def _layout() -> BlockGroup:
    """Nobody writes this question without its picture, so it is not folded away with what few authors need."""
    layout = item_layout("picture", "places")
    layout.settings.remove("picture")
    return layout


def _per_cent(label: Any, least: str, help_text: Any = "") -> DecimalBlock:
    return DecimalBlock(
        min_value=Decimal(least), max_value=Decimal(100), decimal_places=2, label=label, help_text=help_text
    )


class PlaceBlock(StructBlock):
    """A rectangle on the picture, its name, and whether it is right."""

    text = CharBlock(
        max_length=120,
        label=gettext_lazy("Name of the place"),
        help_text=gettext_lazy("Shown in a list for people who do not tap, such as: the Send button"),
    )
    x = _per_cent(
        gettext_lazy("Left edge in per cent"), "0", gettext_lazy("0 is the left end of the picture, 100 its right end.")
    )
    y = _per_cent(
        gettext_lazy("Upper edge in per cent"), "0", gettext_lazy("0 is the top of the picture, 100 its bottom.")
    )
    w = _per_cent(gettext_lazy("Width in per cent"), "1", gettext_lazy("At least 17, or a finger easily misses it."))
    h = _per_cent(gettext_lazy("Height in per cent"), "1")
    correct = BooleanBlock(required=False, label=gettext_lazy("This is right"))

    class Meta:
        icon = "crosshairs"
        label = gettext_lazy("Place")


class HotspotBlock(ItemBlock):
    """A question answered by tapping on a picture."""

    picture = ImageBlock(required=False, label=gettext_lazy("Picture to tap on"))
    places = ListBlock(
        PlaceBlock(),
        label=gettext_lazy("Places"),
        help_text=gettext_lazy(
            "Right and wrong places, two at least. Where two overlap, a tap counts for the smaller."
        ),
    )

    class Meta:
        icon = "crosshairs"
        label = gettext_lazy("Place on a picture")
        form_layout = _layout()

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Refuse a place that reaches beyond the picture."""
        errors = {n: found for n, place in enumerate(value["places"]) if (found := beyond_picture(place))}
        return {"places": ListBlockValidationError(block_errors=errors)} if errors else {}

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for the picture, for enough places and for a right one."""
        errors: dict[str, ValidationError] = {}
        if value["picture"] is None:
            asked = ValidationError(_("Choose the picture that learners tap on."))
            errors["picture"] = StructBlockValidationError(block_errors={"image": asked})
        sentence = ""
        if len(value["places"]) < FEWEST_PLACES:
            sentence = _("Write at least two places.")
        elif not any(place["correct"] for place in value["places"]):
            sentence = _("Tick the place that is right.")
        if sentence:
            errors["places"] = ListBlockValidationError(non_block_errors=[ValidationError(sentence)])
        return errors


def beyond_picture(place: Any) -> StructBlockValidationError | None:
    """Return the fault of a place that reaches beyond the picture, in the shape the editor shows; None without one."""
    sentence = _("This reaches beyond the picture: the edge and this together make more than 100.")
    errors = {
        size: ValidationError(sentence)
        for edge, size in (("x", "w"), ("y", "h"))
        if (place[edge] or 0) + (place[size] or 0) > Decimal(100)
    }
    return StructBlockValidationError(block_errors=errors) if errors else None
