"""Our lesson page beside a bare Django view, in one process and one run, in turns. Printed, never asserted as time.

Run by `make bench`. Both stand behind their own WSGI handler with their own middleware; the learner is signed in and
takes the course. A ratio above 1 means that ours is the faster one.
"""

import io
import statistics
import time

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.urls import set_urlconf

from cms.wsgi import application
from courses.models import LessonPage
from learners.services.enrolments import enrol
from tests.bench import bare_view
from tests.factories.course import make_course
from tests.factories.learner import make_issuer, make_learner
from tests.factories.ways_in import learning_client

ROUNDS, BATCH = 20, 50


def environ(path, cookie="", body="", **headers):
    sent = body.encode()
    return {
        "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(sent)),
        "REQUEST_METHOD": "POST" if body else "GET", "PATH_INFO": path, "QUERY_STRING": "",
        "SERVER_NAME": "testserver", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(sent), "HTTP_COOKIE": cookie,
        "HTTP_ACCEPT_ENCODING": "gzip", "REMOTE_ADDR": "127.0.0.1", **headers,
    }  # fmt: skip


def ask(handler, path, cookie, body="", **headers):
    said = {}

    def start(status, rows, error=None):
        said.update(status=int(status[:3]), headers=dict(rows))

    answer = b"".join(handler(environ(path, cookie, body, **headers), start))
    # A server ends the request, and with it the addresses of whoever answered.
    set_urlconf(None)
    return said["status"], said["headers"], answer


def timed(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measured(*loads):
    """Seconds of every request of each load; batches take turns, so that a busy moment hits all alike."""
    for load in loads:
        for _warming in range(BATCH):
            load()
    found = [[] for _ in loads]
    for _round in range(ROUNDS):
        for load, kept in zip(loads, found, strict=True):
            kept.extend(timed(load) for _ in range(BATCH))
    return found


def said(name, seconds, bare):
    middle, worst = statistics.median(seconds), statistics.quantiles(seconds, n=100)[-1]
    bare_middle, bare_worst = statistics.median(bare), statistics.quantiles(bare, n=100)[-1]
    return (
        f"{name}: {1000 * middle:.2f} ms (bare {1000 * bare_middle:.2f}),"
        f" requests a second {sum(bare) / sum(seconds):.2f} x bare; p99 {worst / bare_worst:.2f} x bare"
    )


@pytest.mark.django_db(transaction=True)
def test_a_lesson_page_beside_a_bare_view(capsys):
    make_issuer()
    course, person = make_course(lessons=10), make_learner()
    enrol(person=person, course=course)
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first().url
    cookie = f"sessionid={learning_client(person).cookies['sessionid'].value}"
    ours = application
    with override_settings(MIDDLEWARE=bare_view.MIDDLEWARE, SESSION_ENGINE="django.contrib.sessions.backends.db"):
        bare = WSGIHandler()

    # The very first page of a site writes its settings, which makes that page a thing of the past.
    tag = {"HTTP_IF_NONE_MATCH": [ask(ours, lesson, "") for _first in range(2)][1][1]["ETag"]}
    loads = {
        "bare": lambda: ask(bare, "/bare/", cookie),
        "lesson, signed in and enrolled": lambda: ask(ours, lesson, cookie),
        "lesson, visitor": lambda: ask(ours, lesson, ""),
        "lesson, visitor who has it (304)": lambda: ask(ours, lesson, "", **tag),
    }
    assert [load()[0] for load in loads.values()] == [200, 200, 200, 304]
    seconds = dict(zip(loads, measured(*loads.values()), strict=True))
    with capsys.disabled():
        for name in list(loads)[1:]:
            print(f"\n{said(name, seconds[name], seconds['bare'])}", end="")  # noqa: T201
        print()  # noqa: T201
