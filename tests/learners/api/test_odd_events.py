"""Some three hundred odd inputs at the doors of a learner: each is refused in words or taken, none breaks."""

import json
from uuid import uuid4, uuid5

import pytest
from django.core.cache import cache
from django.urls import reverse

from courses.models import LessonPage, QuizPage
from learners.models import Attempt, Enrolment, Response
from learners.services.attempts import start_attempt
from learners.services.enrolments import enrol
from tests.factories.course import make_quiz_course
from tests.factories.every_type import every_type_blocks
from tests.factories.learner import make_issuer, make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
DEVICE = "0192f0c1-2b3c-7d4e-8f90-123456789abc"
NOW = "2026-11-22T07:00:00+00:00"
DEEP = json.loads("[" * 300 + "]" * 300)
ODD = [
    None, True, False, 0, -1, 2**31, 2**63, 2**70, 1e308, "", " ", "\x00", "a\x00b", "\ud800", "﷽" * 500, "a" * 20_000,
    "../..", "' OR 1=1 --", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "NaN", [], [[]], ["\x00"], [None],
    {}, {"": ""}, {"a": {"b": []}}, {"\x00": "\x00"}, {"\ud800": 1}, DEEP,
]  # fmt: skip


@pytest.fixture
def attempt():
    make_issuer()
    quiz = make_quiz_course(items=every_type_blocks(), page_size=0, feedback="interactive", shuffle=False)
    enrolment = enrol(person=make_learner(), course=quiz.get_parent().specific)
    return start_attempt(enrolment=enrolment, quiz_key=quiz.translation_key, language="vi")


@pytest.fixture
def client(attempt, settings):
    found = learning_client(attempt.enrolment.person)
    found.raise_request_exception = False
    return found


def sync(client, events, /, **more):
    sent = {"device": DEVICE, "sent_at": NOW, "events": events} | more
    cache.clear()
    return client.post("/api/sync", json.dumps(sent), content_type="application/json")


def event(kind, subject, **more):
    return {"id": str(uuid4()), "seq": 1, "kind": kind, "subject": str(subject)} | more


def answered(reply, count):
    assert reply.status_code == 200, reply.content[:300]
    results = reply.json()["results"]
    assert len(results) == count
    assert all(each["status"] and (each["status"] != "refused" or each["message"]) for each in results)


@pytest.mark.parametrize(
    "field", ["id", "seq", "kind", "subject", "item", "body", "seen", "at_device", "at_monotonic", "boot"]
)
def test_an_odd_field_of_an_event_never_blocks_the_batch(attempt, client, field):
    odd = [event("save", attempt.public_id, item=attempt.draw[0]) | {field: value} for value in ODD]
    answered(sync(client, odd), len(ODD))


def test_an_odd_answer_to_any_question_is_taken_or_refused_in_words(attempt, client):
    for item in attempt.version.items.values():
        keys = [
            "option",
            "options",
            "answer",
            "text",
            "gaps",
            "rows",
            "order",
            "cards",
            "place",
            "point",
            "file",
            "tries",
        ]
        bodies = [value if isinstance(value, dict) else {"text": value, "file": value} for value in ODD]
        bodies += [
            {key: value} for key in keys for value in (None, 1, "\ud800\x00", ["\x00"], {"x": 1e308, "y": "\x00"})
        ]
        bodies += [{"file": str(uuid4()), "name": "a\x00.pdf"}, {"point": {"x": "1e400", "y": "NaN"}}]
        events = [
            event("check" if place % 8 == 0 else "save", attempt.public_id, item=item["id"], body=body)
            for place, body in enumerate(bodies)
        ]
        for start in range(0, len(events), 150):
            answered(sync(client, events[start : start + 150]), len(events[start : start + 150]))


@pytest.mark.parametrize("kind", ["start", "flag", "submit", "lesson_done", "position"])
def test_an_odd_body_of_any_event_is_answered(attempt, client, kind):
    quiz, lesson = QuizPage.objects.get().translation_key, LessonPage.objects.first().translation_key
    subjects = [quiz, lesson, attempt.public_id, uuid4()]
    keys = ["entry_code", "promise", "offline", "flagged", "screen"]
    bodies = [{key: value} for key in keys for value in ODD[::4]]
    events = [event(kind, subject, body=body, item=attempt.draw[0]) for subject in subjects for body in bodies]
    for start in range(0, len(events), 100):
        answered(sync(client, events[start : start + 100]), len(events[start : start + 100]))


@pytest.mark.parametrize("field", ["device", "sent_at", "events", "extra"])
def test_an_odd_batch_is_refused_in_words(attempt, client, field):
    for value in ODD:
        reply = sync(client, [event("save", attempt.public_id, at_device=NOW)], **{field: value})
        assert reply.status_code in {200, 400, 413, 422}, (field, value, reply.content[:200])
        assert "message" in reply.json() or "results" in reply.json()


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+14:00", "1969-01-01T00:00:00Z"])
def test_a_clock_beyond_all_calendars_is_no_reason_to_refuse(attempt, client, moment):
    for sent_at in (NOW, moment):
        made = event("save", attempt.public_id, item=attempt.draw[0], at_device=moment)
        reply = sync(client, [made], sent_at=sent_at)
        assert reply.json()["results"][0]["status"] in {"stored", "merged"}, reply.content


def test_an_id_of_the_kind_the_server_makes_is_refused(attempt, client):
    made = event("save", attempt.public_id, item=attempt.draw[0]) | {"id": str(uuid5(uuid4(), "x"))}
    assert sync(client, [made]).json()["results"][0]["code"] == "invalid"


def test_an_odd_field_of_any_form_is_answered(attempt, client):
    quiz = QuizPage.objects.get()
    pages = {
        reverse("learners:attempt_item", args=[attempt.public_id, 1]): [
            "command_id",
            "seq",
            "go",
            "csrfmiddlewaretoken",
        ]
        + [f"item-{key}{ending}" for key in attempt.draw for ending in ("", "-seen", "-certainty", "-file", "-x")],
        reverse("learners:start_attempt", args=[quiz.translation_key]): ["command_id", "entry_code", "promise"],
        reverse("learners:ask_about_mark", args=[attempt.public_id]): ["item", "text"],
        reverse("learners:attempt_summary", args=[attempt.public_id]): ["certificate_name"],
    }
    texts = [value for value in ODD if isinstance(value, str) and value != "\ud800"] + ["flag:" + "\x00", "check:x"]
    for address, fields in pages.items():
        for text in texts:
            for posted in [dict.fromkeys(fields, text), *({field: text} for field in fields[:3])]:
                reply = client.post(address, posted)
                assert reply.status_code in {200, 302, 404, 422}, (address, text[:20], reply.status_code)
    assert Attempt.objects.filter(pk=attempt.pk).exists()


def test_a_quiz_that_is_no_part_of_the_rule_can_be_begun_by_a_phone_too(attempt, client):
    Enrolment.objects.update(rule=attempt.enrolment.rule | {"quizzes": {}})
    reply = sync(client, [event("start", QuizPage.objects.get().translation_key)])
    assert reply.json()["results"][0]["attempt"] == str(attempt.public_id)
    assert Response.objects.count() == 0
