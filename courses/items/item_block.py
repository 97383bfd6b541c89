"""What an author fills in for every item, whatever its type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BlockGroup,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
)

from courses.items.image_block import ImageBlock
from courses.items.key_block import KeyBlock

DIFFICULTIES = [("easy", _("Easy")), ("medium", _("Medium")), ("hard", _("Hard"))]


def item_layout(*own: str, seldom: Sequence[str] = ()) -> BlockGroup:
    """The order of the fields: the question, what the type adds, its help; what few authors need stays folded."""
    return BlockGroup(
        ["prompt", *own, "hint", "explanation", "points"],
        settings=[
            *seldom, "picture", "more_hints", "feedback_right", "feedback_partial", "feedback_wrong", "tags",
            "difficulty", "outcome", "competence",
        ],
    )  # fmt: skip


class ItemBlock(StructBlock):
    """The fields every item has. A draft may lack any of them; what is filled in wrongly is refused even there."""

    prompt = RichTextBlock(
        features=["bold", "italic"], label=_("Question"), help_text=_("One short question in everyday words.")
    )
    hint = TextBlock(
        required=False,
        label=_("Hint"),
        help_text=_("Shown while the learner may still try again. It must not give the answer away."),
    )
    explanation = TextBlock(
        required=False,
        label=_("Explanation"),
        help_text=_("Shown together with the right answer: say why it is right."),
    )
    points = IntegerBlock(
        min_value=1, default=1, label=_("Points"), help_text=_("How much this question counts. Usually 1.")
    )
    picture = ImageBlock(required=False, label=_("Picture of the question"))
    more_hints = ListBlock(
        CharBlock(max_length=300, label=_("Hint")),
        default=[],
        required=False,
        label=_("Further hints"),
        help_text=_("Shown one after the other where a learner may check an answer several times."),
    )
    feedback_right = TextBlock(required=False, label=_("Words for a right answer"))
    feedback_partial = TextBlock(required=False, label=_("Words for an answer right in part"))
    feedback_wrong = TextBlock(required=False, label=_("Words for a wrong answer"))
    tags = KeyBlock(
        required=False, max_length=200, label=_("Tags"), help_text=_("Separated by commas, such as: mật khẩu, VNeID")
    )
    difficulty = ChoiceBlock(required=False, choices=DIFFICULTIES, label=_("Difficulty"))
    outcome = IntegerBlock(
        required=False, min_value=1, max_value=20, label=_("Outcome"),
        help_text=_("Which outcome of the course it tests: 1 for the first."),
    )  # fmt: skip
    competence = KeyBlock(
        required=False, max_length=20, label=_("Competence"), help_text=_("Its code in the framework, such as 4.2")
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
