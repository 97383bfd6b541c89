"""When a quiz can be sat: pure functions over frozen content."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from courses.items import ITEM_TYPES


def quiz_faults(content: dict[str, Any]) -> list[str]:
    """Sentences that say what is broken and where; an empty list means that the quiz can be sat."""
    faults = []
    if not content["items"]:
        faults.append(_("The quiz has no question yet."))
    for number, item in enumerate(content["items"], start=1):
        name = strip_tags(item["prompt"])[:60] or _("without text")
        faults += [
            _("Question %(number)s (“%(name)s”): %(fault)s") % {"number": number, "name": name, "fault": fault}
            for fault in ITEM_TYPES[item["type"]].faults(item)
        ]
    for draw in content["draws"]:
        if len(draw["items"]) < draw["count"]:
            faults.append(
                _("A bank holds %(held)s questions but %(wanted)s are to be drawn.")
                % {"held": len(draw["items"]), "wanted": draw["count"]}
            )
    if not Decimal(0) < Decimal(content["pass_mark"]) <= Decimal(1):
        faults.append(_("The pass mark is above all points of the quiz: choose a value between 0 and 1."))
    return faults
