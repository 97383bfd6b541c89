"""What is handed on: a lesson on paper, an address to send, and whom to ask."""

import datetime
from urllib.parse import unquote
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from cms.models import SiteSettings
from courses.models import LessonPage
from learners.certificates.qr import qr_drawing
from learners.share_pack import LONGEST_TEXT, share_pack, shortened
from tests.factories import make_person, make_user
from tests.factories.administrative_unit import make_unit
from tests.factories.community_group import make_group
from tests.factories.course import make_course
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_course(lessons=1)


def opened(address):
    reply = Client().get(address)
    return reply.status_code, BeautifulSoup(reply.content, "html.parser")


def test_a_lesson_on_paper_has_its_title_and_a_qr_that_leads_back(course):
    lesson = LessonPage.objects.get()
    status, page = opened(f"/in/{lesson.translation_key}/")
    url = settings.WAGTAILADMIN_BASE_URL + lesson.get_url()
    assert (status, page.h1.text) == (200, lesson.title)
    assert page.select_one("svg.qr path")["d"] == qr_drawing(url).path
    assert url in page.text


@pytest.mark.parametrize("way", ["in", "gui"])
def test_a_page_that_does_not_exist_or_is_not_public_cannot_be_handed_on(course, way):
    lesson = LessonPage.objects.get()
    assert opened(f"/{way}/{uuid4()}/")[0] == 404
    PageViewRestriction.objects.create(page=lesson, restriction_type=PageViewRestriction.LOGIN)
    assert opened(f"/{way}/{lesson.translation_key}/")[0] == 404


def test_a_course_is_sent_on_with_link_short_text_and_qr_without_any_script(course):
    status, page = opened(f"/gui/{course.translation_key}/")
    url = settings.WAGTAILADMIN_BASE_URL + course.get_url()
    assert (status, page.textarea.text.strip().splitlines()) == (200, [course.title, url])
    assert unquote(page.select_one("a[href^='sms:']")["href"]) == f"sms:?&body={course.title}\n{url}"
    assert page.select_one("svg.qr path")["d"] == qr_drawing(url).path


def test_pages_that_are_neither_course_nor_lesson_are_not_sent_on(course):
    assert opened(f"/gui/{course.get_parent().translation_key}/")[0] == 404


@pytest.mark.parametrize("title", ["An toàn số", "An toàn số cho mọi người " * 5, "ă" * 61])
def test_the_text_is_short_enough_for_a_message_and_cut_between_words(title):
    text = share_pack(title=title, path="/")["text"]
    assert len(text) <= LONGEST_TEXT
    assert title.startswith(text.rstrip("…"))
    assert len(text) > len(title) / 3
    assert shortened("a" * 40 + " " + "b" * 40) == "a" * 40 + "…"


def test_help_names_the_hotline_and_the_commune_of_whoever_asks():
    SiteSettings.objects.update_or_create(site=Site.objects.get(is_default_site=True), defaults={"hotline": "1022"})
    unit = make_unit("Xã Sa Lý")
    client = learning_client(make_person(make_user("+84912345678"), unit=unit))
    page = BeautifulSoup(client.get("/ho-tro/").content, "html.parser")
    assert page.main.select_one("a[href='tel:1022']") is not None
    assert str(unit) in page.main.text
    assert str(unit) not in opened("/ho-tro/")[1].main.text


def test_help_names_the_teams_at_work_in_the_commune_of_whoever_asks_and_at_most_five():
    unit, elsewhere = make_unit("Xã Sa Lý"), make_unit("Tân Sơn", code="07290")
    make_group(unit=elsewhere, phone="+84911111110")
    make_group(unit=unit, phone="+84911111111", until=datetime.date(2025, 12, 31))
    make_group(unit=unit, village="Trại Một")
    client = learning_client(make_person(make_user("+84912345678"), unit=unit))
    assert BeautifulSoup(client.get("/ho-tro/").content, "html.parser").main.select("a[href^='tel:+84']") == []
    used = []
    for number in range(6):
        make_group(unit=unit, village=f"Thôn {number}", phone=f"+8491111112{number}")
        with CaptureQueriesContext(connection) as seen:
            page = BeautifulSoup(client.get("/ho-tro/").content, "html.parser")
        used.append(len(seen))
        assert [each["href"] for each in page.main.select("a[href^='tel:+84']")] == [
            f"tel:+8491111112{each}" for each in range(min(number + 1, 5))
        ]
    assert ("0911 111 120" in page.main.text, "Thôn 0" in page.main.text) == (True, True)
    assert len(set(used[1:])) == 1
    assert opened("/ho-tro/")[1].main.select("a[href^='tel:+84']") == []
