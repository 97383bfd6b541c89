"""Answers of QTI that are typed, and gaps in a text: to type, to choose, or to fill with words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.importers.chosen_gap import chosen_gap, gap_id
from courses.importers.desk import NotHeld
from courses.importers.outside_html import from_plain
from courses.importers.qti.body import inner_html
from courses.importers.qti.declarations import Answers, tolerance_of
from courses.importers.qti.item import ASIDE, QtiItem
from courses.importers.shares import WHOLE, number
from courses.items.base import FrozenItem
from courses.items.gap_fill import LONGEST_SOURCE
from courses.items.gap_text import write_gaps
from courses.numbers import canonical

_NUMBERS = {"float", "integer"}
_BLANK = "____"
# Signs no text holds, so that brackets of the text are not taken for gaps.
_OPENS, _CLOSES = "\ue000", "\ue001"

IN_TEXT = {"textentryinteraction", "inlinechoiceinteraction"}
"""What may stand several times in one text."""


def text_entry(item: QtiItem, interaction: Element) -> FrozenItem:
    """Return a short answer or a number; the place to write stands as a blank in the text."""
    answers = item.answers_for(interaction)
    prompt = item.prompt(_BLANK)
    if answers.base_type in _NUMBERS:
        number_own: dict[str, Any] = {"unit": ""} | _number(item, interaction, answers)
        return item.item("numeric", prompt, **number_own)
    accepted, also = _wordings(answers)
    own: dict[str, Any] = {"accepted": accepted, "matching": _matching(answers)} | ({"also": also} if also else {})
    return item.item("short_answer", prompt, **own)


def gaps(item: QtiItem) -> FrozenItem:
    """Return a text with the gaps that stand in it."""
    made: list[dict[str, Any]] = []

    def gap(element: Element) -> str | None:
        if element.tag not in IN_TEXT:
            return None
        made.append(_gap(item, element, len(made) + 1))
        return f"{_OPENS}{made[-1]['id']}{_CLOSES}"

    return _gap_fill(item, item.body, gap, made)


def gap_match(item: QtiItem, interaction: Element) -> FrozenItem:
    """Return a text whose gaps offer the same words."""
    answers = item.answers_for(interaction)
    elements = interaction.findall("gaptext")
    item.desk.bound(elements)
    item.desk.bound(list(interaction.iter("gap")))
    words = {each.get("identifier", ""): item.text(each) for each in elements}
    if next(interaction.iter("gapimg"), None) is not None:
        raise NotHeld(_("Gaps to be filled with pictures are not supported. Please write this question anew."))
    pairs = {gap: word for word, gap in answers.pairs()}
    made: list[dict[str, Any]] = []

    def gap(element: Element) -> str | None:
        if element.tag in {"gaptext", "prompt"}:
            return ""
        if element.tag != "gap":
            return None
        right = words.get(pairs.get(element.get("identifier", ""), ""))
        if right is None:
            raise NotHeld(_("A gap has no right word. Please mark it and import the question again."))
        made.append(chosen_gap(item.desk, len(made) + 1, [*words.values()], right))
        return f"{_OPENS}{made[-1]['id']}{_CLOSES}"

    return _with_one_list(_gap_fill(item, interaction, gap, made, item.prompt()))


def _with_one_list(found: FrozenItem) -> FrozenItem:
    """Say of several gaps that they offer the same words, which then stand in alphabetical order."""
    if len(found["gaps"]) == 1:
        return found
    for each in found["gaps"]:
        each["options"].sort(key=lambda option: option["text"])
    return found | {"shared": True}


def _gap_fill(
    item: QtiItem,
    outer: Element,
    gap: Callable[[Element], str | None],
    made: list[dict[str, Any]],
    prompt: str = "",
) -> FrozenItem:
    html = inner_html(outer, lambda element: "" if element.tag in ASIDE else gap(element))
    text, imgs = item.desk.lines(html, "\n\n")
    text = text.replace("[[", "[ [").replace("]]", "] ]").replace(_OPENS, "[[").replace(_CLOSES, "]]")
    item.tell_aside()
    for picture in item.keep(imgs):
        item.desk.set_picture(picture["file"], picture["alt"])
    if not made:
        raise NotHeld(_("The text has no gap. Please add one and import the question again."))
    if not prompt or outer is item.body:
        paragraphs = text.split("\n\n")
        first = next((place for place, paragraph in enumerate(paragraphs) if "[[" in paragraph), 0)
        prompt = from_plain("\n\n".join(paragraphs[:first]) or _("Fill in the gaps."))
        text = "\n\n".join(paragraphs[first:])
    if len(write_gaps(text, made, shared=False)) > LONGEST_SOURCE:
        item.desk.fail(_("The text with gaps is too long. Please split it into several questions."))
    return item.item("gap_fill", prompt, text=text, gaps=made)


def _gap(item: QtiItem, element: Element, place: int) -> dict[str, Any]:
    answers = item.answers_for(element)
    if element.tag == "inlinechoiceinteraction":
        words = {each.get("identifier", ""): item.text(each) for each in element.findall("inlinechoice")}
        right = next((key for key in words if answers.percent(key) >= WHOLE), None)
        if right is None:
            raise NotHeld(_("A gap has no right word. Please mark it and import the question again."))
        return chosen_gap(item.desk, place, [*words.values()], words[right])
    if answers.base_type in _NUMBERS:
        return {"id": gap_id(place), "kind": "number"} | _number(item, element, answers)
    accepted, also = _wordings(answers)
    if also:
        item.desk.warn(_("A gap is right or wrong here: answers that were worth a part now count as wrong."))
    return {"id": gap_id(place), "kind": "typed", "accepted": accepted, "matching": _matching(answers)}


def _number(item: QtiItem, interaction: Element, answers: Answers) -> dict[str, str]:
    text = answers.correct[0] if answers.correct else max(answers.mapping, key=lambda key: answers.mapping[key])
    value = number(text)
    if value is None:
        raise NotHeld(
            _("“%(text)s” is not a number that can be read. Please correct it and import the question again.")
            % {"text": text[:40]}
        )
    width = tolerance_of(item.tolerances.get(interaction.get("responseidentifier", "")), value)
    return {"answer": canonical(value), "tolerance": canonical(width)}


def _wordings(answers: Answers) -> tuple[list[str], list[dict[str, str]]]:
    """Return the right wordings, the declared one first, and those that earn a part."""
    percents = {key: answers.percent(key) for key in answers.mapping}
    accepted = dict.fromkeys([*answers.correct, *(key for key in percents if percents[key] >= WHOLE)])
    if not any(accepted):
        raise NotHeld(_("No right answer was found. Please mark one and import it again."))
    also = [
        {"text": key, "share": canonical((percent / WHOLE).quantize(WHOLE.scaleb(-7)))}
        for key, percent in percents.items()
        if key and key not in accepted and percent > 0
    ]
    return [text for text in accepted if text], also


def _matching(answers: Answers) -> str:
    return "strict" if answers.is_case_sensitive else "lenient"
