"""Every screen of a learner: nothing sideways, nothing axe objects to, buttons for thumbs, a light first page."""

import gzip
import re
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import CoursePage
from courses.services.outline import course_outline
from courses.services.screens import screens_of
from learners.enums import Role
from learners.models import Attempt, Credential, Enrolment
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.marking import mark_item
from learners.services.responses import save_response
from tests.factories import make_officer, make_person
from tests.factories.course import make_course
from tests.journeys import exercise, giving, steps
from tests.journeys.faults import PHONE, TALL, judge
from tests.servers import chromium

# Page, style and scripts of the first visit, compressed; pictures load as they are scrolled to.
FIRST_PAGE_BYTES = 20_000
COUNTED = {"document", "script"}


@pytest.fixture
def enrolment(screen, live_server) -> Enrolment:
    """Somebody who is enrolled and signed in on this screen."""
    joined = steps.enrolled_person()
    steps.take_in(screen.context, joined.person, live_server.url)
    return joined


@pytest.mark.parametrize("path", ["/", "/khoa-hoc/", "/khoa-hoc/?q=ky+nang+so", "/khoa-hoc/?q=zzzz", "/en/"])
def test_the_first_pages(screen, path):
    screen.goto(path)
    judge(screen, "first" + re.sub(r"\W+", "-", path))


def test_a_course_that_is_open_and_one_that_opens_soon(screen):
    screen.goto(steps.course().url)
    judge(screen, "course")
    screen.goto(make_course("ZZ-01", lessons=0, title="Khóa học sắp tới").url)
    expect(screen.get_by_text("Sắp mở").first).to_be_visible()
    judge(screen, "course-soon")


def test_every_step_of_the_lessons(screen):
    for lesson in course_outline(steps.course()).lessons[:3]:
        for number in range(1, len(screens_of(lesson.body)) + 1):
            screen.goto(f"{lesson.url}?buoc={number}")
            judge(screen, f"{lesson.slug}-{number}")


def test_a_practice_question_answered(screen):
    lesson = course_outline(steps.course()).lessons[0]
    screen.goto(f"{lesson.url}?buoc={len(screens_of(lesson.body))}")
    screen.get_by_role("radio").first.check()
    screen.get_by_role("button", name="Xem đúng hay sai").click()
    screen.get_by_role("status").get_by_text(re.compile("Đúng rồi|Chưa đúng")).wait_for()
    judge(screen, "practice")


@pytest.mark.parametrize("way", ["dang-ky", "login", "quen-ma-pin"])
def test_a_form_as_it_opens_and_with_its_errors(screen, way):
    screen.goto(f"/tai-khoan/{way}/")
    judge(screen, way)
    screen.locator("main form").first.evaluate("form => { form.noValidate = true; form.requestSubmit(); }")
    screen.get_by_role("alert").wait_for()
    judge(screen, f"{way}-errors")


def test_the_chooser_the_pin_and_one_more_person(screen, enrolment):
    make_person(enrolment.person.user, full_name="Vi Văn Pao", pin="730164")
    for way in ("ai-hoc", "ma-pin", "ma-pin-rieng", "them-nguoi"):
        screen.goto(f"/tai-khoan/{way}/")
        judge(screen, way)


def test_a_question_of_each_type_and_the_summary(screen, enrolment):
    attempt = begun(enrolment)
    screen.goto(steps.quiz().url)
    judge(screen, "quiz")
    first = {attempt.version.items[item]["type"]: number for number, item in reversed([*enumerate(attempt.draw, 1)])}
    assert len(first) > 4
    for kind, number in first.items():
        screen.goto(reverse("learners:attempt_item", args=[attempt.public_id, number]))
        steps.answer(screen, steps.shown_item(screen, attempt), right=True)
        steps.saved(screen)
        judge(screen, kind)
    screen.goto(reverse("learners:attempt_summary", args=[attempt.public_id]))
    judge(screen, "summary")


def test_pages_of_many_questions_of_every_type_a_flag_a_check_and_the_summary(screen, live_server):
    joined = exercise.enrolled()
    steps.take_in(screen.context, joined.person, live_server.url)
    screen.goto(exercise.exercise().url)
    judge(screen, "exercise")
    attempt = exercise.begun(joined)
    for number in (1, 2, 3):
        screen.goto(reverse("learners:attempt_item", args=[attempt.public_id, number]))
        judge(screen, f"exercise-{number}")
    screen.goto(reverse("learners:attempt_item", args=[attempt.public_id, 1]))
    screen.locator("button[value^='flag:']").first.click()
    screen.locator(".flagged").wait_for()
    screen.get_by_role("radio").first.check()
    screen.locator("button[value^='check:']").first.click()
    screen.locator(".told").wait_for()
    judge(screen, "exercise-checked")
    screen.goto(reverse("learners:attempt_summary", args=[attempt.public_id]))
    judge(screen, "exercise-summary")


def test_a_result_that_waits_for_a_marker_and_the_marked_one(screen, live_server):
    joined = exercise.enrolled()
    steps.take_in(screen.context, joined.person, live_server.url)
    attempt = exercise.begun(joined)
    steps.right_everywhere(attempt)
    essay = next(item for item in exercise.questions(attempt) if item["type"] == "essay")
    body = {"text": giving.REPORT}
    save_response(person=joined.person, attempt=attempt, item_id=essay["id"], body=body, origin=uuid4())
    submit_attempt(attempt=attempt)
    screen.goto(reverse("learners:attempt_result", args=[attempt.public_id]))
    judge(screen, "waiting")
    marks = {row["id"]: Decimal(row["points"]) for row in essay["rubric"]}
    marker = make_officer(Role.DEPARTMENT_OFFICER).people.get()
    mark_item(attempt=attempt, item_id=essay["id"], marks=marks, comment="Rõ và đủ.", by=marker)
    screen.reload()
    screen.locator("details.ask summary").first.click()
    judge(screen, "marked")


def test_a_practice_quiz_before_and_after_it_is_checked(screen):
    screen.goto(exercise.practice().url)
    judge(screen, "practice-quiz")
    screen.get_by_role("link", name="Bắt đầu").click()
    screen.get_by_role("button", name="Xem tôi làm đúng chưa").wait_for()
    judge(screen, "practice-quiz-open")
    screen.get_by_role("radio").first.check()
    screen.get_by_role("button", name="Xem tôi làm đúng chưa").click()
    screen.locator(".told").first.wait_for()
    judge(screen, "practice-quiz-checked")


def test_the_result_of_a_try_that_failed(screen, enrolment):
    attempt = begun(enrolment)
    submit_attempt(attempt=attempt)
    screen.goto(reverse("learners:attempt_result", args=[attempt.public_id]))
    judge(screen, "failed")
    screen.goto("/hoc/")
    judge(screen, "my-learning-under-way")


def test_the_result_of_a_try_that_passed_and_the_certificate(screen, enrolment):
    steps.all_lessons_done(enrolment)
    attempt = begun(enrolment)
    steps.right_everywhere(attempt)
    submit_attempt(attempt=attempt)
    code = Credential.objects.get(enrolment=enrolment).code
    for name, path in {
        "passed": reverse("learners:attempt_result", args=[attempt.public_id]),
        "my-learning": "/hoc/",
        "certificate": f"/giay-chung-nhan/{code}/",
        "course-done": steps.course().url,
        "privacy": reverse("learners:privacy"),
    }.items():
        screen.goto(path)
        judge(screen, name)


BESIDE = ["/khong-co/", "/giay-chung-nhan/", "/giay-chung-nhan/khong-co/", "/quyen-rieng-tu/", "/ho-tro/"]


@pytest.mark.parametrize("path", BESIDE)
def test_pages_beside_the_way(browser, live_server, new_context, path):
    page = new_context(**chromium.phone(viewport={"width": PHONE, "height": TALL}, device_scale_factor=1)).new_page()
    page.goto(path)
    judge(page, "beside" + re.sub(r"\W+", "-", path))


def test_what_is_handed_on(screen):
    lesson = course_outline(steps.course()).lessons[0]
    for way, page in {"gui": steps.course(), "in": lesson}.items():
        screen.goto(f"/{way}/{page.translation_key}/")
        judge(screen, way)


def test_joining_a_course(screen, enrolment):
    other = CoursePage.objects.get(code="CD-01", locale__language_code="vi")
    screen.goto(reverse("learners:enrol", args=[other.translation_key]))
    judge(screen, "enrol")


def test_the_first_page_weighs_little(page):
    got = []
    page.on("response", lambda each: got.append(each) if each.request.resource_type in COUNTED else None)
    page.goto("/", wait_until="networkidle")
    bodies = [each.body() for each in got]
    assert len(bodies) >= len(COUNTED)
    assert sum(len(gzip.compress(body)) for body in bodies) < FIRST_PAGE_BYTES


def begun(enrolment: Enrolment) -> Attempt:
    """A try at the quiz begun."""
    return start_attempt(enrolment=enrolment, quiz_key=steps.quiz().translation_key, language="vi")
