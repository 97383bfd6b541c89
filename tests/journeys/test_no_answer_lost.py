"""What happens to phones: two tabs, a killed tab, a session that ended, a form gone stale. No answer is lost."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from learners.enums import SetAsideReason
from learners.models import Attempt, Response, SetAside
from tests.journeys import steps


@pytest.fixture
def phone(page, enrolment, live_server):
    """A phone in the middle of a quiz, at a question that one tap answers."""
    steps.take_in(page.context, enrolment.person, live_server.url)
    page.goto(steps.quiz().url)
    attempt = steps.begin_quiz(page)
    kinds = [attempt.version.items[key]["type"] for key in attempt.draw]
    number = next(place for place, kind in enumerate(kinds, start=1) if kind in {"single_choice", "true_false"})
    page.goto(reverse("learners:attempt_item", args=[attempt.public_id, number]))
    return page


def stored():
    return Response.objects.get().body


def test_two_tabs_that_did_not_see_each_other_are_told_and_both_answers_are_kept(phone):
    attempt = steps.open_attempt()
    other = phone.context.new_page()
    other.goto(phone.url)
    item = steps.shown_item(phone, attempt)
    steps.answer(phone, item, right=False)
    steps.saved(phone)
    steps.answer(other, item, right=True)
    expect(other.get_by_text("có hai câu trả lời")).to_be_visible()
    assert stored() == steps.right_answer(item)
    kept = SetAside.objects.get()
    assert (kept.reason, kept.body["answer"]) == (SetAsideReason.OVERTAKEN, steps.wrong_answer(item))
    assert Attempt.objects.count() == 1


def test_a_tab_killed_before_the_answer_was_sent_gives_it_back_and_sends_it(phone):
    attempt, address = steps.open_attempt(), phone.url
    item = steps.shown_item(phone, attempt)
    context = phone.context
    context.set_offline(True)
    steps.answer(phone, item, right=True)
    expect(phone.get_by_text("1 câu chưa gửi")).to_be_visible()
    phone.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    steps.saved(again)
    assert stored() == steps.chosen(again, attempt) == steps.right_answer(item)


def test_an_answer_given_after_the_session_ended_is_kept_and_sent_once_signed_in_again(phone, enrolment, live_server):
    attempt, address = steps.open_attempt(), phone.url
    item = steps.shown_item(phone, attempt)
    phone.context.clear_cookies()
    steps.answer(phone, item, right=True)
    expect(phone.locator("[data-save-state=''][data-state=waiting]")).to_be_visible()
    assert Response.objects.count() == 0
    steps.take_in(phone.context, enrolment.person, live_server.url)
    phone.goto(address)
    steps.saved(phone)
    assert stored() == steps.right_answer(item)


def test_signing_in_in_another_tab_makes_the_form_stale_and_the_answer_still_arrives(phone, enrolment, live_server):
    item = steps.shown_item(phone, steps.open_attempt())
    steps.take_in(phone.context, enrolment.person, live_server.url)
    phone.context.clear_cookies(name=re.compile("csrf"))
    steps.answer(phone, item, right=True)
    steps.saved(phone)
    assert stored() == steps.right_answer(item)


def test_a_save_whose_reply_is_lost_is_sent_again_and_counts_once(phone):
    item = steps.shown_item(phone, steps.open_attempt())
    lost = []

    def lose_the_reply(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.fallback()

    phone.route("**/api/sync", lose_the_reply)
    steps.answer(phone, item, right=True)
    expect(phone.get_by_text("Chờ mạng")).to_be_visible()
    assert (len(lost), stored()) == (1, steps.right_answer(item))
    expect(phone.locator("[data-save-state=''][data-state=saved]")).to_be_visible(timeout=20_000)
    assert (Response.objects.count(), SetAside.objects.count()) == (1, 0)


def lose_every_post(phone):
    """No form and no save of this tab reaches the server any more; pages still open."""

    def lose(route):
        (route.abort if route.request.method == "POST" else route.fallback)()

    for address in ("**/bai-lam/**", "**/api/sync"):
        phone.route(address, lose)


def test_an_answer_of_a_page_that_could_not_go_on_is_sent_by_the_next_page_that_opens(phone):
    attempt, address = steps.open_attempt(), phone.url
    item = steps.shown_item(phone, attempt)
    lose_every_post(phone)
    steps.answer(phone, item, right=True)
    phone.get_by_role("button", name="Câu tiếp theo").click(no_wait_after=True)
    phone.wait_for_timeout(500)
    phone.unroute_all()
    with phone.expect_response("**/api/sync"):
        phone.goto(f"{address.rstrip('/').rpartition('/')[0]}/3/")
    assert stored() == steps.right_answer(item)


def test_handing_in_waits_for_an_answer_that_no_page_could_send(phone):
    attempt, address = steps.open_attempt(), phone.url
    item = steps.shown_item(phone, attempt)
    lose_every_post(phone)
    steps.answer(phone, item, right=True)
    expect(phone.get_by_text("1 câu chưa gửi")).to_be_visible()
    phone.unroute_all()
    phone.goto(f"{address.rstrip('/').rpartition('/')[0]}/nop/")
    phone.get_by_role("button", name="Nộp bài").click()
    phone.wait_for_url("**/ket-qua/")
    assert stored() == steps.right_answer(item)
    assert SetAside.objects.count() == 0
