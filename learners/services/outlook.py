"""What is left of a quiz after a try was handed in, and what of that try may be shown meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from courses.models import QuizVersion
from courses.rules.quiz_settings import QuizSettings
from courses.rules.review import Review, moment_after, review
from learners.enums import AttemptState
from learners.models import Attempt, QuizException
from learners.models.attempt import LATE_ARRIVAL
from learners.services.grading import is_passed
from learners.services.quiz_times import settings_for, tries_left


@dataclass(frozen=True)
class Outlook:
    """How many tries are left (None: no limit), and what is shown of the try."""

    left: int | None
    shown: Review


def outlook_of(attempt: Attempt, tries: Sequence[Attempt]) -> Outlook:
    """Return what a closed attempt shows; `tries` are the enrolment's attempts of the quiz, oldest first.

    The newest version decides, because the next try would be of that one. While a try is open an answer still counts,
    so nothing is shown that would help in it.
    """
    newest = QuizVersion.objects.current(attempt.quiz_key, attempt.version.language) or attempt.version
    settings = settings_for(attempt.enrolment, newest)
    left = 0 if is_passed(settings, tries) else tries_left(settings, list(tries))
    sitting = any(row.state == AttemptState.OPEN for row in tries)
    ends = replace(settings, closes_at=_last_end(attempt, newest.settings, settings))
    marked = attempt.state == AttemptState.SCORED
    moment = moment_after(ends, marked=marked, tries_left=sitting or left != 0, now=timezone.now())
    return Outlook(left, review(settings, moment))


def _last_end(attempt: Attempt, settings: QuizSettings, mine: QuizSettings) -> datetime | None:
    """When nobody can answer any more, exceptions, more time and slow networks included; None: never."""
    if settings.closes_at is None and mine.closes_at is None:
        return None
    exceptions = QuizException.objects.filter(quiz_key=attempt.quiz_key).aggregate(last=Max("closes_at"))["last"]
    sitting = Attempt.objects.open().filter(quiz_key=attempt.quiz_key).aggregate(last=Max("due_at"))["last"]
    return max(end for end in (settings.closes_at, mine.closes_at, exceptions, sitting) if end) + LATE_ARRIVAL
