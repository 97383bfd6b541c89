"""Reading questions answered by writing: a number, a few words, a text with gaps."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from courses.items.gap_fill import LONGEST_SOURCE
from courses.items.gap_text import read_gaps
from courses.matching import FORMS
from courses.numbers import canonical
from courses.text import MATCHINGS
from seeds.schema.fields import Fields
from seeds.schema.item_chosen import FEEDBACK_LENGTH, part

SHARE_LIMITS: dict[str, Any] = {"least": 0, "most": 1}
SMALLEST_FACTOR = Decimal("0.000001")


def read_numeric(fields: Fields) -> dict[str, Any]:
    """Read the number with its tolerance and unit, other units and further answers."""
    unit = fields.text("unit", longest=30, optional=True)
    found = _answer(fields) | {"unit": unit}
    if fields.has("units"):
        found["units"] = [_unit(part(node, fields, "units")) for node in fields.entries("units", most=10)]
    if fields.has("also"):
        found["also"] = [_also(part(node, fields, "also"), _answer) for node in fields.entries("also", most=10)]
    return found | _switches(fields, "unit_required", "typed")


def read_short_answer(fields: Fields) -> dict[str, Any]:
    """Read the right wordings, how they are compared, and further answers."""
    found: dict[str, Any] = {
        "accepted": list(fields.texts("accepted", longest=100)),
        "matching": fields.choice("matching", MATCHINGS),
    }
    if fields.has("also"):
        found["also"] = [_also(part(node, fields, "also"), _wording) for node in fields.entries("also", most=20)]
    if fields.has("forms"):
        wished = fields.texts("forms")
        if set(wished) - set(FORMS):
            fields.fault("forms", f"“forms” chỉ gồm: {', '.join(FORMS)}.")
        found["forms"] = [form for form in FORMS if form in wished]
    return found | _switches(fields, "wildcards", "typed")


def read_gap_fill(fields: Fields) -> dict[str, Any]:
    """Read a text with its gaps in double square brackets, as an author writes it in the editor."""
    matching = fields.choice("matching", MATCHINGS) if fields.has("matching") else "lenient"
    shared = fields.flag("shared", optional=True)
    text, gaps = read_gaps(fields.text("text", longest=LONGEST_SOURCE), matching, shared)
    chosen = any(gap["kind"] == "chosen" for gap in gaps)
    return {"text": text, "gaps": gaps} | ({"shared": True} if shared and chosen else {})


def _answer(fields: Fields) -> dict[str, Any]:
    tolerance = fields.number("tolerance", least=0) if fields.has("tolerance") or fields.name != "also" else Decimal(0)
    return {"answer": canonical(fields.number("answer")), "tolerance": canonical(tolerance)}


def _wording(fields: Fields) -> dict[str, Any]:
    return {"text": fields.text("text", longest=100)}


def _also(entry: Fields, own: Callable[[Fields], dict[str, Any]]) -> dict[str, Any]:
    row = own(entry) | {"share": canonical(entry.number("share", **SHARE_LIMITS))}
    if entry.has("feedback"):
        row["feedback"] = entry.text("feedback", longest=FEEDBACK_LENGTH)
    entry.done()
    return row


def _unit(entry: Fields) -> dict[str, Any]:
    factor = canonical(entry.number("factor", least=SMALLEST_FACTOR))
    row = {"unit": entry.text("unit", longest=30), "factor": factor}
    entry.done()
    return row


def _switches(fields: Fields, *names: str) -> dict[str, bool]:
    """Read flags that are absent when they are off."""
    return {name: True for name in names if fields.flag(name, optional=True)}


WRITTEN: dict[str, Callable[[Fields], dict[str, Any]]] = {
    "numeric": read_numeric,
    "short_answer": read_short_answer,
    "gap_fill": read_gap_fill,
}
