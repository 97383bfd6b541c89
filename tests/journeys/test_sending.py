"""Answers given while others are on their way: each is sent, whenever it comes, and many of them together."""

import time

import pytest
from playwright.sync_api import expect

from learners.api import root
from learners.models import Response
from learners.services import rates
from tests.factories.course import block, make_quiz
from tests.journeys import steps

LOOKS, MOMENTS = 5, 50
# Milliseconds between two keys of somebody who looks for each, and between two messages of a page.
SLOWLY, SPACING = 250, 1000
STORY = "Tôi gọi lại số in trên thẻ."
A_DAY = 86_400
# A tap at the moment when the queue looks into its store for the n-th time since the first tap.
TAPS = """(look) => {
  const [first, second] = document.querySelectorAll('input[type=radio][value=true]');
  const real = IDBObjectStore.prototype.getAll;
  IDBObjectStore.prototype.getAll = function (...asked) {
    look -= 1;
    if (!look) second.click();
    return real.apply(this, asked);
  };
  first.click();
}"""


@pytest.mark.parametrize("look", range(1, LOOKS + 1))
def test_an_answer_that_comes_while_another_is_sent_is_sent_too(phone, look):
    phone.evaluate(TAPS, look)
    phone.wait_for_function("() => document.querySelectorAll('input[type=radio][value=true]:checked').length === 2")
    for _moment in range(MOMENTS):
        if Response.objects.count() == 2:
            break
        phone.wait_for_timeout(100)
    steps.saved(phone)
    assert Response.objects.count() == 2


def messages(page):
    """The messages of the queue that this page sends from now on."""
    sent = []
    page.on("request", lambda request: request.url.endswith("/api/sync") and sent.append(request))
    return sent


@pytest.fixture
def asked_to_tell(page, enrolment, live_server):
    """A phone before a question that is answered in one's own words."""
    words = {"prompt": "<p>Làm gì khi có người xưng là ngân hàng?</p>", "hint": "", "explanation": "", "points": 1}
    told = block("short_answer", words | {"accepted": [STORY], "matching": "lenient"}, "told")
    quiz = make_quiz(steps.course(), title="Kể lại", slug="ke-lai", items=[told])
    steps.take_in(page.context, enrolment.person, live_server.url)
    page.goto(quiz.url)
    steps.begin_quiz(page)
    return page


def test_somebody_who_writes_slowly_and_without_a_stop_sends_few_messages(asked_to_tell):
    sent, began = messages(asked_to_tell), time.monotonic()
    asked_to_tell.get_by_role("textbox").press_sequentially(STORY, delay=SLOWLY)
    steps.saved(asked_to_tell)
    assert Response.objects.get().body == {"text": STORY}
    assert len(sent) <= 1000 * (time.monotonic() - began) / SPACING + 1


def test_the_list_of_questions_is_not_opened_again_for_answers_that_came_with_their_pages(page, enrolment, live_server):
    opened = []
    page.on("request", lambda request: request.url.endswith("/nop/") and opened.append(request))
    steps.take_in(page.context, enrolment.person, live_server.url)
    page.goto(steps.quiz().url)
    steps.answer_all(page, steps.begin_quiz(page), right=True)
    page.wait_for_function("() => !localStorage[Object.keys(localStorage).find((key) => key.startsWith('hoc-so-'))]")
    page.wait_for_load_state("networkidle")
    assert len(opened) == 1


def test_a_phone_that_was_asked_to_wait_waits_and_then_sends_everything(phone, monkeypatch):
    monkeypatch.setattr(rates, "WINDOW_SECONDS", A_DAY)
    monkeypatch.setattr(root, "REQUESTS_A_MINUTE", 0)
    sent = messages(phone)
    for field in phone.locator("[name^=item-][value=true]").all()[:5]:
        field.check()
        phone.wait_for_timeout(2 * SPACING / 5)
    expect(phone.get_by_text("5 câu chưa gửi")).to_be_visible()
    assert len(sent) == 1
    monkeypatch.undo()
    phone.evaluate("dispatchEvent(new Event('online'))")
    steps.saved(phone)
    assert Response.objects.count() == 5
