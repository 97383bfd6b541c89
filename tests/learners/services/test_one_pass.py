"""Whether a quiz is passed has one answer: for the next try, for the keys and for the course."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import QuizPage
from learners.models import Enrolment
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.enrolments import enrol
from learners.services.progress import whats_missing
from learners.services.quiz_times import NoAttemptLeft
from tests.factories.course import RIGHT, make_quiz_course
from tests.factories.learner import answer_all, make_issuer, make_learner

pytestmark = pytest.mark.django_db
FOUR, THREE = (dict(list(RIGHT.items())[:count]) for count in (4, 3))


def joined(**quiz):
    make_issuer()
    page = make_quiz_course(**quiz)
    return enrol(person=make_learner(), course=page.get_parent().specific)


def sit(enrolment, answers):
    attempt = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    answer_all(attempt, answers)
    return submit_attempt(attempt=attempt)


def publish(**fields):
    page = QuizPage.objects.get()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def is_closed(enrolment) -> bool:
    try:
        start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    except NoAttemptLeft:
        return True
    return False


CHANGES: list[tuple[str, dict[str, object], dict[str, object]]] = [
    ("average", {"pass_mark": Decimal("0.90")}, {"pass_mark": Decimal("0.50")}),
    ("last", {"pass_mark": Decimal("0.90")}, {"pass_mark": Decimal("0.50")}),
    ("best", {"pass_mark": Decimal("0.70")}, {"grading": "average"}),
    ("average", {"pass_mark": Decimal("0.70")}, {"grading": "best"}),
    ("last", {"pass_mark": Decimal("0.70")}, {"grading": "best"}),
]


@pytest.mark.parametrize(("grading", "before", "after"), CHANGES)
@pytest.mark.parametrize("tries", [[THREE], [THREE, FOUR], [{}, THREE], [{}, FOUR]])
def test_a_quiz_that_takes_no_further_try_is_not_missing_from_the_course(grading, before, after, tries):
    enrolment = joined(grading=grading, attempts_allowed=0, **before)
    for answers in tries:
        sit(enrolment, answers)
    publish(**after)
    _lessons, quizzes = whats_missing(Enrolment.objects.get())
    assert is_closed(enrolment) == (not quizzes)


def test_an_enrolment_from_before_ways_of_grading_goes_by_the_best_try_everywhere():
    enrolment = joined(grading="last", attempts_allowed=0)
    enrolment.rule = {key: value for key, value in enrolment.rule.items() if key != "grading"}
    enrolment.save()
    sit(enrolment, {})
    sit(enrolment, FOUR)
    assert (is_closed(enrolment), whats_missing(Enrolment.objects.get())[1]) == (True, [])


def test_the_same_queries_tell_what_is_missing_however_many_tries_there_were():
    enrolment = joined(grading="average", attempts_allowed=0)
    counts = []
    for _ in range(2):
        sit(enrolment, {})
        with CaptureQueriesContext(connection) as queries:
            whats_missing(Enrolment.objects.get())
        counts.append(len(queries))
    assert counts[0] == counts[1]
