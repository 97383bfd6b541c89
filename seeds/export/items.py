"""Frozen questions written as a content file writes them: the inverse of the readers of `seeds.schema`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from courses.items import ITEM_TYPES, FrozenItem
from courses.items.arranged import texts_by_id
from courses.items.simulation_block import PRACTICE
from courses.items.taps import SIDES
from seeds.export.markdown import markdown
from seeds.export.names import Names
from seeds.export.writing import Flow, Number

PictureOf = Callable[[FrozenItem], dict[str, Any]]
NUMBERS = {"tolerance", "share", "factor", "weight", *SIDES}
COMMON = {"id", "type", "prompt", "points", "hint", "explanation", "picture"}
MORE = ("more_hints", "tags", "difficulty", "outcome", "competence", "feedback")


def item_entry(item: FrozenItem, names: Names, picture_of: PictureOf) -> dict[str, Any]:
    """Return a question as a mapping of the file; `picture_of` writes a picture of it."""
    kind, key = ITEM_TYPES[item["type"]], names.item(item["id"])
    entry: dict[str, Any] = {"key": key} | ({"outcome": item["outcome"]} if "outcome" in item else {})
    entry |= {"type": kind.name, "prompt": markdown(item["prompt"])}
    if "picture" in item:
        entry["picture"] = picture_of(item["picture"])
    own = {name: value for name, value in item.items() if name not in COMMON and name not in MORE}
    entry |= WRITERS.get(kind.name, _plain)(own, _Parts(key, names, picture_of))
    if kind.graded:
        entry |= {"hint": item["hint"], "explanation": item["explanation"]}
        entry |= {"points": int(Decimal(item["points"]))} if Decimal(item["points"]) != 1 else {}
    return entry | {name: item[name] for name in MORE if name in item and name != "outcome"}


class _Parts:
    """Writes the parts of one question."""

    def __init__(self, key: str, names: Names, picture_of: PictureOf) -> None:
        self.key, self.names, self.picture_of = key, names, picture_of

    def entry(self, part: Mapping[str, Any], *kind: str) -> Flow:
        """Return a part with its key in place of its id, without what is said by being absent."""
        found = Flow({"key": self.names.part(self.key, part["id"], *kind)})
        for name, value in part.items():
            if name == "picture":
                found[name] = self.picture_of(value)
            elif name not in {"id", "category"} and value not in ("", False):
                found[name] = Number(value) if name in NUMBERS else value
        return found


def _plain(own: FrozenItem, parts: _Parts) -> dict[str, Any]:
    """Most types: lists of parts, and settings that are written as they are frozen."""
    found: dict[str, Any] = {}
    for name, value in own.items():
        if isinstance(value, list) and value and isinstance(value[0], dict) and "id" in value[0]:
            found[name] = [parts.entry(each) for each in value]
        elif value not in ("", None):
            found[name] = value
    return found


def _numeric(own: FrozenItem, parts: _Parts) -> dict[str, Any]:
    def row(each: Mapping[str, Any]) -> Flow:
        return Flow({name: Number(value) if name in {"answer", *NUMBERS} else value for name, value in each.items()})

    found = {"answer": Number(own["answer"]), "tolerance": Number(own["tolerance"])}
    rest = {name: value for name, value in own.items() if name not in found and value != ""}
    return found | {
        name: [row(each) for each in value] if isinstance(value, list) else value for name, value in rest.items()
    }


def _short_answer(own: FrozenItem, parts: _Parts) -> dict[str, Any]:
    also = [Flow(each | {"share": Number(each["share"])}) for each in own.get("also") or []]
    return own | ({"also": also} if also else {})


def _gap_fill(own: FrozenItem, parts: _Parts) -> dict[str, Any]:
    raw = ITEM_TYPES["gap_fill"].thaw_key(own)
    found = {"text": raw["text"]} | ({"matching": raw["matching"]} if raw["matching"] != "lenient" else {})
    return found | ({"shared": True} if raw["shared"] else {})


def _matching(own: FrozenItem, parts: _Parts) -> dict[str, Any]:
    words, used = texts_by_id(own["choices"]), {row["choice"] for row in own["rows"]}
    rows = [
        parts.entry({"id": row["id"], "text": row["text"], "match": words.get(row["choice"], "")})
        for row in own["rows"]
    ]
    others = [choice["text"] for choice in own["choices"] if choice["id"] not in used]
    return {"rows": rows} | ({"others": others} if others else {})


def _ordering(own: FrozenItem, parts: _Parts) -> dict[str, Any]:
    return {"steps": [parts.entry(step) for step in own["steps"]]} | ({"exact": True} if "scoring" in own else {})


def _categorise(own: FrozenItem, parts: _Parts) -> dict[str, Any]:
    return {
        "categories": [
            dict(parts.entry(category, "category"))
            | {"cards": [parts.entry(card, "card") for card in own["cards"] if card["category"] == category["id"]]}
            for category in own["categories"]
        ]
    }


def _simulation(own: FrozenItem, parts: _Parts) -> dict[str, Any]:
    screens = []
    for screen in own["screens"]:
        entry = dict(parts.entry({name: value for name, value in screen.items() if name != "places"}))
        screens.append(entry | {"places": [parts.entry(place, entry["key"]) for place in screen["places"]]})
    return {"screens": screens} | ({"mode": own["mode"]} if own["mode"] != PRACTICE else {})


def _rubric(own: FrozenItem, parts: _Parts) -> dict[str, Any]:
    rows = [Flow(parts.entry(row) | {"points": Number(row["points"])}) for row in own["rubric"]]
    return own | {"rubric": rows}


WRITERS: Mapping[str, Callable[[FrozenItem, _Parts], dict[str, Any]]] = {
    "numeric": _numeric,
    "short_answer": _short_answer,
    "gap_fill": _gap_fill,
    "matching": _matching,
    "ordering": _ordering,
    "categorise": _categorise,
    "simulation": _simulation,
    "essay": _rubric,
    "file_upload": _rubric,
}
