"""Which items an attempt shows, and in which order."""

from __future__ import annotations

import random
from typing import Any


def draw_items(content: dict[str, Any], seed: int) -> list[str]:
    """Return the item ids of an attempt: all inline items and so many of each bank, decided by the seed alone.

    The same content and seed always give the same draw, in every process and year: Python keeps the sequence of
    `random.Random(seed)` for `random()` stable, so the choice uses nothing else of the module.
    """
    dice = random.Random(seed)  # noqa: S311 - a shuffle that must be repeatable, not a secret.
    drawn = {item_id for draw in content["draws"] for item_id in draw["items"]}
    chosen = [item["id"] for item in content["items"] if item["id"] not in drawn]
    for draw in content["draws"]:
        chosen += _shuffled(draw["items"], dice)[: draw["count"]]
    return _shuffled(chosen, dice) if content["shuffle"] else chosen


def _shuffled(ids: list[str], dice: random.Random) -> list[str]:
    return [each for _, each in sorted((dice.random(), each) for each in ids)]
