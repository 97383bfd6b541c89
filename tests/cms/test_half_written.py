"""Pages as bare as an editor can leave them: live and previewed, they open."""

import pytest
from django.test import Client
from wagtail.models import Page

from cms.models import NoticePage, StandardPage
from courses.models import CoursePage, LessonPage, ModulePage, QuizPage
from learners.services.enrolments import enrol
from tests.factories.course import block, make_catalogue, make_course
from tests.factories.learner import make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    """Somebody who learns in another course."""
    learner = make_learner()
    enrol(person=learner, course=make_course())
    return learning_client(learner)


def half_written():
    """Every kind of page as bare as an editor can leave it and still put it live."""
    catalogue = make_catalogue()
    home = catalogue.get_parent()
    course = catalogue.add_child(instance=CoursePage(title="Bản nháp", slug="nhap"))
    module = course.add_child(instance=ModulePage(title="Chương", slug="chuong"))
    module.add_child(instance=LessonPage(title="Bài trống", slug="trong"))
    module.add_child(instance=LessonPage(title="Bài dở", slug="do", body=bare_blocks()))
    course.add_child(instance=QuizPage(title="Kiểm tra", slug="kiem-tra"))
    catalogue.add_child(instance=CoursePage(title="Chỉ có tên", slug="ten"))
    home.add_child(instance=StandardPage(title="Trang trống", slug="trang"))
    home.add_child(instance=NoticePage(title="Tin trống", slug="tin"))
    return [page for page in Page.objects.live().filter(depth__gt=1) if page.url]


def bare_blocks():
    kinds = LessonPage._meta.get_field("body").stream_block.child_blocks
    return [block(name, child.get_prep_value(child.get_default()), name) for name, child in kinds.items()]


def test_every_page_an_editor_left_half_written_opens(client):
    pages = half_written()
    assert len(pages) > 10
    for page in pages:
        for each in (client, Client()):
            steps = (
                ["", *(f"?buoc={number}" for number in range(1, 12))] if isinstance(page.specific, LessonPage) else [""]
            )
            for step in steps:
                reply = each.get(page.url + step, follow=True)
                assert (page.title, step, reply.status_code) == (page.title, step, 200)


def test_every_half_written_page_can_be_previewed():
    for page in half_written():
        specific = page.specific
        for mode, _label in specific.preview_modes:
            reply = specific.make_preview_request(preview_mode=mode)
            assert (page.title, reply.status_code) == (page.title, 200)
