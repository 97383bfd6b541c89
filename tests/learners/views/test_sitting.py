"""The pages of a quiz in every way of sitting, by plain forms."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from courses.models import QuizPage
from learners.models import Attempt, Flag, Response, SetAside
from learners.services.attempts import start_attempt
from learners.services.enrolments import enrol
from tests.factories.course import KEY_WORDS, RIGHT, block, every_item, item_id, make_quiz_course, option_id
from tests.factories.every_type import every_type_blocks
from tests.factories.learner import make_issuer, make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
SINGLE, TRUTH = item_id("single"), item_id("truth")
PAGE = "0192f0c1-2b3c-7d4e-8f90-123456789abc"


def sit(**quiz):
    make_issuer()
    page = make_quiz_course(**quiz)
    person = make_learner()
    enrolment = enrol(person=person, course=page.get_parent().specific)
    attempt = start_attempt(enrolment=enrolment, quiz_key=page.translation_key, language="vi")
    return learning_client(person), attempt


def page_of(attempt, number=1):
    return reverse("learners:attempt_item", args=[attempt.public_id, number])


def html(client, address):
    return client.get(address, follow=True).content.decode()


def choose(place):
    return {f"item-{SINGLE}": option_id("single", place)}


def test_several_questions_stand_on_a_page_and_are_saved_together():
    client, attempt = sit(page_size=3)
    assert html(client, page_of(attempt)).count('class="asked') == 3
    answers = choose(1) | {f"item-{TRUTH}": "true", "go": "next", "command_id": PAGE}
    reply = client.post(page_of(attempt), answers)
    assert reply.headers["Location"] == page_of(attempt, 2)
    assert {row.item_id: row.body for row in Response.objects.all() if row.body} == {
        SINGLE: RIGHT[SINGLE], TRUTH: {"answer": True},
    }  # fmt: skip
    assert client.get(page_of(attempt, 3)).status_code == 404


def test_one_answer_that_cannot_be_taken_keeps_what_was_typed_and_saves_the_others():
    client, attempt = sit(page_size=0)
    reply = client.post(page_of(attempt), choose(1) | {f"item-{item_id('short')}": "ă" * 3000, "go": "summary"})
    assert reply.status_code == 422
    assert "ă" * 3000 in reply.content.decode()
    assert attempt.responses.get(item_id=SINGLE).body == RIGHT[SINGLE]


def test_sections_and_information_head_their_questions_and_count_nothing():
    items = every_item()
    items.insert(2, block("section", {"title": "Phần hai", "text": "Đọc kỹ rồi trả lời."}, "section"))
    items.insert(3, block("information", {"prompt": "<p>Bà Lan nhận một tin nhắn.</p>"}, "note"))
    client, attempt = sit(items=items, page_size=0)
    page = html(client, page_of(attempt))
    assert page.index("Phần hai") < page.index("Bà Lan nhận") < page.index("Mã OTP dùng một lần")
    summary = html(client, reverse("learners:attempt_summary", args=[attempt.public_id]))
    assert len(re.findall(r'<span class="bead', summary)) == 5


def test_checking_a_question_tells_right_or_wrong_and_a_hint_but_not_the_key():
    client, attempt = sit(feedback="interactive", purpose="graded")
    client.post(page_of(attempt), choose(0) | {"go": f"check:{SINGLE}", "command_id": PAGE})
    page = html(client, page_of(attempt))
    assert "Nghĩ thêm" in page
    assert KEY_WORDS not in page
    client.post(page_of(attempt), choose(1) | {"go": f"check:{SINGLE}", "command_id": PAGE})
    assert '<fieldset class="plain" disabled>' in html(client, page_of(attempt))


def test_an_empty_answer_checked_says_what_to_do():
    client, attempt = sit(feedback="immediate")
    reply = client.post(page_of(attempt), {"go": f"check:{SINGLE}", "command_id": PAGE})
    assert (reply.status_code, Response.objects.count()) == (422, 0)


def test_how_sure_is_asked_and_kept():
    client, attempt = sit(feedback="certainty")
    client.post(page_of(attempt), choose(1) | {f"item-{SINGLE}-certainty": "3", "command_id": PAGE})
    assert Response.objects.get().body == RIGHT[SINGLE] | {"certainty": 3}
    assert re.search(r'value="3" checked', html(client, page_of(attempt)))


def test_one_way_only_there_is_no_way_back():
    client, attempt = sit(navigation="sequential")
    client.post(page_of(attempt), choose(1) | {"go": "next", "command_id": PAGE})
    assert 'value="previous"' not in html(client, page_of(attempt, 2))
    assert client.get(page_of(attempt), follow=True).redirect_chain[-1][0] == page_of(attempt, 2)
    client.post(page_of(attempt), choose(0) | {"command_id": PAGE})
    assert (Response.objects.get(item_id=SINGLE).body, SetAside.objects.count()) == (RIGHT[SINGLE], 1)


def test_a_question_marked_to_look_at_again_is_found_in_the_summary():
    client, attempt = sit()
    reply = client.post(page_of(attempt), choose(1) | {"go": f"flag:{SINGLE}", "command_id": PAGE})
    assert reply.headers["Location"] == f"{page_of(attempt)}#{SINGLE}"
    assert Flag.objects.get().flagged is True
    assert "1 câu để xem lại" in html(client, reverse("learners:attempt_summary", args=[attempt.public_id]))
    client.post(page_of(attempt), choose(1) | {"go": f"unflag:{SINGLE}", "command_id": PAGE})
    assert Flag.objects.get().flagged is False


def test_a_second_page_that_never_saw_the_first_answer_is_told_of_it():
    client, attempt = sit()
    client.post(page_of(attempt), choose(0) | {"command_id": PAGE, f"item-{SINGLE}-seen": ""})
    other = PAGE.replace("0192", "0193")
    data = choose(1) | {"command_id": other, f"item-{SINGLE}-seen": "", "go": "stay"}
    reply = client.post(page_of(attempt), data, headers={"Accept": "application/json"})
    assert (reply.json()["status"], Response.objects.get().body) == ("conflict", RIGHT[SINGLE])
    assert "Đưa mã" in reply.json()["message"]


def test_when_the_time_is_over_the_page_leads_to_handing_in_and_a_get_writes_nothing():
    noon = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    with time_machine.travel(noon, tick=False) as clock:
        client, attempt = sit(minutes=10)
        assert "10" in html(client, page_of(attempt))
        clock.move_to(noon + timedelta(minutes=13))
        address = reverse("learners:attempt_summary", args=[attempt.public_id])
        assert client.get(page_of(attempt), follow=True).redirect_chain[-1][0] == address
        attempt.refresh_from_db()
        assert attempt.state == "open"
        client.post(address)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.closed_by) == ("scored", "time")


def test_the_page_before_asks_for_code_and_promise_and_a_wrong_code_says_so():
    make_issuer()
    quiz = make_quiz_course(entry_code="vải", honesty="Tôi tự làm bài.")
    person = make_learner()
    enrol(person=person, course=quiz.get_parent().specific)
    client = learning_client(person)
    assert "Tôi tự làm bài." in html(client, quiz.url)
    start = reverse("learners:start_attempt", args=[quiz.translation_key])
    client.post(start, {"entry_code": "cam", "promise": "yes", "command_id": PAGE})
    assert Attempt.objects.count() == 0
    client.post(start, {"entry_code": "vai", "promise": "yes", "command_id": PAGE})
    assert Attempt.objects.count() == 1


def test_beginning_sent_again_after_handing_in_opens_the_result_and_no_new_try():
    client, attempt = sit()
    start = reverse("learners:start_attempt", args=[attempt.quiz_key])
    client.post(reverse("learners:attempt_summary", args=[attempt.public_id]))
    for _ in range(2):
        client.post(start, {"command_id": PAGE})
    assert Attempt.objects.count() == 2


def test_a_practice_quiz_opens_for_everybody_tells_everything_and_stores_nothing():
    quiz = make_quiz_course(purpose="practice")
    visitor = Client()
    address = reverse("learners:practise", args=[quiz.translation_key])
    assert address in html(visitor, quiz.url)
    asked = visitor.get(address)
    assert asked.status_code == 302
    page = asked.headers["Location"]
    assert KEY_WORDS not in html(visitor, page)
    told = visitor.post(page, choose(1)).content.decode()
    assert KEY_WORDS in told
    assert "2/10" in told
    assert (Attempt.objects.count(), Response.objects.count()) == (0, 0)


@pytest.mark.parametrize("seed", ["", "x", "-1", "99999999999", "٣"])
def test_a_practice_quiz_with_a_seed_that_is_none_gets_one(seed):
    quiz = make_quiz_course(purpose="practice")
    reply = Client().get(reverse("learners:practise", args=[quiz.translation_key]), {"de": seed})
    assert reply.status_code == 302


def test_a_quiz_for_a_result_cannot_be_practised():
    quiz = make_quiz_course()
    assert Client().get(reverse("learners:practise", args=[quiz.translation_key]), {"de": "1"}).status_code == 404


@pytest.mark.parametrize("size", [1, 5])
def test_a_page_takes_the_same_queries_for_one_question_and_for_five(size, django_assert_max_num_queries):
    client, attempt = sit(page_size=size)
    client.get(page_of(attempt))
    with django_assert_max_num_queries(14):
        assert client.get(page_of(attempt)).status_code == 200


BANDS = [
    block("band", {"percent": 0, "text": "Hãy đọc lại bài."}, "low"),
    block("band", {"percent": 60, "text": "Tốt lắm."}, "high"),
]


def test_words_on_the_result_follow_the_share_reached():
    client, attempt = sit(bands=BANDS)
    client.post(reverse("learners:attempt_summary", args=[attempt.public_id]))
    result = html(client, reverse("learners:attempt_result", args=[attempt.public_id]))
    assert ("Hãy đọc lại bài." in result, "Tốt lắm." in result) == (True, False)


def test_words_on_a_result_stand_in_practice_too():
    quiz = make_quiz_course(purpose="practice", bands=BANDS)
    page = Client().get(reverse("learners:practise", args=[quiz.translation_key])).headers["Location"]
    assert "Hãy đọc lại bài." in Client().post(page, choose(1)).content.decode()


def test_practice_is_no_part_of_what_completes_a_course():
    quiz = make_quiz_course(purpose="practice")
    enrolment = enrol(person=make_learner(), course=quiz.get_parent().specific)
    assert enrolment.rule["quizzes"] == {}
    assert QuizPage.objects.count() == 1


def test_a_tapped_picture_stays_in_sight_where_no_script_marks_the_tap():
    client, attempt = sit(items=every_type_blocks(), page_size=1)
    spot = next(item["id"] for item in attempt.version.content["items"] if item["type"] == "hotspot")
    here = page_of(attempt, attempt.draw.index(spot) + 1)
    reply = client.post(here, {f"item-{spot}.x": "5", f"item-{spot}.y": "5", f"item-{spot}-size": "100x100"})
    assert reply.headers["Location"] == f"{here}#{spot}"
    assert Response.objects.get(item_id=spot).body != {}


@pytest.mark.parametrize("required", [True, False])
def test_the_name_on_the_certificate_is_asked_only_where_a_certificate_may_follow(required):
    client, attempt = sit(required=required)
    summary = html(client, reverse("learners:attempt_summary", args=[attempt.public_id]))
    assert ('name="certificate_name"' in summary) is required
