"""Real threads on the real engine: ten at once have the effect of one."""

import threading
from functools import partial
from uuid import uuid4

import pytest
from django.db import connections

from courses.models import CoursePage, LessonPage, QuizPage
from learners import outbox
from learners.enums import EnrolmentState
from learners.models import (
    Attempt,
    Command,
    CountedAttempt,
    Credential,
    Enrolment,
    NumberSeries,
    OutboxEntry,
    Response,
    ScoreEvent,
)
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.credentials import issue_credential
from learners.services.enrolments import enrol
from learners.services.invariants import check_invariants
from learners.services.item_statistics import differences
from learners.services.progress import complete_lesson
from learners.services.responses import save_response
from tests.factories.course import RIGHT, item_id, make_course
from tests.factories.learner import answer_all, make_issuer, make_learner

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 10


def at_once(work, times=AT_ONCE):
    """Run the same work in so many threads that start together; returns what each returned or raised."""
    gate, results = threading.Barrier(times), [None] * times

    def run(place):
        gate.wait()
        try:
            results[place] = work()
        except Exception as error:  # noqa: BLE001 - what a thread died of is what the test looks at.
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[place]) for place in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def enrolment():
    make_issuer()
    return enrol(person=make_learner(), course=make_course(lessons=1))


def test_ten_taps_on_enrol_make_one_enrolment():
    course, learner = make_course(), make_learner()
    found = {each.pk for each in at_once(lambda: enrol(person=learner, course=course))}
    assert (len(found), Enrolment.objects.count()) == (1, 1)


def test_ten_starts_make_one_attempt(enrolment):
    key = QuizPage.objects.get().translation_key
    found = {each.pk for each in at_once(lambda: start_attempt(enrolment=enrolment, quiz_key=key, language="vi"))}
    assert (len(found), Attempt.objects.count()) == (1, 1)


def test_ten_deliveries_of_one_save_have_one_effect_and_one_receipt(enrolment):
    attempt = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    answer = {"item_id": item_id("truth"), "body": {"answer": True}, "origin": uuid4(), "seq": 3}
    receipts = at_once(lambda: save_response(person=enrolment.person, attempt=attempt, **answer))
    assert sorted(each["status"] for each in receipts) == ["duplicate"] * 9 + ["stored"]
    assert len({each["saved_at"] for each in receipts}) == 1
    assert (Response.objects.count(), Command.objects.count()) == (1, 1)


def test_ten_submissions_make_one_score_one_completion_and_one_certificate(enrolment):
    complete_lesson(enrolment=enrolment, lesson_key=LessonPage.objects.get().translation_key)
    attempt = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    answer_all(attempt, RIGHT)
    results = at_once(lambda: submit_attempt(attempt=attempt))
    assert {(each.attempt.score, each.completion.credential.code) for each in results} == {
        (1, Credential.objects.get().code)
    }
    assert (ScoreEvent.objects.count(), NumberSeries.objects.get().last) == (1, 1)
    assert [each.name for each in check_invariants() if each.broken] == []


def test_ten_workers_that_count_the_same_attempts_keep_exact_sums():
    make_issuer()
    course, key = make_course(lessons=1), QuizPage.objects.get().translation_key
    for number in range(4):
        row = enrol(person=make_learner(f"Người {number}"), course=course)
        attempt = start_attempt(enrolment=row, quiz_key=key, language="vi")
        answer_all(attempt, RIGHT)
        submit_attempt(attempt=attempt)
    entries = list(OutboxEntry.objects.filter(kind="count_attempt").order_by("pk").values_list("pk", flat=True))
    at_once(lambda: [outbox.run(pk) for pk in entries])
    # Whoever met another worker's lock or constraint is repeated, as the relay does.
    assert [outbox.run(pk) for pk in entries] == [True] * 4
    assert differences(quiz_key=key) == []
    assert CountedAttempt.objects.count() == 4


@pytest.mark.full
def test_ten_submissions_a_thousand_times_over_are_a_thousand_scores(enrolment):
    course = enrolment.run.course_key
    key = QuizPage.objects.get(translation_key__in=enrolment.rule["quizzes"]).translation_key
    for number in range(1000):
        person = make_learner(f"Người {number}")
        row = enrol(person=person, course=CoursePage.objects.get(translation_key=course))
        attempt = start_attempt(enrolment=row, quiz_key=key, language="vi")
        answer_all(attempt, RIGHT)
        assert {each.attempt.score for each in at_once(partial(submit_attempt, attempt=attempt))} == {1}
    assert (ScoreEvent.objects.count(), Attempt.objects.scored().count()) == (1000, 1000)
    assert [each.name for each in check_invariants() if each.broken] == []


def test_answers_a_submission_and_a_new_start_at_once_never_wait_for_each_other_for_ever(enrolment):
    key = QuizPage.objects.get().translation_key
    attempt = start_attempt(enrolment=enrolment, quiz_key=key, language="vi")
    turns = iter(range(AT_ONCE))
    lock = threading.Lock()

    def work():
        with lock:
            turn = next(turns)
        if turn % 3 == 0:
            answer = {"item_id": item_id("truth"), "body": {"answer": True}, "origin": uuid4()}
            return save_response(person=enrolment.person, attempt=attempt, **answer)["status"]
        if turn % 3 == 1:
            return submit_attempt(attempt=attempt).attempt.state
        return start_attempt(enrolment=enrolment, quiz_key=key, language="vi").state

    assert set(at_once(work)) <= {"stored", "refused", "scored", "open"}
    assert [each.name for each in check_invariants() if each.broken] == []


def test_ten_people_finishing_together_get_numbers_without_a_gap():
    make_issuer()
    course = make_course()
    rows = [enrol(person=make_learner(f"Người {number}"), course=course) for number in range(AT_ONCE)]
    for row in rows:
        Enrolment.objects.filter(pk=row.pk).update(state=EnrolmentState.COMPLETED, completed_at=row.enrolled_at)
    waiting = iter(rows)
    lock = threading.Lock()

    def issue():
        with lock:
            row = next(waiting)
        return issue_credential(enrolment=row)

    assert sorted(each.number for each in at_once(issue)) == list(range(1, AT_ONCE + 1))
