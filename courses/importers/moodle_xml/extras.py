"""What Moodle has no place for and our own export writes beside Moodle's elements, which Moodle passes over.

Every value is checked by its own rule: such an element in a file may have been written by anybody.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

ELEMENT = "hocso"

_LONGEST = 100_000
_LARGEST_LIMIT = 20_000


def _is_one_of(*allowed: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in allowed


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 20 and value.isprintable()


def _is_length(value: Any) -> bool:
    return type(value) is int and 0 < value <= _LARGEST_LIMIT


def _are_forms(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(form in ("number", "date") for form in value)


def _are_gap_ways(value: Any) -> bool:
    return isinstance(value, dict) and all(
        key.isdecimal() and way in ("strict", "lenient", "unaccented") for key, way in value.items()
    )


RULES: dict[str, Callable[[Any], bool]] = {
    "difficulty": _is_one_of("easy", "medium", "hard"),
    "competence": _is_word,
    "matching": _is_one_of("strict", "lenient", "unaccented"),
    "gap_matching": _are_gap_ways,
    "forms": _are_forms,
    "longest": _is_length,
    "weighted": lambda value: value is True,
    "wildcards": lambda value: value is True,
    "typed": lambda value: value is True,
    "sample": lambda value: isinstance(value, str) and bool(value.strip()),
    "shared": lambda value: value is True,
    "as": _is_one_of("categorise", "picture_choice"),
}


def extras_of(question: Element) -> dict[str, Any]:
    """Return the known and well-formed extras of a question; anything else is as if it were not there."""
    found: dict[str, Any] = {}
    for element in question.findall(ELEMENT):
        key, text = element.get("key", ""), element.text or ""
        if key not in RULES or len(text) > _LONGEST:
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if RULES[key](value):
            found[key] = value
    return found
