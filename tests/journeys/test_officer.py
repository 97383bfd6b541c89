"""An officer signs in with a second factor, reads the report and takes it away as a spreadsheet."""

import io
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from courses.services.outline import course_outline
from learners.enums import Role
from learners.models import AdministrativeUnit, Enrolment
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.ensured_accounts import ensure_staff
from learners.services.progress import complete_lesson
from seeds.demo.answers import right_answer
from tests.factories import PASSWORD
from tests.factories.learner import answer_all
from tests.journeys import steps
from tests.journeys.staff import sign_in

REPORT = "/admin/bao-cao/hoan-thanh/"


@pytest.fixture
def communes():
    return list(AdministrativeUnit.objects.communes().filter(generation__code="2026-08").order_by("name_key")[:2])


@pytest.fixture
def completed(communes):
    """Somebody of the first commune who finished a course a moment ago, and somebody of the second who began."""
    done, begun = steps.enrolled_person(), steps.enrolled_person("Lò Văn Hai", "+84912345679")
    for enrolment, unit in zip((done, begun), communes, strict=True):
        Enrolment.objects.filter(pk=enrolment.pk).update(unit=unit)
    outline = course_outline(steps.course())
    for lesson in outline.lessons:
        complete_lesson(enrolment=done, lesson_key=lesson.translation_key)
    attempt = start_attempt(enrolment=done, quiz_key=outline.quizzes[-1].translation_key, language="vi")
    answer_all(attempt, {key: right_answer(attempt.version.items[key]) for key in attempt.draw})
    assert submit_attempt(attempt=attempt).completion.done is True
    return done


def officer(role, unit=None):
    return ensure_staff(
        email=f"{role}@hocso.example", password=PASSWORD, full_name="Đỗ Đức Long", role=role, unit=unit, demo=True
    )


def total_row(page):
    cells = page.locator("tfoot tr, tr.total").first.locator("th, td").all_inner_texts()
    return [cell.strip() for cell in cells]


def test_the_department_sees_the_completion_in_its_commune_and_takes_the_sheet(desk, completed, communes):
    sign_in(desk, officer(Role.DEPARTMENT_OFFICER), REPORT)
    expect(desk.locator("body")).to_contain_text("Báo cáo hoàn thành")
    expect(desk.get_by_role("table")).to_contain_text(communes[0].full_name)
    steps.keep_picture(desk, "officer-department")
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name=re.compile("XLSX")).click()
    book = load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    (row,) = [row for row in cells if communes[0].full_name in row]
    assert row[row.index(communes[0].full_name) + 1 :][:4] == [1, 1, 0, 1]


def test_a_commune_officer_sees_only_the_own_commune(desk, completed, communes):
    sign_in(desk, officer(Role.UNIT_OFFICER, communes[1]), REPORT)
    expect(desk.get_by_role("table")).to_contain_text(communes[1].full_name)
    expect(desk.locator("body")).not_to_contain_text(communes[0].full_name)
    reply = desk.goto(f"{REPORT}?unit={communes[0].pk}")
    assert reply.status == 404
    steps.keep_picture(desk, "officer-commune")


def test_no_admin_page_opens_without_the_second_factor(desk):
    user = officer(Role.DEPARTMENT_OFFICER)
    desk.goto("/admin/login/")
    desk.fill("input[name=login]", user.email)
    desk.fill("input[name=password]", PASSWORD)
    desk.locator("main button").first.click()
    desk.goto("/admin/")
    expect(desk).not_to_have_url(re.compile(r"/admin/$"))
