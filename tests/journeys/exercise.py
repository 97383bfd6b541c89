"""The seeded exercise with every item type, and how a person gives a right answer to each of them on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from courses.enums import Purpose
from courses.items import ITEM_TYPES, FrozenItem
from courses.models import CoursePage, QuizPage
from courses.services.outline import course_outline
from learners.models import Attempt, Enrolment
from learners.services.attempts import start_attempt
from learners.services.enrolments import enrol
from seeds.demo.answers import right_answer
from tests.factories.marking import pdf
from tests.journeys import steps

REPORT = " ".join(["Máy chủ bị dò mật khẩu, đã cách ly và giữ chứng cứ."] * 10)
FILE = "ke-hoach.pdf"


def exercise() -> QuizPage:
    """The exercise of the course on information security."""
    course = CoursePage.objects.get(code="IT-03", locale__language_code="vi")
    return next(quiz for quiz in course_outline(course).quizzes if quiz.purpose == Purpose.GRADED and not quiz.required)


def practice() -> QuizPage:
    """The practice quiz of the course on digital safety."""
    return next(quiz for quiz in course_outline(steps.course()).quizzes if quiz.purpose == Purpose.PRACTICE)


def enrolled() -> Enrolment:
    """Somebody enrolled in the course of the exercise."""
    person = steps.enrolled_person().person
    return enrol(person=person, course=exercise().get_parent().specific)


def begun(enrolment: Enrolment) -> Attempt:
    """A try at the exercise begun."""
    return start_attempt(enrolment=enrolment, quiz_key=exercise().translation_key, language="vi", promised=True)


def questions(attempt: Attempt) -> list[FrozenItem]:
    """What an attempt asks, in its order; what is only read is left out."""
    drawn = [attempt.version.items[key] for key in attempt.draw]
    return [item for item in drawn if ITEM_TYPES[item["type"]].graded]


def give(page: Page, item: FrozenItem, *, scripts: bool) -> None:
    """Answer a question of the page rightly, by the means its form offers with or without scripts."""
    way = WAYS.get(item["type"], _choose)
    if scripts:
        way = WAYS_WITH_SCRIPTS.get(item["type"], way)
    way(page, f"item-{item['id']}", item, right_answer(item))


def _choose(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    picked = body.get("options") or [body.get("option") or body.get("place") or str(body.get("answer")).lower()]
    for value in picked:
        page.locator(f"[name='{name}'][value='{value}']").check()


def _write(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    page.locator(f"[name='{name}']").fill(body.get("text", REPORT))


def _fill_gaps(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    for gap in item["gaps"]:
        field = page.locator(f"[name='{name}-{gap['id']}']")
        value = body["gaps"][gap["id"]]
        field.select_option(value) if gap["kind"] == "chosen" else field.fill(value)


def _match(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    for row, choice in body["rows"].items():
        page.locator(f"[name='{name}-{row}']").select_option(choice)


def _number_steps(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    for place, step in enumerate(body["order"], start=1):
        page.locator(f"[name='{name}-{step}']").select_option(str(place))


def _move_steps(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    """Bring the right steps to the top one after the other, the last first, as with cards on a table."""
    for step in reversed(body["order"]):
        row = page.locator("li").filter(has=page.locator(f"[name='{name}-{step}']"))
        for _place in range(row.evaluate("row => [...row.parentElement.children].indexOf(row)")):
            row.get_by_role("button", name="Lên").click()


def _sort(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    for card, category in body["cards"].items():
        page.locator(f"[name='{name}-{card}'][value='{category}']").check()


def _tap(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    right = next(place for place in item["places"] if place["id"] == body["place"])
    picture = page.locator(f"input[type=image][name='{name}']")
    box = picture.bounding_box()
    across, down = (float(right[start]) + float(right[size]) / 2 for start, size in (("x", "w"), ("y", "h")))
    picture.tap(position={"x": box["width"] * across / 100, "y": box["height"] * down / 100})


def _upload(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    file = pdf(FILE)
    given = {"name": file.name, "mimeType": file.content_type, "buffer": file.read()}
    page.locator(f"[name='{name}-upload']").set_input_files(given)


Way = Callable[[Page, str, FrozenItem, dict[str, Any]], None]
WAYS: dict[str, Way] = {
    "numeric": _write,
    "short_answer": _write,
    "essay": _write,
    "gap_fill": _fill_gaps,
    "matching": _match,
    "ordering": _number_steps,
    "categorise": _sort,
    "file_upload": _upload,
}
WAYS_WITH_SCRIPTS: dict[str, Way] = {"ordering": _move_steps, "hotspot": _tap}
