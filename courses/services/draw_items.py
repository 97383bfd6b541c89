"""Which items an attempt shows, and in which order."""

from __future__ import annotations

import random
from typing import Any


def draw_items(content: dict[str, Any], seed: int) -> list[str]:
    """Return the item ids of an attempt: all inline items and so many of each pool, decided by the seed alone.

    The same content and seed always give the same draw, in every process and year: Python keeps the sequence of
    `random.Random(seed)` for `random()` stable, so the choice uses nothing else of the module. No item is drawn twice.
    Sections keep their order; shuffling happens inside them.
    """
    dice = random.Random(seed)  # noqa: S311 - a shuffle that must be repeatable, not a secret.
    taken: set[str] = set()
    order: list[str] = []
    for section in sections_of(content):
        chosen = list(section["items"])
        for place in section["draws"]:
            draw = content["draws"][place]
            fresh = [each for each in _shuffled(draw["items"], dice) if each not in taken]
            chosen += fresh[: draw["count"]]
            taken |= set(chosen)
        order += _shuffled(chosen, dice) if content["shuffle"] else chosen
    return order


def sections_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the sections of a frozen quiz; one without any is a single section without a title."""
    if content.get("sections"):
        return list(content["sections"])
    drawn = {item_id for draw in content["draws"] for item_id in draw["items"]}
    inline = [item["id"] for item in content["items"] if item["id"] not in drawn]
    return [{"title": "", "text": "", "items": inline, "draws": list(range(len(content["draws"])))}]


def section_starts(content: dict[str, Any], draw: list[str]) -> dict[str, dict[str, Any]]:
    """Return the sections with a title by the id of the first item of each that this draw shows."""
    starts: dict[str, dict[str, Any]] = {}
    for section in sections_of(content):
        pool = set(section["items"]) | {each for place in section["draws"] for each in content["draws"][place]["items"]}
        first = next((item_id for item_id in draw if item_id in pool and item_id not in starts), None)
        if first is not None and section["title"]:
            starts[first] = section
    return starts


def _shuffled(ids: list[str], dice: random.Random) -> list[str]:
    return [each for _, each in sorted((dice.random(), each) for each in ids)]
