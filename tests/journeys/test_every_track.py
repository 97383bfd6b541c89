"""One course of every track, taken to its end on a phone without scripts: lessons, quiz, certificate."""

import re

import pytest
from playwright.sync_api import expect

from courses.models import CoursePage
from courses.services.outline import course_outline
from courses.services.screens import screens_of
from learners.models import Credential
from learners.services.enrolments import enrol
from tests.journeys import steps
from tests.journeys.conftest import COURSES


@pytest.mark.parametrize("code", COURSES)
def test_a_course_is_taken_to_its_certificate(page_without_scripts, live_server, code):
    page, person = page_without_scripts, steps.enrolled_person().person
    course = CoursePage.objects.get(code=code, locale__language_code="vi")
    enrolment = enrol(person=person, course=course)
    steps.take_in(page.context, person, live_server.url)
    outline = course_outline(course)
    for lesson in outline.lessons:
        page.goto(f"{lesson.url}?buoc={len(screens_of(lesson.body))}")
        page.get_by_role("button", name="Xong bài này").click()
        page.wait_for_url(lambda address, left=lesson.url: left not in address)
    page.goto(next(quiz for quiz in outline.quizzes if quiz.required).url)
    steps.answer_all(page, steps.begin_quiz(page), right=True, scripts=False)
    steps.hand_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chúc mừng, đã đạt!")
    enrolment.refresh_from_db()
    assert enrolment.completed_at is not None
    assert Credential.objects.filter(enrolment=enrolment).count() == course.certifies
    if course.certifies:
        page.get_by_role("link", name="Xem giấy chứng nhận").click()
        expect(page.locator(".paper-wrap")).to_contain_text(re.compile(re.escape(course.title)))
