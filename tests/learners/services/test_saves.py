"""Which answer stands when pages, phones and persons mix."""

from uuid import uuid4

import pytest

import learners.tasks  # noqa: F401 - registers what the outbox runs.
from courses.models import QuizPage
from learners.enums import EnrolmentState, TaskState
from learners.models import Command, Credential, Enrolment, OutboxEntry, Response
from learners.outbox import run
from learners.services.attempts import start_attempt
from learners.services.commands import CommandRefused
from learners.services.credentials import NotCompleted, issue_credential
from learners.services.enrolments import enrol
from learners.services.responses import save_response
from tests.factories.course import item_id, make_course
from tests.factories.learner import make_issuer, make_learner
from tests.learners.services.test_progress import finish

pytestmark = pytest.mark.django_db
YES, NO = {"answer": True}, {"answer": False}


@pytest.fixture
def attempt():
    enrolment = enrol(person=make_learner(), course=make_course())
    return start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")


def save(attempt, origin, body, seq=None, person=None):
    owner = person or attempt.enrolment.person
    answer = {"item_id": item_id("truth"), "body": body, "origin": origin, "seq": seq}
    return save_response(person=owner, attempt=attempt, **answer)["status"]


def test_an_answer_overtaken_on_its_own_page_does_not_come_back_over_another_page(attempt):
    first, second = uuid4(), uuid4()
    given = [save(attempt, first, YES, 5), save(attempt, second, NO, 0), save(attempt, first, YES, 3)]
    assert (given, Response.objects.get().body) == (["stored", "stored", "merged"], NO)


def test_going_back_to_the_first_page_of_a_plain_form_and_sending_again_counts(attempt):
    first, second = uuid4(), uuid4()
    given = [save(attempt, origin, body) for origin, body in [(first, YES), (second, NO), (first, YES)]]
    assert (given, Response.objects.get().body) == (["stored"] * 3, YES)


def test_going_back_to_the_first_page_of_a_plain_form_with_another_answer_counts(attempt):
    first, second = uuid4(), uuid4()
    given = [save(attempt, origin, body) for origin, body in [(first, YES), (second, YES), (first, NO)]]
    assert (given, Response.objects.get().body) == (["stored"] * 3, NO)


def test_an_answer_sent_in_the_name_of_another_person_is_refused(attempt):
    neighbour = make_learner("Lò Văn Hai", phone=attempt.enrolment.person.user.phone)
    with pytest.raises(CommandRefused):
        save(attempt, uuid4(), YES, person=neighbour)
    assert (Response.objects.count(), Command.objects.count()) == (0, 0)


def test_no_certificate_is_issued_for_a_course_that_is_not_completed(attempt):
    make_issuer()
    with pytest.raises(NotCompleted):
        issue_credential(enrolment=attempt.enrolment)
    assert (Credential.objects.count(), OutboxEntry.objects.count()) == (0, 0)


def test_finishing_while_no_issuer_is_set_up_is_kept_and_the_certificate_follows():
    enrolment = enrol(person=make_learner(), course=make_course())
    completion = finish(enrolment)
    waiting = OutboxEntry.objects.exclude(kind="count_attempt").get()
    assert (completion.done, completion.credential, waiting.kind) == (True, None, "issue_credential")
    assert Enrolment.objects.get().state == EnrolmentState.COMPLETED
    assert (run(waiting.pk), OutboxEntry.objects.get(pk=waiting.pk).state) == (False, TaskState.WAITING)
    make_issuer()
    assert (run(waiting.pk), Credential.objects.get().enrolment) == (True, enrolment)
