"""Matching, categories and order as Moodle writes them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from courses.exporters.moodle_xml.sheet import PLAIN, Sheet
from courses.items.arranged import texts_by_id
from courses.items.base import FrozenItem


def matching(sheet: Sheet) -> None:
    """Write the rows with their choices."""
    rows = [(row["text"], row["choice"]) for row in sheet.item["rows"]]
    _pairs(sheet, rows, sheet.item["choices"])


def categorise(sheet: Sheet) -> None:
    """Write cards and categories as a matching question, which asks the same in another form."""
    cards = [(card["text"], card["category"]) for card in sheet.item["cards"]]
    sheet.extras["as"] = "categorise"
    sheet.warn(_("In Moodle this is a matching question: each card is matched with its category."))
    _pairs(sheet, cards, sheet.item["categories"])


def ordering(sheet: Sheet) -> None:
    """Write the steps, each with its place as its fraction."""
    exact = sheet.item.get("scoring") == "exact"
    sheet.values([("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "0")])
    sheet.values([("gradingtype", "ALL_OR_NOTHING" if exact else "LONGEST_ORDERED_SUBSET"), ("showgrading", "SHOW")])
    sheet.value("numberingstyle", "none")
    for place, step in enumerate(sheet.item["steps"], start=1):
        sheet.answer(step["text"], f"{place}.0000000")


def _pairs(sheet: Sheet, rows: Sequence[tuple[str, str]], choices: Sequence[FrozenItem]) -> None:
    texts = texts_by_id(choices)
    sheet.value("shuffleanswers", "true")
    used = {choice for _text, choice in rows}
    # A choice without a row is one more to choose from.
    spare = [("", choice["id"]) for choice in choices if choice["id"] not in used]
    for text, choice in [*rows, *spare]:
        part = sheet.text("subquestion", text, PLAIN)
        sheet.text("answer", texts[choice], parent=part)
