"""A learner taps through the screens of a phone in a lesson: with scripts, without them, and by names alone."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse
from playwright.sync_api import Page, expect

from courses.items import ITEM_TYPES
from courses.models import ItemBank, LessonPage
from courses.services.outline import course_outline
from tests.journeys import exercise, giving, steps

UNTIL_ALL_SHOW = 20_000
LOADED = "() => [...document.querySelectorAll('[data-picture]')].every(each => each.complete && each.naturalWidth)"


@pytest.fixture(params=["scripts", "plain"])
def phone(request) -> Page:
    return request.getfixturevalue("page" if request.param == "scripts" else "page_without_scripts")


@pytest.fixture
def practised(site):
    """A lesson whose practice is the first walk of the seeded bank: its address at that step, and the walk."""
    lesson: LessonPage = course_outline(steps.course()).lessons[0].specific
    child = ItemBank.objects.get(title="Điện thoại giả lập").items[0]
    body = [each for each in lesson.body.get_prep_value() if each["type"] == "step"][:1]
    practice = [{"type": child.block_type, "value": child.block.get_prep_value(child.value), "id": child.id}]
    lesson.body = json.dumps([*body, {"type": "practice", "value": practice, "id": "practice"}], cls=DjangoJSONEncoder)
    lesson.save_revision().publish()
    return f"{lesson.url}?buoc=2", ITEM_TYPES["simulation"].freeze(child.value, child.id)


@pytest.fixture
def sat(page, live_server):
    """The walk that the seeded exercise begins with, in front of somebody who sits it; its address."""
    joined = exercise.enrolled()
    steps.take_in(page.context, joined.person, live_server.url)
    attempt = exercise.begun(joined)
    assert attempt.version.items[attempt.draw[0]]["type"] == "simulation"
    return reverse("learners:attempt_item", args=[attempt.public_id, 1])


@pytest.fixture
def asked(page) -> list[str]:
    """The pictures that the page asks for, in their order."""
    pictures: list[str] = []
    page.on("request", lambda each: pictures.append(each.url) if "/media/" in each.url else None)
    return pictures


def here(phone: Page, task: str):
    shown = phone.locator("[data-screen]").filter(has_text=task)
    expect(shown).to_be_visible()
    expect(phone.locator("[data-screen]:visible")).to_have_count(1)
    return shown


def test_a_wrong_tap_gets_its_hint_and_the_walk_goes_on_to_its_end(phone, practised):
    address, item = practised
    phone.goto(address)
    first, *others = item["screens"]
    shown = here(phone, first["task"])
    wrong = next(place for place in first["places"] if place.get("hint", "").startswith("Ứng dụng lạ"))
    giving.tap_on(shown.locator("[data-picture]"), wrong)
    expect(phone.get_by_text(wrong["hint"])).to_be_visible()
    for screen in item["screens"]:
        shown = here(phone, screen["task"])
        right = next(place for place in screen["places"] if place["correct"])
        if screen is others[-1]:
            shown.get_by_role("button", name=right["text"]).click()
        else:
            giving.tap_on(shown.locator("[data-picture]"), right)
    expect(phone.get_by_text("4 trên 5 màn hình.").or_(phone.get_by_text("4 of 5 screens."))).to_be_visible()
    expect(phone.get_by_text(item["explanation"])).to_be_visible()
    steps.keep_picture(phone, "simulator-end")
    phone.locator("[data-end] button").click()
    here(phone, first["task"])


def test_in_a_test_the_pictures_to_come_load_behind_the_first_one(page, sat, asked):
    page.goto(sat)
    expect(page.locator("[data-screen]:visible")).to_have_count(1)
    page.wait_for_function(LOADED)
    first = page.locator("[data-picture]").first.evaluate("picture => picture.src")
    assert asked[0] == first
    assert len(asked) == page.locator("[data-picture]").count() > 1


def test_in_a_test_one_picture_is_asked_for_until_the_script_comes_and_all_screens_show_where_it_never_does(
    page, sat, asked
):
    page.route("**/js/steps*", lambda route: route.abort())
    page.goto(sat)
    assert len(asked) == 1
    screens = page.locator("[data-screen]")
    expect(page.locator("[data-screen]:visible")).to_have_count(screens.count(), timeout=UNTIL_ALL_SHOW)
