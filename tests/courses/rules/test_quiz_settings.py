"""The settings of a frozen quiz: what the purpose decides, and what is left out because it says nothing."""

from decimal import Decimal

import pytest

from courses.models import QuizPage
from courses.rules.quiz_settings import QuizSettings, frozen_settings, settings_of

# A quiz page looks its language up.
pytestmark = pytest.mark.django_db


def quiz(**fields):
    return QuizPage(**({"purpose": "graded", "pass_mark": Decimal("0.6")} | fields))


def test_settings_that_say_nothing_are_not_frozen():
    assert frozen_settings(quiz()) == {"purpose": "graded", "pass_mark": "0.6", "attempts_allowed": 5}


@pytest.mark.parametrize(
    ("name", "value"),
    [("grading", "last"), ("navigation", "sequential"), ("page_size", 0), ("minutes", 20), ("pause_minutes", 60),
     ("entry_code", "ao dai"), ("honesty", "Tôi tự làm bài."), ("feedback", "interactive"), ("item_tries", 2)],
)  # fmt: skip
def test_a_setting_that_says_something_is_frozen_and_read_back(name, value):
    frozen = frozen_settings(quiz(**{name: value}))
    assert frozen[name] == value
    assert getattr(settings_of(frozen), name) == value


@pytest.mark.parametrize(("purpose", "allowed", "feedback"), [("practice", 0, "immediate"), ("certifying", 5, "after")])
def test_where_the_author_says_nothing_the_purpose_decides(purpose, allowed, feedback):
    settings = settings_of(frozen_settings(quiz(purpose=purpose)))
    assert (settings.attempts_allowed, settings.feedback) == (allowed, feedback)


def test_a_quiz_frozen_before_a_setting_existed_has_its_default():
    frozen = {"purpose": "graded", "pass_mark": "0.6", "attempts_allowed": 3}
    assert settings_of(frozen) == QuizSettings("graded", Decimal("0.6"), 3)
