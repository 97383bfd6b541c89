"""What a page's queue sends: the fields of its form as they stand, and whose queue it is."""

from uuid import uuid4

import pytest

from courses.models import QuizPage
from learners.models import Response
from learners.services.enrolments import enrol
from tests.factories.course import RIGHT, item_id, make_quiz_course
from tests.factories.learner import make_issuer, make_learner
from tests.learners.api.test_sync import SINGLE, Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    make_issuer()
    make_quiz_course()
    person = make_learner()
    enrol(person=person, course=QuizPage.objects.get().get_parent().specific)
    return person


@pytest.fixture
def phone(owner):
    return Phone(owner)


def test_the_fields_of_a_form_are_read_as_its_page_would_read_them(phone):
    attempt = phone.start()
    fields = {SINGLE: [[f"item-{SINGLE}", RIGHT[SINGLE]["option"]]]}
    many = item_id("multiple")
    fields[many] = [[f"item-{many}", each] for each in RIGHT[many]["options"]]
    events = [phone.event("save", attempt, key, {"form": pairs}) for key, pairs in fields.items()]
    assert [each["status"] for each in phone.results(*events)] == ["stored", "stored"]
    assert [each["status"] for each in phone.results(*events)] == ["duplicate", "duplicate"]
    stored = dict(Response.objects.values_list("item_id", "body"))
    assert stored == {SINGLE: RIGHT[SINGLE], many: RIGHT[many]}


@pytest.mark.parametrize("form", ["x", 1, None, {}, [1], [["a"]], [["a", 1]], [["a", "b", "c"]], [[["a"], "b"]]])
def test_a_form_that_is_none_is_refused_in_words(phone, form):
    attempt = phone.start()
    (said,) = phone.results(phone.event("save", attempt, SINGLE, {"form": form}))
    assert (said["status"], said["code"], Response.objects.count()) == ("refused", "invalid", 0)


def test_a_queue_of_one_person_is_not_taken_from_another(phone, owner):
    attempt = phone.start()
    event = phone.event("save", attempt, SINGLE, RIGHT[SINGLE])
    refused = phone.send(event, person=str(uuid4()))
    assert (refused.status_code, refused.json()["code"], Response.objects.count()) == (409, "other_person", 0)
    taken = phone.send(event, person=str(owner.public_id))
    assert (taken.status_code, Response.objects.count()) == (200, 1)
