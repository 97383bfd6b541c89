"""Going on with an attempt: on another device, and from the look over the answers."""

import re

import pytest
from django.urls import reverse

from learners.models import Attempt
from learners.services.attempts import start_attempt
from learners.services.enrolments import enrol
from tests.factories.course import item_id, make_quiz_course, option_id
from tests.factories.learner import make_issuer, make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
ANSWER = {f"item-{item_id('single')}": option_id("single", 1), "go": "next"}
PAGE = "0192f0c1-2b3c-7d4e-8f90-123456789abc"


@pytest.fixture
def attempt():
    make_issuer()
    page = make_quiz_course()
    enrolment = enrol(person=make_learner(), course=page.get_parent().specific)
    return start_attempt(enrolment=enrolment, quiz_key=page.translation_key, language="vi")


def address(attempt, number):
    return reverse("learners:attempt_item", args=[attempt.public_id, number])


def test_another_device_shows_the_answer_that_was_given_on_the_first(attempt):
    person = attempt.enrolment.person
    learning_client(person).post(address(attempt, 1), ANSWER | {"command_id": PAGE})
    shown = learning_client(person).get(address(attempt, 1)).content.decode()
    chosen = [field for field in re.findall(r"<input[^>]*>", shown) if re.search(r"\bchecked\b", field)]
    assert [re.search('value="([^"]*)"', field)[1] for field in chosen] == [option_id("single", 1)]
    assert Attempt.objects.count() == 1


def test_the_look_over_the_answers_leads_to_every_question_and_tells_which_lack_one(attempt):
    client = learning_client(attempt.enrolment.person)
    client.post(address(attempt, 1), ANSWER | {"command_id": PAGE})
    shown = client.get(reverse("learners:attempt_summary", args=[attempt.public_id])).content.decode()
    led = re.findall(rf'href="({re.escape(address(attempt, 1)[:-2])}[0-9]+/)#', shown)
    assert list(dict.fromkeys(led)) == [address(attempt, number) for number in range(1, 6)]
    assert (shown.count('class="bead done"'), shown.count('class="bead ahead"')) == (1, 4)
