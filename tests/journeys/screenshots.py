"""Pictures of twelve key screens on a phone, by day and by night, and on a desk: the whole product in one minute.

Run by `make screenshots`; look at `screenshots/index.html` afterwards. The folder is not part of the project.
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine
from playwright.sync_api import Page

from learners.enums import Role
from seeds.demo.learning import ensure_learning
from seeds.demo.people import ensure_people
from seeds.loaders.content import CONTENT, ContentFolder
from tests.journeys import staff
from tests.journeys.faults import settled
from tests.journeys.tour import tour
from tests.servers import chromium

FOLDER = Path(settings.BASE_DIR) / "screenshots"
REPORT = "/admin/bao-cao/hoan-thanh/"
LEFT_OUT = {"sign-in", "quiz", "exercise", "failed"}
# Name → width and colours asked for.
WAYS = {"phone": (360, "light"), "night": (360, "dark"), "desk": (1280, "light")}
LOWEST, HIGHEST = 740, 4000
SLOW_MACHINE = 60_000
INDEX = """<!DOCTYPE html>
<html lang="vi"><meta charset="utf-8"><title>Học Số</title>
<style>
body { font: 16px/1.5 system-ui; margin: 24px; background: #b8ab95; }
section { display: flex; gap: 24px; align-items: start; margin-bottom: 48px; overflow-x: auto; }
.desk { width: 900px; }
</style>
{% for name in names %}<h2>{{ forloop.counter }}. {{ name }}</h2>
<section>
{% for way in ways %}<img class="{{ way }}" src="{{ name }}-{{ way }}.png" alt="{{ name }}">{% endfor %}</section>
{% endfor %}</html>
"""
# The admin scrolls inside itself.
HEIGHT = "Math.max(...[document.documentElement, ...document.querySelectorAll('main')].map(each => each.scrollHeight))"
# A picture further down would not come before somebody scrolls to it.
PICTURES = """Promise.all([...document.images].map(image => {
  image.loading = 'eager';
  return image.decode().catch(() => 0);
}))"""


@pytest.mark.django_db(transaction=True)
def test_twelve_screens_are_pictured(new_context, live_server):
    FOLDER.mkdir(exist_ok=True)
    content = ContentFolder(CONTENT)
    ensure_people(content)
    ensure_learning(content)
    page = new_context(**chromium.desk(viewport={"width": 360, "height": LOWEST})).new_page()
    page.set_default_timeout(SLOW_MACHINE)
    names = [name for name in tour(page, live_server.url) if name not in LEFT_OUT and picture(page, name)]
    officer = new_context(**chromium.desk()).new_page()
    officer.set_default_timeout(SLOW_MACHINE)
    staff.sign_in(officer, staff.member_of_staff(Role.DEPARTMENT_OFFICER, "Đỗ Đức Long"), REPORT)
    names += [picture(officer, "report")]
    html = Engine().from_string(INDEX).render(Context({"names": names, "ways": [*WAYS]}))
    (FOLDER / "index.html").write_text(html)
    assert len(names) == 12


def picture(page: Page, name: str) -> str:
    """Take the pictures of the page that is open, each as high as the page, and return its name."""
    settled(page)
    for way, (width, colours) in WAYS.items():
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": LOWEST})
        # As high as the page is: what sticks to the lower edge then lies where the page ends.
        height = page.evaluate(HEIGHT)
        page.set_viewport_size({"width": width, "height": min(max(height, LOWEST), HIGHEST)})
        page.evaluate(PICTURES)
        page.screenshot(path=FOLDER / f"{name}-{way}.png")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 360, "height": LOWEST})
    return name
