"""Two people, one phone: what one did waits for that one, and the other neither sees nor sends it."""

import pytest
from playwright.sync_api import expect

from courses.services.outline import course_outline
from learners.models import Command, Response
from tests.journeys import phones, steps


@pytest.fixture
def neighbour(live_server):
    """Somebody else, who learns the same."""
    return steps.enrolled_person("Trần Văn Hai", "+84987654321").person


def answer_that_stays(phone):
    """Give an answer that no network takes."""
    phone.context.set_offline(True)
    phone.locator("[name^=item-][value=true]").first.check()
    expect(phone.locator("[data-save-state][data-state=waiting]")).to_be_visible()


def test_signing_out_keeps_unsent_work_for_its_owner_and_hides_it_from_the_next(
    phone, enrolment, neighbour, live_server
):
    context = phone.context
    # Nobody opened the home page before: its pictures are made now.
    context.set_default_timeout(90_000)
    phone.route("**/api/sync", lambda route: route.abort())
    phone.locator("[name^=item-][value=true]").first.check()
    expect(phone.locator("[data-save-state][data-state=waiting]")).to_be_visible()
    phone.goto("/tai-khoan/logout/")
    phone.get_by_role("main").locator("form button").click()
    phone.wait_for_url(live_server.url + "/")
    phone.unroute_all()
    assert [each["name"] for each in phones.queued(phone)] == [f"hoc-so-{enrolment.person.public_id}"]

    steps.take_in(context, neighbour, live_server.url)
    phone.goto("/hoc/")
    expect(phone.locator(".me-name")).to_have_text("Hai")
    expect(phone.locator("#unsent")).to_be_hidden()
    phone.goto("/trong-may/")
    expect(phone.locator("[data-waiting]")).to_be_hidden()
    assert (Command.objects.exclude(kind="start").count(), len(phones.queued(phone))) == (0, 1)

    steps.take_in(context, enrolment.person, live_server.url)
    with phone.expect_response("**/api/sync"):
        phone.goto("/hoc/")
    expect(phone.locator("#unsent")).to_be_hidden()
    assert phones.queued(phone) == []
    assert Response.objects.get().attempt.enrolment == enrolment


def test_a_page_left_open_sends_nothing_while_somebody_else_is_signed_in(phone, enrolment, neighbour, live_server):
    answer_that_stays(phone)
    steps.take_in(phone.context, neighbour, live_server.url)
    with phone.expect_response("**/api/sync") as refused:
        phone.context.set_offline(False)
    assert (refused.value.status, Response.objects.count(), len(phones.queued(phone))) == (409, 0, 1)
    steps.take_in(phone.context, enrolment.person, live_server.url)
    with phone.expect_response(lambda got: got.url.endswith("/api/sync") and got.status == 200, timeout=30_000):
        phone.reload()
    assert Response.objects.get().attempt.enrolment == enrolment


def test_downloads_and_pages_of_one_person_do_not_open_for_the_next_one(new_context, enrolment, neighbour, live_server):
    context = new_context(**phones.options())
    steps.take_in(context, enrolment.person, live_server.url)
    page = phones.taken_along(context, steps.course().url)
    lesson = course_outline(steps.course()).lessons[0]
    page.goto(lesson.url)
    steps.take_in(context, neighbour, live_server.url)
    page.goto("/hoc/")
    expect(page.locator(".me-name")).to_have_text("Hai")
    context.set_offline(True)
    page.goto(lesson.url)
    expect(page.locator("[data-missing]")).to_be_visible()
    expect(page.locator("[data-packs]")).to_be_hidden()
    assert enrolment.person.given_name not in page.content()
