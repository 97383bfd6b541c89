"""What makes a bank that a final quiz can be drawn from again and again: pure functions over frozen questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from courses.items import ITEM_TYPES
from courses.rules.finding import Finding
from courses.rules.limits import LEAST_BANK, LEAST_DRAWN, LEAST_ITEMS_OF_OUTCOME, LEAST_KINDS, TELLING_ITEMS
from courses.rules.wording import catch_all, wording_findings

Item = Mapping[str, Any]

_TEXTS = {
    "prompt",
    "hint",
    "explanation",
    "text",
    "feedback",
    "right",
    "partial",
    "wrong",
    "true",
    "false",
    "accepted",
    "more_hints",
}
_PARTS = _TEXTS | {
    "options",
    "rows",
    "choices",
    "steps",
    "categories",
    "cards",
    "places",
    "gaps",
    "feedback_on",
    "also",
}


def shares(draw: int, outcomes: int) -> list[int]:
    """Return how many questions of each outcome are drawn: evenly, what is left over to the first ones.

    Twelve over four outcomes are 3, 3, 3, 3; fourteen are 4, 4, 3, 3.
    """
    each, left = divmod(draw, outcomes)
    return [each + (place < left) for place in range(outcomes)]


def bank_findings(items: Sequence[Item], draw: int, outcomes: int) -> Iterator[Finding]:
    """Yield what a bank should do better that a quiz draws so many questions from, for so many outcomes."""
    if len(items) < LEAST_BANK:
        message = _("The bank has %(count)s questions; write %(least)s at least.")
        yield Finding("bank", message % {"count": len(items), "least": LEAST_BANK})
    if draw < LEAST_DRAWN:
        yield Finding("bank", _("Draw %(least)s questions at least.") % {"least": LEAST_DRAWN})
    kinds = {item["type"] for item in items}
    if len(kinds) < LEAST_KINDS:
        message = _("The bank uses %(count)s types of question; use %(least)s at least.")
        yield Finding("kinds", message % {"count": len(kinds), "least": LEAST_KINDS})
    yield from _coverage(items, draw, outcomes)
    yield from _telling(items)
    for place, item in enumerate(items, start=1):
        yield from item_findings(item, place)


def item_findings(item: Item, place: int = 0) -> Iterator[Finding]:
    """Yield what one question should do better."""
    kind = ITEM_TYPES[item["type"]]
    if kind.marked_by_person or not kind.graded:
        yield Finding("kinds", _("A final quiz asks only what a machine can mark."), place)
    for option in item.get("options") or []:
        if catch_all(option.get("text") or ""):
            message = _("“%(text)s” stands for other options. Write an option that is a real mistake people make.")
            yield Finding("catch-all", message % {"text": option["text"]}, place)
    yield from wording_findings(item_wordings(item), place)


def item_wordings(item: Any) -> list[str]:
    """Return every text of a frozen question that people read, in its order."""
    if isinstance(item, str):
        return [item]
    if isinstance(item, Mapping):
        return [text for key, value in item.items() if key in _PARTS for text in item_wordings(value)]
    return [text for each in item for text in item_wordings(each)] if isinstance(item, list | tuple) else []


def _coverage(items: Sequence[Item], draw: int, outcomes: int) -> Iterator[Finding]:
    for place, item in enumerate(items, start=1):
        if not 1 <= int(item.get("outcome") or 0) <= outcomes:
            message = _("Say which outcome the question tests: a number from 1 to %(most)s.")
            yield Finding("outcomes", message % {"most": outcomes}, place)
    held = Counter(item.get("outcome") for item in items)
    for number, share in enumerate(shares(draw, outcomes) if outcomes else [], start=1):
        least = max(share, LEAST_ITEMS_OF_OUTCOME)
        if held[number] < least:
            message = _("Outcome %(number)s has %(count)s questions in the bank; write %(least)s at least.")
            yield Finding("outcomes", message % {"number": number, "count": held[number], "least": least})


def _telling(items: Sequence[Item]) -> Iterator[Finding]:
    """Right options that can be told without reading the question."""
    choices = [item["options"] for item in items if item["type"] == "single_choice"]
    if len(choices) < TELLING_ITEMS:
        return
    if len({_right(options) for options in choices}) == 1:
        yield Finding("telling", _("The right option always stands in the same place. Mix them."))
    if all(_longest(options) == _right(options) for options in choices):
        yield Finding("telling", _("The right option is always the longest. Shorten some, lengthen wrong ones."))


def _right(options: Sequence[Item]) -> int:
    return next((place for place, option in enumerate(options) if option["correct"]), -1)


def _longest(options: Sequence[Item]) -> int:
    return max(range(len(options)), key=lambda place: len(options[place].get("text") or ""))
