"""Reading questions answered by choosing: options, true or false, pictures and places on a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from courses.items.simulation_block import MODES, PRACTICE
from courses.items.taps import SIDES
from courses.numbers import canonical
from seeds.schema.fields import KEY, Fields
from seeds.schema.item_record import PartId
from seeds.schema.text import read_picture

OPTIONS = {"single_choice": (3, 4), "multiple_response": (4, 6), "picture_choice": (2, 6)}
TEXT_LENGTH, FEEDBACK_LENGTH = 300, 500
MOST_PLACES, MOST_SCREENS = 12, 12
LONGEST_TAP_TEXT = 200


def read_single(fields: Fields) -> dict[str, Any]:
    """Read options, one of them right."""
    return _one_right(fields, _options(fields, "single_choice"))


def read_multiple(fields: Fields) -> dict[str, Any]:
    """Read options, some of them right; each may have a weight."""
    options = _options(fields, "multiple_response")
    right = sum(option["correct"] for option in options)
    if not 1 <= right < max(len(options), 2):
        fields.fault("options", "Câu chọn nhiều phải có ít nhất một phương án đúng và một phương án sai.")
    return {"options": options}


def read_true_false(fields: Fields) -> dict[str, Any]:
    """Read the answer, and the words for each answer."""
    found: dict[str, Any] = {"answer": fields.flag("answer")}
    if fields.has("feedback_on"):
        said = fields.fields("feedback_on")
        kinds = [kind for kind in ("true", "false") if said.has(kind)]
        found["feedback_on"] = {kind: said.text(kind, longest=FEEDBACK_LENGTH) for kind in kinds}
        said.done()
    return found


def read_pictures(fields: Fields) -> dict[str, Any]:
    """Read options, each a picture, one of them right."""
    return _one_right(fields, _options(fields, "picture_choice"))


def read_places(fields: Fields) -> dict[str, Any]:
    """Read named rectangles, in per cent of the picture."""
    if not fields.has("picture"):
        fields.take("picture")
    places = [_place(part(node, fields, "places")) for node in fields.entries("places", least=2, most=MOST_PLACES)]
    check_keys(fields, "places", places)
    return {"places": places}


def read_screens(fields: Fields) -> dict[str, Any]:
    """Read the screens of a walk, each with its picture and named rectangles on it."""
    nodes = fields.entries("screens", least=2, most=MOST_SCREENS)
    screens = [_screen(part(node, fields, "screens")) for node in nodes]
    if len({screen["id"] for screen in screens}) < len(screens):
        fields.fault("screens", "Hai màn hình có cùng “key”.")
    mode = fields.choice("mode", [name for name, _label in MODES]) if fields.has("mode") else PRACTICE
    return {"mode": mode, "screens": screens}


def part(node: yaml.Node, fields: Fields, name: str) -> Fields:
    """Return an entry of a list as fields."""
    return Fields(node, fields.notes, name)


def read_text_part(entry: Fields, kind: str = "") -> dict[str, Any]:
    """Read `key` and `text`; `kind` keeps parts of different lists apart whose keys are the same."""
    key = entry.text("key", longest=40, shape=KEY)
    return {"id": PartId((kind, key) if kind else (key,)), "text": entry.text("text", longest=TEXT_LENGTH)}


def check_keys(fields: Fields, name: str, parts: list[dict[str, Any]], what: str = "mục") -> None:
    """Note parts with the same key or text."""
    for key, word in (("id", "key"), ("text", "text")):
        values = [each[key] for each in parts if each[key]]
        if len(set(values)) < len(values):
            fields.fault(name, f"Hai {what} có cùng “{word}”.")


def _options(fields: Fields, kind: str) -> list[dict[str, Any]]:
    least, most = OPTIONS[kind]
    nodes = fields.entries("options", least=least, most=most)
    options = [_option(part(node, fields, "options"), kind) for node in nodes]
    check_keys(fields, "options", options, "phương án")
    return options


def _option(entry: Fields, kind: str) -> dict[str, Any]:
    captioned = kind != "picture_choice" or entry.has("text")
    key = entry.text("key", longest=40, shape=KEY)
    text = entry.text("text", longest=TEXT_LENGTH) if captioned else ""
    option: dict[str, Any] = {"id": PartId((key,)), "text": text, "correct": entry.flag("correct", optional=True)}
    if entry.has("feedback"):
        option["feedback"] = entry.text("feedback", longest=FEEDBACK_LENGTH)
    if kind == "multiple_response" and entry.has("weight"):
        option["weight"] = canonical(entry.number("weight", least=-1, most=1))
    if kind == "picture_choice":
        option["picture"] = read_picture(entry.fields("picture"))
    entry.done()
    return option


def _one_right(fields: Fields, options: list[dict[str, Any]]) -> dict[str, Any]:
    right = sum(option["correct"] for option in options)
    if right != 1:
        fields.fault("options", f"Câu chọn một phải có đúng một phương án đúng, đang có {right}.")
    return {"options": options}


def _place(entry: Fields, screen: str = "") -> dict[str, Any]:
    place = read_text_part(entry, screen)
    sides = {side: canonical(entry.number(side, least=0, most=100)) for side in SIDES}
    place |= sides | {"correct": entry.flag("correct", optional=True)}
    if screen and entry.has("hint"):
        place["hint"] = entry.text("hint", longest=LONGEST_TAP_TEXT)
    entry.done()
    return place


def _screen(entry: Fields) -> dict[str, Any]:
    key = entry.text("key", longest=40, shape=KEY)
    screen: dict[str, Any] = {"id": PartId((key,)), "task": entry.text("task", longest=LONGEST_TAP_TEXT)}
    screen["picture"] = read_picture(entry.fields("picture"))
    if entry.has("hint"):
        screen["hint"] = entry.text("hint", longest=LONGEST_TAP_TEXT)
    nodes = entry.entries("places", least=2, most=MOST_PLACES)
    places = [_place(part(node, entry, "places"), key) for node in nodes]
    check_keys(entry, "places", places)
    entry.done()
    return screen | {"places": places}


CHOSEN: dict[str, Callable[[Fields], dict[str, Any]]] = {
    "single_choice": read_single,
    "multiple_response": read_multiple,
    "true_false": read_true_false,
    "picture_choice": read_pictures,
    "hotspot": read_places,
    "simulation": read_screens,
}
