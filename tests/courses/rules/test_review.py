"""What is shown at which moment, and that keys are never shown while a try could still count."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from courses.enums import Purpose
from courses.rules.quiz_settings import QuizSettings
from courses.rules.review import POLICY, Moment, moment_after, review

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FOR_A_RESULT = [Purpose.GRADED, Purpose.CERTIFYING]
COULD_STILL_COUNT = [Moment.OPEN, Moment.CHECKED, Moment.MARKING, Moment.TRIES_LEFT, Moment.OTHERS_SITTING]


def settings(purpose=Purpose.GRADED, **more):
    return QuizSettings(purpose=purpose, pass_mark=Decimal("0.6"), attempts_allowed=5, **more)


@pytest.mark.parametrize("purpose", Purpose.values)
def test_every_moment_of_every_purpose_has_its_row(purpose):
    assert set(POLICY[purpose]) == set(Moment)


@pytest.mark.parametrize("purpose", FOR_A_RESULT)
@pytest.mark.parametrize("moment", COULD_STILL_COUNT)
def test_the_key_stays_hidden_while_somebody_could_still_profit(purpose, moment):
    shown = review(settings(purpose), moment)
    assert (shown.right_answer, shown.feedback) == (False, False)


@pytest.mark.parametrize("purpose", FOR_A_RESULT)
def test_when_no_try_counts_any_more_everything_is_shown(purpose):
    shown = review(settings(purpose), Moment.OVER)
    assert set(vars(shown).values()) == {True}


def test_practice_shows_everything_as_soon_as_an_answer_is_checked():
    assert review(settings(Purpose.PRACTICE), Moment.CHECKED).right_answer is True
    assert review(settings(Purpose.PRACTICE), Moment.OPEN).right_answer is False


CASES = [
    ({"marked": False, "tries_left": False}, None, Moment.MARKING),
    ({"marked": False, "tries_left": True}, None, Moment.MARKING),
    ({"marked": True, "tries_left": True}, None, Moment.TRIES_LEFT),
    ({"marked": True, "tries_left": True}, timedelta(hours=1), Moment.TRIES_LEFT),
    ({"marked": True, "tries_left": False}, timedelta(hours=1), Moment.OTHERS_SITTING),
    ({"marked": True, "tries_left": False}, timedelta(), Moment.OVER),
    ({"marked": True, "tries_left": False}, timedelta(hours=-1), Moment.OVER),
    ({"marked": True, "tries_left": False}, None, Moment.OVER),
]


@pytest.mark.parametrize(("facts", "closes_in", "moment"), CASES)
def test_the_moment_follows_from_state_tries_and_time(facts, closes_in, moment):
    closes_at = None if closes_in is None else NOW + closes_in
    assert moment_after(settings(closes_at=closes_at), now=NOW, **facts) is moment
