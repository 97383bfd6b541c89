"""A course as bare as an editor can leave it: advice is given and it is written out, whatever is missing."""

from io import StringIO

import pytest
from django.core.management import call_command

from courses.models import CoursePage, LessonPage, ModulePage, QuizPage
from courses.services.course_advice import course_advice
from tests.factories.course import block, make_catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    course = make_catalogue().add_child(instance=CoursePage(title="Bản nháp", slug="nhap", code="CD-91"))
    module = course.add_child(instance=ModulePage(title="Chương", slug="chuong", task_sheet=[("sheet", {})]))
    module.add_child(instance=LessonPage(title="Bài trống", slug="trong"))
    kinds = ["step", "callout", "table", "rich_text", "practice"]
    blank = {"rich_text": "", "practice": [], "table": None}
    body = [block(kind, blank.get(kind, {}), kind) for kind in kinds]
    body.append(block("practice", [block("single_choice", {}, "bare")], "last"))
    module.add_child(instance=LessonPage(title="Bài dở", slug="do", body=body))
    course.add_child(instance=QuizPage(title="Kiểm tra", slug="kiem-tra", items=[block("draw", {}, "draw")]))
    return course


def test_advice_is_given_on_a_half_written_course(course):
    assert "Bài trống" in "".join(course_advice(course))


def test_a_half_written_course_is_written_out_with_what_the_file_still_needs(course, content, capsys):
    out = StringIO()
    call_command("export_course", "CD-91", content=content, stdout=out)
    assert "title: Bài dở" in out.getvalue()
    assert "Khóa học chưa có hình bìa, tệp cần một hình." in capsys.readouterr().err


def test_a_bare_task_sheet_opens(course, client):
    module = ModulePage.objects.descendant_of(course).get()
    assert client.get(f"{module.url}?in=phieu").status_code == 200
