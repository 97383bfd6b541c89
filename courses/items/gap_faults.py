"""What is wrong with a gap, and what it still lacks, in sentences that number the gap."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from courses.items.base import FrozenItem
from courses.text import MATCHINGS

FEWEST_OPTIONS = 2


def gap_faults(gaps: Iterable[FrozenItem], faults: Callable[[FrozenItem], list[str]]) -> list[str]:
    """Return the faults of all gaps, each with its gap's number."""
    return [
        _("Gap %(number)d: %(fault)s") % {"number": number, "fault": fault}
        for number, gap in enumerate(gaps, start=1)
        for fault in faults(gap)
    ]


def wrong_in_gap(gap: FrozenItem) -> list[str]:
    """Return what not even a draft may have."""
    found = [] if _above(gap.get("weight", "1"), least=None) else [_("its weight is not a number above zero.")]
    if gap.get("kind") == "number":
        if not _is_number(gap.get("answer")):
            found.append(_("write a number after the sign =, such as [[=3,5]], or \\= for words that begin so."))
        if not _above(gap.get("tolerance"), least=Decimal(0)):
            found.append(_("the tolerance is not zero or a number above zero."))
    elif gap.get("kind") == "chosen":
        if gap.get("right") not in [option.get("id") for option in gap.get("options") or []]:
            found.append(_("put a star before exactly one of its words."))
        found += _option_faults(gap.get("options") or [])
    return found


def missing_in_gap(gap: FrozenItem) -> list[str]:
    """Return what is still to be done before learners can answer."""
    if gap.get("kind") == "chosen":
        few = len(gap.get("options") or []) < FEWEST_OPTIONS
        return [_("write at least two words to choose from.")] if few else []
    if gap.get("kind") != "typed":
        return []
    found = [] if any(gap.get("accepted") or []) else [_("write its right answer.")]
    return found if gap.get("matching") in MATCHINGS else [*found, _("choose how answers are compared.")]


def _option_faults(options: list[FrozenItem]) -> list[str]:
    found = []
    if not all(option.get("text") for option in options):
        found.append(_("one of its words is empty."))
    if len({option.get("id") for option in options}) < len(options):
        found.append(_("two of its words are the same."))
    return found


def _is_number(text: Any) -> bool:
    return _decimal(text) is not None


def _above(text: Any, *, least: Decimal | None) -> bool:
    """Tell whether a text is a number above zero, or at least `least`."""
    number = _decimal(text)
    return number is not None and (number > 0 if least is None else number >= least)


def _decimal(text: Any) -> Decimal | None:
    try:
        number = Decimal(text) if isinstance(text, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None
