"""Options with percentages, as other programs write them: what kind of item they make, and what changes on the way."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.importers.desk import Desk
from courses.importers.outside_html import left_out_sentence
from courses.importers.shares import WHOLE, weights
from courses.numbers import canonical

FEWEST = 2
_FINEST = Decimal("0.01")

Option = dict[str, Any]


def settle(desk: Desk, options: Sequence[Option], percents: Sequence[Decimal], is_single: bool) -> str:
    """Return the item's type and complete its options: right or wrong, weights, pictures. What is lost is said."""
    for option, percent in zip(options, percents, strict=True):
        option["correct"] = percent >= WHOLE if is_single else percent > 0
    right = sum(option["correct"] for option in options)
    if not right:
        desk.fail(_("No right answer was found. Please mark one and import it again."))
    if is_single and right > 1:
        desk.fail(_("Several options are fully right although only one can be chosen. Please leave one right option."))
    if is_single:
        _tell_parts(desk, options, percents)
    else:
        weigh(options, weights(percents))
    return _settle_pictures(desk, options, is_single)


def weigh(options: Sequence[Option], found: Sequence[str] | None) -> None:
    """Give every option its weight."""
    for option, weight in zip(options, found or (), strict=False):
        option["weight"] = weight


def _tell_parts(desk: Desk, options: Sequence[Option], percents: Sequence[Decimal]) -> None:
    for option, percent in zip(options, percents, strict=True):
        if percent and percent < WHOLE:
            desk.warn(
                _("Option “%(text)s” was worth %(percent)s %%; here it counts as wrong.")
                % {"text": option["text"][:60], "percent": canonical(percent.quantize(_FINEST))}
            )


def _settle_pictures(desk: Desk, options: Sequence[Option], is_single: bool) -> str:
    """Options that all have pictures make a picture choice; other options lose them."""
    if is_single and all("picture" in option for option in options):
        for option in options:
            if not option["text"] and not option["picture"]["alt"]:
                desk.warn(_("A picture among the options has neither text nor description. Please add it."))
        return "picture_choice"
    for option in options:
        if option.pop("picture", None):
            desk.warn(left_out_sentence("picture"))
        if not option["text"]:
            desk.fail(_("An option has no text. Please write it and import the question again."))
    return "single_choice" if is_single else "multiple_response"
