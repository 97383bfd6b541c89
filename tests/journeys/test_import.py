"""A trainer's questions come out of Word: uploaded, looked at, chosen, imported, and seen as learners will see them."""

import re

import pytest
from playwright.sync_api import expect

from courses.models import ItemBank
from courses.services.bank_items import draft_items
from learners.enums import Role
from tests.factories.bank import make_bank
from tests.factories.word import bold, document
from tests.journeys import staff
from tests.journeys.steps import keep_picture

BANK = "Giữ mã OTP"
FILE = [
    "Câu 1. Ai được phép hỏi mã OTP của bác?", "A. Nhân viên ngân hàng", "B. Công an xã", bold("C. Không ai cả"),
    "Câu 2. Mã OTP dùng được mấy lần?", "A. Một lần", "B. Nhiều lần",
    "Câu 3. Mã OTP gửi đến đâu?", bold("A. Điện thoại của bác"), "B. Nhà văn hóa",
]  # fmt: skip


@pytest.fixture
def author(desk):
    staff.sign_in(desk, staff.member_of_staff(Role.TRAINER, "Trần Thu Hà"))
    return desk


def test_a_word_file_is_uploaded_its_broken_question_told_the_rest_imported_and_previewed(author):
    bank = make_bank(BANK)
    upload(author)
    look(author)
    author.get_by_role("checkbox", name="Câu 3").uncheck()
    author.get_by_role("button", name="Nhập các câu đã đánh dấu").click()
    expect(author.locator(".messages .success")).to_be_visible()
    expect(author).to_have_url(re.compile(f"/edit/{bank.pk}/$"))
    items = draft_items(ItemBank.objects.get(pk=bank.pk))
    assert [item["prompt"] for item in items] == ["<p>Ai được phép hỏi mã OTP của bác?</p>"]
    preview(author)


def upload(page):
    page.goto("/admin/snippets/courses/itembank/")
    page.get_by_role("link", name="Nhập từ tệp").click()
    page.get_by_label("Vào ngân hàng").select_option(label=BANK)
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.locator("[name=file]").set_input_files({"name": "de-thi.docx", "mimeType": word, "buffer": document(*FILE)})
    keep_picture(page, "import-upload")
    page.get_by_role("button", name="Xem các câu hỏi").click()


def look(page):
    """The second question has no key: it says so and cannot be ticked; each stands as on a learner's phone."""
    broken = page.get_by_role("region", name=re.compile("^Câu 2"))
    expect(broken.locator(".is-error")).to_have_count(1)
    expect(broken.get_by_role("checkbox")).to_have_count(0)
    frame = page.frame_locator("iframe[title^='Câu 1']")
    expect(frame.get_by_text("Ai được phép hỏi mã OTP của bác?")).to_be_visible()
    expect(frame.get_by_role("radio")).to_have_count(3)
    expect(page.get_by_text("Đáp án đúng: Không ai cả")).to_be_visible()
    keep_picture(page, "import-choose")


def preview(page):
    page.locator("[data-side-panel-toggle='preview']").click()
    # While a preview loads, its frame stands behind the one before.
    shown = page.locator("[data-side-panel='preview'] iframe").last.content_frame
    expect(shown.get_by_role("heading", name=BANK)).to_be_visible()
    expect(shown.get_by_text("Ai được phép hỏi mã OTP của bác?")).to_be_visible()
    keep_picture(page, "import-preview")
