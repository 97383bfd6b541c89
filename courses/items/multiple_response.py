"""Several right options, at least one wrong. Response: `{"options": [id, ...]}`, sorted."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.items.base import WRONG, FrozenItem, Response, ResponseError
from courses.items.choice import ChoiceItem, OptionsItemBlock, known_ids, options_error, right_ids, texts


class MultipleResponseBlock(OptionsItemBlock):
    """A question with one or more right options and at least one wrong one."""

    class Meta:
        icon = "tasks"
        label = gettext_lazy("Multiple choice")

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for a wrong option too: ticking everything must not be the answer."""
        missing = super().missing_fields(value)
        if not missing and all(option["correct"] for option in value["options"]):
            return options_error(_("At least one option must be wrong."))
        return missing


class MultipleResponse(ChoiceItem):
    """Points in part: right options picked, less wrong ones picked, over the number of right ones."""

    name = "multiple_response"
    label = gettext_lazy("Multiple choice")
    icon = "tasks"
    block_class = MultipleResponseBlock
    answer_key = "options"

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return `{"options": [id, ...]}`."""
        posted = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        ids = [posted] if isinstance(posted, str) else posted
        return self.check_answer(item, [option for option in ids if option])

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse anything but a list of the item's options."""
        if not isinstance(answer, list):
            raise ResponseError(_("This answer could not be read. Please choose or write it again."))
        chosen = known_ids(item, answer)
        return {"options": chosen} if chosen else {}

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return (right picked - wrong picked) / right, never below 0."""
        right, picked = right_ids(item), set(response.get("options", []))
        if not right:
            return WRONG
        return max(WRONG, Decimal(len(picked & right) - len(picked - right)) / len(right))

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the texts of the chosen options."""
        return texts(item, set(response.get("options", [])))

    def right_option_faults(self, right: int, total: int) -> list[str]:
        """At least one option must be right and one wrong."""
        return (
            [_("Every option is marked as right.")] if 0 < right == total else super().right_option_faults(right, total)
        )
