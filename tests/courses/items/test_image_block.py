"""Revisions with pictures left empty can be compared."""

import pytest
from django.urls import reverse

from courses.models import LessonPage
from learners.enums import Role
from tests.factories.bank import make_bank, question
from tests.factories.course import block, make_course
from tests.factories.staff import staff_client

pytestmark = pytest.mark.django_db

EMPTY = {"image": None, "decorative": False, "alt_text": ""}


def test_a_question_without_a_picture_that_came_and_one_that_went_are_shown():
    bank = make_bank(items=[question("Câu cũ", picture=EMPTY)])
    bank.items = [question("Câu mới", picture=EMPTY)]
    bank.save_revision()
    address = reverse("wagtailsnippets_courses_itembank:revisions_compare", args=[bank.pk, "earliest", "latest"])
    shown = staff_client(Role.TRAINER).get(address).content.decode()
    assert "Câu cũ" in shown
    assert "Câu mới" in shown


def test_a_step_without_a_picture_that_came_is_shown():
    make_course()
    lesson = LessonPage.objects.first()
    trainer = staff_client(Role.TRAINER)
    lesson.save_revision()
    step = {"title": "Bước mới", "text": "<p>Chữ</p>", "picture": EMPTY, "audio": None}
    lesson.body = [block("step", step, "new step")]
    lesson.save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[lesson.pk, "earliest", "latest"])
    assert "Bước mới" in trainer.get(address).content.decode()
