"""The whole way of a learner, stage by stage, from the first page to the certificate and back another day."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from learners.models import Attempt, Credential, Enrolment, Person
from tests.journeys import steps

CORRECTED_NAME = "Nguyễn Thị Mầu"


def walk(page: Page, new_context: Callable[..., BrowserContext], *, scripts: bool) -> None:
    """Go the whole way; every stage asserts what its pages promise."""
    mark = "scripts" if scripts else "plain"
    find_course(page, mark)
    try_without_account(page, mark)
    enrol(page, mark, scripts=scripts)
    read_everything(page, mark)
    fail(page, mark, scripts=scripts)
    passed = passes(page, mark, scripts=scripts)
    fetch_certificate(page, mark)
    check_as_a_stranger(new_context, passed, mark)
    leave_and_come_back(page, mark)


def find_course(page: Page, mark: str) -> None:
    """From the first page through the search, typed without accents, to the course."""
    page.goto("/")
    steps.keep_picture(page, f"{mark}-01-home")
    page.get_by_role("searchbox").fill("ky nang so")
    page.get_by_role("button", name="Tìm").click()
    expect(page.locator("h3").first).to_contain_text("Kỹ năng số")
    steps.keep_picture(page, f"{mark}-02-found")
    page.get_by_role("searchbox").fill("an toan so cho moi nguoi")
    page.get_by_role("button", name="Tìm").click()
    page.get_by_role("link", name=steps.COURSE, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(steps.COURSE)
    steps.keep_picture(page, f"{mark}-03-course")


def try_without_account(page: Page, mark: str) -> None:
    """A lesson is read and its practice question answered by somebody nobody knows; nothing of it is stored."""
    page.locator("section.bar").get_by_role("link", name="Học thử").click()
    steps.keep_picture(page, f"{mark}-04-lesson")
    forward, question = page.get_by_role("link", name="Tiếp theo"), page.get_by_role("region", name="Câu hỏi luyện tập")
    while not question.count():
        forward.click()
    question.get_by_role("radio").first.check()
    question.get_by_role("button", name="Xem đúng hay sai").click()
    expect(page.get_by_role("status").filter(has_text=re.compile("Đúng rồi|Chưa đúng"))).to_be_visible()
    steps.keep_picture(page, f"{mark}-05-practice")
    assert not Person.objects.filter(full_name=steps.NAME).exists()
    page.get_by_role("link", name="Xem các bài").click()


def enrol(page: Page, mark: str, *, scripts: bool) -> None:
    """Enrolling leads through sign-up, and from there to the first lesson."""
    page.locator("section.bar").get_by_role("link", name="Ghi danh học").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    page.get_by_role("link", name="Học lần đầu").click()
    steps.fill_sign_up(page, scripts=scripts)
    steps.keep_picture(page, f"{mark}-06-sign-up")
    page.get_by_role("button", name="Bắt đầu học").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(steps.COURSE)
    steps.keep_picture(page, f"{mark}-07-enrol")
    page.get_by_role("button", name="Ghi danh học").click()
    page.wait_for_url(re.compile("/chuong-1/"))
    person = Person.objects.get(full_name=steps.NAME)
    assert (person.birth_date.year, person.birth_precision) == (1968, "year")
    assert (person.unit.full_name, person.user.phone) == ("Xã Sa Lý", "+84912345678")


def read_everything(page: Page, mark: str) -> None:
    """Ten lessons, each read to its last step, until only the quiz is left."""
    for number in range(1, steps.LESSONS + 1):
        expect(page.get_by_text(f"bài {number} / {steps.LESSONS}")).to_be_visible()
        steps.read_lesson(page)
        steps.keep_picture(page, f"{mark}-08-lesson-{number:02d}-done")
    expect(page.get_by_role("button", name="Bắt đầu")).to_be_visible()


def fail(page: Page, mark: str, *, scripts: bool) -> None:
    """A first try with wrong answers: score, right or wrong and a hint for each, and no key on any page."""
    attempt = steps.begin_quiz(page)
    sources = steps.answer_all(page, attempt, right=False, scripts=scripts)
    steps.keep_picture(page, f"{mark}-10-summary")
    sources.append(page.content())
    steps.hand_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chưa đạt lần này")
    expect(page.locator(".verdict")).to_have_count(len(attempt.draw))
    expect(page.get_by_text("chưa đúng").first).to_be_visible()
    hinted = [item for key in attempt.draw if (item := attempt.version.items[key])["hint"]]
    expect(page.get_by_text(hinted[0]["hint"])).to_be_visible()
    steps.keep_picture(page, f"{mark}-11-failed")
    sources.append(page.content())
    assert [key for key in steps.keys_of(attempt.version) if any(key in source for source in sources)] == []
    assert not any("Đáp án đúng" in source for source in sources)


def passes(page: Page, mark: str, *, scripts: bool) -> Credential:
    """A second try with the right answers and the name corrected: passed, completed, the certificate is there."""
    page.get_by_role("link", name="Làm lại").click()
    steps.keep_picture(page, f"{mark}-12-quiz")
    steps.answer_all(page, steps.begin_quiz(page), right=True, scripts=scripts)
    expect(page.get_by_label("Tên trên giấy chứng nhận")).to_have_value(steps.NAME)
    page.get_by_label("Tên trên giấy chứng nhận").fill(CORRECTED_NAME)
    steps.hand_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chúc mừng, đã đạt!")
    expect(page.get_by_text(CORRECTED_NAME)).to_be_visible()
    steps.keep_picture(page, f"{mark}-13-passed")
    enrolment = Enrolment.objects.get(person__full_name=steps.NAME)
    assert list(Attempt.objects.filter(enrolment=enrolment).values_list("number", "passed", "score")) == [
        (1, False, 0), (2, True, 1),
    ]  # fmt: skip
    return Credential.objects.get(enrolment=enrolment)


def fetch_certificate(page: Page, mark: str) -> None:
    """The paper comes down as a PDF; the page of the certificate says the same."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải giấy chứng nhận").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
    assert re.fullmatch(r"giay-chung-nhan-\d{4}-\d{6}\.pdf", waiting.value.suggested_filename)
    page.get_by_role("link", name="Xem giấy chứng nhận").click()
    expect(page.locator(".holder")).to_have_text(CORRECTED_NAME)
    steps.keep_picture(page, f"{mark}-14-certificate")


def check_as_a_stranger(new_context: Callable[..., BrowserContext], credential: Credential, mark: str) -> None:
    """Whoever scans the square sees name, course, number and status without an account, and nothing of the phone."""
    stranger = new_context().new_page()
    stranger.goto(f"/giay-chung-nhan/{credential.code}/")
    for words in (CORRECTED_NAME, steps.COURSE, credential.facts["number"], "Còn giá trị"):
        expect(stranger.get_by_text(words).first).to_be_visible()
    assert "912345678" not in re.sub(r"\D", "", stranger.inner_text("main"))
    assert stranger.get_by_role("link", name="Tải giấy chứng nhận").count() == 0
    steps.keep_picture(stranger, f"{mark}-15-checked")


def leave_and_come_back(page: Page, mark: str) -> None:
    """My learning holds the course and its paper; signed out, Back shows nothing, and phone and PIN open it again."""
    page.goto("/hoc/")
    expect(page.get_by_role("heading", name="Giấy chứng nhận")).to_be_visible()
    steps.keep_picture(page, f"{mark}-16-my-learning")
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("searchbox")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    steps.keep_picture(page, f"{mark}-17-sign-in")
    steps.sign_in(page)
    expect(page.get_by_text(CORRECTED_NAME)).to_be_visible()
