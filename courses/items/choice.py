"""What items with options share: the options' block, their frozen form and their order on the learner's screen."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import BooleanBlock, CharBlock, ListBlock, StructBlock
from wagtail.blocks.list_block import ListBlockValidationError

from courses.items.arranged import SEPARATOR
from courses.items.base import FrozenItem, ItemType, Response, ResponseError, filled, no_answer, text_of
from courses.items.item_block import ItemBlock, item_layout

FEWEST_OPTIONS = 2


class OptionBlock(StructBlock):
    """One option, whether it is right, and what a learner who picks it is told."""

    text = CharBlock(max_length=300, label=gettext_lazy("Option"))
    correct = BooleanBlock(required=False, label=gettext_lazy("This is right"))
    feedback = CharBlock(
        required=False,
        max_length=500,
        label=gettext_lazy("Words for whoever picks it"),
        help_text=gettext_lazy("Shown with the result: say why this option is right or wrong."),
    )

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("Option")


class OptionsItemBlock(ItemBlock):
    """An item with options to choose from."""

    options = ListBlock(
        OptionBlock(),
        label=gettext_lazy("Options"),
        help_text=gettext_lazy("Tick what is right. Learners see the options in another order each time."),
    )

    class Meta:
        form_layout = item_layout("options")

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for enough options, and for a right one."""
        options = value["options"]
        if len(options) < FEWEST_OPTIONS:
            return options_error(_("Write at least two options."))
        if not any(option["correct"] for option in options):
            return options_error(_("Tick the option that is right."))
        return {}


class ChoiceItem(ItemType):
    """An item whose frozen form has `options`: `[{"id": str, "text": str, "correct": bool, "feedback"?: str}]`."""

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return the options, each under the id of its block, which stays when the page is copied or translated."""
        options = value.get("options")
        children = options.bound_blocks if options is not None else ()
        return {"options": [{"id": child.id} | self.freeze_option(child.value) for child in children]}

    def freeze_option(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return an option's keys but its id."""
        option = {"text": text_of(value, "text"), "correct": bool(value.get("correct"))}
        return option | filled({"feedback": text_of(value, "feedback")})

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return the options as raw children that keep their ids."""
        return {"options": [self.thaw_option(option) for option in item["options"]]}

    def thaw_option(self, option: FrozenItem) -> dict[str, Any]:
        """Return one option as a raw child of the list."""
        value = {"text": option["text"], "correct": option["correct"], "feedback": option.get("feedback", "")}
        return {"type": "item", "value": value, "id": option["id"]}

    def key_faults(self, item: FrozenItem) -> list[str]:
        """Return what is wrong with the options."""
        options = item.get("options") or []
        found = []
        if len(options) < FEWEST_OPTIONS:
            found.append(_("The question needs at least two options."))
        if any(not option.get("text") for option in options):
            found.append(_("An option is empty."))
        if len({option.get("id") or "" for option in options} - {""}) < len(options):
            found.append(_("Two options have the same identifier, or one has none."))
        return found + self.right_option_faults(len(right_ids(item)), len(options))

    def right_option_faults(self, right: int, total: int) -> list[str]:
        """Return what is wrong with the number of right options."""
        return [] if right else [_("No option is marked as right.")]

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add the options, without their keys, in an order that depends on the seed and nothing else."""
        options = sorted(item["options"], key=lambda option: _place(seed, item["id"], option["id"]))
        shown = [{"id": option["id"], "text": option["text"]} for option in options]
        return super().public(item, seed) | {"options": shown}

    def answer_feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Return the author's words for each option picked, in the author's order."""
        given = response.get(self.answer_key) or []
        picked = {given} if isinstance(given, str) else set(given)
        return [option["feedback"] for option in item["options"] if option["id"] in picked and option.get("feedback")]

    def right_answer(self, item: FrozenItem) -> str:
        """Return the texts of the right options."""
        return texts(item, right_ids(item))


def right_ids(item: FrozenItem) -> set[str]:
    """Return the ids of the right options."""
    return {option["id"] for option in item.get("options") or [] if option.get("correct")}


def texts(item: FrozenItem, ids: set[str]) -> str:
    """Return the texts of these options in the author's order, or the words for no answer."""
    return SEPARATOR.join(option["text"] for option in item["options"] if option["id"] in ids) or no_answer()


def known_ids(item: FrozenItem, ids: Sequence[Any]) -> list[str]:
    """Return the ids sorted and each once, or raise ResponseError when one is not among the item's options."""
    offered = {option["id"] for option in item["options"]}
    if not all(isinstance(option, str) and option in offered for option in ids):
        raise ResponseError(_("This choice is not among the options any more. Please choose again."))
    return sorted(set(ids))


def options_error(sentence: str) -> dict[str, ValidationError]:
    """Return a fault of the whole list of options, in the shape the editor shows."""
    return {"options": ListBlockValidationError(non_block_errors=[ValidationError(sentence)])}


def _place(seed: int, item_id: str, option_id: str) -> bytes:
    # A digest and not `random`: the order must be the same in every Python, for as long as the attempt is kept.
    return hashlib.sha256(f"{seed}:{item_id}:{option_id}".encode()).digest()
