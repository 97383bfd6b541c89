"""Sitting a quiz: one attempt, one score, one certificate, whatever is sent twice."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from courses.items import ResponseError
from courses.models import QuizPage, QuizVersion
from learners.enums import AttemptState, SetAsideReason
from learners.models import Attempt, Command, Response, ScoreEvent, SetAside
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.enrolments import enrol
from learners.services.quiz_times import NoAttemptLeft
from learners.services.responses import save_response
from tests.factories.course import RIGHT, item_id, make_course, option_id
from tests.factories.learner import answer_all, make_issuer, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting():
    make_issuer()
    course = make_course()
    learner = make_learner()
    enrolment = enrol(person=learner, course=course)
    quiz = QuizPage.objects.get()
    return start_attempt(enrolment=enrolment, quiz_key=quiz.translation_key, language="vi")


def save(attempt, name="truth", body=None, **more):
    given = {"origin": uuid4(), **more}
    answer = {"answer": True} if body is None else body
    return save_response(person=attempt.enrolment.person, attempt=attempt, item_id=item_id(name), body=answer, **given)


def test_starting_twice_gives_the_same_attempt(sitting):
    again = start_attempt(enrolment=sitting.enrolment, quiz_key=sitting.quiz_key, language="vi")
    assert (again.pk, Attempt.objects.count()) == (sitting.pk, 1)


def test_a_repeated_save_returns_its_first_receipt(sitting):
    origin = uuid4()
    first = save(sitting, origin=origin, seq=1)
    second = save(sitting, origin=origin, seq=1)
    assert second == first | {"status": "duplicate"}
    assert (Response.objects.count(), Command.objects.count()) == (1, 1)


def test_the_same_command_with_another_answer_is_refused_and_the_first_stays(sitting):
    origin = uuid4()
    save(sitting, origin=origin, seq=1)
    for _ in range(2):
        second = save(sitting, origin=origin, seq=1, body={"answer": False})
        assert (second["status"], second["code"]) == ("refused", "id_reused")
    assert Response.objects.get().body == {"answer": True}
    kept = SetAside.objects.get()
    assert (kept.body["answer"], kept.reason) == ({"answer": False}, SetAsideReason.ID_REUSED)


def test_of_one_page_the_answer_with_the_highest_count_stands_in_whatever_order_they_arrive(sitting):
    origin = uuid4()
    save(sitting, origin=origin, seq=2, body={"answer": False})
    late = save(sitting, origin=origin, seq=1, body={"answer": True})
    assert (late["status"], Response.objects.get().body) == ("merged", {"answer": False})


def test_on_a_plain_form_changing_back_to_the_first_answer_counts(sitting):
    origin = uuid4()
    for answer in (True, False, True):
        save(sitting, origin=origin, body={"answer": answer})
    assert Response.objects.get().body == {"answer": True}


def test_a_double_tap_on_a_plain_form_is_one_command(sitting):
    origin = uuid4()
    first, second = (save(sitting, origin=origin) for _ in range(2))
    assert (first["status"], second["status"], Command.objects.count()) == ("stored", "duplicate", 1)


def test_an_answer_of_the_wrong_kind_is_refused_in_words_and_changes_nothing(sitting):
    with pytest.raises(ResponseError):
        save(sitting, "single", {"option": "not-an-option"})
    with pytest.raises(ResponseError):
        save(sitting, "truth", {"answer": True, "score": 1})
    assert Response.objects.count() == 0


def test_an_item_outside_the_draw_is_not_saved(sitting):
    with pytest.raises(KeyError):
        save_response(person=sitting.enrolment.person, attempt=sitting, item_id="x", body={}, origin=uuid4())


def test_all_right_scores_one_and_submitting_twice_returns_the_first_result(sitting):
    answer_all(sitting, RIGHT)
    first = submit_attempt(attempt=sitting).attempt
    second = submit_attempt(attempt=sitting).attempt
    assert (first.score, first.passed) == (Decimal(1), True)
    assert (second.score, second.submitted_at) == (first.score, first.submitted_at)
    assert ScoreEvent.objects.count() == 1


def test_unanswered_items_count_nothing(sitting):
    answer_all(sitting, dict(list(RIGHT.items())[:2]))
    attempt = submit_attempt(attempt=sitting).attempt
    assert (attempt.score, attempt.passed) == (Decimal("0.4"), False)


def test_after_submitting_an_answer_is_refused_and_the_result_stands(sitting):
    attempt = submit_attempt(attempt=sitting).attempt
    origin = uuid4()
    first, second = (save(attempt, origin=origin, seq=1) for _ in range(2))
    assert (first["status"], first["code"], first["score"]) == ("refused", "closed", "0.00000")
    assert (second, Response.objects.count(), SetAside.objects.count()) == (first, 0, 1)
    assert SetAside.objects.get().reason == SetAsideReason.CLOSED


def test_when_all_tries_are_used_no_further_attempt_starts():
    make_issuer()
    enrolment = enrol(person=make_learner(), course=make_course(quiz_attempts_allowed=2))
    key = QuizPage.objects.get().translation_key
    for _ in range(2):
        submit_attempt(attempt=start_attempt(enrolment=enrolment, quiz_key=key, language="vi"))
    with pytest.raises(NoAttemptLeft):
        start_attempt(enrolment=enrolment, quiz_key=key, language="vi")
    assert sorted(Attempt.objects.values_list("number", flat=True)) == [1, 2]


def test_an_attempt_stays_on_the_version_it_started_with(sitting):
    quiz = QuizPage.objects.get()
    quiz.pass_mark = Decimal("0.90")
    quiz.save_revision().publish()
    assert QuizVersion.objects.count() == 2
    answer_all(sitting, {**RIGHT, item_id("single"): {"option": option_id("single", 0)}})
    attempt = submit_attempt(attempt=sitting).attempt
    assert (attempt.version.number, attempt.score, attempt.passed) == (1, Decimal("0.8"), True)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Response.objects.update(body={"answer": False}),
        lambda: Response.objects.all().delete(),
        lambda: Attempt.objects.update(score=0),
        lambda: Attempt.objects.update(state=AttemptState.OPEN, score=None, passed=None, submitted_at=None),
        lambda: ScoreEvent.objects.update(score=0),
        lambda: QuizVersion.objects.update(content={}),
        lambda: QuizVersion.objects.all()._raw_delete("default"),
        lambda: Command.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_itself_refuses_to_rewrite_the_record(sitting, change):
    answer_all(sitting, RIGHT)
    submit_attempt(attempt=sitting)
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        change()
    assert Attempt.objects.get().score == Decimal(1)


def test_once_passed_no_further_attempt_is_scored_because_the_keys_are_shown(sitting):
    answer_all(sitting, RIGHT)
    submit_attempt(attempt=sitting)
    with pytest.raises(NoAttemptLeft):
        start_attempt(enrolment=sitting.enrolment, quiz_key=sitting.quiz_key, language="vi")
    assert Attempt.objects.count() == 1
