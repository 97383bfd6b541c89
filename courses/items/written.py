"""What items answered by writing share: their response is `{"text": str}`."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, StructBlock, StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError

from courses.items.base import RIGHT, WRONG, FrozenItem, ItemType, Response, ResponseError, no_answer
from courses.items.key_block import KeyBlock
from courses.numbers import canonical, share_of
from courses.text import nfc

LONGEST_TEXT = 2000
MATCHING_CHOICES = [
    ("strict", gettext_lazy("Exactly as written")),
    ("lenient", gettext_lazy("Capitals, spaces and the place of tone marks do not matter")),
    ("unaccented", gettext_lazy("Answers without tone marks are right too")),
]
# A letter with two marks is three code points, and a phone may add invisible ones; what is longer is not even read.
_RAW_PER_CHARACTER = 8
_MOST_DIGITS = 100


class FurtherAnswerBlock(StructBlock):
    """What further expected answers share: the part of the points they earn, and what a learner is told."""

    share = KeyBlock(
        required=False,
        max_length=12,
        default="0",
        label=gettext_lazy("Part of the points"),
        help_text=gettext_lazy("Such as 50%, or 0,5. With 0 the answer is wrong, and only the words are shown."),
    )
    feedback = CharBlock(required=False, max_length=500, label=gettext_lazy("Words for this answer"))


class WrittenItem(ItemType):
    """An item answered by writing."""

    answer_key = "text"

    def longest(self, item: FrozenItem) -> int:
        """Return how many characters an answer may have."""
        return LONGEST_TEXT

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add the limit, so that the learner is told it before sending."""
        return super().public(item, seed) | {"longest": self.longest(item)}

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return `{"text": str}`, trimmed and in NFC."""
        return self.check_answer(item, data.get(name) or "")

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse what is not text or is too long."""
        if not isinstance(answer, str):
            raise ResponseError(_("Please write your answer as text."))
        limit = self.longest(item)
        text = readable(answer) if len(answer) <= _RAW_PER_CHARACTER * limit else answer
        if len(text) > limit:
            sentence = _("This answer is too long. Please keep it within %(limit)d characters.")
            raise ResponseError(sentence % {"limit": limit}, {"text": text})
        return {"text": text} if text else {}

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return what the learner wrote."""
        return response.get("text") or no_answer()


def readable(answer: str) -> str:
    """Return the text in NFC, trimmed, without control characters.

    PostgreSQL stores no NUL in JSON, and a lone surrogate cannot be written as UTF-8. A form sends each line break as
    two characters, which are counted as one.
    """
    joined = answer.replace("\r\n", "\n")
    kept = (c for c in joined if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return nfc("".join(kept)).strip()


def frozen_number(text: Any) -> Decimal | None:
    """Return the number of a frozen decimal string, or None for what is no number or is larger than any quantity."""
    try:
        number = Decimal(text) if isinstance(text, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS else None


def frozen_share(text: str) -> str:
    """Return an author's share ("50%", "-0,5") as it is frozen; what is no number stays as written."""
    number = share_of(text)
    return text if number is None else canonical(number)


def is_share(number: Decimal | None) -> bool:
    """Whether a number is a part of the points, 0 to 1."""
    return number is not None and WRONG <= number <= RIGHT


def share_error() -> ValidationError:
    """Return the fault of a share that is none."""
    return ValidationError(_("Write a part of the points here, from 0 to 100%."))


def rows_error(field: str, wrong: Mapping[int, Mapping[str, ValidationError]]) -> dict[str, ValidationError]:
    """Return the faults of a list's rows, by place and field, in the shape the editor shows; nothing for no fault."""
    rows = {place: StructBlockValidationError(block_errors=dict(found)) for place, found in wrong.items() if found}
    return {field: ListBlockValidationError(block_errors=rows)} if rows else {}


def best_share(rows: list[FrozenItem]) -> Decimal:
    """Return the largest share of further answers; 0 without any."""
    return max((frozen_number(row.get("share")) or WRONG for row in rows), default=WRONG)


def said_on(rows: list[FrozenItem]) -> list[str]:
    """Return the author's words for the best of the further answers that were given."""
    ranked = sorted(rows, key=lambda row: frozen_number(row.get("share")) or WRONG, reverse=True)
    return [row["feedback"] for row in ranked[:1] if row.get("feedback")]
