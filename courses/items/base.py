"""What every type of item promises: an author's block, a frozen form, a learner's view and a pure score.

The frozen form is JSON inside a QuizVersion. Every item has `id`, `type`, `prompt` (cleaned HTML), `points` (decimal
string), `hint` and `explanation` (plain text); each type adds its own keys. A response is JSON too, and `{}` means
that the learner gave no answer.
"""

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import IntegerBlock, RichTextBlock, StructBlock, StructBlockValidationError, TextBlock
from wagtail.rich_text import RichText

from courses.html import clean, plain
from courses.text import nfc

SCORER_VERSION = "1"
LONGEST_TEXT = 2000

WRONG, RIGHT = Decimal(0), Decimal(1)

FrozenItem = dict[str, Any]
Response = dict[str, Any]


class ResponseError(ValueError):
    """A response that cannot be taken; its text is a sentence for the learner."""


class ItemBlock(StructBlock):
    """The fields every item has. A draft may lack any of them; what is filled in wrongly is refused even there."""

    prompt = RichTextBlock(
        features=["bold", "italic"],
        label=gettext_lazy("Question"),
        help_text=gettext_lazy("One short question in everyday words."),
    )
    hint = TextBlock(
        required=False,
        label=gettext_lazy("Hint"),
        help_text=gettext_lazy("Shown while the learner may still try again. It must not give the answer away."),
    )
    explanation = TextBlock(
        required=False,
        label=gettext_lazy("Explanation"),
        help_text=gettext_lazy("Shown together with the right answer: say why it is right."),
    )
    points = IntegerBlock(
        min_value=1,
        default=1,
        label=gettext_lazy("Points"),
        help_text=gettext_lazy("How much this question counts. Usually 1."),
    )

    def clean(self, value: Any) -> Any:
        """Return the cleaned value, or raise StructBlockValidationError naming each field that is wrong."""
        cleaned = super().clean(value)
        errors = self.wrong_fields(cleaned)
        if not self.is_deferred_validation:
            errors = self.missing_fields(cleaned) | errors
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Return the faults that even a draft may not have, by field."""
        return {}

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Return what is still to be done before publishing, by field."""
        return {}


class ItemType(ABC):
    """One type of item. Instances hold no state and touch no database."""

    name: ClassVar[str]
    label: ClassVar[Promise]
    icon: ClassVar[str]
    block_class: ClassVar[type[ItemBlock]]
    answer_key: ClassVar[str]
    """The one key a given response has."""

    @property
    def template(self) -> str:
        """The template that shows the item's field to a learner."""
        return f"courses/items/{self.name}.html"

    def block(self) -> type[StructBlock]:
        """Return the block class an author fills in."""
        return self.block_class

    def freeze(self, value: Mapping[str, Any], item_id: str) -> FrozenItem:
        """Return the frozen item of a block's value, texts in NFC and the prompt cleaned. Blanks stay blank."""
        prompt = value.get("prompt")
        source = prompt.source if isinstance(prompt, RichText) else prompt
        return {
            "id": item_id,
            "type": self.name,
            "prompt": clean(nfc(source or "")),
            "points": str(value.get("points") or 1),
            "hint": text_of(value, "hint"),
            "explanation": text_of(value, "explanation"),
        } | self.freeze_key(value)

    def faults(self, item: FrozenItem) -> list[str]:
        """Return a sentence for every reason why the frozen item cannot be sat; none when it can."""
        found = []
        if not item.get("id"):
            found.append(_("The question has no identifier."))
        if not plain(item.get("prompt") or ""):
            found.append(_("The question is empty."))
        if not _is_positive(item.get("points")):
            found.append(_("The points must be a number above zero."))
        return found + self.key_faults(item)

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Return what a learner may see before answering: named keys only, never the key, hint or explanation."""
        return {"id": item["id"], "type": item["type"], "prompt": item["prompt"], "points": item["points"]}

    def check(self, item: FrozenItem, response: Any) -> Response:
        """Return a response from outside in its stored form, or raise ResponseError. No answer is `{}`."""
        if not isinstance(response, Mapping) or set(response) - {self.answer_key}:
            raise ResponseError(_("This answer could not be read. Please choose or write it again."))
        return self.check_answer(item, response[self.answer_key]) if response else {}

    @abstractmethod
    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return the stored response of a posted form's field `name`, or raise ResponseError. No answer is `{}`."""

    @abstractmethod
    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return the part of the item's points earned, 0 to 1, unrounded. No answer earns 0."""

    @abstractmethod
    def right_answer(self, item: FrozenItem) -> str:
        """Return the right answer in words, as plain text."""

    @abstractmethod
    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the learner's answer in words, as plain text."""

    @abstractmethod
    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return the keys this type adds to the frozen item."""

    @abstractmethod
    def key_faults(self, item: FrozenItem) -> list[str]:
        """Return the faults in the keys this type adds."""

    @abstractmethod
    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Return the stored response of an answer's value, or raise ResponseError."""


class WrittenItem(ItemType):
    """An item answered by writing: its response is `{"text": str}`."""

    answer_key = "text"

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return `{"text": str}`, trimmed and in NFC."""
        return self.check_answer(item, data.get(name) or "")

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse what is not text or is longer than LONGEST_TEXT characters."""
        if not isinstance(answer, str):
            raise ResponseError(_("Please write your answer as text."))
        if len(answer) > LONGEST_TEXT:
            raise ResponseError(
                _("This answer is too long. Please keep it within %(limit)d characters.") % {"limit": LONGEST_TEXT}
            )
        text = nfc(_without_controls(answer)).strip()
        return {"text": text} if text else {}

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return what the learner wrote."""
        return response.get("text") or no_answer()


def text_of(value: Mapping[str, Any], field: str) -> str:
    """Return a plain text field of a block's value in NFC without blanks at its ends; a missing one is empty."""
    written = value.get(field)
    return "" if written is None else nfc(str(written)).strip()


def no_answer() -> str:
    """Return the words shown where a learner left an item open."""
    return _("No answer given")


def _is_positive(points: object) -> bool:
    try:
        number = Decimal(str(points))
    except InvalidOperation:
        return False
    return number.is_finite() and number > 0


def _without_controls(text: str) -> str:
    # PostgreSQL stores no NUL in JSON, and a lone surrogate cannot be written as UTF-8.
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
