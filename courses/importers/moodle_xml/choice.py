"""Moodle's multiple choice and true/false questions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.importers.desk import NotHeld
from courses.importers.moodle_xml.question import Question
from courses.importers.options import FEWEST, Option, settle, weigh
from courses.importers.shares import WHOLE, number
from courses.items.base import FrozenItem
from courses.numbers import canonical
from courses.text import fold

_TRUE = {"true", "dung"}
_FALSE = {"false", "sai"}
_NO = {"false", "0", ""}


def fraction(question: Question, answer: Element) -> Decimal:
    """Return the percentage an answer is worth; what is no number is worth nothing, which is said."""
    text = answer.get("fraction") or answer.findtext("fraction") or "0"
    value = number(text)
    if value is None:
        question.desk.warn(
            _("The share “%(text)s” of an answer is not a number; the answer counts as wrong.") % {"text": text[:40]}
        )
        return Decimal(0)
    return value


def multichoice(question: Question) -> FrozenItem:
    """Return a single choice, a picture choice or a multiple response."""
    prompt = question.prompt()
    answers = question.parts("answer")
    if len(answers) < FEWEST:
        raise NotHeld(_("The question has fewer than two options. Please add options and import it again."))
    options = [_option(question, place, answer) for place, answer in enumerate(answers, start=1)]
    percents = [fraction(question, answer) for answer in answers]
    is_single = question.value("single", "true").lower() not in _NO
    kind = settle(question.desk, options, percents, is_single)
    if not is_single and not any("weight" in option for option in options):
        _keep_equal_split(question, options, percents)
    return question.item(kind, prompt, options=options)


def _option(question: Question, place: int, answer: Element) -> Option:
    text, pictures = question.words_and_pictures(answer)
    option: Option = {"id": question.desk.id("option", place), "text": text, "correct": False}
    feedback = question.words(answer.find("feedback"))
    if feedback:
        option["feedback"] = feedback
    if pictures:
        option["picture"] = pictures[0]
    if pictures[1:]:
        question.desk.warn(_("An option has one picture: the further ones were not taken over."))
    return option


def _keep_equal_split(question: Question, options: Sequence[Option], percents: Sequence[Decimal]) -> None:
    if "weighted" in question.extras:
        weigh(options, [canonical(percent / WHOLE) for percent in percents])
    elif not any(percent < 0 for percent in percents):
        question.desk.sheet.notes[
            _("With several right options, a wrong one that is ticked takes a share away here; in Moodle it did not.")
        ] = None


def truefalse(question: Question) -> FrozenItem:
    """Return a true/false item; old files name the answers in another language, true first."""
    shares: dict[bool, Decimal] = {}
    feedback_on: dict[str, str] = {}
    for place, answer in enumerate(question.parts("answer")[:2]):
        word = fold(question.raw(answer))
        truth = word in _TRUE or (word not in _FALSE and place == 0)
        shares[truth] = fraction(question, answer)
        feedback = question.words(answer.find("feedback"))
        if feedback:
            feedback_on["true" if truth else "false"] = feedback
    if len(shares) < FEWEST or (shares[True] > 0) == (shares[False] > 0):
        raise NotHeld(_("It is not clear whether the statement is true or false. Please mark one answer as right."))
    own: dict[str, Any] = {"answer": shares[True] > 0} | ({"feedback_on": feedback_on} if feedback_on else {})
    return question.item("true_false", question.prompt(), **own)
