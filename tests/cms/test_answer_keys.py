"""No answer key reaches a learner too early: by no page, JSON, search, preview or error."""

import json
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from courses.items import ITEM_TYPES
from courses.models import CoursePage, LessonPage, QuizPage
from learners.services.attempts import start_attempt
from learners.services.enrolments import enrol
from tests.factories.course import make_quiz_course
from tests.factories.every_type import HINT, SECRET, every_type, every_type_blocks, right_responses
from tests.factories.learner import answer_all, make_issuer, make_learner
from tests.factories.ways_in import learning_client
from tests.learners.test_access_matrix import our_addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz():
    make_issuer()
    return make_quiz_course(items=every_type_blocks(), feedback="after", attempts_allowed=2)


@pytest.fixture
def attempt(quiz):
    enrolment = enrol(person=make_learner(), course=quiz.get_parent().specific)
    return start_attempt(enrolment=enrolment, quiz_key=quiz.translation_key, language="vi")


@pytest.fixture
def client(attempt):
    return learning_client(attempt.enrolment.person)


def body_of(reply):
    return b"".join(reply.streaming_content).decode() if reply.streaming else reply.content.decode()


def leaks(*bodies):
    """What of the key stands in these bodies."""
    found = set()
    for body in bodies:
        plain = json.dumps(json.loads(body), ensure_ascii=False) if body.startswith(("{", "[")) else body
        found |= set(re.findall(rf"{SECRET}[^<\"]*|\"correct\"|data-correct|\"accepted\"|\"weight\"", plain))
    return found


def item_pages(attempt):
    return [reverse("learners:attempt_item", args=[attempt.public_id, n]) for n in range(1, len(attempt.draw) + 1)]


def test_every_type_is_in_the_quiz(quiz):
    assert {child.block_type for child in quiz.items} == set(ITEM_TYPES)


def test_before_handing_in_no_page_of_the_quiz_holds_a_key_or_a_hint(attempt, client, quiz):
    summary = reverse("learners:attempt_summary", args=[attempt.public_id])
    bodies = [body_of(client.get(page)) for page in [quiz.url, *item_pages(attempt), summary]]
    assert leaks(*bodies) == set()
    assert HINT not in "".join(bodies)


def test_no_page_of_the_course_and_no_search_finds_a_key(attempt, client):
    pages = [page.get_url() for page in Page.objects.live().filter(depth__gt=2).specific()]
    searches = [f"{page}?{name}=canary" for page in ("/", *pages[:2]) for name in ("q", "tim", "query")]
    for visitor in (client, Client()):
        bodies = [body_of(visitor.get(page)) for page in [*pages, *searches]]
        assert leaks(*bodies) == set()
    found = [page.title for page in Page.objects.search(SECRET)]
    assert found == []


def test_no_receipt_state_or_schema_of_the_interface_holds_a_key(attempt, client):
    items = every_type()
    events = [
        {
            "id": f"00000000-0000-4000-8000-{n:012}",
            "seq": n,
            "kind": kind,
            "subject": str(attempt.public_id),
            "item": key,
        }
        | {"body": body}
        for n, (kind, key, body) in enumerate(
            [("save", key, body) for key, body in right_responses(items).items()]
            + [("save", items["short_answer"]["id"], {"text": "sai"}), ("save", items["numeric"]["id"], {"x": 1})],
            start=1,
        )
    ]
    sent = {"device": "00000000-0000-4000-8000-00000000000a", "sent_at": timezone.now().isoformat(), "events": events}
    reply = client.post("/api/sync", json.dumps(sent), content_type="application/json")
    state = client.get("/api/sync/state", {"device": sent["device"]})
    own = {SECRET}  # What the learner wrote oneself comes back to the same learner.
    assert {each["status"] for each in reply.json()["results"]} == {"stored", "refused"}
    assert leaks(body_of(reply), body_of(state), body_of(client.get("/api/openapi.json"))) <= own


def test_no_error_page_holds_a_key(attempt, client):
    bad = {f"item-{key}": "x" * 30000 for key in attempt.draw}
    bodies = []
    for page in item_pages(attempt):
        bodies += [body_of(client.post(page, data)) for data in ({"command_id": "x"}, bad | {"command_id": "x"})]
        bodies.append(body_of(client.post(page, bad, headers={"Accept": "application/json"})))
    bodies += [body_of(client.get(f"{page}khong-co/")) for page in item_pages(attempt)[:2]]
    assert leaks(*bodies) == set()


def test_a_result_with_tries_left_shows_hints_and_no_key(attempt, client):
    answer_all(attempt, {key: {} for key in right_responses(every_type())})
    client.post(reverse("learners:attempt_summary", args=[attempt.public_id]))
    result = body_of(client.get(reverse("learners:attempt_result", args=[attempt.public_id])))
    assert leaks(result) == set()
    assert HINT in result


def test_checking_one_question_after_the_other_shows_no_key_while_tries_are_left():
    make_issuer()
    quiz = make_quiz_course(items=every_type_blocks(), feedback="interactive", attempts_allowed=2)
    enrolment = enrol(person=make_learner(), course=quiz.get_parent().specific)
    attempt = start_attempt(enrolment=enrolment, quiz_key=quiz.translation_key, language="vi")
    client = learning_client(enrolment.person)
    single = every_type()["single_choice"]["id"]
    page = item_pages(attempt)[attempt.draw.index(single)]
    client.post(page, {f"item-{single}": "a", "go": f"check:{single}", "command_id": "x"})
    told = body_of(client.get(page))
    assert (leaks(told), HINT in told) == (set(), True)


def test_previews_made_for_learners_and_dumps_for_helpers_hold_no_key(attempt, quiz, rf):
    request = rf.get(quiz.url)
    preview = quiz.make_preview_request(request, "")
    assert leaks(preview.rendered_content if hasattr(preview, "rendered_content") else body_of(preview)) == set()
    course = CoursePage.objects.get().make_preview_request(request, "")
    assert leaks(course.rendered_content if hasattr(course, "rendered_content") else body_of(course)) == set()


def test_no_search_index_and_no_reference_holds_a_key(quiz):
    call_command("update_index", verbosity=0)
    assert {field.field_name for field in QuizPage.get_search_fields()} & {"items", "content"} == set()
    assert not getattr(QuizPage, "api_fields", [])


def test_no_export_of_questions_or_answers_opens_for_a_learner(attempt, client, quiz):
    export = reverse("wagtailsnippets_courses_itembank:export_quiz", args=[quiz.pk])
    sheets = [f"{export}?format={name}" for name in ("moodle", "gift", "xlsx", "aiken", "paper")]
    sheets += ["/admin/luot-lam-bai/?export=xlsx", f"/admin/phan-tich-cau-hoi/{quiz.translation_key}/vi/?export=xlsx"]
    for visitor in (client, Client()):
        replies = [visitor.get(sheet) for sheet in sheets]
        assert {reply.status_code for reply in replies} <= {302, 403}
        assert leaks(*map(body_of, replies)) == set()


def test_no_pack_and_no_ticket_for_phones_holds_a_key(attempt, client, quiz):
    course = CoursePage.objects.get()
    pack = client.get(reverse("pack", args=[course.translation_key]))
    ticket = client.post(reverse("ticket", args=[quiz.translation_key]))
    assert ticket.json()["attempt"] == str(attempt.public_id)
    assert {key for key in attempt.draw if key in body_of(ticket)} == set(attempt.draw)
    lessons = {page.get_url() for page in LessonPage.objects.all()}
    # Practice inside lessons is public, and comes with its keys.
    others = json.dumps([page for path, page in pack.json()["pages"].items() if path not in lessons])
    assert leaks(others, body_of(ticket)) == set()
    assert HINT not in others + body_of(ticket)
    refused = client.post(reverse("ticket", args=[course.translation_key]))
    assert (refused.status_code, leaks(body_of(refused))) == (404, set())


def test_a_feed_or_another_pack_would_have_to_be_looked_at_here_first():
    routes = [str(address) for address in our_addresses()]
    found = {each for each in routes if re.search(r"feed|rss|atom|pack|tai-ve", each)}
    assert found == {"tai-ve/<uuid:course_key>/", "tai-ve/phieu/<uuid:quiz_key>/"}
