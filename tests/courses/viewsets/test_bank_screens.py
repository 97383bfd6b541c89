"""The screens around item banks: what they show, change, and to whom they open."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from courses.models import ItemBank, QuizPage
from courses.services.bank_items import draft_items
from learners.enums import Role
from tests.factories import make_officer, make_user, sign_in_staff
from tests.factories.bank import draw, make_bank, question
from tests.factories.course import every_item, make_course
from tests.factories.staff import said, staff_client

pytestmark = pytest.mark.django_db

NAMES = "wagtailsnippets_courses_itembank"


@pytest.fixture
def trainer():
    return staff_client(Role.TRAINER)


def address(name, *args):
    return reverse(f"{NAMES}:{name}", args=args)


def page(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def listed(client, **asked):
    """The rows of the list as it answers these filters: title, questions, tags."""
    table = page(client.get(address("list"), asked)).select("#listing-results tbody tr")
    rows = [[" ".join(cell.get_text(" ", strip=True).split()) for cell in row.select("td")] for row in table]
    return [tuple(row[1:4]) for row in rows]


def test_the_list_shows_how_many_questions_the_draft_holds_and_its_tags(trainer):
    bank = make_bank("Kho một", [question("Một", tags="VNeID, mật khẩu"), question("Hai", tags="vneid")], live=True)
    bank.items = [question("Một", tags="VNeID, mật khẩu")]
    bank.save_revision()
    [row] = listed(trainer)
    assert row[0].startswith("Kho một")
    assert row[1:] == ("1", "mật khẩu, VNeID")


def test_banks_are_found_by_words_typed_without_marks_in_titles_and_questions(trainer):
    make_bank("Giữ mật khẩu", [question("Đặt thế nào?")])
    make_bank("Kho hai", [question("Khi quên <b>mật khẩu</b> thì làm gì?")])
    make_bank("Kho ba", [question("Mật ong")])
    for query, expected in [("mat khau", 2), ("mật khẩu", 2), ("KHẨU quen", 1), ("vải thiều", 0), ("", 3)]:
        assert (query, len(listed(trainer, q=query))) == (query, expected)


def test_banks_are_filtered_by_a_question_that_has_both_tag_and_difficulty(trainer):
    make_bank("Dễ", [question("Một", tags="OTP", difficulty="easy")])
    make_bank("Khác", [question("Hai", tags="OTP"), question("Ba", difficulty="easy")])
    assert len(listed(trainer, tag="OTP")) == 2
    assert [row[0].startswith("Dễ") for row in listed(trainer, tag="OTP", difficulty="easy")] == [True]
    assert len(listed(trainer, tag="không có")) == 2


def test_a_bank_is_previewed_as_its_learner_sees_it_without_any_key(trainer):
    bank = make_bank(items=every_item())
    fields = {"title": bank.title, "items-count": "0"}
    sent = trainer.post(address("preview_on_edit", bank.pk), fields)
    assert sent.json()["is_valid"] is True
    view = address("revisions_view", bank.pk, bank.latest_revision_id)
    shown = trainer.get(view).content.decode()
    assert shown.count('id="preview-') == len(every_item())
    assert "Ai hỏi mã OTP?" in shown
    assert "canary-key" not in shown
    assert bank.default_preview_size == "phone"


def test_history_and_comparison_of_drafts_open(trainer):
    bank = make_bank(items=[question("Một")])
    bank.items = [question("Hai")]
    bank.save_revision()
    assert trainer.get(address("history", bank.pk)).status_code == 200
    assert "Hai" in trainer.get(address("revisions_compare", bank.pk, "earliest", "latest")).content.decode()


def test_where_a_bank_is_used_is_shown_with_links(trainer):
    bank = make_bank(items=[question("Một"), question("Hai")], live=True)
    make_course(quiz_items=[draw(bank, 2)], quiz_title="Thi cuối khóa")
    shown = page(trainer.get(address("usage", bank.pk)))
    link = shown.find("a", string=lambda text: text and "Thi cuối khóa" in text)
    assert link["href"] == f"/admin/pages/{QuizPage.objects.get().pk}/edit/"


def test_many_questions_are_labelled_and_the_trainer_is_told_how_many(trainer):
    bank = make_bank(items=[question("Một"), question("Hai")])
    first, second = (item["id"] for item in draft_items(bank))
    fields = {"chosen": [first, second], "add": "OTP, VNeID", "difficulty": "hard"}
    response = trainer.post(address("labels", bank.pk), fields, follow=True)
    assert said(response) == ["2 câu hỏi đã được sửa. Ngân hàng có bản nháp mới."]
    items = draft_items(ItemBank.objects.get())
    assert [(item["tags"], item["difficulty"]) for item in items] == [(["OTP", "VNeID"], "hard")] * 2
    again = trainer.post(address("labels", bank.pk), fields, follow=True)
    assert said(again) == ["Không có gì thay đổi: các câu đã chọn đều đã có nhãn này."]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"add": "OTP"}, "Chưa chọn câu hỏi nào. Hãy đánh dấu ít nhất một câu."),
        ({"chosen": "x"}, "Hãy cho biết cần sửa gì: thẻ, độ khó hay năng lực."),
        ({"chosen": "x", "add": "OTP", "remove": "otp"}, "Không thể vừa thêm vừa bỏ cùng một thẻ."),
    ],
)
def test_what_is_missing_before_labelling_is_said(trainer, fields, sentence):
    bank = make_bank(items=[question("Một")])
    assert sentence in trainer.post(address("labels", bank.pk), fields).content.decode()
    assert bank.revisions.count() == 1


def test_duplicates_stand_side_by_side_with_links_to_their_editors(trainer):
    one, two = make_bank("Kho một", [question("Ai hỏi mã OTP?")]), make_bank("Kho hai", [question("AI HỎI mã OTP")])
    shown = page(trainer.get(address("duplicates"), {"bank": one.pk}))
    links = {link.text: link["href"].split("#")[0] for link in shown.select(".bank-place a")}
    assert links == {"Kho một": address("edit", one.pk), "Kho hai": address("edit", two.pk)}
    assert shown.select_one(".bank-pair h2").text == "Giống hệt nhau"


def test_a_bank_that_is_not_there_is_answered_with_404(trainer):
    assert trainer.get(address("labels", 999)).status_code == 404
    assert trainer.get(address("duplicates"), {"bank": "999"}).status_code == 404
    assert trainer.get(address("duplicates"), {"bank": "x"}).status_code == 200


def test_a_half_written_bank_opens_in_every_screen(trainer):
    blank = {"prompt": "", "points": None, "options": [], "tags": None}
    bank = make_bank(items=[question("Một") | {"value": blank}])
    for name in ("edit", "labels", "usage", "history"):
        assert trainer.get(address(name, bank.pk)).status_code == 200
    for name in ("list", "duplicates"):
        assert trainer.get(address(name)).status_code == 200
    assert trainer.get(address("revisions_view", bank.pk, bank.latest_revision_id)).status_code == 200


def test_the_screens_open_to_nobody_but_those_who_may_change_banks():
    bank = make_bank(items=[question("Một")])
    learner = Client()
    learner.force_login(make_user())
    strangers = [sign_in_staff(Client(), make_officer(Role.DEPARTMENT_OFFICER)), learner, Client()]
    for name, args in [("labels", [bank.pk]), ("duplicates", []), ("usage", [bank.pk]), ("list", [])]:
        for stranger in strangers:
            assert stranger.get(address(name, *args)).status_code in {302, 403}
    for stranger in strangers:
        stranger.post(address("labels", bank.pk), {"chosen": draft_items(bank)[0]["id"], "add": "OTP"})
    assert bank.revisions.count() == 1
