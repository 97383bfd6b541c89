"""Moodle's short answers and numbers."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.importers.desk import NotHeld
from courses.importers.moodle_xml.choice import fraction
from courses.importers.moodle_xml.question import Question
from courses.importers.shares import WHOLE, number
from courses.importers.wildcards import has_wildcard, without_escapes
from courses.items.base import FrozenItem
from courses.numbers import canonical
from courses.text import nfc

_ANY = "*"
_NO_UNITS = "3"
_PRECISION = Context(prec=15)


def shortanswer(question: Question) -> FrozenItem:
    """Return a short answer: full answers are accepted, partial ones earn their share, "*" for 0 % is the feedback."""
    accepted: list[str] = []
    also: list[dict[str, str]] = []
    feedback: dict[str, str] = {}
    uses_wildcards = "wildcards" in question.extras
    for answer in question.parts("answer"):
        percent, told, raw = _share(question, answer), question.words(answer.find("feedback")), question.raw(answer)
        if raw == _ANY and percent <= 0:
            feedback |= {"wrong": told} if told else {}
            continue
        uses_wildcards = uses_wildcards or has_wildcard(raw)
        if percent == WHOLE and raw and _belongs_to_first(accepted, feedback, told):
            accepted.append(raw)
            feedback |= {"right": told} if told else {}
        elif raw and (percent > 0 or told):
            also.append(_partial({"text": raw}, percent, told))
    if not accepted:
        raise NotHeld(_("No right answer was found. Please mark one and import it again."))
    own: dict[str, Any] = {"accepted": accepted, "matching": _matching(question)}
    own |= {key: question.extras[key] for key in ("forms", "typed") if key in question.extras}
    own |= ({"also": also} if also else {}) | ({"wildcards": True} if uses_wildcards else {})
    if not uses_wildcards:
        own |= _without_escapes(accepted, also)
    return question.item("short_answer", question.prompt(), feedback, **own)


def numerical(question: Question) -> FrozenItem:
    """Return a number; the first full answer is the key, the others are accepted for their share."""
    key: dict[str, str] = {}
    also: list[dict[str, str]] = []
    feedback: dict[str, str] = {}
    for answer in question.parts("answer"):
        percent, told, raw = _share(question, answer), question.words(answer.find("feedback")), _answer_text(answer)
        if raw == _ANY:
            if percent > 0:
                question.desk.warn(_("A share for any number at all was not taken over."))
            feedback |= {"wrong": told} if told else {}
            continue
        found = _number(question, raw, answer.findtext("tolerance"))
        if percent == WHOLE and not key:
            key, feedback = found, feedback | ({"right": told} if told else {})
        elif percent > 0 or told:
            also.append(_partial(found, percent, told))
    if not key:
        raise NotHeld(_("No right answer was found. Please mark one and import it again."))
    own: dict[str, Any] = key | _units(question) | ({"also": also} if also else {})
    own |= {"typed": True} if "typed" in question.extras else {}
    return question.item("numeric", question.prompt(), feedback, **own)


def _share(question: Question, answer: Element) -> Decimal:
    return min(max(fraction(question, answer), Decimal(0)), WHOLE)


def _without_escapes(accepted: list[str], also: list[dict[str, str]]) -> dict[str, Any]:
    """Return the wordings with every star as it is typed: where none stands for any text, none needs a backslash."""
    rows = [row | {"text": without_escapes(row["text"])} for row in also]
    return {"accepted": [without_escapes(text) for text in accepted]} | ({"also": rows} if rows else {})


def _belongs_to_first(accepted: list[str], feedback: dict[str, str], told: str) -> bool:
    """Wordings with the feedback of the first are accepted like it; one with its own feedback is kept beside them."""
    return not accepted or told == feedback.get("right", "")


def _partial(found: dict[str, str], percent: Decimal, told: str) -> dict[str, str]:
    return found | {"share": canonical(percent / WHOLE)} | ({"feedback": told} if told else {})


def _matching(question: Question) -> str:
    if "matching" in question.extras:
        return str(question.extras["matching"])
    return "strict" if question.value("usecase", "0") == "1" else "lenient"


def _answer_text(answer: Element) -> str:
    # Very old files have the number right inside <answer>.
    return (answer.findtext("text") or answer.text or "").strip() or _ANY


def _number(question: Question, raw: str, tolerance: str | None) -> dict[str, str]:
    answer, width = number(raw), number((tolerance or "").strip() or "0")
    if answer is None or width is None:
        raise NotHeld(
            _("“%(text)s” is not a number that can be read. Please correct it and import the question again.")
            % {"text": (raw if answer is None else tolerance or "")[:40]}
        )
    return {"answer": f"{answer:f}", "tolerance": f"{abs(width):f}"}


def _units(question: Question) -> dict[str, Any]:
    """Return the first unit, which the answer is in, and the others with what one of them is in that unit."""
    units = [
        (nfc(unit.findtext("unit_name") or "").strip(), number(unit.findtext("multiplier") or "1"))
        for unit in question.element.iterfind("units/unit")
    ]
    units = [unit for unit in units if unit[0]]
    if not units or question.value("showunits") == _NO_UNITS:
        return {"unit": ""}
    name, base = next((unit for unit in units if unit[1] == 1), units[0])
    others = []
    for other, per_base in units:
        if other == name:
            continue
        if not base or not per_base or per_base < 0:
            question.desk.warn(_("The unit “%(unit)s” has no usable factor and was left out.") % {"unit": other[:40]})
        else:
            # A factor says here as there how many of the unit make one of the first.
            others.append({"unit": other, "factor": f"{_PRECISION.divide(per_base, base):f}"})
    required = question.value("unitgradingtype", "0") not in {"0", ""}
    if required and (number(question.value("unitpenalty")) or Decimal(0)) < 1:
        question.desk.warn(_("A missing unit cost part of the points in Moodle; here the answer then counts as wrong."))
    return {"unit": name} | ({"units": others} if others else {}) | ({"unit_required": True} if required else {})
