r"""A few words. Response: `{"text": str}`.

Frozen: `"accepted"` ([str]) and `"matching"` (strict, lenient or unaccented). Where the author asked for it:
`"also"` ([{"text", "share", "feedback"?}]) - further wordings that earn a share of 0 to 1;
`"forms"` (of "number" and "date") - equal numbers, equal dates are the same wording;
`"wildcards"` (true) - * in a wording stands for any text, \* for the sign itself;
`"typed"` (true) - Telex or VNI keys that give an accepted wording count as it, but not in strict matching.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, ListBlock, MultipleChoiceBlock
from wagtail.blocks.list_block import ListBlockValidationError

from courses.items.base import RIGHT, FrozenItem, Response, filled, text_of, texts_of, thaw_list
from courses.items.item_block import ItemBlock, item_layout
from courses.items.written import (
    MATCHING_CHOICES,
    FurtherAnswerBlock,
    WrittenItem,
    best_share,
    frozen_number,
    frozen_share,
    is_share,
    rows_error,
    said_on,
    share_error,
)
from courses.matching import ANY_TEXT, FORMS, Comparison, shown_wording
from courses.numbers import editable, share_of
from courses.text import MATCHINGS


class FurtherWordingBlock(FurtherAnswerBlock):
    """Another wording somebody may answer."""

    text = CharBlock(max_length=300, label=gettext_lazy("Wording"))

    class Meta:
        icon = "edit"
        label = gettext_lazy("Further answer")
        form_layout = ["text", "share", "feedback"]


class ShortAnswerBlock(ItemBlock):
    """A question answered in a few words, with every wording that is right."""

    accepted = ListBlock(
        CharBlock(max_length=300, label=gettext_lazy("Wording")),
        label=gettext_lazy("Right wordings"),
        help_text=gettext_lazy("Every wording that is right. The first is shown as the right answer."),
    )
    matching = ChoiceBlock(
        choices=MATCHING_CHOICES,
        default="lenient",
        label=gettext_lazy("How to compare"),
    )
    also = ListBlock(
        FurtherWordingBlock(),
        default=[],
        required=False,
        label=gettext_lazy("Further answers"),
        help_text=gettext_lazy("Wordings that earn a part of the points, or usual mistakes with words about them."),
    )
    forms = MultipleChoiceBlock(
        choices=[
            ("number", gettext_lazy("Numbers: 1.000 and 1000")),
            ("date", gettext_lazy("Dates: 2/9/1945 and ngày 2 tháng 9 năm 1945")),
        ],
        required=False,
        label=gettext_lazy("Other forms of the same answer"),
    )
    wildcards = BooleanBlock(
        required=False,
        label=gettext_lazy("A star stands for any text"),
        help_text=gettext_lazy("With it, “*công an*” accepts every answer in which “công an” occurs."),
    )
    typed = BooleanBlock(
        required=False,
        label=gettext_lazy("Understand Telex and VNI"),
        help_text=gettext_lazy("“Vieejt Nam” counts as “Việt Nam”, except where answers must be exactly as written."),
    )

    class Meta:
        icon = "edit"
        label = gettext_lazy("Short answer")
        # A question written before this field existed has no value for it and stays as it was.
        default = {"typed": True}
        form_layout = item_layout("accepted", "matching", seldom=["also", "forms", "wildcards", "typed"])

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Refuse a part of the points that is none."""
        wrong = {
            place: {"share": share_error()}
            for place, row in enumerate(value["also"])
            if not is_share(share_of(row["share"] or "0"))
        }
        return rows_error("also", wrong)

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for a wording, and for more of it than a star."""
        accepted = texts_of(value["accepted"])
        if not accepted:
            return _wordings_error(_("Write at least one right wording."))
        if value["wildcards"] and not all(_says_something(wording) for wording in accepted):
            return _wordings_error(_("A star alone accepts every answer. Write some words beside it."))
        return {}


class ShortAnswer(WrittenItem):
    """All the points for one of the accepted wordings, a share for a further one, none otherwise."""

    name = "short_answer"
    label = gettext_lazy("Short answer")
    icon = "edit"
    order = 50
    block_class = ShortAnswerBlock

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return the wordings that are not blank, in the author's order, and how they are compared."""
        chosen = value.get("forms") or []
        return {"accepted": texts_of(value.get("accepted")), "matching": value.get("matching") or "lenient"} | filled(
            {
                "also": [_frozen_row(row) for row in value.get("also") or [] if text_of(row, "text")],
                "forms": [form for form in FORMS if form in chosen],
                "wildcards": bool(value.get("wildcards")) or None,
                "typed": bool(value.get("typed")) or None,
            }
        )

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return the wordings and how they are compared."""
        return {
            "accepted": thaw_list(item["id"], "accepted", item["accepted"]),
            "matching": item["matching"],
            "also": thaw_list(item["id"], "also", [_thawed_row(row) for row in item.get("also") or []]),
            "forms": list(item.get("forms") or []),
            "wildcards": bool(item.get("wildcards")),
            "typed": bool(item.get("typed")),
        }

    def key_faults(self, item: FrozenItem) -> list[str]:
        """There must be a wording, and known ways to compare; a share is a part of the points."""
        found = []
        accepted = item.get("accepted") or []
        if not any(wording.strip() for wording in accepted):
            found.append(_("The question has no right wording."))
        if item.get("wildcards") and not all(_says_something(wording) for wording in accepted):
            found.append(_("A star alone accepts every answer. Write some words beside it."))
        if item.get("matching") not in MATCHINGS or not set(item.get("forms") or []) <= set(FORMS):
            found.append(_("Choose how answers are compared."))
        if not all(is_share(frozen_number(row.get("share"))) for row in item.get("also") or []):
            found.append(_("The part of the points for a further answer is not between 0 and 100%."))
        return found

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return 1 for an accepted wording, a further one's share, else 0. A wording as it stands goes before keys."""
        return _judge(item, response.get("text", "")).share

    def answer_feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Return the author's words for a further wording, or what keeps a near answer from being right.

        A sentence about a wrong answer never holds an accepted wording.
        """
        judged = _judge(item, response["text"])
        if judged.meant:
            words = _("Read as “%(wording)s”. The keyboard does not seem to be set to Vietnamese.")
            return [words % {"wording": judged.meant}]
        if judged.share == RIGHT:
            return said_on(judged.rows)
        return said_on(judged.rows) or _near(_comparison(item), response["text"], item["accepted"])

    def right_answer(self, item: FrozenItem) -> str:
        """Return the first wording, an ellipsis for a star inside it."""
        wording = str(item["accepted"][0])
        return shown_wording(wording) if item.get("wildcards") else wording


@dataclass(frozen=True)
class Judged:
    """What an answer earns, the accepted wording its keys give, and the further wordings it is one of."""

    share: Decimal
    meant: str = ""
    rows: list[FrozenItem] = field(default_factory=list)


def _comparison(item: FrozenItem) -> Comparison:
    return Comparison(
        item["matching"],
        frozenset(item.get("forms") or ()),
        wildcards=bool(item.get("wildcards")),
        typed=bool(item.get("typed")),
    )


def _judge(item: FrozenItem, text: str) -> Judged:
    """Try the wording as it stands, then its keys; a star alone, which catches every other answer, comes last."""
    comparison = _comparison(item)
    if comparison.accepts(text, item["accepted"]):
        return Judged(RIGHT)
    also = item.get("also") or []
    named = [row for row in also if _says_something(row["text"])]
    rows = [row for row in named if comparison.accepts(text, [row["text"]])]
    meant = "" if rows else comparison.meant(text, item["accepted"])
    if meant:
        return Judged(RIGHT, meant)
    rows = rows or [row for row in named if comparison.meant(text, [row["text"]])]
    rows = rows or [row for row in also if comparison.accepts(text, [row["text"]])]
    return Judged(best_share(rows), rows=rows)


def _near(comparison: Comparison, text: str, accepted: list[str]) -> list[str]:
    """Say what differs where it is not the words themselves."""
    if comparison.was_untyped(text, accepted):
        return [_("The keyboard does not seem to be set to Vietnamese. Please switch it on and type again.")]
    if comparison.differs_in_writing(text, accepted):
        return [_("Almost: check capitals, spaces and signs.")]
    return [_("Almost: check the marks.")] if comparison.lacks_marks(text, accepted) else []


def _says_something(wording: str) -> bool:
    return bool(wording.replace(ANY_TEXT, "").strip())


def _wordings_error(sentence: str) -> dict[str, ValidationError]:
    return {"accepted": ListBlockValidationError(non_block_errors=[ValidationError(sentence)])}


def _frozen_row(row: Mapping[str, Any]) -> FrozenItem:
    share = frozen_share(text_of(row, "share") or "0")
    return {"text": text_of(row, "text"), "share": share} | filled({"feedback": text_of(row, "feedback")})


def _thawed_row(row: FrozenItem) -> dict[str, Any]:
    number = frozen_number(row["share"])
    share = row["share"] if number is None else editable(number)
    return {"text": row["text"], "share": share, "feedback": row.get("feedback", "")}
