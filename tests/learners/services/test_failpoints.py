"""The database fails at every query of an operation in turn: nothing stays half-done, and one retry finishes it."""

from decimal import Decimal
from itertools import takewhile
from uuid import UUID

import pytest
from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from courses.models import LessonPage, QuizPage
from learners.models import Attempt, Credential, Enrolment
from learners.services.attempts import reserve_ticket, start_attempt, submit_attempt
from learners.services.commands import Delivery
from learners.services.credentials import issue_credential, revoke_credential
from learners.services.enrolments import enrol, withdraw
from learners.services.invariants import check_invariants
from learners.services.progress import complete_lesson, record_position, whats_missing
from learners.services.responses import flag_item, save_response
from learners.services.sync import Batch, Event, take_batch
from tests.factories.course import RIGHT, item_id, make_course
from tests.factories.learner import answer_all, make_issuer, make_learner

pytestmark = pytest.mark.django_db
ORIGIN = UUID(int=7)
MOST_QUERIES = 200


class Failpoint:
    """Lets queries through and fails one of them."""

    def __init__(self, at):
        self.at, self.seen = at, 0

    def __call__(self, execute, sql, params, many, context):
        self.seen += 1
        if self.seen == self.at:
            raise OperationalError(f"cut at query {self.at}")
        return execute(sql, params, many, context)


class Story:
    """A learner somewhere in a course of two lessons; every step looks the rows up again, as a request would."""

    def __init__(self):
        make_issuer()
        self.course, self.learner = make_course(), make_learner()
        self.lessons = list(LessonPage.objects.order_by("path").values_list("translation_key", flat=True))
        self.quiz_key = QuizPage.objects.get().translation_key

    def enrol(self):
        row = enrol(person=self.learner, course=self.course)
        return row.round, row.state, row.rule

    def withdraw(self):
        return withdraw(enrolment=Enrolment.objects.get())

    def read_first(self):
        return self.read(self.lessons[0])

    def read_last(self):
        return self.read(self.lessons[1])

    def read(self, key):
        completion = complete_lesson(enrolment=Enrolment.objects.get(), lesson_key=key)
        credential = completion.credential
        return completion.done, credential and (credential.number, credential.facts)

    def keep_place(self):
        return record_position(enrolment=Enrolment.objects.get(), lesson_key=self.lessons[0], screen=2)

    def start(self):
        attempt = start_attempt(enrolment=Enrolment.objects.get(), quiz_key=self.quiz_key, language="vi")
        return attempt.number, sorted(attempt.draw), attempt.state

    def save(self, body=True):
        given = {"item_id": item_id("truth"), "body": {"answer": body}, "origin": ORIGIN}
        return save_response(person=self.learner, attempt=Attempt.objects.get(), **given)["status"]

    def change(self):
        return self.save(body=False)

    def flag(self):
        given = {"item_id": item_id("truth"), "flagged": True, "origin": ORIGIN, "seq": 1}
        return flag_item(person=self.learner, attempt=Attempt.objects.get(), **given)["status"]

    def overtake(self):
        given = {"item_id": item_id("truth"), "body": {"answer": False}, "origin": UUID(int=8)}
        sent = Delivery(command_id=UUID(int=9), seen="")
        said = save_response(person=self.learner, attempt=Attempt.objects.get(), seq=1, delivery=sent, **given)
        return said["status"], said["other"]

    def save_late(self):
        given = {"item_id": item_id("truth"), "body": {"answer": True}, "origin": ORIGIN, "seq": 5}
        return save_response(person=self.learner, attempt=Attempt.objects.get(), **given)["code"]

    def sync(self):
        saved = Event(UUID(int=31), 1, "save", Attempt.objects.get().public_id, item_id("truth"), {"answer": True})
        results = take_batch(person=self.learner, batch=Batch(UUID(int=30), timezone.now(), [saved]))
        # A busy database is told to the phone, which sends again; here that is the retry.
        if results[0]["status"] == "later":
            raise OperationalError(results[0]["message"])
        return [each["status"] for each in results]

    def ticket(self):
        return reserve_ticket(attempt=Attempt.objects.get()).state

    def answer_all(self):
        answer_all(Attempt.objects.get(), RIGHT)

    def submit(self):
        submission = submit_attempt(attempt=Attempt.objects.get())
        credential = submission.completion.credential
        assert submission.attempt.score == Decimal(1)
        return submission.completion.done, credential and (credential.number, credential.facts)

    def revoke(self):
        return revoke_credential(credential=Credential.objects.get(), reason="Cấp nhầm").state

    def issue(self):
        credential = issue_credential(enrolment=Enrolment.objects.get())
        return credential.number, credential.facts


DONE = ["enrol", "read_first", "read_last", "start", "answer_all"]
STORIES = [
    ([], "enrol"),
    (["enrol"], "withdraw"),
    (["enrol"], "keep_place"),
    (["enrol"], "read_first"),
    (["enrol"], "start"),
    (["enrol", "start"], "save"),
    (["enrol", "start", "save"], "change"),
    (["enrol", "start", "save"], "overtake"),
    (["enrol", "start"], "flag"),
    (["enrol", "start"], "sync"),
    (["enrol", "start"], "ticket"),
    ([*DONE, "submit"], "save_late"),
    (["enrol", "start", "answer_all"], "submit"),
    (DONE, "submit"),
    (["enrol", "read_first", "start", "answer_all", "submit"], "read_last"),
    ([*DONE, "submit"], "revoke"),
    ([*DONE, "submit", "revoke"], "issue"),
]


def everything():
    """Every row of the learning record."""
    models = apps.get_app_config("learners").get_models()
    return {model.__name__: sorted(map(repr, model.objects.values_list())) for model in models}


def counts():
    missing = [whats_missing(row) for row in Enrolment.objects.order_by("pk")]
    return {name: len(rows) for name, rows in everything().items()} | {"missing": missing}


def broken():
    return [(each.name, each.examples) for each in check_invariants() if each.broken]


def in_a_copy(work):
    """Run the work on the database as it is now, and take it back."""
    with transaction.atomic():
        found = work()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize(("before", "step"), STORIES, ids=["-".join([*before, step]) for before, step in STORIES])
def test_a_failing_database_leaves_nothing_half_done_and_one_retry_finishes(before, step):
    story = Story()
    for name in before:
        getattr(story, name)()
    operation, untouched = getattr(story, step), everything()
    expected = in_a_copy(lambda: (operation(), counts()))

    def fails_at(number):
        failpoint = Failpoint(number)
        try:
            with connection.execute_wrapper(failpoint):
                operation()
        except OperationalError:
            assert everything() == untouched
            assert broken() == []
            assert (operation(), counts()) == expected
            assert broken() == []
            return True
        assert failpoint.seen < number
        return False

    failed = list(takewhile(lambda number: in_a_copy(lambda: fails_at(number)), range(1, MOST_QUERIES)))
    assert 1 < len(failed) < MOST_QUERIES - 1
