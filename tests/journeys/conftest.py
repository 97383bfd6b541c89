"""A phone, a phone without scripts and a desk, in a real browser, before a live server with the seeded site."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from wagtail.models import Site

from courses.models import CourseImage
from tests.conftest import MIGRATED, SCHEMA
from tests.journeys import phones, steps
from tests.journeys.faults import PHONE, TALL
from tests.servers import chromium
from tests.servers.kept import Layer
from tests.servers.plugin import in_ci

# Playwright's synchronous interface runs an event loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

WAIT_MILLISECONDS = 10_000
# What a seeded site is made of: all code and all content.
CONTENT = tuple(
    f"{room}/**/*.{kind}" for room in ("courses", "learners", "cms", "seeds") for kind in ("py", "yaml", "csv", "webp")
)


# One course of every track, in the order of the catalogue; journeys walk in these, and all 72 would take minutes more.
COURSES = (
    "CD-06", "PN-01", "DT-02", "CC-01", "MC-02", "LD-02", "IT-03", "GY-04", "VH-01", "TC-04", "DN-04", "TX-02",
)  # fmt: skip
ALSO = ("CD-01", "CD-03", "CD-04")
# The longest journeys begin first, so that no worker is still on its way long after the other one.
LONGEST = (
    "test_learner", "test_learner_without_scripts", "test_trainer", "test_screens", "test_first_window",
    "test_staff_screens", "test_every_track", "test_offline",
)  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first; among equals the order stays the random one."""
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


def seed() -> None:
    """Fill a migrated database as the demonstration's, with a course of every track."""
    call_command("seed", "--only", *COURSES, *ALSO, verbosity=0)


@pytest.fixture(scope="session")
def template() -> list[Layer]:
    """Journeys walk through the seeded site."""
    return [MIGRATED, Layer("seeded", seed, (*SCHEMA, *CONTENT))]


@pytest.fixture(scope="session", autouse=True)
def pictures(django_db_setup, uploads) -> None:
    """The content's pictures lie where the seeded rows say, though another worker or an earlier run seeded them."""
    drawn, shelf = settings.BASE_DIR / "seeds" / "content" / "images", Path(settings.MEDIA_ROOT) / "original_images"
    shelf.mkdir(exist_ok=True)
    for picture in drawn.rglob("*.webp"):
        place = shelf / "-".join(picture.relative_to(drawn).parts)
        if not place.exists():
            shutil.copyfile(picture, place)


@pytest.fixture(scope="session", autouse=True)
def drawn_once() -> Generator[None]:
    """A worker draws each file of a picture once: the rows that tell of the files are gone after every test."""
    drawn: dict[tuple[str, ...], tuple[str, bytes]] = {}
    draw = CourseImage.generate_rendition_file

    def kept(image, wish, *, source=None):
        key = image.file.name, wish.spec, wish.get_cache_key(image)
        if key not in drawn:
            file = draw(image, wish, source=source)
            file.seek(0)
            drawn[key] = file.name, file.read()
        name, content = drawn[key]
        return ContentFile(content, name=name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CourseImage, "generate_rendition_file", kept)
        yield


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    """One Chromium for all journeys of a worker."""
    program = chromium.find_chromium()
    if program is None:
        (pytest.fail if in_ci() else pytest.skip)(chromium.MISSING)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(**chromium.launch_options(program))
        yield running
        running.close()


@pytest.fixture(autouse=True)
def site(live_server) -> Site:
    """The default site answers under the live server's address, so full addresses work too."""
    default = Site.objects.get(is_default_site=True)
    default.hostname, default.port = live_server.thread.host, live_server.thread.port
    default.save()
    return default


@pytest.fixture
def page(browser, live_server) -> Generator[Page]:
    """A page on a phone; ``page.goto("/")`` is the live server's home. What fails it at the end, ``opened`` says."""
    with opened(browser, live_server, chromium.phone()) as new:
        yield new


@pytest.fixture
def page_without_scripts(browser, live_server) -> Generator[Page]:
    """A page on a phone that runs no scripts."""
    with opened(browser, live_server, chromium.phone(java_script_enabled=False)) as new:
        yield new


@pytest.fixture
def desk(browser, live_server) -> Generator[Page]:
    """A page on a desk, for trainers and officers."""
    with opened(browser, live_server, chromium.desk()) as new:
        yield new


@pytest.fixture
def new_context(browser, live_server) -> Generator[Callable[..., BrowserContext]]:
    """Opens further, separate browsers: a second device, another person."""
    contexts: list[BrowserContext] = []

    def open_context(**options) -> BrowserContext:
        contexts.append(prepared(browser, live_server, options or chromium.phone()))
        return contexts[-1]

    yield open_context
    for context in contexts:
        context.close()


def prepared(browser: Browser, live_server, options: dict) -> BrowserContext:
    """Return a fresh context before the live server."""
    context = browser.new_context(base_url=live_server.url, **options)
    context.set_default_timeout(WAIT_MILLISECONDS)
    return context


@pytest.fixture
def enrolment(live_server):
    """A person who takes the course on digital safety."""
    return steps.enrolled_person()


@pytest.fixture
def phone(page, enrolment, live_server) -> Page:
    """That person's phone with a quiz of forty questions open before it."""
    steps.take_in(page.context, enrolment.person, live_server.url)
    page.goto(phones.forty_questions().url)
    steps.begin_quiz(page)
    expect(page.locator("[data-save-state]")).to_be_attached()
    return page


@pytest.fixture
def screen(browser, live_server, new_context):
    """A tall page whose complaints of scripts, of the content policy and of missing files are collected."""
    new = new_context(**chromium.phone(viewport={"width": PHONE, "height": TALL}, device_scale_factor=1)).new_page()
    complaints: list[str] = []
    new.on("pageerror", lambda error: complaints.append(str(error)))
    new.on("console", lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None)
    yield new
    # The browser says so itself where a journey is told to do without the worker.
    assert [line for line in complaints if "Service Worker registration blocked" not in line] == []


@contextmanager
def opened(browser: Browser, live_server, options: dict) -> Iterator[Page]:
    """Open a page; at the end fail on errors of scripts or the server, refused content and calls to other hosts."""
    context = prepared(browser, live_server, options)
    new = context.new_page()
    faults: list[str] = []
    new.on("pageerror", lambda error: faults.append(str(error)))
    new.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    new.on("response", lambda got: faults.append(f"{got.status} {got.url}") if got.status >= 500 else None)
    new.on("requestfailed", lambda asked: faults.append(asked.url) if live_server.url not in asked.url else None)
    yield new
    context.close()
    assert faults == []
