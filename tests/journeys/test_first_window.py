"""Every kind of page fits the first window of a connection, with its style inside and nothing it has to wait for.

Ten segments of 1,460 bytes (RFC 6928) come in the first round trip. Measured on real answers of the seeded site,
compressed and with their headers.
"""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from cms.static_files import small
from courses.models import CoursePage, LessonPage, QuizPage
from courses.services.screens import screens_of
from learners.services.attempts import submit_attempt
from tests.factories.ways_in import learning_client
from tests.journeys import exercise, steps

WINDOW = 14_600
LESSON_SCRIPTS, ALL_SCRIPTS = 5_000, 12_000
SCRIPT = re.compile(r'<script type="module" src="/static/(js/[\w/]+\.js)"></script>')


@pytest.fixture
def enrolment():
    return exercise.enrolled()


@pytest.fixture(params=["visitor", "learner"])
def browser(request, enrolment):
    """A browser of nobody in particular, and one in which somebody learns."""
    made = Client() if request.param == "visitor" else learning_client(enrolment.person)
    made.defaults["HTTP_ACCEPT_ENCODING"] = "gzip"
    return made


def first_visit(browser, address):
    """The page, and the bytes that come over the line for it."""
    answer = browser.get(address)
    assert (address, answer.status_code, answer["Content-Encoding"]) == (address, 200, "gzip")
    lines = [f"{name}: {value}" for name, value in answer.items()]
    lines += [f"Set-Cookie: {cookie.OutputString()}" for cookie in answer.cookies.values()]
    return gzip.decompress(answer.content).decode(), len("\r\n".join(["HTTP/1.1 200 OK", *lines])) + len(answer.content)


def packed(name):
    """The bytes of a script as it is served to a browser on HTTPS, all of which read Brotli."""
    return len(brotli.compress(small(Path(finders.find(name)).read_text()).encode()))


def imported(name):
    """A module with those it imports, each once."""
    further = re.findall(r'from "\./([\w/]+\.js)"', Path(finders.find(name)).read_text())
    return {name}.union(*(imported(f"js/{each}") for each in further))


def addresses():
    courses = CoursePage.objects.live().filter(locale__language_code="vi")
    yield from [
        "/",
        "/en/",
        "/khoa-hoc/",
        "/khoa-hoc/?p=2",
        "/khoa-hoc/?q=ky+nang+so",
        "/tai-khoan/login/",
        "/tai-khoan/dang-ky/",
    ]
    yield from (course.url for course in courses)
    for course in courses.filter(code__in=["CD-06", "IT-03"]):
        yield from (quiz.url for quiz in QuizPage.objects.live().descendant_of(course))
        for lesson in LessonPage.objects.live().descendant_of(course):
            yield from (f"{lesson.url}?buoc={number}" for number in range(1, len(screens_of(lesson.body)) + 1))


def test_every_page_fits_the_first_window(browser):
    too_large = {}
    for address in addresses():
        if address.startswith("/tai-khoan/") and browser.cookies:
            continue
        page, size = first_visit(browser, address)
        assert 'rel="stylesheet"' not in page, address
        if size > WINDOW:
            too_large[address] = size
    assert too_large == {}


def test_every_question_of_a_quiz_its_summary_and_its_result_fit_the_first_window(enrolment):
    browser = learning_client(enrolment.person, headers={"Accept-Encoding": "gzip"})
    attempt = exercise.begun(enrolment)
    pages = [reverse("learners:attempt_item", args=[attempt.public_id, number]) for number in (1, 2, 3)]
    pages.append(reverse("learners:attempt_summary", args=[attempt.public_id]))
    sizes = {page: first_visit(browser, page)[1] for page in pages}
    submit_attempt(attempt=attempt)
    result = reverse("learners:attempt_result", args=[attempt.public_id])
    sizes[result] = first_visit(browser, result)[1]
    assert {page: size for page, size in sizes.items() if size > WINDOW} == {}


def test_the_scripts_of_a_lesson_and_all_together_are_light(enrolment):
    browser = learning_client(enrolment.person, headers={"Accept-Encoding": "gzip"})
    lesson = LessonPage.objects.live().descendant_of(steps.course()).first()
    last = len(screens_of(lesson.body))
    linked = SCRIPT.findall(first_visit(browser, f"{lesson.url}?buoc={last}")[0])
    assert linked != []
    on_lesson = set().union(*map(imported, linked))
    assert sum(map(packed, on_lesson)) <= LESSON_SCRIPTS
    every = [f"js/{each.name}" for each in Path(finders.find("js")).glob("*.js") if not each.name.startswith("admin_")]
    # The service worker counts for itself: it is fetched once, behind the first page.
    every.remove("js/worker.js")
    assert sum(map(packed, every)) <= ALL_SCRIPTS
