"""What waits on a phone for days: it is told, it can be carried away in a file, and a new version loses none of it."""

import json
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone
from playwright.sync_api import expect

from cms.models import SiteSettings
from courses.models import CoursePage
from courses.services.outline import course_outline
from learners.models import Response
from tests.journeys import phones, steps

SAVED, ANSWERS = "[data-save-state=''][data-state=saved]", 3


@pytest.fixture
def phone(phone):
    """A phone that gave three answers without network, at a quiz of forty."""
    phone.context.set_offline(True)
    for field in phone.locator("[name^=item-][value=true]").all()[:ANSWERS]:
        field.check()
    expect(phone.locator("[data-save-state]")).to_contain_text(str(ANSWERS))
    return phone


@pytest.mark.parametrize(("days", "told"), [(2, False), (3, True), (9, True)])
def test_from_the_third_day_on_every_page_says_how_long_work_has_waited(phone, days, told):
    phone.route("**/api/sync*", lambda route: route.abort())
    phone.context.set_offline(False)
    phone.clock.set_fixed_time(timezone.now() + timedelta(days=days, minutes=1))
    phone.goto("/hoc/")
    expect(phone.locator("#unsent")).to_contain_text(str(ANSWERS))
    waited = phone.locator("#unsent").get_by_text(f"{days} ngày")
    expect(waited).to_be_visible() if told else expect(waited).to_have_count(0)
    assert len(phones.queued(phone)) == ANSWERS


def test_a_file_of_everything_unsent_is_sent_in_from_another_phone_by_the_same_person_only(
    phone, enrolment, new_context, live_server, tmp_path
):
    phone.route("**/api/sync*", lambda route: route.abort())
    phone.context.set_offline(False)
    phone.goto("/trong-may/")
    with phone.expect_download() as saving:
        phone.locator("[data-save]").click()
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)
    kept = json.loads(file.read_text())
    assert (kept["person"], set(kept)) == (str(enrolment.person.public_id), {"person", "saved_at", "events"})
    fields = ("id", "device", "seq", "kind", "subject", "item", "body", "at_device")
    waiting = [[event[name] for name in fields] for event in phones.queued(phone)]
    assert [[event[name] for name in fields] for event in kept["events"]] == waiting

    for person, answers in ((steps.enrolled_person("Trần Văn Hai", "+84987654321").person, 0), (enrolment.person, 3)):
        context = new_context()
        steps.take_in(context, person, live_server.url)
        other = context.new_page()
        other.goto("/trong-may/")
        other.locator("details summary").click()
        other.locator("#rescue").set_input_files(file)
        said = other.locator("[data-read]")
        expect(said).to_have_text(said.get_attribute("data-good" if answers else "data-bad").replace("{count}", "3"))
        assert Response.objects.count() == answers
    assert phones.queued(other) == []


def test_a_new_worker_that_takes_over_under_an_open_page_loses_no_answer(new_context, enrolment, live_server, site):
    context = new_context(**phones.options())
    steps.take_in(context, enrolment.person, live_server.url)
    page = context.new_page()
    page.goto(phones.forty_questions().url)
    phones.ready(page)
    steps.begin_quiz(page)
    page.route("**/api/sync*", lambda route: route.abort())
    first, second = page.locator("[name^=item-][value=true]").all()[:2]
    first.check()
    expect(page.locator("[data-save-state][data-state=waiting]")).to_be_visible()
    before = page.evaluate("caches.keys()")

    SiteSettings.objects.update_or_create(site=site, defaults={"site_name": "Học Số mới"})
    caches["pages"].clear()
    page.evaluate("navigator.serviceWorker.ready.then((here) => here.update())")
    phones.until(page, "() => navigator.serviceWorker.ready.then(({ waiting }) => Boolean(waiting))")
    # By itself it would wait for the last page to close; told to, it takes over under this one.
    page.evaluate("() => navigator.serviceWorker.addEventListener('controllerchange', () => { window.changed = 1; })")
    for worker in context.service_workers:
        worker.evaluate("self.skipWaiting()")
    page.wait_for_function("() => window.changed")
    assert page.evaluate("caches.keys()") != before

    expect(first).to_be_checked()
    second.check()
    page.unroute_all()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(SAVED)).to_be_visible(timeout=30_000)
    page.reload()
    expect(first).to_be_checked()
    expect(second).to_be_checked()
    assert (Response.objects.count(), phones.queued(page)) == (2, [])


def test_whoever_reads_in_english_finds_frame_and_shelf_in_english_without_network(new_context, live_server):
    course = CoursePage.objects.get(code="CD-06", locale__language_code="en")
    page = phones.taken_along(new_context(**phones.options()), course.url)
    phones.holds(page, "/en/trong-may/khung/")
    page.context.set_offline(True)
    page.goto(course_outline(course).lessons[0].url)
    expect(page.get_by_text("From this phone, without network.")).to_be_visible()
    page.goto("/en/khong-co-o-day/")
    expect(page.get_by_role("heading", name="On this phone")).to_be_visible()
    expect(page.locator("[data-missing]")).to_contain_text("There is no network")
    expect(page.locator("[data-packs]")).to_contain_text("Delete (")
