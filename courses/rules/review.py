"""What a learner may see of an attempt: one table over the quiz's purpose and the moment.

Nothing else decides it. `keys visible ⇒ no scoring attempt left` (promises A5) holds for every row of the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from courses.enums import Purpose
from courses.rules.quiz_settings import QuizSettings


class Moment(Enum):
    """Where an attempt and its quiz stand."""

    OPEN = "the attempt is open, the answer is not checked"
    CHECKED = "the attempt is open, this answer was checked"
    MARKING = "handed in, a person still has to mark"
    TRIES_LEFT = "scored, and another try could count"
    OTHERS_SITTING = "scored and out of tries, but the quiz is open to others until a fixed time"
    OVER = "scored, and no further try counts"


@dataclass(frozen=True)
class Review:
    """What is shown: own answers, right or wrong, the score, hints, feedback with explanation, the right answer."""

    answers: bool = False
    correctness: bool = False
    score: bool = False
    hints: bool = False
    feedback: bool = False
    right_answer: bool = False


_NOTHING = Review(answers=True)
_TOLD = Review(answers=True, correctness=True, hints=True)
_RESULT = Review(answers=True, correctness=True, score=True, hints=True)
_ALL = Review(answers=True, correctness=True, score=True, hints=True, feedback=True, right_answer=True)

_FOR_A_RESULT: Mapping[Moment, Review] = {
    Moment.OPEN: _NOTHING,
    Moment.CHECKED: _TOLD,
    Moment.MARKING: _NOTHING,
    Moment.TRIES_LEFT: _RESULT,
    Moment.OTHERS_SITTING: _RESULT,
    Moment.OVER: _ALL,
}

POLICY: Mapping[str, Mapping[Moment, Review]] = {
    Purpose.PRACTICE: {
        Moment.OPEN: _NOTHING,
        Moment.CHECKED: _ALL,
        Moment.MARKING: _ALL,
        Moment.TRIES_LEFT: _ALL,
        Moment.OTHERS_SITTING: _ALL,
        Moment.OVER: _ALL,
    },
    Purpose.GRADED: _FOR_A_RESULT,
    Purpose.CERTIFYING: _FOR_A_RESULT,
}


def review(settings: QuizSettings, moment: Moment) -> Review:
    """Return what is shown at this moment."""
    return POLICY[settings.purpose][moment]


def moment_after(settings: QuizSettings, *, marked: bool, tries_left: bool, now: datetime) -> Moment:
    """Return the moment of an attempt that was handed in."""
    if not marked:
        return Moment.MARKING
    if tries_left:
        return Moment.TRIES_LEFT
    if settings.closes_at is not None and now < settings.closes_at:
        return Moment.OTHERS_SITTING
    return Moment.OVER
