"""What learners do again and again, as plain functions: they work with scripts and without.

``JOURNEY_PICTURES=folder`` in the environment keeps a picture of every screen a journey passes, to look through.
"""

import os
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.http import QueryDict
from playwright.sync_api import BrowserContext, Locator, Page, expect

from courses.items import ITEM_TYPES
from courses.models import CoursePage, QuizPage, QuizVersion
from courses.services.outline import course_outline
from learners.enums import Channel, ConsentPurpose
from learners.models import AdministrativeUnit, Attempt, Enrolment, Person
from learners.services.consents import record_consents, texts_in_force
from learners.services.enrolments import enrol
from learners.services.responses import save_response
from seeds.demo.answers import right_answer, wrong_answer
from tests.factories import PIN, make_person, make_user
from tests.factories.ways_in import learning_client
from tests.journeys.giving import give

COURSE = "An toàn số cho mọi người"
LESSONS = 10
NAME, PHONE = "Nguyễn Thị Mẫu", "0912 345 678"
HIGHEST_LESSON_STEPS = 12


def keep_picture(page: Page, name: str) -> None:
    """Keep the whole page as a picture where somebody asked for pictures."""
    folder = os.environ.get("JOURNEY_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def course() -> CoursePage:
    """The course on digital safety, complete with lessons and quiz."""
    return CoursePage.objects.get(code="CD-06", locale__language_code="vi")


def quiz() -> QuizPage:
    """Its last quiz."""
    return course_outline(course()).quizzes[-1]


def enrolled_person(name: str = NAME, phone: str = "+84912345678") -> Enrolment:
    """Somebody who signed up and enrolled a moment ago, when signing up is not what a test is about."""
    person = make_person(make_user(phone), full_name=name, unit=AdministrativeUnit.objects.communes().first())
    texts = [text for text in texts_in_force("vi") if text.purpose != ConsentPurpose.ETHNICITY]
    record_consents(person=person, texts=texts, channel=Channel.SELF)
    return enrol(person=person, course=course())


def take_in(context: BrowserContext, person: Person, address: str) -> None:
    """Sign a browser in as a person without going through the pages."""
    client = learning_client(person)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


def sign_in(page: Page, phone: str = PHONE, pin: str = PIN) -> None:
    """Fill in the sign-in page that is open."""
    page.get_by_label("Số điện thoại hoặc thư điện tử").fill(phone)
    page.get_by_label("Mã PIN hoặc mật khẩu").fill(pin)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()


def fill_sign_up(page: Page, *, scripts: bool) -> None:
    """Fill in the sign-up page that is open, with a year of birth only and without what is optional."""
    page.get_by_role("textbox", name="Họ và tên", exact=True).fill(NAME)
    page.get_by_role("textbox", name="Số điện thoại", exact=True).fill(PHONE)
    page.get_by_label("Mã PIN", exact=True).fill(PIN)
    page.get_by_label("Nhập lại mã PIN").fill(PIN)
    page.get_by_label("Năm", exact=True).fill("1968")
    choose_commune(page, scripts=scripts)
    page.get_by_role("combobox", name="Đối tượng", exact=True).select_option(label="Người dân")
    for purpose in ("learning", "certificate", "reporting"):
        page.locator(f"[name=consent_{purpose}]").check()


def choose_commune(page: Page, *, scripts: bool) -> None:
    """Choose Sa Lý: by typing it without accents, or, without scripts, from the long list."""
    if not scripts:
        page.get_by_role("combobox", name="Xã, phường", exact=True).select_option(label="Xã Sa Lý")
        return
    page.get_by_role("combobox", name="Xã, phường", exact=True).press_sequentially("sa ly")
    page.get_by_role("option", name="Xã Sa Lý").tap()
    expect(page.get_by_text("Đã chọn: Xã Sa Lý")).to_be_visible()


def read_lesson(page: Page) -> None:
    """Go on from the step shown to the last one, and say that the lesson is done."""
    forward, done = page.get_by_role("link", name="Tiếp theo"), page.get_by_role("button", name="Xong bài này")
    for _step in range(HIGHEST_LESSON_STEPS):
        expect(done.or_(forward).first).to_be_visible()
        if done.count():
            break
        before = page.url
        forward.click()
        # The old page still has its link while the new one is on its way.
        page.wait_for_url(lambda address, before=before: address != before)
    done.click()


def done_so_far(page: Page, done: int, total: int = LESSONS) -> Locator:
    """The progress in words, as course and list show it."""
    return page.get_by_text(f"xong {done} / {total} bài").locator("visible=true").first


def begin_quiz(page: Page) -> Attempt:
    """Begin (or go on with) the quiz of the quiz page that is open."""
    page.get_by_role("button", name="Bắt đầu").click()
    page.wait_for_url(re.compile("/bai-lam/"))
    return open_attempt()


def open_attempt() -> Attempt:
    """The one attempt that is running."""
    return Attempt.objects.open().select_related("version").get()


def shown_item(page: Page, attempt: Attempt) -> dict[str, Any]:
    """The frozen item, key and all, of the question that is open."""
    number = int(page.url.rstrip("/").rpartition("/")[2])
    return attempt.version.items[attempt.draw[number - 1]]


def answer(page: Page, item: dict[str, Any], *, right: bool, scripts: bool = True) -> None:
    """Answer the question that is open, rightly or wrongly on purpose."""
    give(page, item, (right_answer if right else wrong_answer)(item), scripts=scripts)


def chosen(page: Page, attempt: Attempt) -> dict[str, Any]:
    """What the question that is open shows as its answer, in the form in which answers are stored."""
    item = shown_item(page, attempt)
    data = QueryDict(mutable=True)
    for name, value in page.locator("form#attempt").evaluate("form => [...new FormData(form)]"):
        data.appendlist(name, value)
    return ITEM_TYPES[item["type"]].read(item, data, f"item-{item['id']}")


def answer_all(page: Page, attempt: Attempt, *, right: bool, scripts: bool = True) -> list[str]:
    """Answer every question and stop at the summary. Returns the sources of the pages passed."""
    sources = []
    for number in range(1, len(attempt.draw) + 1):
        page.wait_for_url(re.compile(f"/{number}/$"))
        sources.append(page.content())
        answer(page, shown_item(page, attempt), right=right, scripts=scripts)
        go = "Xem lại câu trả lời" if number == len(attempt.draw) else "Câu tiếp theo"
        page.locator("section.bar").get_by_role("button", name=go).click()
    page.wait_for_url(re.compile("/nop/$"))
    return sources


def saved(page: Page) -> None:
    """Wait until the page says that the newest answer is stored."""
    expect(page.locator("[data-save-state=''][data-state=saved]")).to_be_visible()


def hand_in(page: Page) -> None:
    """Hand in from the summary."""
    page.get_by_role("button", name="Nộp bài").click()
    page.wait_for_url(re.compile("/ket-qua/$"))


def keys_of(version: QuizVersion) -> list[str]:
    """Texts that nobody may see before passing: explanations of every item."""
    return [item["explanation"] for item in version.content["items"] if item["explanation"]]


def all_lessons_done(enrolment: Enrolment) -> None:
    """Mark every lesson done behind the scenes, when reading is not what a test is about."""
    for lesson in course_outline(course()).lessons:
        enrolment.lessons_done.get_or_create(lesson_key=lesson.translation_key)


def right_everywhere(attempt: Attempt) -> None:
    """Answer every question rightly behind the scenes."""
    page, person = uuid4(), attempt.enrolment.person
    for item_id in attempt.draw:
        body = right_answer(attempt.version.items[item_id])
        save_response(person=person, attempt=attempt, item_id=item_id, body=body, origin=page)
