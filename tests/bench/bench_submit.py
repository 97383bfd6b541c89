"""Ten answers given, graded and stored in one request, beside a bare insert of as many rows. Printed, never asserted.

Run by `make bench`. The bare view signs nobody in by less: session, user, one transaction, an attempt and ten answers.
"""

import json
import time
from uuid import uuid4

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.utils import timezone

from cms.wsgi import application
from courses.models import QuizVersion
from learners.models import Attempt
from learners.services.attempts import start_attempt
from learners.services.enrolments import enrol
from tests.bench import bare_view
from tests.bench.bench_lesson import ask
from tests.factories.course import block, make_quiz_course
from tests.factories.learner import make_issuer, make_learner
from tests.factories.ways_in import learning_client

LEARNERS, ANSWERS = 60, 10
TOKEN = "a" * 32
PLAIN = {"points": 1, "hint": "", "explanation": ""}


def truths():
    return [
        block("true_false", {"prompt": f"<p>Câu {number}?</p>", "answer": "true"} | PLAIN, f"truth {number}")
        for number in range(ANSWERS)
    ]  # fmt: skip


def batch(attempt):
    events = [
        {"id": str(uuid4()), "seq": place, "kind": "save", "subject": str(attempt.public_id), "item": item,
         "body": {"answer": True}}
        for place, item in enumerate(attempt.draw, start=1)
    ]  # fmt: skip
    last = {"id": str(uuid4()), "seq": ANSWERS + 1, "kind": "submit", "subject": str(attempt.public_id), "item": ""}
    sent = {"device": str(uuid4()), "sent_at": timezone.now().isoformat(), "events": [*events, last | {"body": {}}]}
    return json.dumps(sent)


@pytest.mark.django_db(transaction=True)
def test_ten_answers_handed_in_beside_a_bare_insert(capsys):
    make_issuer()
    quiz = make_quiz_course(items=truths())
    course, people = quiz.get_parent().specific, [make_learner(f"Người {number}") for number in range(2 * LEARNERS)]
    joined = [enrol(person=person, course=course) for person in people]
    cookies = [f"sessionid={learning_client(person).cookies['sessionid'].value}" for person in people]
    attempts = [
        start_attempt(enrolment=each, quiz_key=quiz.translation_key, language="vi") for each in joined[:LEARNERS]
    ]
    version, ours = QuizVersion.objects.get(), application
    with override_settings(MIDDLEWARE=bare_view.MIDDLEWARE):
        bare = WSGIHandler()
    spent = {"ours": 0.0, "bare": 0.0}
    for number, attempt in enumerate(attempts):
        body = batch(attempt)
        begun = time.perf_counter()
        status = ask(ours, "/api/sync", f"{cookies[number]}; csrftoken={TOKEN}", body=body, HTTP_X_CSRFTOKEN=TOKEN)[0]
        spent["ours"] += time.perf_counter() - begun
        body = json.dumps({"enrolment": joined[LEARNERS + number].pk, "version": version.pk, "answers": ANSWERS})
        begun = time.perf_counter()
        theirs = ask(bare, "/bare/insert/", cookies[LEARNERS + number], body=body)[0]
        spent["bare"] += time.perf_counter() - begun
        assert (status, theirs) == (200, 200)
    assert {
        (row.score, row.responses.count()) for row in Attempt.objects.filter(pk__in=[each.pk for each in attempts])
    } == {(1, ANSWERS)}
    with capsys.disabled():
        ours_ms, bare_ms = (1000 * spent[name] / LEARNERS for name in ("ours", "bare"))
        print(f"\nquiz of ten answers: {ours_ms:.1f} ms, bare insert {bare_ms:.1f} ms, ratio {bare_ms / ours_ms:.2f}")  # noqa: T201
