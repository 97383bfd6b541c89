"""Rows stored in one statement are those that the ORM would store, and refused where it would be."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from courses.models import QuizPage
from learners.inserted_rows import insert_rows
from learners.models import Command, OutboxEntry, Response, ScoreEvent
from learners.services.attempts import start_attempt
from learners.services.enrolments import enrol
from tests.factories.course import make_quiz_course
from tests.factories.learner import make_issuer, make_learner

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 8, 30, 0, 123456, tzinfo=UTC)
SAID = {"answer": "“Đúng” \\ 'và' {đủ}, %s", "list": [None, 1.5, True]}


@pytest.fixture
def attempt():
    make_issuer()
    enrolment = enrol(person=make_learner(), course=make_quiz_course().get_parent().specific)
    return start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")


def response(attempt, item_id, body=SAID):
    return Response(attempt=attempt, item_id=item_id, body=body, origin=UUID(int=5), seq=3, saved_at=AT)


def command(attempt, **more):
    return Command(
        **{"id": uuid4(), "person": attempt.enrolment.person, "attempt": attempt, "kind": "save", "digest": "a" * 64,
           "receipt": SAID} | more
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_every_cell_comes_back_as_it_was(attempt, count):
    keys = insert_rows(response(attempt, f"item-{number}") for number in range(count))
    found = list(Response.objects.order_by("item_id").values_list("pk", "item_id", "body", "origin", "seq", "saved_at"))
    assert found == [(keys[number], f"item-{number}", SAID, UUID(int=5), 3, AT) for number in range(count)]


@pytest.mark.parametrize("count", [1, 3])
def test_what_may_be_empty_stays_empty_and_keys_of_our_own_are_kept(attempt, count):
    rows = [command(attempt, at_device=AT if number else None, clock_doubtful=bool(number)) for number in range(count)]
    assert insert_rows(rows) == [row.pk for row in rows]
    for row in rows:
        kept = Command.objects.get(pk=row.pk)
        assert (kept.at_device, kept.clock_doubtful, kept.origin, kept.seq) == (
            row.at_device, row.clock_doubtful, None, None
        )  # fmt: skip
        assert kept.receipt == SAID


def test_a_score_keeps_its_five_places(attempt):
    event = ScoreEvent(attempt=attempt, score=Decimal("0.33333"), passed=False, scorer_version="1")
    (key,) = insert_rows([event])
    assert ScoreEvent.objects.get(pk=key).score == Decimal("0.33333")


def test_no_rows_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert insert_rows([]) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_constraint_holds(attempt, count):
    insert_rows([response(attempt, "item-0")])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(response(attempt, f"item-{number}") for number in range(count))
    assert Response.objects.count() == 1


# SQLite knows no length of a text.
@pytest.mark.engine("postgres")
def test_a_text_that_is_too_long_is_refused_not_cut(attempt):
    with pytest.raises(DataError), transaction.atomic():
        insert_rows(response(attempt, name * 65) for name in "ab")


def test_a_row_that_is_there_stays_as_it_is():
    first, second = (OutboxEntry(kind="note", subject="7", next_at=timezone.now(), error=words) for words in "ab")
    assert len(insert_rows([first], unless_there=True)) == 1
    assert insert_rows([second], unless_there=True) == []
    assert OutboxEntry.objects.get().error == "a"
