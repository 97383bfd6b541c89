"""An essay and a photo on a phone: handed in, marked without a name, explained, contested, answered - all at 360 px."""

import re

import pytest
from playwright.sync_api import expect

from learners.enums import Role
from learners.models import MarkingTask, MarkQuery, Response, ResponseFile
from tests.factories import make_officer, sign_in_staff
from tests.factories.learner import make_learner
from tests.factories.marking import ESSAY, TEXT, TRUTH, UPLOAD, make_written_course, pdf, photo, sit
from tests.journeys.steps import keep_picture, take_in
from tests.servers import chromium

SMALLEST_TARGET = 48
# The network is back: the queue looks what is left, finds nothing, and a moment later everybody has heard of it.
ALL_IS_SAVED = """() => new Promise((done) => {
  addEventListener("queue", () => setTimeout(done, 300), { once: true });
  dispatchEvent(new Event("online"));
})"""


@pytest.fixture
def sitting(live_server):
    return sit(make_learner("Nguyễn Thị Mẫu"), make_written_course("CD-99", title="Giữ mã an toàn", quiz_page_size=0))


@pytest.fixture
def learner(page, sitting, live_server):
    take_in(page.context, sitting.enrolment.person, live_server.url)
    return page


@pytest.fixture
def marker(new_context, live_server, client):
    user = make_officer(Role.DEPARTMENT_OFFICER)
    sign_in_staff(client, user)
    context = new_context(**chromium.phone())
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    return context.new_page()


def fits(page):
    """Nothing is wider than the phone, and every control of the main part is a finger high."""
    assert page.evaluate("document.documentElement.scrollWidth") <= chromium.PHONE["width"]
    kinds = "button:not(.sr, .linklike), select, textarea, summary, input:not([type=hidden], [type=radio])"
    controls = page.locator(f"main :is({kinds})")
    boxes = [(each.evaluate("e => e.outerHTML")[:80], each.bounding_box()) for each in controls.all()]
    small = [name for name, box in boxes if box and box["width"] > 1 and 0 < box["height"] < SMALLEST_TARGET]
    assert small == []


def choose(page, file):
    page.locator(f"[name='item-{UPLOAD}-upload']").set_input_files(
        {"name": file.name, "mimeType": file.content_type, "buffer": file.read()}
    )


def test_an_answer_goes_from_the_phone_to_the_marker_and_back(learner, marker, sitting):
    learner.goto(f"/bai-lam/{sitting.public_id}/1/")
    learner.locator(f"[name='item-{ESSAY}']").fill(TEXT)
    choose(learner, photo("Ảnh của Mẫu.jpg", place=True))
    kept = learner.locator("[data-kept]")
    expect(kept).to_contain_text("Ảnh của Mẫu.jpg")
    expect(learner.locator(f"[name='item-{UPLOAD}-file']")).to_have_value(str(ResponseFile.objects.get().public_id))
    choose(learner, pdf("bai.exe"))
    expect(learner.locator("[data-save-state]")).to_contain_text("jpg")
    # Why the file was refused stays to be read, though all else is saved.
    learner.evaluate(ALL_IS_SAVED)
    expect(learner.locator("[data-save-state]")).to_contain_text("jpg")
    expect(kept).to_contain_text("Ảnh của Mẫu.jpg")
    learner.locator(f"[name='item-{TRUTH}']").first.check(force=True)
    expect(learner.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    fits(learner)
    keep_picture(learner, "marking-1-answer")
    learner.locator("section.bar button[value=summary]").click()
    learner.wait_for_url(re.compile("/nop/$"))
    assert ResponseFile.objects.count() == 1
    assert dict(Response.objects.values_list("item_id", "body"))[UPLOAD]["name"] == "Ảnh của Mẫu.jpg"
    learner.locator("#hand-in button").click()
    learner.wait_for_url(re.compile("/ket-qua/$"))
    keep_picture(learner, "marking-2-waiting")

    marker.goto("/admin/cham-bai/")
    fits(marker)
    keep_picture(marker, "marking-3-queue")
    marker.locator("form.desk-next button").click()
    for place in range(2):
        marker.locator(".desk-form").wait_for()
        fits(marker)
        assert "Nguyễn Thị Mẫu" not in marker.content()
        keep_picture(marker, f"marking-4-mark-{place}")
        points = marker.locator(".desk-form input[type=number]")
        points.nth(0).fill("1.5")
        points.nth(1).fill("1")
        marker.locator(".desk-form textarea").fill("Ba bước đầu rất rõ. Đọc lại phần gọi ngân hàng.")
        marker.locator(".desk-form button[value=mark]").click()
    marker.wait_for_url(re.compile(r"/cham-bai/\?"))
    assert set(MarkingTask.objects.values_list("state", flat=True)) == {"done"}

    learner.reload()
    keep_picture(learner, "marking-5-result")
    learner.locator("details.ask summary").first.click()
    learner.locator("details.ask textarea").first.fill("Phần gọi ngân hàng có ở câu cuối ạ.")
    fits(learner)
    keep_picture(learner, "marking-6-ask")
    learner.locator("details.ask button").first.click()
    learner.wait_for_url(re.compile("#mark-"))

    marker.goto(f"/admin/hoi-diem/{MarkQuery.objects.get().pk}/")
    fits(marker)
    marker.locator("[name=accepted][value=right]").check()
    marker.locator("[name=answer]").fill("Đúng, đã cộng điểm cho bạn.")
    keep_picture(marker, "marking-7-query")
    marker.locator(".desk-form button").click()
    marker.locator("#answered").wait_for()
    marker.goto("/admin/hoi-diem/?show=answered")
    fits(marker)
    keep_picture(marker, "marking-8-queries")
    learner.reload()
    expect(learner.locator(f"#mark-{MarkQuery.objects.get().item_id}")).to_contain_text("Đúng, đã cộng điểm cho bạn.")
    fits(learner)
    keep_picture(learner, "marking-9-answered")
