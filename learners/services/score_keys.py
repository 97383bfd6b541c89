"""Whose keys a score was computed with: those of the version sat, or of a corrected one after a regrade."""

from __future__ import annotations

from typing import Any

from courses.models import QuizVersion
from learners.enums import AttemptState
from learners.models import Attempt


def version_used(attempt: Attempt) -> QuizVersion | None:
    """The version whose keys gave the last score; None for the one the attempt sat."""
    if attempt.state == AttemptState.OPEN:
        return None
    events = list(attempt.score_events.all())
    return events[-1].version if events else None


def items_scored(attempt: Attempt, version: QuizVersion | None) -> dict[str, dict[str, Any]]:
    """The items of an attempt's version with the keys of another one in their place, by id; None: its own keys.

    An item keeps its own key where the other version has none, or has another type of item under its id: an answer
    of one type says nothing to another.
    """
    items = attempt.version.items
    if version is None:
        return items
    corrected = version.items
    return {key: _of_one_type(item, corrected.get(key)) for key, item in items.items()}


def _of_one_type(item: dict[str, Any], corrected: dict[str, Any] | None) -> dict[str, Any]:
    return corrected if corrected is not None and corrected["type"] == item["type"] else item
