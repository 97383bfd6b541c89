"""A statement that is true or false. Response: `{"answer": bool}`.

Frozen: `"answer": bool`, and where the author wrote them `"feedback_on"`: {"true": str, "false": str}, filled keys.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, ChoiceBlock

from courses.items.base import RIGHT, WRONG, FrozenItem, ItemType, Response, ResponseError, filled, no_answer, text_of
from courses.items.item_block import ItemBlock, item_layout

_POSTED = {"true": True, "false": False}


class TrueFalseBlock(ItemBlock):
    """A statement to be judged. The choice starts empty, so that no answer is given by oversight."""

    answer = ChoiceBlock(
        choices=[("true", gettext_lazy("True")), ("false", gettext_lazy("False"))],
        label=gettext_lazy("Right answer"),
    )
    feedback_true = CharBlock(required=False, max_length=500, label=gettext_lazy("Words for whoever answers “true”"))
    feedback_false = CharBlock(required=False, max_length=500, label=gettext_lazy("Words for whoever answers “false”"))

    class Meta:
        icon = "check"
        label = gettext_lazy("True or false")
        form_layout = item_layout("answer", seldom=["feedback_true", "feedback_false"])


class TrueFalse(ItemType):
    """All the points for the right judgement, none otherwise."""

    name = "true_false"
    label = gettext_lazy("True or false")
    icon = "check"
    order = 30
    block_class = TrueFalseBlock
    answer_key = "answer"

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return the answer as a boolean, or None while the author has not chosen."""
        said = filled({key: text_of(value, f"feedback_{key}") for key in _POSTED})
        return {"answer": _POSTED.get(str(value.get("answer")).lower())} | filled({"feedback_on": said})

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return the answer as the choice's value, and the words for each answer."""
        said = item.get("feedback_on") or {}
        words = {f"feedback_{key}": said.get(key, "") for key in _POSTED}
        return {"answer": "" if item["answer"] is None else str(item["answer"]).lower()} | words

    def key_faults(self, item: FrozenItem) -> list[str]:
        """The answer must be chosen."""
        return [] if isinstance(item.get("answer"), bool) else [_("Choose whether the statement is true or false.")]

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return `{"answer": bool}` of a field that posts "true" or "false"."""
        posted = data.get(name) or ""
        return self.check_answer(item, _POSTED.get(posted, posted)) if posted else {}

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse anything but true and false."""
        if not isinstance(answer, bool):
            raise ResponseError(_("Please choose true or false."))
        return {"answer": answer}

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return 1 for the right judgement, else 0."""
        return RIGHT if response.get("answer") is item["answer"] else WRONG

    def answer_feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Return the author's words for this answer."""
        said = (item.get("feedback_on") or {}).get(str(response["answer"]).lower())
        return [said] if said else []

    def chance(self, item: FrozenItem) -> Decimal:
        """Return one half."""
        return RIGHT / 2

    def right_answer(self, item: FrozenItem) -> str:
        """Return the words for true or false."""
        return _in_words(item["answer"])

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the words for what the learner chose."""
        return _in_words(response["answer"]) if response else no_answer()


def _in_words(answer: bool) -> str:
    return _("True") if answer else _("False")
