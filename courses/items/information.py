"""Words or a picture between the questions. It takes no answer and counts no points: `"points": "0"`, response `{}`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import BlockGroup, RichTextBlock

from courses.items.base import WRONG, FrozenItem, ItemType, Response, ResponseError
from courses.items.item_block import ItemBlock

NO_POINTS = "0"


class InformationBlock(ItemBlock):
    """What learners read before they go on. The fields that only a question needs are left out."""

    prompt = RichTextBlock(features=["bold", "italic", "ol", "ul"], label=gettext_lazy("Text"))
    hint = None
    explanation = None
    points = None
    more_hints = None
    feedback_right = None
    feedback_partial = None
    feedback_wrong = None
    difficulty = None
    outcome = None
    competence = None  # type: ignore[assignment]  # A field that is left out, as Wagtail would have it.

    class Meta:
        icon = "info-circle"
        label = gettext_lazy("Information")
        form_layout = BlockGroup(["prompt", "picture"], settings=["tags"])


class Information(ItemType):
    """Only shown: no answer, no points."""

    name = "information"
    label = gettext_lazy("Information")
    icon = "info-circle"
    order = 140
    block_class = InformationBlock
    answer_key = ""
    graded = False

    def freeze(self, value: Mapping[str, Any], item_id: str) -> FrozenItem:
        """Return the frozen item with no points."""
        return super().freeze(value, item_id) | {"points": NO_POINTS}

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Add nothing."""
        return {}

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Add nothing."""
        return {}

    def faults(self, item: FrozenItem) -> list[str]:
        """Return what is missing; points are not."""
        return super().faults(item | {"points": "1"})

    def key_faults(self, item: FrozenItem) -> list[str]:
        """There is nothing of its own to be wrong."""
        return []

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return `{}` whatever is posted."""
        return {}

    def check(self, item: FrozenItem, response: Any) -> Response:
        """Refuse anything but no answer."""
        return self.check_answer(item, response) if response != {} else {}

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse every answer."""
        raise ResponseError(_("There is nothing to answer here. Please go on to the next question."))

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return 0: there is nothing to earn."""
        return WRONG

    def feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Return nothing: no answer can be right or wrong."""
        return []

    def right_answer(self, item: FrozenItem) -> str:
        """Return no words."""
        return ""

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return no words."""
        return ""
