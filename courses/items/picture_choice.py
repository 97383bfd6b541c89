"""One right picture among several. Frozen: options as in single choice, each with `"picture": {"image", "alt"}`.

An option is named by its text, else by its picture's words. Response: `{"option": id}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, ListBlock, StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError

from courses.items.base import FrozenItem, Response, picture_of, thaw_picture
from courses.items.choice import OptionBlock
from courses.items.image_block import ImageBlock
from courses.items.item_block import item_layout
from courses.items.single_choice import SingleChoice, SingleChoiceBlock


class PictureOptionBlock(OptionBlock):
    """A picture to choose, its caption if it has one, and whether it is right."""

    text = CharBlock(
        required=False,
        max_length=120,
        label=gettext_lazy("Caption"),
        help_text=gettext_lazy("May stay empty: the picture's words are then read out instead."),
    )
    picture = ImageBlock(required=False, label=gettext_lazy("Picture"))

    class Meta:
        form_layout = ["picture", "text", "correct", "feedback"]


class PictureChoiceBlock(SingleChoiceBlock):
    """A question with exactly one right picture."""

    options = ListBlock(
        PictureOptionBlock(),
        label=gettext_lazy("Pictures"),
        help_text=gettext_lazy("Tick the right one. Learners see the pictures in another order each time."),
    )

    class Meta:
        icon = "image"
        label = gettext_lazy("Choice of pictures")
        form_layout = item_layout("options")

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for every option's picture and name too."""
        errors = {n: found for n, option in enumerate(value["options"]) if (found := _option_error(option))}
        missing = {"options": ListBlockValidationError(block_errors=errors)} if errors else {}
        return missing | super().missing_fields(value)


class PictureChoice(SingleChoice):
    """All the points for the right picture, none otherwise."""

    name = "picture_choice"
    label = gettext_lazy("Choice of pictures")
    icon = "image"
    order = 100
    block_class = PictureChoiceBlock

    def freeze_option(self, value: Mapping[str, Any]) -> FrozenItem:
        """Add the picture; an option that has none yet lacks the key."""
        return super().freeze_option(value) | _picture_key(picture_of(value.get("picture")))

    def thaw_option(self, option: FrozenItem) -> dict[str, Any]:
        """Add the picture; one without words, which a caption makes up for, is decorative in the editor's terms."""
        picture = option.get("picture")
        child = super().thaw_option(option)
        raw = thaw_picture(picture) | {"decorative": picture is not None and not picture["alt"]}
        return child | {"value": child["value"] | {"picture": raw}}

    def key_faults(self, item: FrozenItem) -> list[str]:
        """Every option needs a picture, and words for people who cannot see it."""
        found = super().key_faults(_named(item))
        if any(not option.get("picture") for option in item.get("options") or []):
            found.append(_("An option has no picture."))
        return found

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add the pictures of the options."""
        shown = super().public(item, seed)
        pictures = {option["id"]: option.get("picture") for option in item["options"]}
        options = [option | _picture_key(pictures[option["id"]]) for option in shown["options"]]
        return shown | {"options": options}

    def right_answer(self, item: FrozenItem) -> str:
        """Return the name of the right picture."""
        return super().right_answer(_named(item))

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the name of the chosen picture."""
        return super().answer_text(_named(item), response)


def _named(item: FrozenItem) -> FrozenItem:
    """Return the item with every option under its text, else under its picture's words."""
    options = [
        option | {"text": option.get("text") or (option.get("picture") or {}).get("alt", "")}
        for option in item.get("options") or []
    ]
    return item | {"options": options}


def _picture_key(picture: FrozenItem | None) -> FrozenItem:
    return {} if picture is None else {"picture": {"image": picture["image"], "alt": picture["alt"]}}


def _option_error(option: Any) -> StructBlockValidationError | None:
    picture = option["picture"]
    if picture is None:
        asked = {"image": ValidationError(_("Choose the picture of this option."))}
        return StructBlockValidationError(block_errors={"picture": StructBlockValidationError(block_errors=asked)})
    if option["text"] or picture.contextual_alt_text:
        return None
    asked = {"alt_text": ValidationError(_("Say in words what the picture shows, or write a caption."))}
    return StructBlockValidationError(block_errors={"picture": StructBlockValidationError(block_errors=asked)})
