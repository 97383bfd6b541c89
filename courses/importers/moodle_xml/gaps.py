"""Moodle's texts with gaps: cloze questions, and missing words to select or to drag."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.importers import cloze
from courses.importers.chosen_gap import chosen_gap, gap_id
from courses.importers.desk import NotHeld
from courses.importers.moodle_xml.question import Question
from courses.importers.options import FEWEST
from courses.importers.outside_html import from_plain
from courses.importers.shares import WHOLE, number
from courses.importers.wildcards import has_wildcard, without_escapes
from courses.items.base import FrozenItem
from courses.items.gap_fill import LONGEST_SOURCE
from courses.items.gap_text import write_gaps
from courses.numbers import canonical

TEXT_OPENING = '<div class="hocso-text">'
"""Where our own export separates the question from the text with the gaps."""

CLOZE = {"cloze", "multianswer"}

_NUMBERED = re.compile(r"\[\[([0-9]{1,3})\]\]")


def cloze_question(question: Question) -> FrozenItem:
    """Return a text with typed, numeric and chosen gaps."""
    outer = question.element.find("questiontext")
    before, _mark, text = question.source(outer).rpartition(TEXT_OPENING)
    question.desk.pay(text)
    try:
        parts = cloze.parse(text)
    except cloze.BrokenGap as error:
        raise NotHeld(
            _("The gap that begins with “%(text)s” is not complete or cannot be read. Please correct it in Moodle.")
            % {"text": error}
        ) from error
    question.desk.bound([part for part in parts if not isinstance(part, str)])
    if "defaultgrade" not in {child.tag for child in question.element}:
        # Moodle does not write the points of these questions: the weights of the gaps are the points.
        question.points = Decimal(sum(part.weight for part in parts if not isinstance(part, str)) or 1)
    gaps: list[dict[str, Any]] = []
    html = ""
    for part in parts:
        if isinstance(part, str):
            html += _without_marks(part)
        else:
            gaps.append(_gap(question, len(gaps) + 1, part))
            html += f"[[{gaps[-1]['id']}]]"
    return _gap_fill(question, before, html, gaps)


def missing_words(question: Question) -> FrozenItem:
    """Return a text with gaps [[1]], each to be filled with a word of the same group as its right word."""
    words = _words(question)
    gaps: list[dict[str, Any]] = []

    def gap(found: re.Match[str]) -> str:
        place = int(found[1])
        if not 1 <= place <= len(words):
            raise NotHeld(_("The gap [[%(place)s]] has no word. Please add it in Moodle.") % {"place": place})
        right, group = words[place - 1]
        offered = [text for text, of in words if of == group]
        gaps.append(chosen_gap(question.desk, len(gaps) + 1, offered, right))
        return f"[[{gaps[-1]['id']}]]"

    source = question.source(question.element.find("questiontext"))
    question.desk.pay(source)
    pieces = _NUMBERED.split(source)
    question.desk.bound(pieces[1::2])
    html = "".join(
        _without_marks(piece) if place % 2 == 0 else _NUMBERED.sub(gap, f"[[{piece}]]")
        for place, piece in enumerate(pieces)
    )
    return _gap_fill(question, "", html, gaps)


def _gap_fill(question: Question, before: str, html: str, gaps: list[dict[str, Any]]) -> FrozenItem:
    """Return the item; the question is what stands before our mark, or else the paragraphs before the first gap."""
    if not gaps:
        raise NotHeld(_("The text has no gap. Please add one and import the question again."))
    outer = question.element.find("questiontext")
    text, imgs = question.desk.lines(html, "\n\n")
    prompt, more = question.desk.html(before) if before else ("", [])
    if outer is not None:
        question.take_pictures([*more, *imgs], outer)
    if not prompt:
        head, text = _heading(text)
        prompt = from_plain(head or _("Fill in the gaps."))
    if len(write_gaps(text, gaps, shared=False)) > LONGEST_SOURCE:
        question.desk.fail(_("The text with gaps is too long. Please split it into several questions."))
    own: dict[str, Any] = {"text": text, "gaps": gaps} | _shared(question, gaps)
    return question.item("gap_fill", prompt.replace("&#123;", "{"), **own)


def _shared(question: Question, gaps: list[dict[str, Any]]) -> dict[str, bool]:
    """Say that the gaps offer the same words, as missing words of one group do; ours stand in alphabetical order."""
    chosen = [gap for gap in gaps if gap["kind"] == "chosen"]
    is_said = question.kind not in CLOZE or question.extras.get("shared")
    if not is_said or len(chosen) < FEWEST or any(gap["options"] != chosen[0]["options"] for gap in chosen):
        return {}
    ordered = sorted(chosen[0]["options"], key=lambda option: option["text"])
    for gap in chosen:
        gap["options"] = list(ordered)
    return {"shared": True}


def _heading(text: str) -> tuple[str, str]:
    paragraphs = text.split("\n\n")
    first = next((place for place, paragraph in enumerate(paragraphs) if "[[" in paragraph), 0)
    return "\n\n".join(paragraphs[:first]), "\n\n".join(paragraphs[first:])


def _gap(question: Question, place: int, gap: cloze.Gap) -> dict[str, Any]:
    if gap.kind == "several":
        raise NotHeld(
            _("Gaps with several right ticks (MULTIRESPONSE) are not supported. Please make it a question of its own.")
        )
    if gap.kind == "chosen":
        made = _chosen_cloze(question, place, gap)
    elif gap.kind == "number":
        made = _number(question, place, gap)
    else:
        made = _typed(question, place, gap)
    return made | ({"weight": str(gap.weight)} if gap.weight > 1 else {})


def _chosen_cloze(question: Question, place: int, gap: cloze.Gap) -> dict[str, Any]:
    right = gap.answers.index(_right(question, gap)[0])
    texts = [question.desk.text(answer.text) for answer in gap.answers]
    return chosen_gap(question.desk, place, texts, texts[right])


def _typed(question: Question, place: int, gap: cloze.Gap) -> dict[str, Any]:
    texts = [question.desk.text(answer.text) for answer in _right(question, gap)]
    if any(has_wildcard(text) for text in texts):
        question.desk.warn(_("A star in a gap stands for itself here, not for any text."))
    ways = question.extras.get("gap_matching", {})
    return {
        "id": gap_id(place),
        "kind": "typed",
        "accepted": [without_escapes(text) for text in texts if text],
        "matching": ways.get(str(place)) or ("strict" if gap.kind == "typed_strict" else "lenient"),
    }


def _number(question: Question, place: int, gap: cloze.Gap) -> dict[str, Any]:
    right = _right(question, gap)
    if right[1:]:
        question.desk.warn(_("A gap with a number has one right number; the further ones were not taken over."))
    text = question.desk.text(right[0].text)
    value, _colon, tolerance = text.partition(":")
    answer, width = number(value), number(tolerance or "0")
    if answer is None or width is None:
        raise NotHeld(
            _("“%(text)s” is not a number that can be read. Please correct it and import the question again.")
            % {"text": text[:40]}
        )
    return {"id": gap_id(place), "kind": "number", "answer": canonical(answer), "tolerance": canonical(abs(width))}


def _right(question: Question, gap: cloze.Gap) -> list[cloze.Answer]:
    """Return the fully right answers; what partial answers and feedback in gaps held is said to be lost."""
    right = [answer for answer in gap.answers if answer.percent >= WHOLE]
    if not right:
        raise NotHeld(_("A gap has no right answer. Please mark one in Moodle."))
    if any(Decimal(0) < answer.percent < WHOLE for answer in gap.answers):
        question.desk.warn(_("A gap is right or wrong here: answers that were worth a part now count as wrong."))
    if any(answer.feedback for answer in gap.answers):
        question.desk.warn(_("Feedback on the answers of single gaps was not taken over."))
    if gap.kind == "chosen" and right[1:]:
        question.desk.warn(_("A gap to choose for has one right option; the further ones now count as wrong."))
    return right


def _words(question: Question) -> list[tuple[str, str]]:
    """Return the words to select or to drag, each with the name of its group."""
    found: list[Element] = [*question.parts("selectoption"), *question.parts("dragbox")]
    return [(question.desk.text(question.source(word)), (word.findtext("group") or "1").strip()) for word in found]


def _without_marks(text: str) -> str:
    # Two brackets begin a gap in our own notation.
    return text.replace("[[", "[ [").replace("]]", "] ]")
