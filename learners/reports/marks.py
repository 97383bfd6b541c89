"""Marks of people as they are explained to learners and to markers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from courses.items import FrozenItem
from learners.models import Attempt, ManualMark


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric: what it asks, what it is worth, and what was given for it."""

    text: str
    points: Decimal
    given: Decimal


@dataclass(frozen=True)
class GivenMark:
    """What counts for one answer, by criterion, and the words of those whose marks count."""

    criteria: list[Criterion]
    comments: list[str]


def given_marks(attempt: Attempt) -> dict[str, GivenMark]:
    """Return what counts by item id; an answer that still waits for a person is not in it.

    Where the mean of two marks counts, every criterion shows their mean.
    """
    rows: dict[str, list[ManualMark]] = {}
    for row in sorted(attempt.manual_marks.all(), key=lambda each: each.pk):
        rows.setdefault(row.item_id, []).append(row)
    items = attempt.version.items
    return {key: explained(items[key], counted(found)) for key, found in rows.items() if found[-1].result is not None}


def counted(rows: list[ManualMark]) -> list[ManualMark]:
    """Of an answer's marks, oldest first, those that count: the last one, or the two whose mean counts."""
    last = rows[-1]
    if last.result == last.fraction:
        return [last]
    latest = {row.marker_id: row for row in rows}
    return list(latest.values())


def explained(item: FrozenItem, marks: Iterable[ManualMark]) -> GivenMark:
    """The marks that count along the rubric of the version sat."""
    found = list(marks)
    criteria = [
        Criterion(
            row["text"],
            Decimal(row["points"]),
            sum((Decimal(mark.criteria[row["id"]]) for mark in found), Decimal(0)) / len(found),
        )
        for row in item["rubric"]
    ]
    return GivenMark(criteria, [mark.comment for mark in found if mark.comment])
