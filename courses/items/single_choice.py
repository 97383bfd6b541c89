"""One right option among several. Response: `{"option": id}`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.items.base import RIGHT, WRONG, FrozenItem, Response
from courses.items.choice import ChoiceItem, OptionsItemBlock, known_ids, options_error, right_ids, texts


class SingleChoiceBlock(OptionsItemBlock):
    """A question with exactly one right option."""

    class Meta:
        icon = "radio-full"
        label = gettext_lazy("Single choice")

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Refuse a second right option."""
        if sum(bool(option["correct"]) for option in value["options"]) > 1:
            return options_error(_("Only one option can be right. For several, use multiple choice."))
        return {}


class SingleChoice(ChoiceItem):
    """All the points for the right option, none otherwise."""

    name = "single_choice"
    label = gettext_lazy("Single choice")
    icon = "radio-full"
    order = 10
    block_class = SingleChoiceBlock
    answer_key = "option"

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return `{"option": id}`."""
        return self.check_answer(item, data.get(name) or "")

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse an option the item does not have."""
        return {"option": known_ids(item, [answer])[0]} if answer != "" else {}

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return 1 for the right option, else 0."""
        return RIGHT if response.get("option") in right_ids(item) else WRONG

    def chance(self, item: FrozenItem) -> Decimal:
        """Return one over the number of options."""
        return RIGHT / max(len(item["options"]), 1)

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the chosen option's text."""
        return texts(item, {response.get("option", "")})

    def right_option_faults(self, right: int, total: int) -> list[str]:
        """Exactly one option must be right."""
        return (
            [_("More than one option is marked as right.")] if right > 1 else super().right_option_faults(right, total)
        )
