"""A trainer takes the list of a session in a village without network: it stays on the phone, and counts once."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from learners.models import Attendance
from learners.models.attendance import newest
from learners.services.classes import join_class
from tests.factories.class_run import make_class, make_session
from tests.factories.learner import make_learner
from tests.journeys import phones, steps

NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"]

SHOWS_LATE = """async (address) => {
  const kept = await caches.match(address);
  return /value="late" checked/.test(await kept.text());
}"""


@pytest.fixture
def session(enrolment):
    """A session held now, by the person who learns elsewhere, for three learners."""
    return make_session(make_class(steps.course().translation_key, enrolment.person))


@pytest.fixture
def learners(session):
    """Their enrolments, in the order of the list."""
    return [join_class(person=make_learner(name), run=session.run, course=steps.course()) for name in NAMES]


@pytest.fixture
def address(session, learners):
    return reverse("learners:session_list", args=[session.public_id])


@pytest.fixture
def trainer(new_context, live_server, enrolment, address):
    """The trainer's phone with the list open, which it keeps."""
    return phones.keeping(new_context(**phones.options()), enrolment.person, live_server.url, address)


def mark(page: Page, enrolment, state: str) -> None:
    page.locator(f"[name=mark-{enrolment.pk}][value={state}]").check()


def save(page: Page) -> None:
    page.locator("button[form=attendance]").click()
    expect(page.locator("[data-queue-state][data-state=kept]")).to_be_visible()


def standing(session):
    return {row.enrolment_id: row.state for row in newest(Attendance.objects.filter(session=session)).values()}


def test_a_list_taken_without_network_is_there_after_the_tab_was_closed_and_counts_once(
    trainer, address, session, learners, live_server
):
    context, (first, second, third) = trainer.context, learners
    context.set_offline(True)
    mark(trainer, first, "present")
    mark(trainer, second, "absent")
    save(trainer)
    trainer.close()
    assert standing(session) == {}

    page = context.new_page()
    page.goto(address)
    expect(page.locator("[data-kept-page]")).to_be_visible()
    expect(page.locator("#unsent")).to_contain_text("1")
    expect(page.locator(f"[name=mark-{first.pk}][value=present]")).to_be_checked()
    # Somebody who came late, and one who came in the meantime.
    mark(page, second, "late")
    mark(page, third, "present")
    save(page)
    with page.expect_request("**/api/sync") as sent:
        context.set_offline(False)
    expect(page.locator("[data-queue-state][data-state=sent]")).to_be_visible()
    rows = Attendance.objects.count()
    assert standing(session) == {first.pk: "present", second.pk: "late", third.pk: "present"}
    headers = {name: value for name, value in sent.value.headers.items() if name in {"content-type", "x-csrftoken"}}
    reply = context.request.post("/api/sync", data=sent.value.post_data, headers=headers)
    assert {each["status"] for each in reply.json()["results"]} == {"duplicate"}
    assert (Attendance.objects.count(), phones.queued(page)) == (rows, [])

    # The kept list shows now what was sent.
    phones.until(page, SHOWS_LATE, address)

    steps.take_in(context, steps.enrolled_person("Trần Văn Hai", "+84987654321").person, live_server.url)
    page.goto("/hoc/")
    expect(page.locator(".me-name")).to_have_text("Hai")
    context.set_offline(True)
    page.goto(address)
    expect(page.locator("[data-missing]")).to_be_visible()
    assert NAMES[0] not in page.content()
