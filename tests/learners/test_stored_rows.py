"""Rows read by a plain statement are the objects the ORM would give."""

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from courses.models import QuizPage
from learners.models import Attempt, Enrolment, LessonCompletion, Person, Response, User
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.enrolments import enrol
from learners.services.progress import complete_lesson
from learners.stored_rows import stored_rows
from tests.factories.course import RIGHT, make_quiz_course
from tests.factories.learner import answer_all, make_issuer, make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
MODELS = [Session, User, Person, Enrolment, LessonCompletion, Attempt, Response]


@pytest.fixture
def attempt():
    """A scored attempt of somebody signed in, with numbers, times, truths, keys and JSON in the rows around it."""
    make_issuer()
    person = make_learner()
    learning_client(person)
    enrolment = enrol(person=person, course=make_quiz_course().get_parent().specific)
    complete_lesson(enrolment=enrolment, lesson_key=enrolment.rule["lessons"][0])
    attempt = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    answer_all(attempt, RIGHT)
    return submit_attempt(attempt=attempt).attempt


def cells(row):
    """Every value of a row with its type: 1 is not true, a text is not a key."""
    return [(type(value), value) for name, value in sorted(vars(row).items()) if name != "_state"]


@pytest.mark.parametrize("model", MODELS)
def test_every_cell_is_what_the_orm_reads(attempt, model):
    found = stored_rows(model, "ORDER BY 1", [])
    expected = list(model.objects.order_by(model._meta.concrete_fields[0].attname))
    assert found == expected != []
    assert list(map(cells, found)) == list(map(cells, expected))
    assert {(row._state.adding, row._state.db) for row in found} == {(False, "default")}


def test_only_what_is_asked_for_is_found(attempt):
    assert stored_rows(Attempt, "WHERE id = %s", [attempt.pk]) == [attempt]
    assert stored_rows(Attempt, "WHERE id = %s", [attempt.pk + 1]) == []


def test_a_further_value_stands_on_the_row_under_its_name(attempt):
    digest = "(SELECT digest FROM courses_quizversion WHERE id = version_id)"
    (row,) = stored_rows(Attempt, "WHERE id = %s", [attempt.pk], version_digest=digest)
    assert (row, row.version_digest) == (attempt, attempt.version.digest)


@pytest.mark.parametrize("count", [1, 3])
def test_rows_are_one_query_however_many_and_can_be_stored_again(attempt, count, django_assert_num_queries):
    with django_assert_num_queries(1):
        rows = stored_rows(Response, "WHERE attempt_id = %s ORDER BY item_id LIMIT %s", [attempt.pk, count])
        assert [row.item_id for row in rows] == sorted(RIGHT)[:count]
    (enrolment,) = stored_rows(Enrolment, "WHERE id = %s", [attempt.enrolment_id])
    enrolment.last_active_at = timezone.now()
    enrolment.save(update_fields=["last_active_at"])
    assert Enrolment.objects.get().last_active_at == enrolment.last_active_at
