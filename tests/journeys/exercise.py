"""The seeded exercise with every item type."""

from __future__ import annotations

from courses.enums import Purpose
from courses.items import ITEM_TYPES, FrozenItem
from courses.models import CoursePage, QuizPage
from courses.services.outline import course_outline
from learners.models import Attempt, Enrolment
from learners.services.attempts import start_attempt
from learners.services.enrolments import enrol
from tests.journeys import steps


def exercise() -> QuizPage:
    """The exercise of the course on information security."""
    course = CoursePage.objects.get(code="IT-03", locale__language_code="vi")
    return next(quiz for quiz in course_outline(course).quizzes if quiz.purpose == Purpose.GRADED and not quiz.required)


def practice() -> QuizPage:
    """The practice quiz of the course on digital safety."""
    return next(quiz for quiz in course_outline(steps.course()).quizzes if quiz.purpose == Purpose.PRACTICE)


def enrolled() -> Enrolment:
    """Somebody enrolled in the course of the exercise."""
    person = steps.enrolled_person().person
    return enrol(person=person, course=exercise().get_parent().specific)


def begun(enrolment: Enrolment) -> Attempt:
    """A try at the exercise begun."""
    return start_attempt(enrolment=enrolment, quiz_key=exercise().translation_key, language="vi", promised=True)


def questions(attempt: Attempt) -> list[FrozenItem]:
    """What an attempt asks, in its order; what is only read is left out."""
    drawn = [attempt.version.items[key] for key in attempt.draw]
    return [item for item in drawn if ITEM_TYPES[item["type"]].graded]
