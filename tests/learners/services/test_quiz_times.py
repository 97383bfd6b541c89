"""When a quiz may be sat, how long and how often; the server's clock alone decides."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine

import learners.tasks  # noqa: F401 - registers what the outbox runs.
from courses.models import QuizPage
from learners.enums import AttemptState, ClosedBy, EnrolmentState, SetAsideReason
from learners.models import Attempt, QuizException, Response, SetAside
from learners.outbox import relay
from learners.services.attempts import attempts_left, start_attempt, submit_attempt
from learners.services.commands import Delivery
from learners.services.enrolments import enrol, withdraw
from learners.services.quiz_times import EntryRefused, NoAttemptLeft, NotNow
from learners.services.responses import save_response
from tests.factories.course import RIGHT, item_id, make_quiz_course
from tests.factories.learner import answer_all, make_issuer, make_learner

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


def joined(**quiz):
    make_issuer()
    page = make_quiz_course(**quiz)
    return enrol(person=make_learner(), course=page.get_parent().specific)


def start(enrolment, **more):
    key = QuizPage.objects.get().translation_key
    return start_attempt(enrolment=enrolment, quiz_key=key, language="vi", **more)


def save(attempt, **more):
    given = {"item_id": item_id("truth"), "body": {"answer": True}, "origin": uuid4()} | more
    return save_response(person=attempt.enrolment.person, attempt=attempt, **given)


def test_before_it_opens_and_after_it_closes_a_quiz_says_when():
    with time_machine.travel(NOON, tick=False) as clock:
        enrolment = joined(opens_at=NOON + timedelta(hours=1), closes_at=NOON + timedelta(hours=2))
        with pytest.raises(NotNow, match="13:00 22/11/2026") as early:
            start(enrolment)
        assert early.value.until == NOON + timedelta(hours=1)
        clock.move_to(NOON + timedelta(hours=2))
        with pytest.raises(NotNow, match="14:00 22/11/2026"):
            start(enrolment)


def test_an_attempt_ends_with_its_time_limit_or_with_the_quiz_whichever_comes_first():
    with time_machine.travel(NOON, tick=False) as clock:
        enrolment = joined(minutes=45, closes_at=NOON + timedelta(hours=1))
        first = start(enrolment)
        submit_attempt(attempt=first)
        clock.move_to(NOON + timedelta(minutes=30))
        second = start(enrolment)
    assert (first.due_at, second.due_at) == (NOON + timedelta(minutes=45), NOON + timedelta(hours=1))


def test_answers_a_little_late_count_and_later_ones_are_set_aside_with_the_attempt_handed_in():
    with time_machine.travel(NOON, tick=False) as clock:
        attempt = start(joined(minutes=10))
        clock.move_to(NOON + timedelta(minutes=11, seconds=59))
        little = save(attempt)
        clock.move_to(NOON + timedelta(minutes=12, seconds=1))
        late = save(attempt, item_id=item_id("single"), body=RIGHT[item_id("single")])
    attempt.refresh_from_db()
    assert (little["status"], little["late"]) == ("stored", True)
    assert (late["status"], late["code"]) == ("refused", "closed")
    assert (attempt.state, attempt.closed_by, attempt.score) == (AttemptState.SCORED, ClosedBy.TIME, Decimal("0.2"))
    assert attempt.submitted_at == NOON + timedelta(minutes=10)
    assert (Response.objects.count(), SetAside.objects.get().reason) == (1, SetAsideReason.CLOSED)


def test_an_answer_given_in_time_that_arrives_too_late_is_kept_as_such():
    with time_machine.travel(NOON, tick=False) as clock:
        attempt = start(joined(minutes=10))
        clock.move_to(NOON + timedelta(minutes=20))
        save(attempt, delivery=Delivery(command_id=uuid4(), given_at=NOON + timedelta(minutes=5)))
    assert SetAside.objects.get().reason == SetAsideReason.LATE


def test_a_timed_attempt_is_handed_in_by_the_outbox_when_nobody_comes_back():
    with time_machine.travel(NOON, tick=False) as clock:
        attempt = start(joined(minutes=10))
        save(attempt)
        assert relay(here=True) == 0
        clock.move_to(NOON + timedelta(minutes=12, seconds=1))
        assert relay(here=True) == 1
    attempt.refresh_from_db()
    assert (attempt.state, attempt.closed_by, attempt.passed) == (AttemptState.SCORED, ClosedBy.TIME, False)


def test_coming_back_after_the_time_starts_the_next_try_and_keeps_the_first():
    with time_machine.travel(NOON, tick=False) as clock:
        enrolment = joined(minutes=10)
        first = start(enrolment)
        clock.move_to(NOON + timedelta(hours=1))
        second = start(enrolment)
    first.refresh_from_db()
    assert (first.state, second.number) == (AttemptState.SCORED, 2)


def test_between_two_tries_the_pause_is_kept_and_said():
    with time_machine.travel(NOON, tick=False) as clock:
        enrolment = joined(pause_minutes=60)
        submit_attempt(attempt=start(enrolment))
        clock.move_to(NOON + timedelta(minutes=59))
        with pytest.raises(NotNow, match="13:00 22/11/2026"):
            start(enrolment)
        clock.move_to(NOON + timedelta(minutes=60))
        assert start(enrolment).number == 2


def test_a_quiz_with_a_code_and_a_promise_begins_with_both_and_without_neither():
    enrolment = joined(entry_code="Vải Thiều", honesty="Tôi tự làm bài.")
    for entry in ({}, {"entry_code": "vải thiều"}, {"promised": True}, {"entry_code": "cam", "promised": True}):
        with pytest.raises(EntryRefused):
            start(enrolment, **entry)
    assert start(enrolment, entry_code=" vai  THIEU ", promised=True).number == 1


def test_a_running_attempt_goes_on_without_asking_for_the_code_again():
    enrolment = joined(entry_code="123")
    first = start(enrolment, entry_code="123")
    assert start(enrolment).pk == first.pk


def exception(enrolment, *, of_class=False, **more):
    whom = {"run": enrolment.run} if of_class else {"enrolment": enrolment}
    key = QuizPage.objects.get().translation_key
    return QuizException.objects.create(quiz_key=key, reason="Mất điện", **whom, **more)


def test_an_exception_for_a_class_holds_for_all_and_one_for_a_person_wins():
    with time_machine.travel(NOON, tick=False):
        enrolment = joined(minutes=10, attempts_allowed=1)
        exception(enrolment, of_class=True, minutes=20)
        assert start(enrolment).due_at == NOON + timedelta(minutes=20)
        exception(enrolment, minutes=30, attempts_allowed=3)
        submit_attempt(attempt=Attempt.objects.get())
        second = start(enrolment)
        assert second.due_at == NOON + timedelta(minutes=30)
        assert attempts_left(enrolment, second.version) == 1


def test_an_exception_of_another_person_changes_nothing():
    with time_machine.travel(NOON, tick=False):
        enrolment = joined(minutes=10)
        other = enrol(person=make_learner("Người Khác"), course=QuizPage.objects.get().get_parent().specific)
        exception(other, minutes=60)
        assert start(enrolment).due_at == NOON + timedelta(minutes=10)


GRADINGS = [
    ("best", [RIGHT, {}], [True]),
    ("first", [{}], [False]),
    ("last", [{}, RIGHT], [False, True]),
    ("average", [{}, RIGHT], [False, False]),
]


@pytest.mark.parametrize(("grading", "tries", "done"), GRADINGS)
def test_which_tries_count_decides_whether_the_course_is_done(grading, tries, done):
    enrolment = joined(grading=grading)
    for lesson in enrolment.rule["lessons"]:
        enrolment.lessons_done.create(lesson_key=lesson)
    said = []
    for answers in tries:
        if said and said[-1]:
            with pytest.raises(NoAttemptLeft):
                start(enrolment)
            break
        attempt = start(enrolment)
        answer_all(attempt, answers)
        said.append(submit_attempt(attempt=attempt).completion.done)
    assert said == done


def test_where_the_first_try_counts_there_is_no_second():
    enrolment = joined(grading="first")
    submit_attempt(attempt=start(enrolment))
    with pytest.raises(NoAttemptLeft):
        start(enrolment)


def test_after_leaving_the_course_an_answer_is_kept_aside_and_not_counted():
    enrolment = joined()
    attempt = start(enrolment)
    withdraw(enrolment=enrolment)
    said = save(attempt)
    assert (said["code"], Response.objects.count()) == ("withdrawn", 0)
    assert SetAside.objects.get().reason == SetAsideReason.WITHDRAWN
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.WITHDRAWN


def test_a_start_sent_again_after_handing_in_does_not_begin_another_try():
    enrolment = joined()
    sent = Delivery(command_id=uuid4())
    first = start(enrolment, delivery=sent)
    submit_attempt(attempt=first)
    assert start(enrolment, delivery=sent).pk == first.pk
    assert Attempt.objects.count() == 1
