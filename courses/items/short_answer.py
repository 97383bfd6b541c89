"""A few words. Frozen: `"accepted": [str]`, `"matching"`. Response: `{"text": str}`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock
from wagtail.blocks.list_block import ListBlockValidationError

from courses.items.base import RIGHT, WRONG, FrozenItem, ItemBlock, Response, WrittenItem
from courses.text import MATCHINGS, matches, nfc


class ShortAnswerBlock(ItemBlock):
    """A question answered in a few words, with every wording that is right."""

    accepted = ListBlock(
        CharBlock(max_length=300, label=gettext_lazy("Wording")),
        label=gettext_lazy("Right wordings"),
        help_text=gettext_lazy("Every wording that is right. The first is shown as the right answer."),
    )
    matching = ChoiceBlock(
        choices=[
            ("strict", gettext_lazy("Exactly as written")),
            ("lenient", gettext_lazy("Capitals, spaces and the place of tone marks do not matter")),
            ("unaccented", gettext_lazy("Answers without tone marks are right too")),
        ],
        default="lenient",
        label=gettext_lazy("How to compare"),
    )

    class Meta:
        icon = "edit"
        label = gettext_lazy("Short answer")
        form_layout = ["prompt", "accepted", "matching", "hint", "explanation", "points"]

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for a wording."""
        if any((wording or "").strip() for wording in value["accepted"]):
            return {}
        sentence = ValidationError(_("Write at least one right wording."))
        return {"accepted": ListBlockValidationError(non_block_errors=[sentence])}


class ShortAnswer(WrittenItem):
    """All the points for one of the accepted wordings, none otherwise."""

    name = "short_answer"
    label = gettext_lazy("Short answer")
    icon = "edit"
    block_class = ShortAnswerBlock

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return the wordings that are not blank, in the author's order."""
        wordings = [nfc(wording or "").strip() for wording in value.get("accepted") or []]
        return {
            "accepted": [wording for wording in wordings if wording],
            "matching": value.get("matching") or "lenient",
        }

    def key_faults(self, item: FrozenItem) -> list[str]:
        """There must be a wording, and a known way to compare."""
        found = []
        if not any(wording.strip() for wording in item.get("accepted") or []):
            found.append(_("The question has no right wording."))
        if item.get("matching") not in MATCHINGS:
            found.append(_("Choose how answers are compared."))
        return found

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return 1 for an accepted wording, else 0."""
        return RIGHT if matches(response.get("text", ""), item["accepted"], item["matching"]) else WRONG

    def right_answer(self, item: FrozenItem) -> str:
        """Return the first wording."""
        return str(item["accepted"][0])
