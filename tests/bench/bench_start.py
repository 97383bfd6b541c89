"""The load named “synchronised start”: a class begins one quiz in the same minute. Measured, never asserted as time.

Run by `make bench`. Ratios of one run on one machine: a start to a bare insert of an attempt's row, the first page with
its questions rendered before to the same page rendered for the first time.
"""

import time
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.urls import reverse

from courses.models import QuizVersion
from learners.models import Attempt
from learners.services.enrolments import enrol
from tests.factories.course import make_quiz_course
from tests.factories.every_type import every_type_blocks
from tests.factories.learner import make_learner
from tests.factories.ways_in import learning_client

LEARNERS = 60


def seconds(work, rows):
    begun = time.perf_counter()
    found = [work(row) for row in rows]
    return (time.perf_counter() - begun) / len(rows), found


def said(name, ours, bare):
    return f"{name}: {1000 * ours:.1f} ms, {1000 * bare:.1f} ms bare, ratio {bare / ours:.2f}"


@pytest.mark.django_db(transaction=True)
def test_a_class_begins_one_quiz_in_the_same_minute(capsys):
    quiz = make_quiz_course(items=every_type_blocks(), shuffle=True)
    people = [make_learner(f"Người {number}") for number in range(2 * LEARNERS)]
    rows = [enrol(person=person, course=quiz.get_parent().specific) for person in people]
    version, clients = QuizVersion.objects.get(), [learning_client(person) for person in people[:LEARNERS]]
    address = reverse("learners:start_attempt", args=[quiz.translation_key])
    draw = [item["id"] for item in version.content["items"]]

    def insert(enrolment):
        return Attempt.objects.create(
            enrolment=enrolment, quiz_key=version.quiz_key, version=version, number=1, seed=1, draw=draw
        )

    bare, _ = seconds(insert, rows[LEARNERS:])
    ours, starts = seconds(lambda client: client.post(address, {"command_id": str(uuid4())}), clients)
    pages = [reverse("learners:attempt_item", args=[row.public_id, 1]) for row in Attempt.objects.order_by("pk")]
    caches["pages"].clear()
    visits = list(zip(clients, pages[LEARNERS:], strict=True))
    cold, _ = seconds(lambda visit: visit[0].get(visit[1]), visits[:1])
    warm, replies = seconds(lambda visit: visit[0].get(visit[1]), visits[1:])
    assert {reply.status_code for reply in [*starts, *replies]} == {200, 302}
    with capsys.disabled():
        print(f"\n{said('start', ours, bare)}\n{said('first page, questions rendered before', warm, cold)}")  # noqa: T201
