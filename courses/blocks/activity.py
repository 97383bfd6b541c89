"""Items inside a lesson, a quiz and a bank: the same blocks everywhere, one per item type."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.items import ITEM_TYPES
from courses.items.item_block import DIFFICULTIES
from courses.items.key_block import KeyBlock


def item_blocks(*, scored_at_once: bool = False) -> list[tuple[str, blocks.Block]]:
    """One child block per item type, named as the type; only those a machine can score, if so wished."""
    return [
        (kind.name, kind.block()(label=kind.label, icon=kind.icon, group=_("Questions")))
        for kind in ITEM_TYPES.values()
        if not scored_at_once or (kind.graded and not kind.marked_by_person)
    ]


class DrawBlock(blocks.StructBlock):
    """So many items drawn at random from a bank, anew for every attempt."""

    bank = SnippetChooserBlock("courses.ItemBank", label=_("Item bank"))
    count = blocks.IntegerBlock(label=_("Number of questions"), min_value=1, max_value=100, default=5)
    tags = KeyBlock(
        label=_("Only with one of these tags"), required=False, max_length=200, help_text=_("Separated by commas.")
    )
    difficulty = blocks.ChoiceBlock(label=_("Only of this difficulty"), required=False, choices=DIFFICULTIES)
    outcome = blocks.IntegerBlock(
        label=_("Only for this outcome of the course"), required=False, min_value=1, max_value=20,
        help_text=_("1 for the first."),
    )  # fmt: skip

    def clean(self, value: Any) -> Any:
        """Refuse a bank that holds fewer questions than are drawn; an unfinished draft may."""
        cleaned = super().clean(value)
        bank, count = cleaned["bank"], cleaned["count"]
        if not self.is_deferred_validation and bank is not None and count and len(bank.items) < count:
            sentence = _("This bank holds %(held)s questions: choose fewer, or add some.") % {"held": len(bank.items)}
            raise blocks.StructBlockValidationError(block_errors={"count": ValidationError(sentence)})
        return cleaned

    class Meta:
        icon = "randomise"
        label = _("Draw from a bank")


class SectionBlock(blocks.StructBlock):
    """A heading: the questions after it belong to it."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("What to know before"), required=False, max_length=600)

    class Meta:
        icon = "title"
        label = _("Section")


class BandBlock(blocks.StructBlock):
    """Words on the whole result from a share of the points upwards."""

    percent = blocks.IntegerBlock(label=_("From this per cent"), min_value=0, max_value=100)
    text = blocks.TextBlock(label=_("Words"), max_length=600)

    class Meta:
        icon = "comment"
        label = _("Words on a result")


class QuizBands(blocks.StreamBlock):
    """What a learner is told about the whole result, by how much was reached."""

    band = BandBlock()


class BankItems(blocks.StreamBlock):
    """The items of a bank."""

    def __init__(self, local_blocks: list[tuple[str, blocks.Block]] | None = None, **kwargs: object) -> None:
        super().__init__(item_blocks(), **kwargs)


class QuizItems(blocks.StreamBlock):
    """The items of a quiz, inline or drawn."""

    def __init__(self, local_blocks: list[tuple[str, blocks.Block]] | None = None, **kwargs: object) -> None:
        draw = ("draw", DrawBlock(icon="download", group=_("Bank")))
        section = ("section", SectionBlock(group=_("Order")))
        super().__init__([*item_blocks(), draw, section], **kwargs)


class PracticeBlock(blocks.StreamBlock):
    """One question of any type inside a lesson: public, scored at once, stored nowhere."""

    def __init__(self, local_blocks: list[tuple[str, blocks.Block]] | None = None, **kwargs: object) -> None:
        super().__init__(item_blocks(scored_at_once=True), **{"min_num": 1, "max_num": 1, **kwargs})

    class Meta:
        icon = "help"
        label = _("Practice question")
        template = "courses/blocks/practice.html"
        required = False
