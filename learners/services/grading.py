"""Scores: a pure function of the frozen version, the draw and the answers. Rounding happens here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from courses.enums import Grading
from courses.items import ITEM_TYPES
from courses.rules.quiz_settings import QuizSettings
from courses.rules.scoring import item_fraction
from courses.text import format_number
from learners.enums import AttemptState
from learners.models import Attempt

PRECISION = Decimal("0.00001")
NO_MARKS: Mapping[str, Decimal] = {}


@dataclass(frozen=True)
class ItemScore:
    """One item's result: `fraction` of its points, None while a person still has to mark it."""

    item_id: str
    fraction: Decimal | None
    points: Decimal

    @property
    def correct(self) -> bool:
        """Whether the full points were reached."""
        return self.fraction is not None and self.fraction >= 1


@dataclass(frozen=True)
class Score:
    """The result of an attempt: `value` between 0 and 1, rounded half up to five places.

    While `marked` is false some answers wait for a person, and `value` counts them as nothing.
    """

    value: Decimal
    points: Decimal
    possible: Decimal
    items: tuple[ItemScore, ...]

    @property
    def marked(self) -> bool:
        """Whether every answer has its score."""
        return all(row.fraction is not None for row in self.items)


def score_draw(
    items: Mapping[str, dict[str, Any]],
    draw: Sequence[str],
    responses: Mapping[str, Any],
    settings: QuizSettings,
    marks: Mapping[str, Decimal] = NO_MARKS,
) -> Score:
    """Score the answers to a draw; an unanswered item counts 0, the order of answers does not matter.

    `marks` are what people gave, 0 to 1, by item id. Items that take no answer count no points.
    """
    rows = []
    for item_id in draw:
        item = items[item_id]
        if ITEM_TYPES[item["type"]].graded:
            fraction = item_fraction(item, responses.get(item_id), settings, marks.get(item_id))
            rows.append(ItemScore(item_id, fraction, Decimal(item["points"])))
    possible = sum((row.points for row in rows), Decimal(0))
    points = sum((row.points * (row.fraction or 0) for row in rows), Decimal(0))
    share = points / possible if possible else Decimal(0)
    value = min(max(share, Decimal(0)), Decimal(1)).quantize(PRECISION, ROUND_HALF_UP)
    return Score(value, points, possible, tuple(rows))


def quiz_result(grading: str, attempts: Iterable[Attempt]) -> Decimal | None:
    """The result of a quiz over all its scored attempts (oldest first), 0 to 1; None before the first is scored."""
    scores = [row.score for row in attempts if row.state == AttemptState.SCORED and row.score is not None]
    if not scores:
        return None
    if grading == Grading.AVERAGE:
        return (sum(scores, Decimal(0)) / len(scores)).quantize(PRECISION, ROUND_HALF_UP)
    return {Grading.FIRST: scores[0], Grading.LAST: scores[-1]}.get(Grading(grading), max(scores))


def is_passed(settings: QuizSettings, attempts: Sequence[Attempt]) -> bool:
    """Whether a quiz is passed by its attempts, oldest first."""
    if settings.grading == Grading.AVERAGE:
        result = quiz_result(settings.grading, attempts)
        return result is not None and result >= settings.pass_mark
    return passed_by_a_try(settings.grading, attempts)


def passed_by_a_try(grading: str, attempts: Sequence[Attempt]) -> bool:
    """Whether the try that counts has passed by its own version's pass mark; not for averages."""
    passed = [bool(row.passed) for row in attempts if row.state == AttemptState.SCORED]
    counting = {Grading.FIRST: passed[:1], Grading.LAST: passed[-1:]}.get(Grading(grading), passed)
    return any(counting)


def score_text(value: Decimal) -> str:
    """A result between 0 and 1 on the ten-point scale every Vietnamese knows: 0.75 is “7,5/10”.

    It is cut after one decimal, not rounded, so that a result just under the pass mark never reads like the pass mark.
    """
    return f"{format_number((value * 10).quantize(Decimal('0.1'), ROUND_DOWN).normalize())}/10"
