"""A quiz against the clock while the network goes away: begun on the server, answered on the phone, counted in time."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from learners.enums import AttemptState, SetAsideReason
from learners.models import Attempt, Enrolment, Response, SetAside
from learners.services.attempts import start_attempt
from tests.factories.course import make_quiz
from tests.journeys import phones, steps

MINUTES = 20
WAITING = "Mất mạng – còn {} phút để gửi|No network – {} minutes left to send"


def words(minutes):
    """What stands below the time that is left, whichever of the two catalogues the site runs with."""
    return re.compile(WAITING.replace("{}", str(minutes)))


@pytest.fixture
def quiz(live_server):
    return make_quiz(steps.course(), title="Hai mươi phút", slug="hai-muoi-phut", minutes=MINUTES)


@pytest.fixture
def phone(new_context, live_server, quiz):
    """A learner's phone at the page of the quiz."""
    context = new_context(**phones.options())
    steps.take_in(context, steps.enrolled_person().person, live_server.url)
    page = context.new_page()
    page.goto(quiz.url)
    phones.ready(page)
    return page


def carried(phone, quiz):
    """Wait until the phone holds every page of the attempt that is open."""
    phones.holds(phone, reverse("ticket", args=[quiz.translation_key]))


def test_answers_given_without_network_are_all_stored_when_it_is_back_after_a_minute(phone, quiz):
    phone.clock.install()
    attempt = steps.begin_quiz(phone)
    carried(phone, quiz)
    phone.context.set_offline(True)
    steps.answer(phone, steps.shown_item(phone, attempt), right=True)
    expect(phone.get_by_text(words(15))).to_be_visible()
    # The page looks at its clock every ten seconds, begun before the answer.
    phone.clock.run_for(200_000)
    expect(phone.get_by_text(words(12))).to_be_visible()
    phone.locator("section.bar").get_by_role("button", name="Câu tiếp theo").click()
    phone.wait_for_url("**/2/")
    expect(phone.locator("[data-due]")).to_contain_text("phút")
    for number in range(2, len(attempt.draw) + 1):
        steps.answer(phone, steps.shown_item(phone, attempt), right=True)
        last = number == len(attempt.draw)
        go = "Xem lại câu trả lời" if last else "Câu tiếp theo"
        phone.locator("section.bar").get_by_role("button", name=go).click()
        phone.wait_for_url("**/nop/" if last else f"**/{number + 1}/")
    assert (Response.objects.count(), len(phones.queued(phone))) == (0, len(attempt.draw))
    with phone.expect_response("**/api/sync"):
        phone.context.set_offline(False)
        phone.clock.run_for(60_000)
    phone.wait_for_function("() => !localStorage[Object.keys(localStorage).find((key) => key.startsWith('hoc-so-'))]")
    assert phones.queued(phone) == []
    assert (Response.objects.count(), SetAside.objects.count()) == (len(attempt.draw), 0)
    assert Attempt.objects.get().state == AttemptState.OPEN


def test_answers_that_come_after_the_end_and_its_two_minutes_are_kept_for_the_trainer(phone, quiz):
    with time_machine.travel(timezone.now() - timedelta(minutes=MINUTES - 1)):
        enrolment = Enrolment.objects.get()
        attempt = start_attempt(enrolment=enrolment, quiz_key=quiz.translation_key, language="vi")
    phone.goto(reverse("learners:attempt_item", args=[attempt.public_id, 1]))
    carried(phone, quiz)
    phone.context.set_offline(True)
    steps.answer(phone, steps.shown_item(phone, attempt), right=True)
    expect(phone.locator("[data-save-state][data-state=waiting]")).to_be_visible()
    # For the server the end was three minutes ago; for the phone the answer is four minutes old.
    Attempt.objects.update(due_at=timezone.now() - timedelta(minutes=3))
    phone.clock.set_fixed_time(timezone.now() + timedelta(minutes=4))
    with phone.expect_response("**/api/sync"):
        phone.context.set_offline(False)
    assert (Response.objects.count(), SetAside.objects.get().reason) == (0, SetAsideReason.LATE)
    assert Attempt.objects.get().state == AttemptState.SCORED
