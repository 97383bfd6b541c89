"""When a quiz can be sat: pure functions over frozen content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.html import plain
from courses.items import ITEM_TYPES

LONGEST_NAME = 60
NO_TITLES: Mapping[str, str] = {}


def quiz_faults(content: dict[str, Any], titles: Mapping[str, str] = NO_TITLES) -> list[str]:
    """Sentences that say what is broken and where; an empty list means that the quiz can be sat.

    `titles` names the banks by their key. Questions are counted as the author sees them: those of the quiz, and those
    of each bank.
    """
    drawn = {item_id for draw in content["draws"] for item_id in draw["items"]}
    inline = [item for item in content["items"] if item["id"] not in drawn]
    faults = [fault for number, item in enumerate(inline, start=1) for fault in item_faults(item, number)]
    if not inline and not content["draws"]:
        faults.append(_("The quiz has no question yet."))
    by_id = {item["id"]: item for item in content["items"]}
    for draw in content["draws"]:
        faults += _draw_faults(draw, by_id, titles)
    faults += _crowded_draws(content["draws"], titles)
    if content["items"] and not any(ITEM_TYPES[item["type"]].graded for item in content["items"]):
        faults.append(_("The quiz has no question that takes an answer."))
    if not Decimal(0) < Decimal(content["pass_mark"]) <= Decimal(1):
        faults.append(_("The pass mark is above all points of the quiz: choose a value between 0 and 1."))
    return faults


def item_faults(item: dict[str, Any], number: int) -> Iterator[str]:
    """Sentences about one question that say its number and how it begins."""
    name = plain(item["prompt"])[:LONGEST_NAME] or _("without text")
    for fault in ITEM_TYPES[item["type"]].faults(item):
        yield _("Question %(number)s (“%(name)s”): %(fault)s") % {"number": number, "name": name, "fault": fault}


def _draw_faults(draw: dict[str, Any], by_id: dict[str, Any], titles: Mapping[str, str]) -> Iterator[str]:
    if not draw["bank"]:
        yield _("A draw names no bank, or its bank was deleted: choose a bank.")
        return
    title = titles.get(draw["bank"], "")
    if len(draw["items"]) < draw["count"] or not draw["items"]:
        yield _("The bank “%(title)s” holds %(held)s questions but %(wanted)s are to be drawn.") % {
            "title": title, "held": len(draw["items"]), "wanted": draw["count"],
        }  # fmt: skip
    for number, item_id in enumerate(draw["items"], start=1):
        for fault in item_faults(by_id[item_id], number):
            yield _("In the bank “%(title)s”: %(fault)s") % {"title": title, "fault": fault}


def _crowded_draws(draws: list[dict[str, Any]], titles: Mapping[str, str]) -> Iterator[str]:
    """Draws from one pool must leave each other enough, whatever the dice say."""
    for place, draw in enumerate(draws):
        pool = set(draw["items"])
        lost = sum(min(earlier["count"], len(pool & set(earlier["items"]))) for earlier in draws[:place])
        if lost and len(pool) - lost < draw["count"] <= len(pool):
            yield _("The bank “%(title)s” is drawn from several times and may run out of questions: draw fewer.") % {
                "title": titles.get(draw["bank"], "")
            }
