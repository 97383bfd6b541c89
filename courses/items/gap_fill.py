"""A text with gaps to type into or choose for. Response: `{"gaps": {gap id: text, or option id}}`.

Frozen: `"text"`, plain, paragraphs parted by a blank line, gaps as `[[gap-id]]`; `"gaps"`: typed {"id", "kind",
"accepted", "matching"}, number {"id", "kind", "answer", "tolerance"} or chosen {"id", "kind", "options": [{"id",
"text"}], "right": option id}, each with "weight" when it does not count 1; `"shared": true` when all chosen gaps offer
the same words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import BooleanBlock, ChoiceBlock, TextBlock

from courses.items.arranged import SEPARATOR, checked_pairs, in_seed_order, posted_pairs, tally, texts_by_id
from courses.items.base import WRONG, FrozenItem, ItemType, Response, ResponseError, no_answer, text_of
from courses.items.gap_faults import gap_faults, missing_in_gap, wrong_in_gap
from courses.items.gap_text import has_loose_brackets, pieces, read_gaps, write_gaps
from courses.items.item_block import ItemBlock, item_layout
from courses.items.written import MATCHING_CHOICES, readable
from courses.text import NumberError, format_number, matches, parse_number

LONGEST_GAP = 200
LONGEST_SOURCE = 8000
_SIGNS_AFTER = re.compile(r"[.,;:!?…%)\]”’\"']+")


class GapFillBlock(ItemBlock):
    """A text in which the author marks the gaps and their right answers."""

    text = TextBlock(
        max_length=LONGEST_SOURCE,
        label=gettext_lazy("Text with gaps"),
        help_text=gettext_lazy(
            "Write each gap in double square brackets. To type: [[Hà Nội|hà nội]], with every right wording. "
            "A number: [[=7]] or [[=3,5 ± 0,1]]. To choose: [[*Hà Nội|Huế|Đà Nẵng]], a star before the right one. "
            "A gap that counts double: [[#2 Hà Nội]]. A backslash before =, *, # or | makes it an ordinary sign."
        ),
    )
    matching = ChoiceBlock(
        choices=MATCHING_CHOICES,
        default="lenient",
        label=gettext_lazy("How to compare what is typed"),
    )
    shared = BooleanBlock(
        required=False,
        label=gettext_lazy("One list of words for all gaps to choose"),
        help_text=gettext_lazy("Every such gap then offers the words of all of them."),
    )

    class Meta:
        icon = "form"
        label = gettext_lazy("Text with gaps")
        form_layout = item_layout("text", "matching", "shared")

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Refuse brackets that do not close, numbers that are none and gaps with no or two stars."""
        text, gaps = read_gaps(value["text"] or "", value["matching"] or "lenient", bool(value["shared"]))
        sentences = gap_faults(gaps, wrong_in_gap)
        if has_loose_brackets(text, gaps):
            sentences.append(_("Double brackets are not closed: a gap begins with [[ and ends with ]]."))
        return {"text": ValidationError(sentences)} if sentences else {}

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for a gap, and for what a gap needs."""
        if not value["text"]:
            return {}
        _text, gaps = read_gaps(value["text"], value["matching"] or "lenient", bool(value["shared"]))
        sentences = gap_faults(gaps, missing_in_gap) if gaps else [_("Write at least one gap, such as [[Hà Nội]].")]
        return {"text": ValidationError(sentences)} if sentences else {}


class GapFill(ItemType):
    """Points in part: the weight of the right gaps over the weight of all."""

    name = "gap_fill"
    label = gettext_lazy("Text with gaps")
    icon = "form"
    order = 60
    block_class = GapFillBlock
    answer_key = "gaps"

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return text and gaps as read from the author's text."""
        shared = bool(value.get("shared"))
        text, gaps = read_gaps(text_of(value, "text"), value.get("matching") or "lenient", shared)
        chosen = any(gap["kind"] == "chosen" for gap in gaps)
        return {"text": text, "gaps": gaps} | ({"shared": True} if shared and chosen else {})

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return the text with its gaps written out. All typed gaps are then compared as the first one is."""
        shared = bool(item.get("shared"))
        typed = [gap["matching"] for gap in item["gaps"] if gap["kind"] == "typed"]
        return {
            "text": write_gaps(item["text"], item["gaps"], shared),
            "matching": typed[0] if typed else "lenient",
            "shared": shared,
        }

    def key_faults(self, item: FrozenItem) -> list[str]:
        """Return what is wrong with the text and each gap."""
        text, gaps = item.get("text") or "", item.get("gaps") or []
        found = gap_faults(gaps, wrong_in_gap) + gap_faults(gaps, missing_in_gap)
        if not gaps:
            found.append(_("The text has no gap."))
        if has_loose_brackets(text, gaps):
            found.append(_("Double brackets are not closed: a gap begins with [[ and ends with ]]."))
        ids = [str(gap.get("id")) for gap in gaps]
        if sorted(piece for kind, piece in pieces(text, {*ids}) if kind == "gap") != sorted(ids):
            found.append(_("The gaps in the text and the answers do not belong together."))
        return found

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add `paragraphs`, lists of `{"text"}` and `{"gap": {"id", "place", "kind", "options"?}, "sign": str}`.

        `sign` is the punctuation after the gap. Options are mixed by the seed; where all gaps share their words, in the
        same way in every gap, and `words` lists them once. `longest` is the limit of what is typed.
        """
        shown = {}
        for place, gap in enumerate(item["gaps"], start=1):
            options = {"options": in_seed_order(seed, item["id"], gap["options"])} if gap["kind"] == "chosen" else {}
            shown[gap["id"]] = {"id": gap["id"], "place": place, "kind": gap["kind"]} | options
        paragraphs = [_laid_out(paragraph, shown) for paragraph in re.split(r"\n\s*\n", item["text"])]
        lists = [gap["options"] for gap in shown.values() if "options" in gap]
        words = {"words": [option["text"] for option in lists[0]]} if item.get("shared") and lists else {}
        return super().public(item, seed) | {"paragraphs": paragraphs, "longest": LONGEST_GAP} | words

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return `{"gaps": {gap id: text or option id}}` of fields called `name` and the gap's id."""
        return self.check_answer(item, posted_pairs(data, name, (gap["id"] for gap in item["gaps"])))

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse gaps and options the item does not have, and text that is too long."""
        chosen = [gap for gap in item["gaps"] if gap["kind"] == "chosen"]
        options = {gap["id"]: {option["id"] for option in gap["options"]} for gap in chosen}
        offered = {gap["id"]: options.get(gap["id"], _Anything()) for gap in item["gaps"]}
        gaps = {
            gap_id: given if gap_id in options else readable(given)
            for gap_id, given in checked_pairs(answer, offered).items()
        }
        if any(len(given) > LONGEST_GAP for given in gaps.values()):
            sentence = _("What is written in a gap is too long. Please keep it within %(limit)d characters.")
            raise ResponseError(sentence % {"limit": LONGEST_GAP})
        kept = {gap_id: given for gap_id, given in gaps.items() if given}
        return {"gaps": kept} if kept else {}

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return the weight of the right gaps over the weight of all."""
        given = response.get("gaps") or {}
        total = sum((_weight(gap) for gap in item["gaps"]), WRONG)
        earned = sum((_weight(gap) for gap in item["gaps"] if _is_right(gap, given.get(gap["id"], ""))), WRONG)
        return earned / total if total else WRONG

    def answer_feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Count the gaps that are right."""
        given = response.get("gaps") or {}
        return tally(sum(_is_right(gap, given.get(gap["id"], "")) for gap in item["gaps"]), len(item["gaps"]))

    def chance(self, item: FrozenItem) -> Decimal:
        """A chosen gap is guessed among its options; nothing typed is."""
        total = sum((_weight(gap) for gap in item["gaps"]), WRONG)
        chosen = [gap for gap in item["gaps"] if gap["kind"] == "chosen" and gap["options"]]
        return sum((_weight(gap) / len(gap["options"]) for gap in chosen), WRONG) / total if total else WRONG

    def right_answer(self, item: FrozenItem) -> str:
        """Return the first right answer of each gap, numbered where there are several."""
        return _told({gap["id"]: _right_words(gap) for gap in item["gaps"]})

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return what was given for each gap, numbered where there are several; a dash for an open one."""
        given = {gap["id"]: _given_words(gap, response) for gap in item["gaps"]}
        return _told({gap_id: words or "–" for gap_id, words in given.items()}) if any(given.values()) else no_answer()


class _Anything:
    """Holds every text: what may be typed."""

    def __contains__(self, text: object) -> bool:
        return True


def _laid_out(paragraph: str, gaps: Mapping[str, FrozenItem]) -> list[FrozenItem]:
    """Return a paragraph in pieces; punctuation goes with the gap before it, so that no line begins with it."""
    laid: list[FrozenItem] = []
    for kind, piece in pieces(paragraph, {*gaps}):
        if kind == "gap":
            laid.append({"gap": gaps[piece], "sign": ""})
            continue
        signs = _SIGNS_AFTER.match(piece) if laid else None
        after = signs.end() if signs else 0
        if after:
            laid[-1]["sign"] = piece[:after]
        if piece[after:]:
            laid.append({"text": piece[after:]})
    return laid


def _weight(gap: FrozenItem) -> Decimal:
    return Decimal(gap.get("weight", "1"))


def _is_right(gap: FrozenItem, given: str) -> bool:
    if gap["kind"] == "typed":
        return matches(given, gap["accepted"], gap["matching"])
    if gap["kind"] == "chosen":
        return bool(gap["right"]) and given == gap["right"]
    try:
        # A phone's keyboard adds a full stop when the blank is tapped twice.
        return abs(parse_number(given.rstrip(". ")) - Decimal(gap["answer"])) <= Decimal(gap["tolerance"])
    except (NumberError, InvalidOperation):
        return False


def _right_words(gap: FrozenItem) -> str:
    if gap["kind"] == "typed":
        return str(gap["accepted"][0]) if gap["accepted"] else ""
    if gap["kind"] == "chosen":
        return texts_by_id(gap["options"]).get(gap["right"], "")
    answer, tolerance = format_number(Decimal(gap["answer"])), Decimal(gap["tolerance"])
    return f"{answer} ± {format_number(tolerance)}" if tolerance else answer


def _given_words(gap: FrozenItem, response: Response) -> str:
    given = str((response.get("gaps") or {}).get(gap["id"], ""))
    return texts_by_id(gap["options"]).get(given, "") if gap["kind"] == "chosen" else given


def _told(words: Mapping[str, str]) -> str:
    if len(words) == 1:
        return next(iter(words.values()))
    return SEPARATOR.join(f"({place}) {each}" for place, each in enumerate(words.values(), start=1))
