"""A link to a heavy file says what it weighs before it is opened."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from courses.models import CourseDocument, LessonPage
from tests.factories.course import block, make_course

pytestmark = pytest.mark.django_db


def document(size):
    return CourseDocument.objects.create(title="Mẫu đơn", file=ContentFile(b"%PDF" + b"0" * (size - 4), "mau-don.pdf"))


def page_with(*blocks):
    make_course(lessons=1)
    lesson = LessonPage.objects.get()
    lesson.body = list(blocks)
    lesson.save_revision().publish()
    return Client().get(lesson.get_url()).content.decode().replace("\xa0", " ")


def linked_to(key):
    return block("rich_text", f'<p>Xem <a linktype="document" id="{key}">mẫu đơn</a>.</p>', "linked")


def test_a_link_to_a_heavy_file_tells_its_kind_and_weight():
    heavy = document(150_000)
    assert f'<a href="{heavy.url}">(PDF · 146,5 KB) mẫu đơn</a>' in page_with(linked_to(heavy.pk))


def test_a_link_to_a_light_file_tells_no_weight():
    light = document(100_000)
    assert f'<a href="{light.url}">mẫu đơn</a>' in page_with(linked_to(light.pk))


def test_a_link_to_a_file_that_is_gone_keeps_its_words_and_leads_nowhere():
    assert "<a>mẫu đơn</a>" in page_with(linked_to(0))


def test_a_download_tells_its_weight():
    heavy = document(150_000)
    text = page_with(block("download", {"document": heavy.pk, "text": "Mẫu đơn"}, "download"))
    row = text.partition(f'href="{heavy.url}" download')[2].partition("</a>")[0]
    assert "146,5 KB" in row
