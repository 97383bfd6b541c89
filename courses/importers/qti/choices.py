"""Choices of QTI: one or several right ones, and true or false."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.importers.desk import NotHeld
from courses.importers.options import FEWEST, Option, settle
from courses.importers.qti.declarations import Answers
from courses.importers.qti.feedback import Feedback
from courses.importers.qti.item import QtiItem
from courses.importers.shares import WHOLE
from courses.items.base import FrozenItem
from courses.text import fold

_TRUE, _FALSE = {"true", "dung"}, {"false", "sai"}


def choice(item: QtiItem, interaction: Element) -> FrozenItem:
    """Return a single choice, picture choice, multiple response or true/false item."""
    answers = item.answers_for(interaction)
    said = item.feedback()
    elements = list(interaction.iter("simplechoice"))
    item.desk.bound(elements)
    if len(elements) < FEWEST:
        raise NotHeld(_("The question has fewer than two options. Please add options and import it again."))
    options = [_option(item, place, element, said) for place, element in enumerate(elements, start=1)]
    percents = [_percent(answers, element.get("identifier", "")) for element in elements]
    is_single = interaction.get("maxchoices", "1") == "1" and answers.cardinality == "single"
    prompt = item.prompt()
    kind = settle(item.desk, options, percents, is_single)
    if is_single and _is_true_false(options):
        return _true_false(item, prompt, options, said)
    return item.item(kind, prompt, said, options=options)


def _option(item: QtiItem, place: int, element: Element, said: Feedback) -> Option:
    text, pictures = item.text_and_pictures(element)
    option: Option = {"id": item.desk.id("option", place), "text": text, "correct": False}
    inline = [item.text(each) for each in element.iter("feedbackinline")]
    told = "\n".join(filter(None, [*inline, said.by_choice.get(element.get("identifier", ""))]))
    if told:
        option["feedback"] = told
    if pictures:
        option["picture"] = pictures[0]
    return option


def _percent(answers: Answers, identifier: str) -> Decimal:
    if answers.mapping:
        return answers.percent(identifier)
    if identifier not in answers.correct:
        return Decimal(0)
    return WHOLE if answers.cardinality == "single" else WHOLE / len(answers.correct)


def _is_true_false(options: Sequence[Option]) -> bool:
    words = {fold(option["text"]).strip(" .") for option in options}
    return len(options) == FEWEST and bool(words & _TRUE) and bool(words & _FALSE)


def _true_false(item: QtiItem, prompt: str, options: Sequence[Option], said: Feedback) -> FrozenItem:
    by_truth = {fold(option["text"]).strip(" .") in _TRUE: option for option in options}
    if by_truth[True]["correct"] == by_truth[False]["correct"]:
        raise NotHeld(_("It is not clear whether the statement is true or false. Please mark one answer as right."))
    told = {word: by_truth[truth].get("feedback") for word, truth in (("true", True), ("false", False))}
    feedback_on = {word: text for word, text in told.items() if text}
    own: dict[str, Any] = {"answer": by_truth[True]["correct"]} | ({"feedback_on": feedback_on} if feedback_on else {})
    return item.item("true_false", prompt, said, **own)
