"""What a module prints: a task sheet for learners, a plan for the trainer."""

import pytest

from courses.models import LessonPage, ModulePage
from tests.factories.course import make_course
from tests.factories.module import give_room_papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return ModulePage.objects.descendant_of(make_course("CD-06", lessons=1)).get()


def test_the_address_of_a_module_leads_to_its_course(client, module):
    assert client.get(module.url).headers["Location"] == module.get_parent().url


def test_a_module_without_papers_has_no_printed_page(client, module):
    assert [client.get(f"{module.url}?in={face}").status_code for face in ("phieu", "giao-an")] == [404, 404]


def test_the_task_sheet_says_what_to_do_and_when_it_is_done(client, module):
    give_room_papers(module)
    page = client.get(f"{module.url}?in=phieu").content.decode()
    shown = [
        "Phiếu thực hành: Khóa máy",
        "Tự đặt mã khóa máy.",
        "<li>Chọn khóa màn hình.</li>",
        "<li>Máy hỏi mã khi mở.</li>",
    ]
    assert [words in page for words in shown] == [True] * 4
    assert "Kể chuyện mất máy." not in page


def test_the_course_leads_everybody_to_the_sheet_and_visitors_not_to_the_plan(client, module):
    before = client.get(module.get_parent().url).content.decode()
    give_room_papers(module)
    page = client.get(module.get_parent().url).content.decode()
    assert [f"{module.url}?in=phieu" in each for each in (before, page)] == [False, True]
    assert f"{module.url}?in=giao-an" not in page


def test_a_lesson_tells_on_its_last_screen_when_it_was_updated(client, module):
    lesson = LessonPage.objects.descendant_of(module).get()
    lesson.updated_on = "2026-11-01"
    lesson.save_revision().publish()
    screens = [client.get(f"{lesson.url}?buoc={number}").content.decode() for number in (1, 99)]
    assert ["11/2026" in screen for screen in screens] == [False, True]
