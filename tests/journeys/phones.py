"""Phones with their service worker running: taken offline, filled up, signed out and passed on."""

import json
import re

from playwright.sync_api import BrowserContext, Page, expect

from courses.models import QuizPage
from learners.models import Person
from tests.factories.course import block, make_quiz
from tests.factories.every_type import every_type_blocks
from tests.journeys import steps
from tests.servers import chromium

QUESTIONS, LOOKS = 40, 300


def options(**more):
    """A phone on which the service worker may run."""
    return chromium.phone(service_workers="allow", **more)


def forty_questions() -> QuizPage:
    """A quiz of forty questions on one page, beside those of the course on digital safety."""
    words = {"hint": "", "explanation": "", "points": 1}
    items = [
        block("true_false", {"prompt": f"<p>Câu thứ {number}.</p>", "answer": "true"} | words, f"forty {number}")
        for number in range(1, QUESTIONS + 1)
    ]
    return make_quiz(steps.course(), title="Bốn mươi câu", slug="bon-muoi-cau", items=items, page_size=0)


def practice_of_places() -> QuizPage:
    """A practice quiz of a picture to tap and of screens to walk through, in the course on digital safety."""
    items = [each for each in every_type_blocks() if each["type"] in {"hotspot", "simulation"}]
    for each in items:
        for part in each["value"].get("screens", [each]):
            right = part["value"]["places"][1]["value"]
            right["x"] = right["y"] = "55"
    fields = {"title": "Chạm đúng chỗ", "slug": "cham-dung-cho", "items": items, "purpose": "practice"}
    # What is judged first is looked at first.
    return make_quiz(steps.course(), shuffle=False, **fields)


def answer_everything(page: Page) -> None:
    """Tap "true" at every question of the page."""
    for field in page.locator("[name^=item-][value=true]").all():
        field.check()


def ready(page: Page) -> None:
    """Wait until the service worker holds what it needs and answers for this page's address."""
    page.context.set_default_timeout(30_000)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.evaluate("() => navigator.serviceWorker.controller ? true : Promise.reject('no worker')")


def download(page: Page) -> None:
    """Take the course that is open along; the size stands on the button before."""
    place = page.locator("[data-pack]")
    # Nobody asked for this course before: the server puts it together now.
    expect(place.locator("button.btn")).to_be_visible(timeout=60_000)
    assert re.search(r"\d kB|\d,\d MB", place.locator("button.btn").inner_text())
    place.locator("button.btn").click()
    expect(place.locator("button.linklike")).to_be_visible(timeout=60_000)


def taken_along(context: BrowserContext, address: str) -> Page:
    """A page of this phone at the course of the address, which it has downloaded."""
    page = context.new_page()
    page.goto(address)
    ready(page)
    download(page)
    return page


def keeping(context: BrowserContext, person: Person, server: str, address: str) -> Page:
    """A person's phone with a page open, which it keeps."""
    steps.take_in(context, person, server)
    page = context.new_page()
    page.goto(address)
    ready(page)
    holds(page, address)
    return page


def until(page: Page, question: str, argument: str = "") -> None:
    """Wait until the page answers an asynchronous question with yes; the browser's own waiting hears no promises."""
    for _look in range(LOOKS):
        if page.evaluate(question, argument):
            return
        page.wait_for_timeout(100)
    raise AssertionError(question)


def holds(page: Page, address: str) -> None:
    """Wait until the phone's stores hold this address."""
    until(page, "address => caches.match(address).then(Boolean)", address)


def queued(page: Page) -> list[dict]:
    """What waits in the queues of this phone, whoever they belong to."""
    found = page.evaluate(
        """async () => {
          const bases = (await indexedDB.databases()).filter(({ name }) => name.startsWith("hoc-so-"));
          const rows = [];
          for (const { name } of bases) {
            const asked = indexedDB.open(name);
            const base = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
            const all = base.transaction("events").objectStore("events").getAll();
            await new Promise((done) => { all.onsuccess = done; });
            rows.push(...all.result.map((event) => ({ name, ...event })));
            base.close();
          }
          return JSON.stringify(rows);
        }"""
    )
    return json.loads(found)
