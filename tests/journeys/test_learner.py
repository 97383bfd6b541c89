"""A learner with a phone of 360 pixels and scripts: the whole way, and what must not be lost on it."""

import re

import pytest
from playwright.sync_api import expect

from courses.services.outline import course_outline
from learners.models import Attempt, Credential, LessonPosition, Response, ScoreEvent
from learners.services.progress import complete_lesson
from tests.factories import make_person
from tests.journeys import steps
from tests.journeys.learner_walk import walk


@pytest.fixture
def learning(page, enrolment, live_server):
    """A page on the phone of somebody who is enrolled."""
    steps.take_in(page.context, enrolment.person, live_server.url)
    return page


def test_a_person_goes_from_the_first_page_to_a_certificate(page, new_context):
    walk(page, new_context, scripts=True)


def test_a_phone_of_two_people_asks_who_is_learning(page, enrolment, live_server):
    make_person(enrolment.person.user, full_name="Vi Văn Pao")
    page.goto("/hoc/")
    steps.sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ai đang học?")
    page.get_by_role("button", name="Vi Văn Pao").click()
    expect(page.get_by_role("heading", name="Việc học của tôi")).to_be_visible()
    expect(page.get_by_text("Vi Văn Pao")).to_be_visible()
    page.get_by_role("link", name="Người khác học trên máy này").click()
    page.get_by_role("button", name=steps.NAME).click()
    expect(steps.done_so_far(page, 0)).to_be_visible()


def test_progress_stays_when_the_language_changes(learning, enrolment):
    lessons = course_outline(steps.course()).lessons
    for lesson in lessons[:3]:
        complete_lesson(enrolment=enrolment, lesson_key=lesson.translation_key)
    learning.goto(steps.course().url)
    expect(steps.done_so_far(learning, 3)).to_be_visible()
    learning.get_by_role("link", name="English").click()
    expect(learning.get_by_role("heading", level=1)).to_have_text("Digital safety for everyone")
    expect(learning.get_by_text("3 of 10 lessons done").locator("visible=true").first).to_be_visible()
    learning.goto("/en/hoc/")
    expect(learning.get_by_text("3 of 10 lessons done")).to_be_visible()
    learning.get_by_role("link", name="Continue").click()
    assert "/en/courses/" in learning.url


def test_another_phone_goes_on_where_this_one_stopped(learning, enrolment, new_context, live_server):
    lesson = course_outline(steps.course()).lessons[0]
    with learning.expect_request("**/vi-tri/") as kept:
        learning.goto(f"{lesson.url}?buoc=3")
    assert kept.value.response().status == 204
    assert LessonPosition.objects.get(enrolment=enrolment).screen == 3
    other = new_context()
    steps.take_in(other, enrolment.person, live_server.url)
    there = other.new_page()
    there.goto(lesson.url)
    expect(there.get_by_text("bước 3 / 6")).to_be_visible()


def test_double_taps_back_and_reload_give_one_attempt_one_score_one_certificate(learning, enrolment):
    steps.all_lessons_done(enrolment)
    learning.goto(steps.quiz().url)
    learning.get_by_role("button", name="Bắt đầu").dblclick()
    learning.wait_for_url(re.compile("/1/$"))
    attempt = steps.open_attempt()
    steps.answer(learning, steps.shown_item(learning, attempt), right=True)
    learning.get_by_role("button", name="Câu tiếp theo").last.click()
    learning.wait_for_url(re.compile("/2/$"))
    learning.go_back()
    learning.reload()
    assert steps.chosen(learning, attempt) == Response.objects.get(attempt=attempt, item_id=attempt.draw[0]).body
    steps.answer_all(learning, attempt, right=True)
    learning.get_by_role("button", name="Nộp bài").dblclick()
    learning.wait_for_url(re.compile("/ket-qua/$"))
    learning.reload()
    learning.go_back()
    learning.wait_for_url(re.compile("/ket-qua/$"))
    assert list(Attempt.objects.filter(enrolment=enrolment).values_list("passed", "score")) == [(True, 1)]
    assert ScoreEvent.objects.filter(attempt=attempt).count() == 1
    assert Credential.objects.filter(enrolment=enrolment).count() == 1


def test_an_answer_is_saved_while_it_is_given_and_says_when(learning):
    learning.goto(steps.quiz().url)
    attempt = steps.begin_quiz(learning)
    with learning.expect_request(lambda asked: asked.method == "POST") as first:
        steps.answer(learning, steps.shown_item(learning, attempt), right=True)
    expect(learning.get_by_text(re.compile(r"^Đã lưu \d\d:\d\d$"))).to_be_visible()
    assert '"seq":1' in first.value.post_data
    saved = Response.objects.get(attempt=attempt)
    steps.answer(learning, steps.shown_item(learning, attempt), right=False)
    learning.get_by_role("button", name="Câu tiếp theo").last.click()
    learning.wait_for_url(re.compile("/2/$"))
    later = Response.objects.get(attempt=attempt)
    assert later.origin == saved.origin
    assert later.seq > saved.seq > 0
    assert later.body != saved.body


def test_an_older_save_that_arrives_late_changes_nothing(learning):
    learning.goto(steps.quiz().url)
    attempt = steps.begin_quiz(learning)
    item = steps.shown_item(learning, attempt)
    with learning.expect_request(lambda asked: asked.method == "POST") as first:
        steps.answer(learning, item, right=False)
    expect(learning.get_by_text("Đã lưu")).to_be_visible()
    steps.answer(learning, item, right=True)
    steps.saved(learning)
    newest = Response.objects.get(attempt=attempt)
    sent = first.value
    learning.context.request.post(sent.url, headers=sent.all_headers(), data=sent.post_data_buffer)
    assert Response.objects.get(attempt=attempt).body == newest.body


def test_without_network_the_answer_waits_on_the_phone_and_is_saved_when_it_is_back(learning):
    learning.goto(steps.quiz().url)
    attempt = steps.begin_quiz(learning)
    learning.context.set_offline(True)
    steps.answer(learning, steps.shown_item(learning, attempt), right=True)
    expect(learning.get_by_text("Chờ mạng – 1 câu chưa gửi. Câu trả lời được giữ trong máy này.")).to_be_visible()
    steps.keep_picture(learning, "scripts-18-waiting")
    assert not Response.objects.filter(attempt=attempt).exists()
    learning.context.set_offline(False)
    expect(learning.get_by_text(re.compile(r"^Đã lưu \d\d:\d\d$"))).to_be_visible()
    assert Response.objects.get(attempt=attempt).body == steps.right_answer(steps.shown_item(learning, attempt))
