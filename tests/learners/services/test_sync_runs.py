"""Answers and the submit after them, taken together: with the receipts and the safety each would have by itself."""

from itertools import count, takewhile
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from courses.models import QuizPage, QuizVersion
from courses.services.freeze_quiz import content_digest
from learners.enums import AttemptState
from learners.models import Attempt, Command, Credential, OutboxEntry, Response, ScoreEvent, SetAside
from learners.services.attempts import start_attempt
from learners.services.enrolments import enrol
from learners.services.invariants import check_invariants
from learners.services.sync import Batch, Event, take_batch
from tests.factories.course import RIGHT, item_id, make_quiz_course
from tests.factories.learner import make_issuer, make_learner

pytestmark = pytest.mark.django_db
PHONE = UUID(int=41)
TRUTH, YES, NO = item_id("truth"), {"answer": True}, {"answer": False}
MOST_QUERIES = 60


@pytest.fixture
def attempt():
    make_issuer()
    quiz = make_quiz_course()
    enrolment = enrol(person=make_learner(), course=quiz.get_parent().specific)
    return start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")


def saves(attempt, answers=RIGHT):
    places = count(1)
    return [Event(uuid4(), next(places), "save", attempt.public_id, key, body) for key, body in answers.items()]


def submit(attempt, **more):
    return Event(**{"id": uuid4(), "seq": 90, "kind": "submit", "subject": attempt.public_id} | more)


def send(attempt, *events):
    return take_batch(person=attempt.enrolment.person, batch=Batch(PHONE, timezone.now(), events))


def stored(attempt):
    return dict(Response.objects.filter(attempt=attempt).values_list("item_id", "body"))


class Cut:
    """Fails the statements that a test says, as a database would."""

    def __init__(self, is_cut, error=OperationalError):
        self.is_cut, self.error, self.seen = is_cut, error, 0

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        if self.is_cut(self.seen, sql):
            raise self.error("cut")
        return execute(sql, params, many, context)


def test_a_quiz_is_handed_in_with_all_its_answers_in_few_statements(attempt, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        results = send(attempt, *saves(attempt), submit(attempt))
    assert {each["status"] for each in results} == {"stored"}
    assert (results[-1]["state"], results[-1]["score"]) == ("scored", "1.00000")
    assert stored(attempt) == RIGHT
    assert Command.objects.filter(attempt=attempt).count() == len(RIGHT) + 1


def test_every_answer_more_takes_no_statement_more(attempt, django_assert_max_num_queries):
    first, *others = saves(attempt)
    cut = Cut(lambda _number, _sql: False)
    with transaction.atomic(), connection.execute_wrapper(cut):
        send(attempt, first, others[0])
        transaction.set_rollback(True)
    with django_assert_max_num_queries(cut.seen):
        send(attempt, first, *others)


def test_a_submit_that_dies_takes_no_answer_with_it(attempt):
    events = saves(attempt)
    dies = Cut(lambda _number, sql: "learners_scoreevent" in sql, RuntimeError)
    with connection.execute_wrapper(dies), pytest.raises(RuntimeError):
        send(attempt, *events, submit(attempt))
    attempt.refresh_from_db()
    assert (attempt.state, stored(attempt), ScoreEvent.objects.count()) == (AttemptState.OPEN, RIGHT, 0)
    assert Command.objects.filter(pk__in=[each.id for each in events]).count() == len(events)


def test_a_busy_database_puts_the_submit_off_and_keeps_the_answers(attempt):
    events = [*saves(attempt), submit(attempt)]
    with connection.execute_wrapper(Cut(lambda _number, sql: "learners_scoreevent" in sql)):
        results = send(attempt, *events)
    assert [each["status"] for each in results] == ["stored"] * len(RIGHT) + ["later"]
    again = send(attempt, *events)
    assert [each["status"] for each in again] == ["duplicate"] * len(RIGHT) + ["stored"]


def test_wherever_the_database_fails_sending_again_ends_as_if_nothing_had_happened(attempt):
    events = [*saves(attempt), submit(attempt)]

    def told(failing):
        with connection.execute_wrapper(failing):
            results = send(attempt, *events)
        again = send(attempt, *events)
        for first, second in zip(results, again, strict=True):
            assert first["status"] == "later" or second == first | {"status": "duplicate"}
        assert [row.name for row in check_invariants() if row.broken] == []
        rows = (Response, Command, ScoreEvent, Credential, OutboxEntry, SetAside)
        return [model.objects.count() for model in rows], [each | {"status": "", "saved_at": ""} for each in again]

    def in_a_copy(number):
        failing = Cut(lambda seen, _sql: seen == number)
        with transaction.atomic():
            found = told(failing)
            transaction.set_rollback(True)
        assert found == expected
        return failing.seen >= number

    with transaction.atomic():
        expected = told(Cut(lambda _number, _sql: False))
        transaction.set_rollback(True)
    cut = list(takewhile(in_a_copy, range(1, MOST_QUERIES)))
    assert 10 < len(cut) < MOST_QUERIES - 1


def test_an_answer_that_cannot_be_read_is_refused_and_the_rest_is_handed_in(attempt):
    bad = Event(uuid4(), 80, "save", attempt.public_id, TRUTH, {"answer": "perhaps"})
    others = saves(attempt, {key: body for key, body in RIGHT.items() if key != TRUTH})
    results = send(attempt, *others, bad, submit(attempt))
    said = [each.get("code", each["status"]) for each in results]
    assert said == ["stored"] * len(others) + ["invalid", "stored"]
    assert Attempt.objects.get().state == AttemptState.SCORED


def test_what_is_changed_before_the_submit_is_what_counts(attempt):
    second = Event(uuid4(), 80, "save", attempt.public_id, TRUTH, NO)
    results = send(attempt, *saves(attempt), second, submit(attempt))
    assert {each["status"] for each in results} == {"stored"}
    assert stored(attempt) == RIGHT | {TRUTH: NO}
    assert Attempt.objects.get().score < 1


def test_answers_after_the_submit_are_kept_aside(attempt):
    late = Event(uuid4(), 95, "save", attempt.public_id, TRUTH, NO)
    results = send(attempt, *saves(attempt), submit(attempt), late)
    assert (results[-1]["code"], stored(attempt), SetAside.objects.count()) == ("closed", RIGHT, 1)


@pytest.mark.parametrize("place", ["save", "submit"])
def test_an_id_that_came_before_keeps_its_first_effect_and_stops_nothing_else(attempt, place):
    known = Event(uuid4(), 1, "position", UUID(attempt.enrolment.rule["lessons"][0]), body={"screen": 2})
    assert send(attempt, known)[0]["status"] == "stored"
    answers = saves(attempt)
    if place == "save":
        again = Event(known.id, 70, "save", attempt.public_id, answers[0].item, answers[0].body)
        results = send(attempt, again, *answers[1:], submit(attempt))
        place_of = 0
    else:
        results = send(attempt, *answers, submit(attempt, id=known.id))
        place_of = len(answers)
    codes = [each.get("code", each["status"]) for each in results]
    assert codes.pop(place_of) == "id_reused"
    assert set(codes) == {"stored"}
    assert SetAside.objects.get().command_id == known.id


def test_the_same_id_twice_in_one_batch_counts_once(attempt):
    first, second = saves(attempt)[:2]
    twin = Event(first.id, second.seq, "save", attempt.public_id, second.item, second.body)
    results = send(attempt, first, twin)
    assert [each.get("code", each["status"]) for each in results] == ["stored", "id_reused"]
    assert stored(attempt) == {first.item: dict(first.body)}


def test_a_stranger_hands_in_nothing(attempt):
    batch = Batch(PHONE, timezone.now(), [*saves(attempt), submit(attempt)])
    results = take_batch(person=make_learner("Người Lạ"), batch=batch)
    assert {each["code"] for each in results} == {"unknown"}
    assert (stored(attempt), Command.objects.filter(attempt=attempt).count()) == ({}, 0)


def test_what_a_process_keeps_of_a_quiz_is_never_changed_by_whoever_uses_it(attempt):
    send(attempt, *saves(attempt), submit(attempt))
    held = Attempt.objects.with_version().get().version
    assert "content" not in held.__dict__
    assert content_digest(held.content) == held.digest == QuizVersion.objects.get().digest


def test_a_version_that_takes_the_number_of_one_rolled_back_has_its_own_content(attempt):
    version = QuizVersion.objects.defer("content").get()
    other = version.content | {"title": "Một bài khác"}
    with transaction.atomic():
        undone = QuizVersion.objects.create(
            quiz_key=uuid4(), course_key=uuid4(), language="vi", number=1, content=other, digest=content_digest(other)
        )
        assert QuizVersion.objects.defer("content").get(pk=undone.pk).content == other
        transaction.set_rollback(True)
    third = version.content | {"title": "Bài thứ ba"}
    QuizVersion.objects.create(
        pk=undone.pk, quiz_key=uuid4(), course_key=uuid4(), language="vi", number=1, content=third,
        digest=content_digest(third),
    )  # fmt: skip
    assert QuizVersion.objects.defer("content").get(pk=undone.pk).content == third
