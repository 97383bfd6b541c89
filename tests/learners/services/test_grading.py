"""Results: questions weigh by their points, tries count as the author says, and what is shown is never rounded up."""

from decimal import Decimal

import pytest

from courses.rules.quiz_settings import QuizSettings
from learners.enums import AttemptState
from learners.models import Attempt
from learners.services.grading import quiz_result, score_draw, score_text

SETTINGS = QuizSettings(purpose="graded", pass_mark=Decimal("0.6"), attempts_allowed=5)


def judged(name, points):
    return {"id": name, "type": "true_false", "points": points, "answer": True}


def tries(*scores):
    return [Attempt(state=AttemptState.SCORED, score=Decimal(score)) for score in scores]


def test_questions_weigh_by_their_points():
    items = {"light": judged("light", "1"), "heavy": judged("heavy", "3")}
    heavy = score_draw(items, ["light", "heavy"], {"heavy": {"answer": True}}, SETTINGS)
    light = score_draw(items, ["light", "heavy"], {"light": {"answer": True}}, SETTINGS)
    assert [(score.points, score.possible, score.value) for score in (heavy, light)] == [
        (3, 4, Decimal("0.75")),
        (1, 4, Decimal("0.25")),
    ]


@pytest.mark.parametrize(
    ("grading", "result"),
    [("best", Decimal("0.8")), ("average", Decimal("0.63333")), ("first", Decimal("0.5")), ("last", Decimal("0.6"))],
)
def test_the_result_is_that_of_the_tries_that_count(grading, result):
    voided = Attempt(state=AttemptState.VOIDED, score=Decimal(1))
    assert quiz_result(grading, [*tries("0.5", "0.8", "0.6"), voided]) == result


def test_a_quiz_without_a_scored_try_has_no_result():
    assert quiz_result("best", [Attempt(state=AttemptState.SUBMITTED)]) is None


@pytest.mark.parametrize(
    ("value", "shown"), [("0.75", "7,5/10"), ("0.59999", "5,9/10"), ("0.6", "6/10"), ("1", "10/10"), ("0", "0/10")]
)
def test_a_result_is_shown_out_of_ten_and_cut_after_one_decimal(value, shown):
    assert score_text(Decimal(value)) == shown
