"""The product in fifteen pages, in the order a learner meets them: for pictures and for what a screen reader says."""

import re
import secrets
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from courses.services.outline import course_outline
from courses.services.screens import screens_of
from learners.models import Credential, Enrolment
from learners.services.attempts import start_attempt, submit_attempt
from tests.journeys import exercise, steps
from tests.journeys.faults import settled

# Every tour draws the same questions in the same order.
SEED = 7


def tour(page: Page, address: str) -> Iterator[str]:
    """Lead the page from place to place; gives the name of each once its page is whole."""
    for places in (outside(page), learning(page, address), sitting(page)):
        for name in places:
            settled(page)
            yield name


def outside(page: Page) -> Iterator[str]:
    """What everybody sees who has not signed in."""
    for name, path in {
        "home": "/",
        "catalogue": "/khoa-hoc/",
        "course": steps.course().url,
        "sign-in": "/tai-khoan/login/",
        "sign-up": "/tai-khoan/dang-ky/",
    }.items():
        page.goto(path)
        yield name


def learning(page: Page, address: str) -> Iterator[str]:
    """Somebody who joined reads a lesson and practises."""
    joined = exercise.enrolled()
    steps.take_in(page.context, joined.person, address)
    lesson = course_outline(steps.course()).lessons[0]
    page.goto(f"{lesson.url}?buoc=1")
    yield "lesson"
    page.goto(f"{lesson.url}?buoc={len(screens_of(lesson.body))}")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Xem đúng hay sai").click()
    page.get_by_role("status").get_by_text(re.compile("Đúng rồi|Chưa đúng")).wait_for()
    yield "practice"
    page.goto(steps.quiz().url)
    yield "quiz"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "randbelow", lambda _top: SEED)
        attempt = exercise.begun(joined)
    page.goto(reverse("learners:attempt_item", args=[attempt.public_id, 1]))
    yield "exercise"


def sitting(page: Page) -> Iterator[str]:
    """The same person sits the last quiz of the course, fails, passes, and has the certificate."""
    enrolment = Enrolment.objects.filter(course_key=steps.course().translation_key).latest("pk")
    attempt = begun(enrolment)
    page.goto(reverse("learners:attempt_item", args=[attempt.public_id, 1]))
    yield "question"
    page.goto(reverse("learners:attempt_summary", args=[attempt.public_id]))
    yield "summary"
    submit_attempt(attempt=attempt)
    page.goto(reverse("learners:attempt_result", args=[attempt.public_id]))
    yield "failed"
    steps.all_lessons_done(enrolment)
    attempt = begun(enrolment)
    steps.right_everywhere(attempt)
    submit_attempt(attempt=attempt)
    page.goto(reverse("learners:attempt_result", args=[attempt.public_id]))
    yield "passed"
    page.goto(f"/giay-chung-nhan/{Credential.objects.get(enrolment=enrolment).code}/")
    yield "certificate"
    page.goto("/hoc/")
    yield "my-learning"


def begun(enrolment: Enrolment):
    """A try at the last quiz, drawn as in every tour."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "randbelow", lambda _top: SEED)
        return start_attempt(enrolment=enrolment, quiz_key=steps.quiz().translation_key, language="vi")
