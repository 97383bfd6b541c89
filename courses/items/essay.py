"""Some sentences, marked by a person. Frozen: `"rubric"`, `"longest"`, `"words"`?, `"sample"`?.

`words` is {"least": int, "most": int}, either alone too: learners are told it and are never stopped by it, since an
answer is saved while it is being written. Response: `{"text": str}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import IntegerBlock, TextBlock

from courses.items.base import WRONG, FrozenItem, Response, filled, text_of
from courses.items.item_block import item_layout
from courses.items.rubric import (
    RubricItemBlock,
    freeze_rubric,
    public_rubric,
    rubric_faults,
    rubric_words,
    thaw_rubric,
)
from courses.items.written import WrittenItem

SHORTEST_LIMIT, LONGEST_LIMIT, USUAL_LIMIT = 100, 20_000, 3_000


class EssayBlock(RubricItemBlock):
    """A question answered in sentences of one's own."""

    longest = IntegerBlock(
        min_value=SHORTEST_LIMIT,
        max_value=LONGEST_LIMIT,
        default=USUAL_LIMIT,
        label=gettext_lazy("Most characters"),
        help_text=gettext_lazy("A page of writing has about 2000."),
    )
    words_least = IntegerBlock(required=False, min_value=1, label=gettext_lazy("Words asked for, at least"))
    words_most = IntegerBlock(required=False, min_value=1, label=gettext_lazy("Words asked for, at most"))
    sample = TextBlock(
        required=False,
        label=gettext_lazy("Sample answer"),
        help_text=gettext_lazy("For markers; learners see it together with the explanation."),
    )

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Essay")
        form_layout = item_layout("rubric", "longest", "words_least", "words_most", "sample")

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Refuse a range of words that begins above its end."""
        least, most = value["words_least"], value["words_most"]
        if least and most and least > most:
            return {"words_most": ValidationError(_("The most words cannot be fewer than the least."))}
        return {}


class Essay(WrittenItem):
    """Scored by a person along the rubric."""

    name = "essay"
    label = gettext_lazy("Essay")
    icon = "doc-full"
    order = 120
    block_class = EssayBlock
    marked_by_person = True

    def longest(self, item: FrozenItem) -> int:
        """Return how many characters the author allows."""
        return int(item["longest"])

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return rubric and limits; the range of words and the sample only when they are given."""
        words = filled({"least": value.get("words_least"), "most": value.get("words_most")})
        return {"rubric": freeze_rubric(value), "longest": int(value.get("longest") or USUAL_LIMIT)} | filled(
            {"words": words, "sample": text_of(value, "sample")}
        )

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return rubric, limits and sample."""
        words = item.get("words") or {}
        return {
            "rubric": thaw_rubric(item),
            "longest": item["longest"],
            "words_least": words.get("least"),
            "words_most": words.get("most"),
            "sample": item.get("sample", ""),
        }

    def key_faults(self, item: FrozenItem) -> list[str]:
        """The rubric must be whole and the limits possible."""
        found = rubric_faults(item)
        longest = item.get("longest")
        if not isinstance(longest, int) or not 1 <= longest <= LONGEST_LIMIT:
            found.append(_("The most characters must be a number from 1 to %(limit)d.") % {"limit": LONGEST_LIMIT})
        words = item.get("words") or {}
        if words.get("least", 0) > words.get("most", words.get("least", 0)):
            found.append(_("The most words cannot be fewer than the least."))
        return found

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add the rubric and the range of words, which are told before writing; never the sample."""
        shown = super().public(item, seed) | {"rubric": public_rubric(item)}
        return shown | ({"words": item["words"]} if "words" in item else {})

    def score(self, item: FrozenItem, response: Response) -> Decimal | None:
        """Return None for a text, which a person marks, and 0 for no answer."""
        return None if response.get("text") else WRONG

    def answer_feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Say how many words there are when they are fewer or more than asked for."""
        words, count = item.get("words") or {}, len(response.get("text", "").split())
        if words.get("least", 0) <= count <= words.get("most", count):
            return []
        return [_("This answer has %(count)d words; asked for: %(range)s.") % {"count": count, "range": _range(words)}]

    def right_answer(self, item: FrozenItem) -> str:
        """Return the sample answer, else the criteria."""
        return item.get("sample") or rubric_words(item)


def _range(words: Mapping[str, int]) -> str:
    if "most" not in words:
        return _("at least %(least)d") % words
    return _("%(least)d to %(most)d") % words if "least" in words else _("at most %(most)d") % words
