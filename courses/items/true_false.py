"""A statement that is true or false. Frozen: `"answer": bool`. Response: `{"answer": bool}`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import ChoiceBlock

from courses.items.base import RIGHT, WRONG, FrozenItem, ItemBlock, ItemType, Response, ResponseError, no_answer

_POSTED = {"true": True, "false": False}


class TrueFalseBlock(ItemBlock):
    """A statement to be judged. The choice starts empty, so that no answer is given by oversight."""

    answer = ChoiceBlock(
        choices=[("true", gettext_lazy("True")), ("false", gettext_lazy("False"))],
        label=gettext_lazy("Right answer"),
    )

    class Meta:
        icon = "check"
        label = gettext_lazy("True or false")
        form_layout = ["prompt", "answer", "hint", "explanation", "points"]


class TrueFalse(ItemType):
    """All the points for the right judgement, none otherwise."""

    name = "true_false"
    label = gettext_lazy("True or false")
    icon = "check"
    block_class = TrueFalseBlock
    answer_key = "answer"

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return the answer as a boolean, or None while the author has not chosen."""
        return {"answer": _POSTED.get(str(value.get("answer")).lower())}

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

    def right_answer(self, item: FrozenItem) -> str:
        """Return the words for true or false."""
        return _in_words(item["answer"])

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the words for what the learner chose."""
        return _in_words(response["answer"]) if response else no_answer()


def _in_words(answer: bool) -> str:
    return _("True") if answer else _("False")
