"""A week without network: everything done is kept, sent once, and told; a downloaded course opens by itself."""

import gzip
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from courses.items import ITEM_TYPES
from courses.models import LessonPage
from courses.services.outline import course_outline
from learners.enums import AttemptState
from learners.models import Attempt, ClaimedProgress, Command, LessonCompletion, Response, SetAside
from learners.services.attempts import submit_attempt
from seeds.demo.answers import right_answer, wrong_answer
from tests.journeys import giving, phones, steps
from tests.servers import chromium

MOST_BYTES = 60_000
IS_KEPT = """async ([path, text]) => {
  for (let tries = 0; tries < 100; tries += 1) {
    const kept = await (await caches.open("seen")).match(path);
    if ((await kept?.text())?.includes(text)) return true;
    await new Promise((go) => setTimeout(go, 100));
  }
  return false;
}"""
ALL_SENT = "[data-save-state=''][data-state=saved]"


def test_forty_answers_given_offline_all_arrive_once_the_network_is_back(phone):
    phone.context.set_offline(True)
    phones.answer_everything(phone)
    expect(phone.locator("[data-save-state]")).to_contain_text("40")
    assert len(phones.queued(phone)) == phones.QUESTIONS
    assert Response.objects.count() == 0
    phone.context.set_offline(False)
    expect(phone.locator(ALL_SENT)).to_be_visible(timeout=30_000)
    assert phones.queued(phone) == []
    assert [row.body for row in Response.objects.all()] == [{"answer": True}] * phones.QUESTIONS
    assert (Command.objects.filter(kind="save").count(), SetAside.objects.count()) == (phones.QUESTIONS, 0)


def test_a_tab_killed_between_sending_and_the_receipt_sends_again_and_counts_once(phone):
    context, address = phone.context, phone.url
    taken = []

    def take_and_tell_nothing(route):
        taken.append(route.fetch())
        phone.close(run_before_unload=False)

    phone.route("**/api/sync", take_and_tell_nothing)
    phone.locator("[name^=item-][value=true]").first.check()
    with pytest.raises(Exception):  # noqa: B017, PT011 - the page is gone in the middle of it.
        phone.wait_for_timeout(5_000)
    assert (len(taken), Response.objects.count()) == (1, 1)
    again = context.new_page()
    again.goto(address)
    expect(again.locator(ALL_SENT)).to_be_visible()
    assert phones.queued(again) == []
    assert (Response.objects.count(), Command.objects.filter(kind="save").count()) == (1, 1)


def test_what_was_sent_can_be_replayed_ten_times_without_any_effect(phone):
    with phone.expect_request("**/api/sync") as sent:
        phone.locator("[name^=item-][value=true]").first.check()
    expect(phone.locator(ALL_SENT)).to_be_visible()
    before = list(Command.objects.values_list("pk", "receipt"))
    headers = {name: value for name, value in sent.value.headers.items() if name in {"content-type", "x-csrftoken"}}
    for _ in range(10):
        reply = phone.context.request.post("/api/sync", data=sent.value.post_data, headers=headers)
        assert [each["status"] for each in reply.json()["results"]] == ["duplicate"]
    assert list(Command.objects.values_list("pk", "receipt")) == before
    assert Response.objects.count() == 1


def test_a_full_phone_says_so_before_a_tap_is_taken(page, enrolment, live_server):
    steps.take_in(page.context, enrolment.person, live_server.url)
    # The browser asks how much room there is before its first write, and remembers the answer for a while.
    page.goto("/healthz")
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": live_server.url, "quotaSize": 1})
    page.goto(phones.forty_questions().url)
    steps.begin_quiz(page)
    expect(page.locator("[data-save-state][data-state=full]")).to_be_visible()
    page.context.set_offline(True)
    first = page.locator("[name^=item-][value=true]").first
    first.click(force=True)
    expect(first).not_to_be_checked()
    assert phones.queued(page) == []
    page.context.set_offline(False)
    first.check()
    expect(page.locator(ALL_SENT)).to_be_visible()
    assert Response.objects.count() == 1


def test_an_answer_the_server_refuses_lies_on_the_shelf_in_words(phone):
    phone.context.set_offline(True)
    phone.locator("[name^=item-][value=true]").first.check()
    expect(phone.locator("[data-save-state]")).to_contain_text("1")
    submit_attempt(attempt=Attempt.objects.get())
    phone.context.set_offline(False)
    expect(phone.locator("#unsent")).to_be_visible()
    phone.goto("/trong-may/")
    expect(phone.locator("[data-review] li")).to_have_count(1)


def test_a_downloaded_course_opens_without_network_after_the_browser_was_closed(browser, live_server, tmp_path):
    kept = browser.browser_type
    program = chromium.launch_options(chromium.find_chromium()) | phones.options() | {"base_url": live_server.url}
    lesson = course_outline(steps.course()).lessons[0]
    with kept.launch_persistent_context(tmp_path, **program) as first:
        page = phones.taken_along(first, steps.course().url)
    with kept.launch_persistent_context(tmp_path, **program) as second:
        second.set_offline(True)
        page = second.new_page()
        page.goto(lesson.url)
        expect(page.get_by_role("heading", name=lesson.title)).to_be_attached()
        page.get_by_role("link", name="Tiếp theo").click()
        page.wait_for_url("**buoc=2")
        expect(page.locator("main .lesson")).to_be_visible()
        page.goto("/trong-may/")
        expect(page.get_by_role("link", name=steps.course().title)).to_be_visible()


def test_a_lesson_and_a_quiz_done_without_network_count_once_it_is_back(new_context, enrolment, live_server):
    context = new_context(**phones.options())
    steps.take_in(context, enrolment.person, live_server.url)
    page = phones.taken_along(context, steps.course().url)
    attempt = steps.open_attempt()
    context.set_offline(True)
    lesson, following = course_outline(steps.course()).lessons[:2]
    page.goto(lesson.url)
    steps.read_lesson(page)
    page.wait_for_url(f"**{following.url}")
    page.goto(steps.quiz().url)
    page.get_by_role("link", name="Làm tiếp").click()
    steps.answer_all(page, attempt, right=True)
    page.get_by_role("button", name="Nộp bài").click()
    expect(page.locator("[data-queue-state]")).to_be_visible()
    assert (LessonCompletion.objects.count(), Response.objects.count()) == (0, 0)
    context.set_offline(False)
    page.wait_for_url("**/ket-qua/", timeout=30_000)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.passed, LessonCompletion.objects.count()) == (AttemptState.SCORED, True, 1)
    assert phones.queued(page) == []


def test_a_lesson_seen_lately_is_shown_at_once_and_its_change_on_the_next_visit(new_context, enrolment, live_server):
    context = new_context(**phones.options())
    steps.take_in(context, enrolment.person, live_server.url)
    page = context.new_page()
    lesson = LessonPage.objects.live().descendant_of(steps.course()).first()
    page.goto(lesson.url)
    phones.ready(page)
    before, lesson.title = lesson.title, "Bài đã đổi tên"
    lesson.save_revision().publish()
    context.set_offline(True)
    page.goto(lesson.url)
    expect(page.locator(".top .brand strong")).to_have_text(before)
    context.set_offline(False)
    page.goto(lesson.url)
    expect(page.locator(".top .brand strong")).to_have_text(before)
    # It was fetched anew behind the one that was shown.
    assert page.evaluate(IS_KEPT, [lesson.url, lesson.title])
    page.goto(lesson.url)
    expect(page.locator(".top .brand strong")).to_have_text(lesson.title)


def test_no_page_of_the_phones_store_holds_a_key_of_the_quiz(new_context, enrolment, live_server):
    context = new_context(**phones.options())
    steps.take_in(context, enrolment.person, live_server.url)
    page = phones.taken_along(context, steps.course().url)
    kept = page.evaluate(
        """async () => {
          const texts = [];
          for (const name of await caches.keys()) {
            const store = await caches.open(name);
            for (const request of await store.keys()) texts.push(await (await store.match(request)).text());
          }
          return texts.join("\\n");
        }"""
    )
    secrets = [json.dumps(key, ensure_ascii=False)[1:-1] for key in steps.keys_of(steps.open_attempt().version)]
    assert len(secrets) > 3
    assert [secret for secret in secrets if secret in kept] == []


def test_what_was_read_without_an_account_is_offered_after_signing_in_and_claimed(page, enrolment, live_server):
    lesson, following = course_outline(steps.course()).lessons[:2]
    page.goto(lesson.url)
    forward = page.locator("a[rel=next]")
    while not forward.get_attribute("data-done"):
        before = page.url
        forward.click()
        page.wait_for_url(lambda address, before=before: address != before)
    forward.click()
    page.wait_for_url(f"**{following.url}**")
    steps.take_in(page.context, enrolment.person, live_server.url)
    page.goto("/hoc/")
    offer = page.locator("[data-claims]")
    expect(offer).to_contain_text("1")
    with page.expect_response("**/api/sync"):
        offer.locator("button.btn:not(.ghost)").click()
    expect(offer).to_be_hidden()
    assert list(ClaimedProgress.objects.values_list("person", "kind", "subject")) == [
        (enrolment.person.pk, "lesson", lesson.translation_key)
    ]
    assert LessonCompletion.objects.count() == 0


def test_a_place_tapped_and_screens_walked_are_judged_on_the_phone_alone(new_context, live_server):
    quiz = phones.practice_of_places()
    items = [{"id": child.id} | ITEM_TYPES[child.block_type].freeze(child.value, child.id) for child in quiz.items]
    page = phones.taken_along(new_context(**phones.options()), steps.course().url)
    page.context.set_offline(True)
    for right in (True, False):
        page.goto(reverse("learners:practise", args=[quiz.translation_key]))
        for item in items:
            giving.give(page, item, (right_answer if right else wrong_answer)(item), scripts=True)
        page.get_by_role("button", name="Xem tôi làm đúng chưa").click()
        expect(page.locator("[data-verdict]")).to_have_text(
            [re.compile("Đúng rồi" if right else "Chưa đúng")] * len(items)
        )
    for name, said in (("", "Chưa đúng"), (right_answer(items[0])["place"], "Đúng rồi")):
        if name:
            page.locator(f"[type=radio][value='{name}']").check()
        else:
            giving.tap_on(page.locator("[data-tap]"), {"x": "1", "y": "90", "w": "2", "h": "2"})
        page.get_by_role("button", name="Xem tôi làm đúng chưa").click()
        expect(page.locator("[data-verdict]").first).to_contain_text(said)


def test_the_ten_lessons_on_digital_safety_without_pictures_and_sounds_are_sixty_kilobytes_at_most():
    assert len(course_outline(steps.course()).lessons) == steps.LESSONS
    address = reverse("pack", args=[steps.course().translation_key])
    reply = Client().get(address, headers={"Accept-Encoding": "gzip"})
    pages = json.loads(gzip.decompress(reply.content))["pages"].values()
    assert sum(len(page["screens"]) for page in pages) > 5 * steps.LESSONS
    assert len(reply.content) <= MOST_BYTES
