"""What of an item a format has no place for, told in one sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.importers.base import Message
from courses.items import ITEM_TYPES
from courses.items.base import FrozenItem
from courses.items.essay import USUAL_LIMIT


class NotHeld(Exception):
    """The format cannot hold this item; the text is a sentence for the trainer."""


def place_of(number: int) -> str:
    """Return the name of an item's place among those that are written, counted from 1."""
    return _("Question %(number)d") % {"number": number}


def not_held(number: int, reason: NotHeld) -> Message:
    """Return the message about an item that is not in the file."""
    return Message("error", place_of(number), str(reason))


def unknown_type(item: FrozenItem) -> NotHeld:
    """Return the reason for an item whose type the format does not have."""
    known = ITEM_TYPES.get(item["type"])
    return NotHeld(
        _("This file format has no questions of the type “%(type)s”, so the question was left out.")
        % {"type": known.label if known else item["type"]}
    )


def left_out(number: int, item: FrozenItem, held: Collection[str]) -> list[Message]:
    """Return at most one warning, which names what the item has and the format does not hold.

    `held` names keys of the item, "feedback.right" and the like for kinds of feedback, "weight" for options' weights.
    """
    names = [name for key, name in _things(item) if key not in held]
    if not names:
        return []
    text = _("This file format has no place for: %(things)s.") % {"things": ", ".join(dict.fromkeys(names))}
    return [Message("warning", place_of(number), text)]


def _things(item: FrozenItem) -> Iterator[tuple[str, str]]:
    """Yield what the item says beyond its question and its right answer, with the word for it."""
    for key, name in _names().items():
        if item.get(key):
            yield key, name
    if Decimal(item["points"]) != 1 and item["type"] in ITEM_TYPES and ITEM_TYPES[item["type"]].graded:
        yield "points", _("the points")
    if item.get("matching", "lenient") != "lenient":
        yield "matching", _("how answers are compared")
    if item.get("longest", USUAL_LIMIT) != USUAL_LIMIT:
        yield "longest", _("the number of characters")
    for kind in item.get("feedback") or {}:
        yield f"feedback.{kind}", _("words for a right, partly right or wrong answer")
    for option in item.get("options") or []:
        if option.get("feedback"):
            yield "options.feedback", _("words for single options")
        if option.get("weight"):
            yield "weight", _("weights of options")


def _names() -> dict[str, str]:
    return {
        "picture": _("the picture"),
        "hint": _("the hint"),
        "more_hints": _("further hints"),
        "explanation": _("the explanation"),
        "tags": _("tags"),
        "difficulty": _("the difficulty"),
        "outcome": _("the outcome it tests"),
        "competence": _("the competence"),
        "feedback_on": _("words for single options"),
        "unit": _("the unit"),
        "units": _("other units"),
        "unit_required": _("that the unit must be written"),
        "typed": _("how answers are compared"),
        "forms": _("how answers are compared"),
        "also": _("answers that earn a part of the points"),
        "scoring": _("how the order is counted"),
        "rubric": _("the criteria for marking"),
        "words": _("the number of words"),
        "sample": _("the sample answer"),
        "shared": _("one list of words for all gaps"),
    }
