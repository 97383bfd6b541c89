"""Tày and Nùng: a course is published in them as a copy that still speaks Vietnamese, and is translated from there."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale

from courses.models import CourseMedia, CoursePage, LessonPage, QuizPage, QuizVersion
from courses.services.publish_course import publish_course
from learners.models import Enrolment
from learners.services.enrolments import enrol
from learners.services.progress import complete_lesson
from tests.factories.course import make_course
from tests.factories.learner import make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
OPEN = ["tyz", "nut"]


@pytest.fixture
def course():
    return make_course("DT-02", lessons=1, title="Kỹ năng số cho đồng bào")


def in_language(course, code):
    """The course and all below it copied for translation, a sound in its first step, and published."""
    locale = Locale.objects.create(language_code=code)
    copy = CopyPageForTranslationAction(course, locale, copy_parents=True, include_subtree=True).execute(
        skip_permission_checks=True
    )
    lesson = LessonPage.objects.descendant_of(copy).get()
    sound = CourseMedia.objects.create(title="Nghe", type="audio", duration=20, file=ContentFile(b"ID3", "bai.mp3"))
    body = lesson.body.get_prep_value()
    body[0]["value"]["audio"] = sound.pk
    lesson.body = body
    lesson.save_revision()
    copy.title = "Kỹ năng số (Tày)"
    copy.save_revision()
    publish_course(course=copy)
    return CoursePage.objects.get(pk=copy.pk)


def page_at(address, client=None):
    reply = (client or Client()).get(address, follow=True)
    assert reply.status_code == 200
    return BeautifulSoup(reply.content, "html.parser")


@pytest.mark.parametrize("code", OPEN)
def test_the_interface_is_vietnamese_where_no_catalogue_says_otherwise(course, code):
    page = page_at(f"/{code}/tai-khoan/login/")
    assert (page.html["lang"], page.h1.text) == (code, "Đăng nhập")


@pytest.mark.parametrize("code", OPEN)
def test_a_course_is_published_with_its_own_sound_and_vietnamese_words(course, code):
    copy = in_language(course, code)
    lesson = LessonPage.objects.descendant_of(copy).get()
    page = page_at(lesson.get_url() + "?buoc=1")
    assert copy.get_url().startswith(f"/{code}/")
    assert page.select_one("audio")["src"].endswith(".mp3")
    assert "Không đưa mã OTP." in page.main.text
    assert page_at(copy.get_url()).h1.text == "Kỹ năng số (Tày)"


def test_its_quiz_asks_the_same_items(course):
    in_language(course, "tyz")
    versions = {version.language: version.items.keys() for version in QuizVersion.objects.all()}
    assert versions["tyz"] == versions["vi"]


def test_progress_made_in_one_language_counts_in_the_other(course):
    copy, person = in_language(course, "tyz"), make_learner()
    enrolment = enrol(person=person, course=copy)
    complete_lesson(enrolment=enrolment, lesson_key=LessonPage.objects.descendant_of(copy).get().translation_key)
    assert Enrolment.objects.get().course_key == course.translation_key
    assert "xong 1 / 1 bài" in page_at(course.get_url(), learning_client(person)).main.text


def test_a_page_names_the_languages_it_is_there_in(course):
    copy = in_language(course, "tyz")
    names = ["Tiếng Việt", "English", "Tiếng Tày"]
    for page in (course, copy):
        links = page_at(page.get_url()).select("footer [aria-label] > li")
        assert [link.text.split(" – ")[0].strip() for link in links] == names
    lists = page_at("/").select("footer [aria-label] > li")
    assert len(lists) == 3


def test_links_of_the_footer_lead_to_vietnamese_pages_where_there_is_no_translation(course):
    in_language(course, "tyz")
    assert page_at("/tyz/tai-khoan/login/").select_one(".tabs a[href='/tyz/khoa-hoc/']") is not None
    assert QuizPage.objects.count() == 2
    assert dict(settings.LANGUAGES).keys() == {"vi", "en", "tyz", "nut"}
