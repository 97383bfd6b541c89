"""Scores: a pure function of the frozen version, the draw and the answers. Rounding happens here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from courses.items import ITEM_TYPES
from courses.text import format_number

PRECISION = Decimal("0.00001")


@dataclass(frozen=True)
class ItemScore:
    """One item's result: `fraction` of its points, 0 to 1."""

    item_id: str
    fraction: Decimal
    points: Decimal

    @property
    def correct(self) -> bool:
        """Whether the full points were reached."""
        return self.fraction == 1


@dataclass(frozen=True)
class Score:
    """The result of an attempt: `value` between 0 and 1, rounded half up to five places."""

    value: Decimal
    points: Decimal
    possible: Decimal
    items: tuple[ItemScore, ...]


def score_draw(items: Mapping[str, dict[str, Any]], draw: Sequence[str], responses: Mapping[str, Any]) -> Score:
    """Score the answers to a draw; an unanswered item counts 0, the order of answers does not matter."""
    rows = []
    for item_id in draw:
        item = items[item_id]
        fraction = ITEM_TYPES[item["type"]].score(item, responses.get(item_id) or {})
        rows.append(ItemScore(item_id, fraction, Decimal(item["points"])))
    possible = sum((row.points for row in rows), Decimal(0))
    points = sum((row.points * row.fraction for row in rows), Decimal(0))
    share = points / possible if possible else Decimal(0)
    value = min(max(share, Decimal(0)), Decimal(1)).quantize(PRECISION, ROUND_HALF_UP)
    return Score(value, points, possible, tuple(rows))


def score_text(value: Decimal) -> str:
    """A result between 0 and 1 on the ten-point scale every Vietnamese knows: 0.75 is “7,5/10”.

    It is cut after one decimal, not rounded, so that a result just under the pass mark never reads like the pass mark.
    """
    return f"{format_number((value * 10).quantize(Decimal('0.1'), ROUND_DOWN).normalize())}/10"
