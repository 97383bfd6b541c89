"""A trainer writes a course by clicking, a reviewer approves it, and everybody finds it in the catalogue."""

import re

import pytest
from playwright.sync_api import expect

from courses.models import CataloguePage, CoursePage, LessonPage, QuizPage, QuizVersion
from learners.enums import Role
from tests.journeys import staff
from tests.journeys.steps import keep_picture
from tests.servers import chromium

TITLE = "Chụp ảnh giấy tờ bằng điện thoại"


@pytest.fixture
def author(desk, settings):
    # The editor stores a new page by itself; a button pressed at that moment would store it a second time.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    staff.sign_in(desk, staff.member_of_staff(Role.TRAINER, "Trần Thu Hà"))
    return desk


def write_course(page):
    catalogue = CataloguePage.objects.get(locale__language_code="vi")
    page.goto(f"/admin/pages/add/courses/coursepage/{catalogue.pk}/")
    staff.name_page(page, TITLE)
    staff.write(page, "code", "CD-99")
    staff.write(page, "summary", "Chụp rõ, đủ góc, đọc được.")
    staff.save_draft(page)


def write_lesson(page):
    staff.follow(page, "Thêm chương")
    staff.name_page(page, "Chụp một tờ giấy")
    staff.save_draft(page)
    open_course(page)
    staff.follow(page, "Thêm bài học")
    staff.name_page(page, "Đặt giấy và chụp")
    staff.add_block(page, "body", "Bước")
    staff.write(page, "body-0-value-title", "Đặt giấy lên bàn sáng")
    staff.write_rich(page, "body-0-value-text", "Đặt giấy phẳng. Đứng thẳng phía trên.")
    staff.add_block(page, "body", "Câu hỏi luyện tập", 1)
    staff.add_block(page, "body-1-value", "Đúng hay sai")
    staff.write_rich(page, "body-1-value-0-value-prompt", "Nên chụp trong bóng tối.")
    page.locator("[name='body-1-value-0-value-answer']").select_option("false")
    staff.save_draft(page)


def write_quiz(page):
    open_course(page)
    staff.follow(page, "Thêm bài kiểm tra")
    staff.name_page(page, "Kiểm tra cuối khóa")
    staff.add_block(page, "items", "Chọn một phương án")
    staff.write_rich(page, "items-0-value-prompt", "Chụp thế nào cho rõ?")
    staff.write(page, "items-0-value-options-0-value-text", "Đứng thẳng phía trên tờ giấy")
    staff.add_option(page, "items-0-value-options")
    staff.write(page, "items-0-value-options-1-value-text", "Chụp nghiêng từ xa")
    staff.add_block(page, "items", "Điền số", 1)
    staff.write_rich(page, "items-1-value-prompt", "Một tờ giấy có mấy góc?")
    staff.write(page, "items-1-value-answer", "4")
    staff.save_draft(page)


def open_course(page):
    page.goto(f"/admin/pages/{CoursePage.objects.get(code='CD-99').pk}/edit/")


def test_a_course_is_written_by_clicking_submitted_approved_and_found_in_the_catalogue(author, new_context):
    write_course(author)
    write_lesson(author)
    write_quiz(author)
    open_course(author)
    expect(author.locator(".course-note--todo")).to_contain_text("Chụp thế nào cho rõ?")
    keep_picture(author, "trainer-todo")
    mend_quiz(author)
    open_course(author)
    expect(author.locator(".course-note--todo")).to_have_count(0)
    staff.choose_action(author, re.compile("^Gửi đến"))
    approve(new_context(**chromium.desk()).new_page())
    assert_public(new_context(**chromium.phone()).new_page())


def mend_quiz(page):
    staff.follow(page, "Kiểm tra cuối khóa")
    page.locator("[name='items-0-value-options-0-value-correct']").check()
    staff.save_draft(page)


def approve(page):
    course = CoursePage.objects.get(code="CD-99")
    assert (course.live, LessonPage.objects.get(title="Đặt giấy và chụp").live) == (False, False)
    staff.sign_in(page, staff.member_of_staff(Role.REVIEWER, "Phạm Quang Minh"), f"/admin/pages/{course.pk}/edit/")
    listed = page.locator(".course-note")
    for title in (TITLE, "Chụp một tờ giấy", "Đặt giấy và chụp", "Kiểm tra cuối khóa"):
        expect(listed.get_by_role("link", name=title, exact=True)).to_be_visible()
    keep_picture(page, "trainer-approval")
    staff.choose_action(page, re.compile("^Duyệt và xuất bản"))
    expect(page.locator(".messages .success")).to_be_visible()
    quiz = QuizPage.objects.get(title="Kiểm tra cuối khóa")
    assert QuizVersion.objects.filter(quiz_key=quiz.translation_key).count() == 1


def assert_public(page):
    page.goto("/khoa-hoc/?q=chup+anh+giay+to")
    page.get_by_role("link", name=re.compile(TITLE)).first.click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.get_by_role("link", name=re.compile("Đặt giấy và chụp")).first.click()
    expect(page.get_by_text("Đặt giấy lên bàn sáng")).to_be_visible()
