"""An item as the cells of one row: what `courses.importers.sheet_answers` reads, the other way round."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.exporters.left_out import NotHeld, unknown_type
from courses.html import plain
from courses.importers.sheet_answers import LONGEST_CELL, has_share
from courses.importers.sheet_columns import (
    DIFFICULTIES,
    FALSE,
    KINDS,
    OPTION_LETTERS,
    SPARE,
    TRUE,
    is_spare,
    settings_text,
)
from courses.importers.sheet_prompt import is_html
from courses.importers.wording import paragraphs
from courses.items import ITEM_TYPES
from courses.items.base import FrozenItem
from courses.items.gap_text import write_gaps
from courses.numbers import canonical

Cells = dict[str, str]
_PARAGRAPHS = re.compile(r"(?:<p>[^<]+</p>)+")


def cells_of(item: FrozenItem) -> Cells:
    """Return the texts of an item by the keys of `courses.importers.sheet_columns`, or raise NotHeld."""
    if item["type"] not in _CELLS:
        raise unknown_type(item)
    feedback = item.get("feedback") or {}
    hints = list(item.get("more_hints") or [])
    cells = {
        "kind": KINDS[item["type"]][0],
        "prompt": prompt_text(item["prompt"]),
        "hint": item["hint"],
        "hint2": "".join(hints[:1]),
        "hint3": "".join(hints[1:2]),
        "explanation": item["explanation"],
        "points": _decimal(item["points"]) if ITEM_TYPES[item["type"]].graded else "",
        "difficulty": DIFFICULTIES.get(item.get("difficulty", ""), ""),
        "tags": ", ".join(item.get("tags") or []),
        "competence": item.get("competence", ""),
    } | {kind: feedback.get(kind, "") for kind in ("right", "partial", "wrong")}
    cells |= {"matching": _settings(item)} | _CELLS[item["type"]](item)
    if any(len(text) > LONGEST_CELL for text in cells.values()):
        raise NotHeld(_("A text of this question is too long for a cell, so the question was left out."))
    return cells


def held_of(item: FrozenItem) -> set[str]:
    """Return what of an item the cells hold beyond its question and its right answer, as `left_out` names it."""
    held = {"hint", "explanation", "points", "difficulty", "competence", "matching", "unit", "units", "unit_required"}
    held |= {"typed", "forms", "also", "scoring", "rubric", "sample", "shared", "feedback_on", "options.feedback"}
    held |= {"feedback.right", "feedback.partial", "feedback.wrong"}
    if len(item.get("more_hints") or []) < 3:
        held.add("more_hints")
    if _weights_hold(item):
        held.add("weight")
    if not any(";" in tag or "\n" in tag for tag in item.get("tags") or []):
        held.add("tags")
    return held


def prompt_text(prompt: str) -> str:
    """Return a prompt as plain lines where it is no more than paragraphs, else as the HTML it is."""
    if _PARAGRAPHS.fullmatch(prompt):
        lines = prompt.removeprefix("<p>").removesuffix("</p>").split("</p><p>")
        text = "\n".join(map(html.unescape, lines))
        if paragraphs(text) == prompt and not is_html(text):
            return text
    return prompt if is_html(prompt) else plain(prompt)


def _settings(item: FrozenItem) -> str:
    matching = {item.get("matching")} | {gap.get("matching") for gap in item.get("gaps") or []}
    return settings_text(
        {mode: mode in matching for mode in ("strict", "unaccented")}
        | {form: form in (item.get("forms") or []) for form in ("number", "date")}
        | {key: bool(item.get(key)) for key in ("wildcards", "typed", "unit_required", "shared")}
        | {"exact": item.get("scoring") == "exact"}
    )


def _options(texts: Sequence[str], notes: Sequence[str] = ()) -> Cells:
    if len(texts) > len(OPTION_LETTERS):
        raise NotHeld(
            _("The sheet has room for %(limit)d options, so this question was left out.")
            % {"limit": len(OPTION_LETTERS)}
        )
    return {f"option.{letter}": text for letter, text in zip(OPTION_LETTERS, texts, strict=False)} | {
        f"feedback.{letter}": note for letter, note in zip(OPTION_LETTERS, notes, strict=False)
    }


def _choice(item: FrozenItem) -> Cells:
    options = item["options"]
    cells = _options([option["text"] for option in options], [option.get("feedback", "") for option in options])
    named = list(zip(OPTION_LETTERS, options, strict=False))
    answer = ", ".join(letter for letter, option in named if option["correct"])
    if any("weight" in option for option in options) and _weights_hold(item):
        weighed = ((letter, option["weight"]) for letter, option in named if "weight" in option)
        answer = ", ".join(f"{letter} ({_percent(weight)})" for letter, weight in weighed)
    return cells | {"answer": answer}


def _weights_hold(item: FrozenItem) -> bool:
    """Whether weights alone tell which options are right, as they do in the sheet."""
    options = item.get("options") or []
    return all((Decimal(option.get("weight") or 0) > 0) == option["correct"] for option in options)


def _true_false(item: FrozenItem) -> Cells:
    notes = item.get("feedback_on") or {}
    answer = TRUE if item["answer"] else FALSE
    return {"answer": answer, "feedback.A": notes.get("true", ""), "feedback.B": notes.get("false", "")}


def _numeric(item: FrozenItem) -> Cells:
    also = item.get("also") or []
    texts = [f"{_quantity(row)} ({_percent(row['share'])})" for row in also]
    others = [f"{row['unit']} = {_decimal(row['factor'])}" for row in item.get("units") or []]
    tolerance = "" if item["tolerance"] == "0" else _decimal(item["tolerance"])
    own = {"answer": _decimal(item["answer"]), "tolerance": tolerance, "unit": "\n".join([item["unit"], *others])}
    return own | _options(texts, [row.get("feedback", "") for row in also])


def _short_answer(item: FrozenItem) -> Cells:
    accepted = [f"{text} (100%)" if has_share(text) else text for text in item["accepted"]]
    also = item.get("also") or []
    texts = [f"{row['text']} ({_percent(row['share'])})" for row in also]
    notes = [*("" for _text in accepted[1:]), *(row.get("feedback", "") for row in also)]
    return {"answer": "".join(accepted[:1])} | _options([*accepted[1:], *texts], notes)


def _gap_fill(item: FrozenItem) -> Cells:
    ways = {gap["matching"] for gap in item["gaps"] if "matching" in gap}
    if len(ways) > 1:
        raise NotHeld(_("The gaps of this question are compared in different ways, so it was left out."))
    return {"text": write_gaps(item["text"], item["gaps"], bool(item.get("shared")))}


def _matching(item: FrozenItem) -> Cells:
    choices = {choice["id"]: choice["text"] for choice in item["choices"]}
    taken = {row["choice"] for row in item["rows"]}
    found = [(row["text"], choices[row["choice"]]) for row in item["rows"]]
    return _pairs([*found, *((SPARE, text) for choice, text in choices.items() if choice not in taken)])


def _categorise(item: FrozenItem) -> Cells:
    found = []
    for category in item["categories"]:
        texts = [card["text"] for card in item["cards"] if card["category"] == category["id"]]
        found += [(text, category["text"]) for text in texts or [SPARE]]
    return _pairs(found)


def _pairs(found: Sequence[tuple[str, str]]) -> Cells:
    if any("=" in left or (left != SPARE and is_spare(left)) for left, _right in found):
        raise NotHeld(_("In a cell the sign “=” parts a pair, so this question was left out."))
    return _options([f"{left} = {right}" for left, right in found])


def _ordering(item: FrozenItem) -> Cells:
    return _options([step["text"] for step in item["steps"]])


def _essay(item: FrozenItem) -> Cells:
    criteria = [f"{row['text']} ({_decimal(row['points'])} điểm)" for row in item["rubric"]]
    return {"answer": item.get("sample", "")} | _options(criteria)


def _information(_item: FrozenItem) -> Cells:
    return {}


_CELLS: Mapping[str, Callable[[FrozenItem], dict[str, Any]]] = {
    "single_choice": _choice,
    "multiple_response": _choice,
    "true_false": _true_false,
    "numeric": _numeric,
    "short_answer": _short_answer,
    "gap_fill": _gap_fill,
    "matching": _matching,
    "ordering": _ordering,
    "categorise": _categorise,
    "essay": _essay,
    "information": _information,
}


def _decimal(written: str) -> str:
    return written.replace(".", ",")


def _percent(share: str) -> str:
    return f"{_decimal(canonical(Decimal(share) * 100))}%"


def _quantity(row: Mapping[str, str]) -> str:
    off = "" if row["tolerance"] == "0" else f" ± {_decimal(row['tolerance'])}"
    return f"{_decimal(row['answer'])}{off}"
