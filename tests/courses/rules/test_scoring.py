"""An answer's worth in every way of sitting."""

from decimal import Decimal

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from courses.enums import FeedbackMode
from courses.items import ResponseError
from courses.rules.quiz_settings import QuizSettings
from courses.rules.scoring import check_body, is_settled, item_fraction

ITEM = {
    "id": "i", "type": "single_choice", "prompt": "<p>Hỏi?</p>", "points": "1", "hint": "", "explanation": "",
    "options": [{"id": key, "text": key, "correct": key == "b"} for key in "abcd"],
}  # fmt: skip
ESSAY = {
    "id": "e", "type": "essay", "prompt": "<p>Viết</p>", "points": "5", "hint": "", "explanation": "", "longest": 500,
    "rubric": [{"id": "r", "text": "Rõ ràng", "points": "5"}],
}  # fmt: skip
B, A, C = {"option": "b"}, {"option": "a"}, {"option": "c"}
THIRD, TWO_THIRDS = Decimal(1) / 3, Decimal(2) / 3


def settings(feedback=FeedbackMode.AFTER, tries=3):
    return QuizSettings("graded", Decimal("0.6"), 5, feedback=feedback, item_tries=tries)


SURE = [
    (B, 1, THIRD), (B, 2, TWO_THIRDS), (B, 3, Decimal(1)), (A, 1, Decimal(0)), (A, 2, -TWO_THIRDS), (A, 3, Decimal(-2)),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "certainty", "worth"), SURE)
def test_certainty_rewards_the_sure_and_right_and_costs_the_sure_and_wrong(answer, certainty, worth):
    body = answer | {"certainty": certainty}
    assert item_fraction(ITEM, body, settings(FeedbackMode.CERTAINTY)) == worth


def test_no_answer_costs_nothing_however_sure():
    assert item_fraction(ITEM, {}, settings(FeedbackMode.CERTAINTY)) == 0


TRIES = [
    ({"tries": [B], **B}, Decimal(1)),
    ({"tries": [A, B], **B}, TWO_THIRDS),
    ({"tries": [A, C, B], **B}, THIRD),
    ({"tries": [A, C, A], **A}, Decimal(0)),
    (B, Decimal(1)),
    ({"tries": [A], **B}, TWO_THIRDS),
    ({"tries": [A, C, A], **B}, Decimal(0)),
]


@pytest.mark.parametrize(("body", "worth"), TRIES)
def test_every_try_before_the_right_one_costs_an_equal_part(body, worth):
    assert item_fraction(ITEM, body, settings(FeedbackMode.INTERACTIVE)) == worth


def test_told_after_each_question_there_is_one_try():
    mode = settings(FeedbackMode.IMMEDIATE)
    assert item_fraction(ITEM, {"tries": [A], **B}, mode) == 0
    assert is_settled(ITEM, {"tries": [A], **A}, mode) is True


@pytest.mark.parametrize(
    ("tries", "settled"), [([], False), ([A], False), ([B], True), ([A, C], False), ([A, C, A], True)]
)
def test_a_question_is_settled_once_right_or_out_of_tries(tries, settled):
    assert is_settled(ITEM, {"tries": tries}, settings(FeedbackMode.INTERACTIVE)) is settled


def test_what_a_person_marks_has_no_worth_before_and_the_given_one_after():
    assert item_fraction(ESSAY, {"text": "Bài viết"}, settings()) is None
    assert item_fraction(ESSAY, {"text": "Bài viết"}, settings(), Decimal("0.8")) == Decimal("0.8")
    assert item_fraction(ESSAY, {}, settings()) == 0


@pytest.mark.parametrize("extra", [{"tries": [B]}, {"score": 1}, {"correct": True}, {"certainty": 3}])
def test_what_only_the_server_may_say_is_refused(extra):
    with pytest.raises(ResponseError):
        check_body(ITEM, B | extra, settings())


@pytest.mark.parametrize("certainty", [0, 4, True, "3", 2.5, [1]])
def test_a_certainty_that_is_none_of_the_three_is_refused(certainty):
    with pytest.raises(ResponseError):
        check_body(ITEM, B | {"certainty": certainty}, settings(FeedbackMode.CERTAINTY))


@drawn(
    tries=st.lists(st.sampled_from([A, B, C]), max_size=5),
    answer=st.sampled_from([{}, A, B, C]),
    allowed=st.integers(1, 5),
)
def test_the_worth_never_leaves_its_bounds_and_a_right_first_try_is_never_beaten(tries, answer, allowed):
    mode = settings(FeedbackMode.INTERACTIVE, allowed)
    body = {**answer, "tries": tries[:allowed]}
    worth = item_fraction(ITEM, body, mode)
    assert 0 <= worth <= 1
    assert worth <= item_fraction(ITEM, {"tries": [B], **B}, mode) == 1
