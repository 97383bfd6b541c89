"""Moodle's matching and ordering questions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.importers.desk import NotHeld
from courses.importers.moodle_xml.question import Question
from courses.importers.options import FEWEST
from courses.importers.shares import number
from courses.items.arranged import text_ids
from courses.items.base import FrozenItem

_ALL_OR_NOTHING = {"ALL_OR_NOTHING", "-1"}
_LIKE_OURS = {"LONGEST_ORDERED_SUBSET", "5", ""}
_ALL = {"ALL", "0", ""}


def matching(question: Question) -> FrozenItem:
    """Return pairs to be found; a part without a text on its left is one more choice."""
    prompt = question.prompt()
    choices: dict[str, None] = {}
    rows: list[dict[str, str]] = []
    for place, element in enumerate(question.parts("subquestion"), start=1):
        answer = element.find("answer")
        # An answer says its format only where it is HTML; otherwise it is text as it stands.
        right = question.words(answer) if answer is not None and answer.get("format") else question.raw(answer)
        left = question.words(element)
        if not right:
            question.desk.warn(_("A part without its match was left out."))
            continue
        choices[right] = None
        if left:
            rows.append({"id": question.desk.id("row", place), "text": left, "choice": right})
    if len(rows) < FEWEST or len(choices) < FEWEST:
        raise NotHeld(_("The question has fewer than two pairs. Please add some and import it again."))
    ids = text_ids(choices)
    listed = [{"id": ids[text], "text": text} for text in choices]
    if question.extras.get("as") == "categorise":
        cards = [{"id": row["id"], "text": row["text"], "category": ids[row["choice"]]} for row in rows]
        return question.item("categorise", prompt, categories=listed, cards=cards)
    matched = [row | {"choice": ids[row["choice"]]} for row in rows]
    return question.item("matching", prompt, rows=matched, choices=listed)


def ordering(question: Question) -> FrozenItem:
    """Return steps in their right order, which Moodle writes as the fraction of each."""
    answers = question.parts("answer")
    places = [number(answer.get("fraction")) or Decimal(place) for place, answer in enumerate(answers, start=1)]
    ordered = [answer for _place, answer in sorted(zip(places, answers, strict=True), key=lambda pair: pair[0])]
    steps = [
        {"id": question.desk.id("step", place), "text": question.words(answer)}
        for place, answer in enumerate(ordered, start=1)
    ]
    if len(steps) < FEWEST or any(not step["text"] for step in steps):
        raise NotHeld(
            _("The question needs at least two steps, each with a text. Please complete it and import it again.")
        )
    if any(question.words(answer.find("feedback")) for answer in answers):
        question.desk.warn(_("Feedback on single steps was not taken over."))
    if question.value("selecttype").upper() not in _ALL:
        question.desk.warn(_("Moodle showed only some of the steps; here all of them are shown."))
    way = question.value("gradingtype").upper()
    if way not in _LIKE_OURS | _ALL_OR_NOTHING:
        question.desk.sheet.notes[
            _("Steps in order are scored by the longest run in the right order here, which may differ from Moodle.")
        ] = None
    own: dict[str, Any] = {"steps": steps} | ({"scoring": "exact"} if way in _ALL_OR_NOTHING else {})
    return question.item("ordering", question.prompt(), **own)
