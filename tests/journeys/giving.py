"""How a person gives an answer to a question of each type on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from courses.items import FrozenItem
from tests.factories.marking import pdf

REPORT = " ".join(["Máy chủ bị dò mật khẩu, đã cách ly và giữ chứng cứ."] * 10)
FILE = "ke-hoach.pdf"


def give(page: Page, item: FrozenItem, body: dict[str, Any], *, scripts: bool) -> None:
    """Give an answer to a question of the open page, by the means its form offers with or without scripts."""
    way = WAYS.get(item["type"], _choose)
    if scripts:
        way = WAYS_WITH_SCRIPTS.get(item["type"], way)
    way(page, f"item-{item['id']}", item, body)


def _choose(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    picked = body.get("options") or [body.get("option") or body.get("place") or str(body.get("answer")).lower()]
    for field in page.locator(f"[name='{name}']").all():
        if field.get_attribute("value") in picked:
            field.check()
        elif field.get_attribute("type") == "checkbox":
            field.uncheck()


def _write(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    field = page.locator(f"[name='{name}']")
    field.fill(body.get("text", REPORT))
    field.blur()


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
    tap_on(page.locator(f"input[type=image][name='{name}']"), right)


def tap_on(picture: Locator, place: FrozenItem) -> None:
    """Tap the middle of a place on a picture."""
    box = picture.bounding_box()
    across, down = (float(place[start]) + float(place[size]) / 2 for start, size in (("x", "w"), ("y", "h")))
    picture.tap(position={"x": box["width"] * across / 100, "y": box["height"] * down / 100})


def _choose_on_screens(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    for screen, taps in body["taps"].items():
        page.locator(f"[name='{name}-{screen}'][value='{taps[0]}']").check()


def _tap_screens(page: Page, name: str, item: FrozenItem, body: dict[str, Any]) -> None:
    """Tap the first screens on their pictures, the last one by its name."""
    *before, last = item["screens"]
    for screen in before:
        shown = page.locator("[data-screen]").filter(has=page.locator(f"[name='{name}-{screen['id']}']"))
        expect(shown).to_be_visible()
        tap_on(shown.locator("[data-picture]"), next(place for place in screen["places"] if place["correct"]))
    page.locator(f"[name='{name}-{last['id']}'][value='{body['taps'][last['id']][0]}']").check()


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
    "simulation": _choose_on_screens,
}
WAYS_WITH_SCRIPTS: dict[str, Way] = {"ordering": _move_steps, "hotspot": _tap, "simulation": _tap_screens}
