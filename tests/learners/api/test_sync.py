"""The door for phones that were offline: every event gets its receipt, a repeat gets the first one."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from courses.models import LessonPage, QuizPage
from learners.enums import SetAsideReason
from learners.models import Command, Credential, LessonCompletion, LessonPosition, Response, SetAside
from learners.services.enrolments import enrol
from tests.factories.course import KEY_WORDS, RIGHT, item_id, make_quiz_course, option_id
from tests.factories.learner import make_issuer, make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
DEVICE, SINGLE = UUID(int=11), item_id("single")
YES, NO = {"answer": True}, {"answer": False}


@pytest.fixture
def owner():
    return learner_of()


def learner_of(**quiz):
    """Somebody who takes a course with a quiz of these settings."""
    make_issuer()
    make_quiz_course(**quiz)
    person = make_learner()
    enrol(person=person, course=QuizPage.objects.get().get_parent().specific)
    return person


@pytest.fixture
def phone(owner):
    return Phone(owner)


class Phone:
    """A device that counts its events and sends them in batches."""

    def __init__(self, person, device=DEVICE, client=None):
        self.client, self.device, self.seq = client or learning_client(person), device, 0

    def event(self, kind, subject, item="", body=None, **more):
        self.seq += 1
        made = {"id": str(uuid4()), "seq": self.seq, "kind": kind, "subject": str(subject), "item": item}
        return made | {"body": body or {}} | more

    def send(self, *events, sent_at=None, **more):
        sent = {"device": str(self.device), "sent_at": (sent_at or timezone.now()).isoformat(), "events": list(events)}
        return self.client.post("/api/sync", json.dumps(sent | more), content_type="application/json")

    def results(self, *events, **more):
        reply = self.send(*events, **more)
        assert reply.status_code == 200, reply.content
        return reply.json()["results"]

    def start(self, **body):
        quiz = QuizPage.objects.get().translation_key
        started = self.results(self.event("start", quiz, body=body))[0]
        assert started["status"] == "stored", started
        return started["attempt"]

    def state(self):
        return self.client.get("/api/sync/state", {"device": str(self.device)}).json()


@pytest.mark.parametrize("count", [1, 3])
def test_a_quiz_handed_in_is_a_fixed_number_of_statements_from_the_cookie_to_the_receipt(
    phone, django_assert_num_queries, count
):
    attempt = phone.start()
    # What a process reads once of a quiz, and an hour's first sign of life, are not counted.
    phone.results(phone.event("save", attempt, item_id("number"), RIGHT[item_id("number")]))
    others = [(key, body) for key, body in RIGHT.items() if key != item_id("number")][:count]
    events = [*(phone.event("save", attempt, *other) for other in others), phone.event("submit", attempt)]
    # Session, account, person; attempt, enrolment, what is known; answers, attempt, score, its statistics, lessons done
    # and still taught; commands. The tests' own transaction adds two: a savepoint and its end.
    with django_assert_num_queries(13 + 2):
        results = phone.results(*events)
    assert [each["status"] for each in results] == ["stored"] * len(events)


def test_a_whole_quiz_done_offline_arrives_in_one_batch_and_earns_the_certificate(phone, owner):
    attempt = phone.start(offline=True)
    lessons = [phone.event("lesson_done", key) for key in LessonPage.objects.values_list("translation_key", flat=True)]
    answers = [phone.event("save", attempt, key, body) for key, body in RIGHT.items()]
    results = phone.results(*lessons, *answers, phone.event("submit", attempt))
    assert {each["status"] for each in results} == {"stored"}
    assert (results[-1]["passed"], results[-1]["score"], results[-1]["completed"]) == (True, "1.00000", True)
    assert results[-1]["certificate"] == Credential.objects.get().code
    assert phone.state()["highest_seq"] == phone.seq


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({"form": [["certificate_name", " Nguyễn  Thị Mầu "]]}, "Nguyễn Thị Mầu"),
        ({"form": [["certificate_name", "9"]]}, "Nguyễn Thị Mẫu"),
        ({"form": [["certificate_name"]]}, "Nguyễn Thị Mẫu"),
        ({"form": "certificate_name"}, "Nguyễn Thị Mẫu"),
    ],
)
def test_a_name_corrected_where_there_was_no_network_stands_on_the_certificate(phone, body, name, together):
    attempt = phone.start(offline=True)
    lessons = [phone.event("lesson_done", key) for key in LessonPage.objects.values_list("translation_key", flat=True)]
    answers = [phone.event("save", attempt, key, body) for key, body in RIGHT.items()]
    handing_in = phone.event("submit", attempt, body=body)
    results = phone.results(*lessons, *answers, *([handing_in] if together else []))
    results += [] if together else phone.results(handing_in)
    assert {each["status"] for each in results} == {"stored"}
    assert Credential.objects.get().holder.full_name == name


def test_the_same_batch_sent_ten_times_has_one_effect_and_equal_receipts(phone):
    attempt = phone.start()
    batch = [phone.event("save", attempt, key, body) for key, body in RIGHT.items()]
    batch += [phone.event("flag", attempt, SINGLE, {"flagged": True}), phone.event("submit", attempt)]
    first = phone.results(*batch)
    before = (Response.objects.count(), Command.objects.count())
    for _ in range(10):
        again = phone.results(*batch)
        assert [each["status"] for each in again] == ["duplicate"] * len(batch)
        assert [each | {"status": "stored"} for each in again] == first
    assert (Response.objects.count(), Command.objects.count()) == before


def test_a_bad_event_never_blocks_the_next_one(phone):
    attempt = phone.start()
    results = phone.results(
        phone.event("save", attempt, SINGLE, {"option": "elsewhere"}),
        {"id": "x", "what": "is this"},
        phone.event("dance", attempt),
        phone.event("save", uuid4(), SINGLE, RIGHT[SINGLE]),
        phone.event("save", attempt, "no-such-item", {}),
        phone.event("save", attempt, item_id("truth"), YES),
    )
    assert [each.get("code", each["status"]) for each in results] == [
        "invalid", "invalid", "kind", "unknown", "invalid", "stored",
    ]  # fmt: skip
    assert all(each["message"] for each in results[:5])


@pytest.mark.parametrize("field", ["score", "correct", "passed", "person", "points"])
def test_what_a_client_may_not_say_is_refused_wherever_it_says_it(phone, field):
    attempt = phone.start()
    inside = phone.event("save", attempt, item_id("truth"), YES | {field: 1})
    beside = phone.event("save", attempt, item_id("truth"), YES) | {field: 1}
    assert [each["code"] for each in phone.results(inside, beside)] == ["invalid", "invalid"]
    assert phone.send(**{field: 1}).status_code == 422
    assert Response.objects.count() == 0


def test_an_id_used_again_for_another_answer_is_refused_and_both_are_kept(phone):
    attempt = phone.start()
    first = phone.event("save", attempt, item_id("truth"), YES)
    phone.results(first)
    second = phone.results(first | {"body": NO})[0]
    assert (second["status"], second["code"]) == ("refused", "id_reused")
    assert (Response.objects.get().body, SetAside.objects.get().body["answer"]) == (YES, NO)


def test_the_event_of_one_person_is_unknown_when_another_sends_it(phone, owner):
    attempt = phone.start()
    sent = phone.event("save", attempt, item_id("truth"), YES)
    phone.results(sent)
    neighbour = Phone(make_learner("Lò Văn Hai", phone=owner.user.phone))
    stranger = Phone(make_learner("Người Lạ"))
    for other in (neighbour, stranger):
        assert other.results(sent | {"body": NO})[0]["code"] == "unknown"
        assert other.state()["attempts"] == []
    assert (Response.objects.get().body, SetAside.objects.count()) == (YES, 0)


def test_two_phones_get_the_same_attempt_and_the_later_answer_counts_with_word_of_the_other(phone, owner):
    second = Phone(owner, UUID(int=12))
    attempt = phone.start(offline=True)
    assert second.start(offline=True) == attempt
    phone.results(phone.event("save", attempt, item_id("truth"), NO))
    said = second.results(second.event("save", attempt, item_id("truth"), YES))[0]
    assert (said["status"], said["other"], Response.objects.get().body) == ("conflict", NO, YES)
    assert SetAside.objects.get().reason == SetAsideReason.OVERTAKEN
    seen = second.state()["attempts"][0]["answers"][item_id("truth")]
    after = phone.event("save", attempt, item_id("truth"), NO, seen=seen["seen"])
    assert phone.results(after)[0]["status"] == "stored"


def test_of_one_phone_an_older_answer_that_arrives_later_is_merged(phone):
    attempt = phone.start()
    old, new = (phone.event("save", attempt, item_id("truth"), body) for body in (NO, YES))
    assert [phone.results(each)[0]["status"] for each in (new, old)] == ["stored", "merged"]
    assert Response.objects.get().body == YES


def test_after_handing_in_an_answer_is_kept_aside_and_the_result_told(phone):
    attempt = phone.start()
    phone.results(phone.event("submit", attempt))
    late = phone.event("save", attempt, item_id("truth"), YES)
    for _ in range(2):
        said = phone.results(late)[0]
        assert (said["code"], said["score"]) == ("closed", "0.00000")
    assert SetAside.objects.count() == 1


def test_progress_only_grows_whatever_order_it_arrives_in(phone):
    lesson = LessonPage.objects.first().translation_key
    places = [phone.event("position", lesson, body={"screen": screen}) for screen in (3, 1, 2)]
    done = phone.event("lesson_done", lesson)
    said = [each["status"] for each in phone.results(*places, done, phone.event("lesson_done", lesson))]
    assert said == ["stored", "merged", "merged", "stored", "stored"]
    assert (LessonPosition.objects.get().screen, LessonCompletion.objects.count()) == (3, 1)


@pytest.mark.parametrize("years", [-10, -1, 1, 10])
def test_a_clock_that_lies_by_years_is_marked_and_never_refused(phone, years):
    attempt = phone.start()
    wrong = timezone.now() + timedelta(days=365 * years)
    sent = phone.event("save", attempt, item_id("truth"), YES, at_device=(wrong - timedelta(minutes=1)).isoformat())
    assert phone.results(sent, sent_at=wrong)[0]["status"] == "stored"
    assert Command.objects.get(kind="save").clock_doubtful is True


def test_a_clock_set_back_in_between_is_marked(phone):
    attempt = phone.start()
    ticks = [{"at_monotonic": 5000, "boot": "a"}, {"at_monotonic": 4000, "boot": "a"}]
    phone.results(*(phone.event("save", attempt, item_id("truth"), YES, **tick) for tick in ticks))
    assert set(Command.objects.filter(kind="save").values_list("clock_doubtful", flat=True)) == {True}


def test_an_answer_given_in_time_by_a_wrong_clock_that_arrives_after_the_end_is_kept_as_late():
    noon = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    with time_machine.travel(noon, tick=False) as clock:
        phone = Phone(learner_of(minutes=10))
        attempt = phone.start()
        clock.move_to(noon + timedelta(hours=1))
        ahead = timedelta(days=400)
        given = noon + timedelta(minutes=5) + ahead
        late = phone.event("save", attempt, item_id("truth"), YES, at_device=given.isoformat())
        said = phone.results(late, sent_at=noon + timedelta(hours=1) + ahead)[0]
    assert (said["code"], SetAside.objects.get().reason) == ("closed", SetAsideReason.LATE)


@pytest.mark.parametrize(("arrives", "late"), [(timedelta(minutes=9), None), (timedelta(minutes=11, seconds=59), True)])
def test_answers_given_in_time_that_waited_without_network_count_up_to_two_minutes_after_the_end(arrives, late):
    noon = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    with time_machine.travel(noon, tick=False) as clock:
        phone = Phone(learner_of(minutes=10))
        attempt = phone.start()
        given = [
            phone.event("save", attempt, key, RIGHT[key], at_device=(noon + timedelta(minutes=minute)).isoformat())
            for minute, key in enumerate([item_id("truth"), SINGLE], start=1)
        ]
        clock.move_to(noon + arrives)
        said = phone.results(*given, sent_at=noon + arrives)
    assert [(each["status"], each.get("late")) for each in said] == [("stored", late)] * 2
    assert (Response.objects.count(), SetAside.objects.count()) == (2, 0)


def test_a_quiz_that_may_not_begin_says_why_and_can_be_asked_for_again(owner):
    quiz = QuizPage.objects.get()
    quiz.entry_code = "vai"
    quiz.save_revision().publish()
    phone = Phone(owner)
    asked = phone.event("start", quiz.translation_key)
    assert phone.results(asked)[0]["code"] == "entry"
    assert phone.results(asked | {"body": {"entry_code": "vai"}})[0]["status"] == "stored"


def test_a_timed_quiz_gets_no_ticket_and_an_untimed_one_a_week(phone, owner):
    with time_machine.travel(datetime(2026, 11, 22, 5, 0, tzinfo=UTC), tick=False):
        ticket = phone.results(phone.event("start", QuizPage.objects.get().translation_key, body={"offline": True}))[0]
        assert ticket["ticket_until"] == "2026-11-29T05:00:00+00:00"
        assert phone.state()["attempts"][0]["ticket_until"].startswith("2026-11-29T05:00:00")


BAD_BODIES = [
    (b"{", 400, "unreadable"),
    (b"[]", 422, "invalid"),
    (b"{}", 422, "invalid"),
    (b'{"device": 1, "sent_at": "now", "events": {}}', 422, "invalid"),
    (b"\xff\xfe", 400, "unreadable"),
    (b" " * (256 * 1024 + 1), 413, "split"),
]


@pytest.mark.parametrize(("body", "status", "code"), BAD_BODIES)
def test_a_request_that_is_none_is_refused_in_words(phone, body, status, code):
    reply = phone.client.post("/api/sync", body, content_type="application/json")
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert reply.json()["message"]


def test_more_than_two_hundred_events_at_once_are_refused(phone):
    events = [phone.event("position", uuid4()) for _ in range(201)]
    assert phone.send(*events).status_code == 422


def test_nobody_signed_in_is_told_to_sign_in_and_that_the_work_is_safe(owner):
    visitor = Phone(owner, client=Client())
    reply = visitor.send()
    assert (reply.status_code, reply.json()["code"]) == (401, "sign_in")
    assert visitor.client.get("/api/sync/state", {"device": str(DEVICE)}).status_code == 401


def test_a_stale_form_token_is_refused_and_a_new_one_is_in_the_state(owner):
    client = learning_client(owner)
    client.handler.enforce_csrf_checks = True
    phone = Phone(owner, client=client)
    reply = phone.send()
    assert (reply.status_code, reply.json()["code"]) == (403, "stale_form")
    token = phone.state()["csrf_token"]
    sent = {"device": str(DEVICE), "sent_at": timezone.now().isoformat(), "events": []}
    again = client.post(
        "/api/sync", json.dumps(sent), content_type="application/json", headers={"X-CSRFToken": token}
    )  # fmt: skip
    assert again.status_code == 200


def test_too_many_requests_in_a_minute_are_told_how_long_to_wait(phone):
    with time_machine.travel(datetime(2026, 11, 22, 5, 0, 20, tzinfo=UTC), tick=False):
        statuses = [phone.client.get("/api/sync/state", {"device": str(DEVICE)}).status_code for _ in range(61)]
        slow = phone.send()
    assert statuses == [200] * 60 + [429]
    assert (slow.status_code, slow.json()["code"], slow.headers["Retry-After"]) == (429, "too_fast", "40")


def test_neither_state_nor_receipts_hold_a_key(phone):
    attempt = phone.start()
    saved = phone.send(phone.event("save", attempt, SINGLE, {"option": option_id("single", 0)}))
    state = phone.client.get("/api/sync/state", {"device": str(DEVICE)})
    schema = phone.client.get("/api/openapi.json")
    for reply in (saved, state, schema):
        assert reply.status_code == 200
        assert KEY_WORDS not in reply.content.decode()
        assert '"correct"' not in reply.content.decode()
