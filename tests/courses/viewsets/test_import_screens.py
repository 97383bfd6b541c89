"""Importing and exporting in the admin: what is shown, said, refused, and to whom."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from courses.models import ItemBank, ItemImport, LessonPage, QuizPage
from courses.services.bank_items import draft_items
from learners.enums import Role
from learners.models import User
from tests.factories import make_officer, make_user, sign_in_staff
from tests.factories.bank import draw, make_bank, question
from tests.factories.course import make_course
from tests.factories.staff import make_staff, said, staff_client
from tests.factories.word import Document, bold, document

pytestmark = pytest.mark.django_db

NAMES = "wagtailsnippets_courses_itembank"
FILE = [
    "Câu 1. Ai được hỏi mã OTP?", "A. Ngân hàng", bold("B. Không ai"), "Giải thích: Mã bí mật",
    "Câu 2. Ai giữ mã PIN?", "A. Bác", "B. Con bác",
]  # fmt: skip


@pytest.fixture
def trainer():
    return staff_client(Role.TRAINER)


def address(name, *args):
    return reverse(f"{NAMES}:{name}", args=args)


def page(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def send(client, bank, data, name="de-thi.docx"):
    return client.post(address("import"), {"bank": bank.pk, "file": SimpleUploadedFile(name, data)})


def test_a_file_is_uploaded_looked_at_chosen_from_and_imported(trainer):
    bank = make_bank()
    response = send(trainer, bank, document(*FILE))
    kept = ItemImport.objects.get()
    assert response["Location"] == address("import_choose", kept.pk)
    shown = page(trainer.get(response["Location"]))
    assert [(box["value"], box.has_attr("checked")) for box in shown.select("[name=chosen]")] == [("1", True)]
    assert "Đáp án đúng: Không ai" in " ".join(shown.select_one(".bank-answer").text.split())
    assert len(shown.select(".bank-messages .is-error")) == 1
    done = trainer.post(response["Location"], {"chosen": ["1"]}, follow=True)
    assert said(done) == ["Đã nhập 1 câu hỏi. Ngân hàng có bản nháp mới."]
    assert done.redirect_chain == [(address("edit", bank.pk), 302)]
    assert len(draft_items(ItemBank.objects.get())) == 1
    again = trainer.post(response["Location"], {"chosen": ["1"]}, follow=True)
    assert said(again) == ["Tệp này đã được nhập trước đó. Không có gì thay đổi."]
    assert "Tệp “de-thi.docx” đã được nhập lúc" in trainer.get(response["Location"]).content.decode()


def test_the_learners_view_of_a_question_holds_neither_key_nor_explanation(trainer):
    send(trainer, make_bank(), document(*FILE))
    shown = page(trainer.get(address("import_choose", ItemImport.objects.get().pk)))
    frame = BeautifulSoup(shown.select_one("iframe")["srcdoc"], "html.parser")
    assert [option.text.strip() for option in frame.select(".opt")] in (
        ["Ngân hàng", "Không ai"], ["Không ai", "Ngân hàng"],
    )  # fmt: skip
    assert "Mã bí mật" not in str(frame)
    assert "correct" not in str(frame)


def test_a_file_that_cannot_be_read_is_refused_beside_its_field(trainer):
    bank = make_bank()
    for name, data in [("a.pdf", b"%PDF-1.7 x"), ("a.docx", b"PK\x03\x04"), ("a.txt", b""), ("a.docx", b"")]:
        response = send(trainer, bank, data, name)
        assert page(response).select(".w-field__errors p, .error-message")
    assert ItemImport.objects.count() == 0


def test_a_file_above_ten_megabytes_is_told_the_limit(trainer):
    response = send(trainer, make_bank(), b"x" * (10 * 1024 * 1024 + 1))
    assert "Tệp lớn hơn 10 MB. Hãy chia nhỏ" in response.content.decode()
    assert ItemImport.objects.count() == 0


def test_nothing_ticked_is_said_and_nothing_happens(trainer):
    send(trainer, make_bank(), document(*FILE))
    kept = ItemImport.objects.get()
    response = trainer.post(address("import_choose", kept.pk), {"chosen": ["x", "-1", "99"]})
    assert said(response) == ["Chưa chọn câu hỏi nào. Hãy đánh dấu ít nhất một câu."]
    kept.refresh_from_db()
    assert kept.state == "waiting"


def test_a_forged_choice_of_a_broken_question_imports_nothing(trainer):
    bank = make_bank()
    send(trainer, bank, document(*FILE))
    trainer.post(address("import_choose", ItemImport.objects.get().pk), {"chosen": ["1", "2"]})
    assert draft_items(ItemBank.objects.get()) == []


def test_a_picture_of_the_file_is_shown_before_the_import_and_nothing_else_is(trainer):
    made = Document()
    content = get_test_image_file(filename="hinh.png").file.getvalue()
    made.add("Câu 1. Hình gì?", made.picture("hinh.png", content), "A. Núi", bold("B. Bản đồ"))
    send(trainer, make_bank(), made.build())
    kept = ItemImport.objects.get()
    shown = page(trainer.get(address("import_choose", kept.pk)))
    source = BeautifulSoup(shown.select_one("iframe")["srcdoc"], "html.parser").select_one("img")["src"]
    picture = trainer.get(source)
    assert (picture["Content-Type"], picture.content) == ("image/png", content)
    assert trainer.get(address("import_picture", kept.pk, "khong-co.png")).status_code == 404


def test_the_template_and_the_guide_are_there(trainer):
    template = trainer.get(address("import_template"))
    assert b"".join(template.streaming_content)[:2] == b"PK"
    assert "Đáp án: C" in trainer.get(address("import_word")).content.decode()
    upload = trainer.get(address("import")).content.decode()
    assert address("import_template") in upload
    assert address("import_word") in upload


def test_a_bank_is_exported_in_every_format_with_what_each_cannot_hold(trainer):
    bank = make_bank("Giữ mật khẩu", [question("Mật khẩu mạnh là gì?")])
    shown = page(trainer.get(address("export", bank.pk)))
    links = [link["href"] for link in shown.select(".bank-format a")]
    assert links == ["?format=moodle", "?format=gift", "?format=xlsx", "?format=aiken"]
    for link, ending in zip(links, ("xml", "gift.txt", "xlsx", "aiken.txt"), strict=True):
        file = trainer.get(address("export", bank.pk) + link)
        assert file["Content-Disposition"] == f'attachment; filename="giu-mat-khau.{ending}"'
        assert "no-store" in file["Cache-Control"]
        assert file.content
    assert trainer.get(address("export", bank.pk), {"format": "exe"}).status_code == 404


def test_a_quiz_is_exported_without_what_it_draws_and_says_so(trainer):
    bank = make_bank(items=[question("Một")], live=True)
    make_course(quiz_items=[question("Trong bài"), draw(bank, 1)])
    quiz = QuizPage.objects.get()
    shown = page(trainer.get(address("export_quiz", quiz.pk)))
    sentence = "Các câu rút từ ngân hàng không nằm trong tệp này: hãy xuất từng ngân hàng."
    assert all(sentence in section.text for section in shown.select(".bank-format"))
    assert "Trong bài" in trainer.get(address("export_quiz", quiz.pk), {"format": "gift"}).content.decode()


def test_the_editor_of_a_quiz_leads_to_its_export_and_that_of_a_lesson_does_not(trainer):
    make_course()
    quiz, lesson = QuizPage.objects.get(), LessonPage.objects.first()
    assert address("export_quiz", quiz.pk) in trainer.get(f"/admin/pages/{quiz.pk}/edit/").content.decode()
    assert "/export/quiz/" not in trainer.get(f"/admin/pages/{lesson.pk}/edit/").content.decode()


def test_another_trainer_does_not_see_the_file_and_strangers_see_nothing():
    bank = make_bank(items=[question("Một")])
    owner = staff_client(Role.TRAINER)
    send(owner, bank, document(*FILE))
    kept = ItemImport.objects.get()
    member = other_trainer()
    assert member.get(address("import")).status_code == 200
    assert member.get(address("export", bank.pk)).status_code == 200
    for name, args in [("import_choose", [kept.pk]), ("import_picture", [kept.pk, "a.png"])]:
        assert member.get(address(name, *args)).status_code == 404
    assert member.post(address("import_choose", kept.pk), {"chosen": ["1"]}).status_code == 404
    learner = Client()
    learner.force_login(make_user())
    screens = [("import", []), ("import_template", []), ("import_word", []), ("export", [bank.pk])]
    for stranger in (sign_in_staff(Client(), make_officer(Role.DEPARTMENT_OFFICER)), learner, Client()):
        for name, args in [*screens, ("import_choose", [kept.pk]), ("import_picture", [kept.pk, "a.png"])]:
            assert stranger.get(address(name, *args)).status_code in {302, 403}
        assert stranger.get(address("export", bank.pk), {"format": "gift"}).status_code in {302, 403}
        stranger.post(address("import_choose", kept.pk), {"chosen": ["1"]})
        send(stranger, bank, document(*FILE))
    assert (ItemImport.objects.count(), len(draft_items(ItemBank.objects.get()))) == (1, 1)


def test_a_trainer_without_the_second_factor_gets_no_keys():
    bank = make_bank(items=[question("Một")])
    client = Client()
    client.force_login(make_staff(Role.TRAINER))
    assert client.get(address("export", bank.pk), {"format": "gift"}).status_code == 302


def other_trainer():
    """A second account of the group, signed in."""
    group = make_staff(Role.TRAINER).groups.get()
    user = User.objects.create_user(email="khac@example.vn", password="long-enough-password")
    user.groups.add(group)
    return sign_in_staff(Client(), user)
