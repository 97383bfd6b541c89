"""Choices, true/false, short answers and numbers as Moodle writes them."""

from __future__ import annotations

import html
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.exporters.moodle_xml.sheet import HTML, Sheet
from courses.importers.shares import WHOLE, weights
from courses.importers.wildcards import escaped
from courses.items.base import FrozenItem
from courses.numbers import canonical

ALL, NONE = "100", "0"
_UNIT_TYPED, _NO_UNIT = "0", "3"
_DIGITS = Decimal("0.00001")
# The percentages Moodle's form offers; others it takes for the nearest of them.
_TENTHS = ("100", "90", "80", "70", "60", "50", "40", "30", "20", "10", "5", "0")
_FRACTIONS = ("83.33333", "75", "66.66667", "33.33333", "25", "16.66667", "14.28571", "12.5", "11.11111")
_KNOWN = tuple(map(Decimal, _TENTHS + _FRACTIONS))
_CLOSE = Decimal("0.01")


def single_choice(sheet: Sheet) -> None:
    """Write options of which one is right, with their pictures where they have some."""
    _choice_values(sheet, "true")
    for option in sheet.item["options"]:
        _option(sheet, option, ALL if option["correct"] else NONE)


def multiple_response(sheet: Sheet) -> None:
    """Write options with the share each gives or takes."""
    _choice_values(sheet, "false")
    options = sheet.item["options"]
    if any("weight" in option for option in options):
        percents = [Decimal(option.get("weight") or NONE) * WHOLE for option in options]
        if weights(percents) is None:
            sheet.extras["weighted"] = True
    else:
        share = (WHOLE / max(1, sum(option["correct"] for option in options))).quantize(_DIGITS)
        percents = [share if option["correct"] else -share for option in options]
    for option, percent in zip(options, percents, strict=True):
        _option(sheet, option, canonical(percent))
    if not all(any(abs(abs(percent) - known) < _CLOSE for known in _KNOWN) for percent in percents):
        sheet.warn(_("Moodle does not know one of the percentages and takes the nearest it knows."))


def true_false(sheet: Sheet) -> None:
    """Write the two answers, the right one with all the points."""
    said = sheet.item.get("feedback_on") or {}
    for word, truth in (("true", True), ("false", False)):
        sheet.answer(word, ALL if sheet.item["answer"] is truth else NONE, said.get(word, ""), "moodle_auto_format")


def short_answer(sheet: Sheet) -> None:
    """Write wordings; what is said on right and wrong answers stands with them, where Moodle shows it."""
    item = sheet.item
    right = _spoken(sheet, "right")
    wording = str if item.get("wildcards") else escaped
    sheet.value("usecase", "1" if item["matching"] == "strict" else "0")
    for text in item["accepted"]:
        sheet.answer(wording(text), ALL, right)
    for row in item.get("also") or []:
        sheet.answer(wording(row["text"]), _percent(row["share"]), row.get("feedback", ""))
    _catch_all(sheet)
    if item["matching"] == "unaccented":
        _keep(sheet, "matching", _("answers without tone marks"))
    _keep(sheet, "forms", _("equal numbers and dates"))
    _keep(sheet, "typed", _("answers typed without a Vietnamese keyboard"))
    if item.get("wildcards"):
        sheet.extras["wildcards"] = True


def numeric(sheet: Sheet) -> None:
    """Write numbers with their tolerance, and the units."""
    item = sheet.item
    _number(sheet, item, ALL, _spoken(sheet, "right"))
    for row in item.get("also") or []:
        _number(sheet, row, _percent(row["share"]), row.get("feedback", ""))
    _catch_all(sheet)
    if item["unit"]:
        units = sheet.value("units", "")
        for unit, factor in ((item["unit"], "1"), *((row["unit"], row["factor"]) for row in item.get("units") or [])):
            element = sheet.value("unit", "", units)
            sheet.value("multiplier", factor, element)
            sheet.value("unit_name", unit, element)
    required = item.get("unit_required")
    sheet.values([("unitgradingtype", "1" if required else "0"), ("unitpenalty", "1.0" if required else "0.1")])
    sheet.values([("showunits", _UNIT_TYPED if item["unit"] else _NO_UNIT), ("unitsleft", "0")])
    _keep(sheet, "typed", _("numbers as people type them"))


def _choice_values(sheet: Sheet, single: str) -> None:
    sheet.values([("single", single), ("shuffleanswers", "true"), ("answernumbering", "ABCD")])


def _option(sheet: Sheet, option: FrozenItem, fraction: str) -> None:
    if "picture" not in option:
        sheet.answer(option["text"], fraction, option.get("feedback", ""))
        return
    answer = sheet.answer("", fraction, option.get("feedback", ""), HTML)
    sheet.add_html(answer, sheet.picture(answer, option["picture"]) + html.escape(option["text"], quote=False))


def _number(sheet: Sheet, row: FrozenItem, fraction: str, feedback: str) -> None:
    answer = sheet.answer(row["answer"], fraction, feedback)
    sheet.value("tolerance", row["tolerance"], answer)


def _spoken(sheet: Sheet, key: str) -> str:
    """Return feedback that is said with the answers themselves; it is then no longer said apart."""
    feedback: dict[str, Any] = dict(sheet.item.get("feedback") or {})
    said = str(feedback.pop(key, ""))
    sheet.item = sheet.item | {"feedback": feedback}
    return said


def _catch_all(sheet: Sheet) -> None:
    """Write the answer that stands for all others: what is said on a wrong one."""
    wrong = _spoken(sheet, "wrong")
    if wrong:
        sheet.answer("*", NONE, wrong)


def _keep(sheet: Sheet, key: str, name: str) -> None:
    if key in sheet.item:
        sheet.extras[key] = sheet.item[key]
        sheet.lost.append(name)


def _percent(share: str) -> str:
    return canonical(Decimal(share) * WHOLE)
