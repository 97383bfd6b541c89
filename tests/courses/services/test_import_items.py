"""A file's questions into a bank: all chosen or none, once and never twice, pictures and all."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from courses.importers.base import Unreadable
from courses.models import CourseImage, ItemBank, ItemImport
from courses.services import import_items as service
from courses.services.bank_items import BankLocked, draft_items
from courses.services.import_items import NotImported, import_items, keep_upload
from courses.services.preview_import import preview_import
from tests.factories import make_user
from tests.factories.bank import make_bank, question
from tests.factories.word import Document, bold, document

pytestmark = pytest.mark.django_db

GOOD = ["Câu 1. Ai được hỏi mã OTP?", "A. Ngân hàng", bold("B. Không ai"), "C. Công an"]
ALSO = ["Câu 2. Mật khẩu mạnh là gì?", bold("A. Dài và khó đoán"), "B. Ngày sinh"]
NO_KEY = ["Câu 3. Ai giữ mã PIN?", "A. Bác", "B. Con bác"]


@pytest.fixture
def user():
    return make_user(phone=None, email="tac-gia@example.vn")


@pytest.fixture
def bank():
    return make_bank(items=[question("Câu có sẵn?")])


def paragraphs(*groups):
    return [block for group in groups for block in group]


def upload(bank, user, *groups, name="de-thi.docx"):
    return keep_upload(bank=bank, name=name, data=document(*paragraphs(*groups)), user=user)


def prompts(bank):
    return [item["prompt"] for item in draft_items(ItemBank.objects.get(pk=bank.pk))]


def picture_bytes():
    return get_test_image_file(filename="hinh.png").file.getvalue()


def with_picture(content):
    made = Document()
    made.add("Câu 1. Hình này là gì?", made.picture("hinh.png", content, alt="Bản đồ Bắc Giang"))
    return made.add("A. Núi", bold("B. Bản đồ"))


def test_chosen_questions_follow_those_of_the_bank_in_one_new_draft(bank, user):
    kept = upload(bank, user, GOOD, ALSO)
    done, is_new = import_items(import_id=kept.pk, chosen={1, 2}, user=user)
    assert (is_new, done.state, done.result) == (True, "imported", {"imported": 2, "present": 0, "pictures": 0})
    assert prompts(bank) == ["<p>Câu có sẵn?</p>", "<p>Ai được hỏi mã OTP?</p>", "<p>Mật khẩu mạnh là gì?</p>"]
    bank.refresh_from_db()
    assert (bank.revisions.count(), bank.latest_revision.user, bank.live) == (2, user, False)
    item = draft_items(bank)[1]
    assert [(option["text"], option["correct"]) for option in item["options"]] == [
        ("Ngân hàng", False), ("Không ai", True), ("Công an", False),
    ]  # fmt: skip
    assert bytes(ItemImport.objects.get().data) == b""


def test_a_repeated_import_changes_nothing_and_says_so(bank, user):
    kept = upload(bank, user, GOOD)
    first, is_new = import_items(import_id=kept.pk, chosen={1}, user=user)
    again, is_new_again = import_items(import_id=kept.pk, chosen={1}, user=user)
    assert (is_new, is_new_again, again.result) == (True, False, first.result)
    assert (len(prompts(bank)), bank.revisions.count()) == (2, 2)


def test_the_same_file_uploaded_again_brings_only_what_the_bank_does_not_hold(bank, user):
    import_items(import_id=upload(bank, user, GOOD, ALSO).pk, chosen={1}, user=user)
    kept = upload(bank, user, GOOD, ALSO)
    first, second = preview_import(kept).candidates
    assert (first.present, first.importable, second.present, second.importable) == (True, False, False, True)
    done, _is_new = import_items(import_id=kept.pk, chosen={1, 2}, user=user)
    assert done.result == {"imported": 1, "present": 1, "pictures": 0}
    assert len(prompts(bank)) == 3


def test_one_file_in_two_banks_gives_two_different_questions(bank, user):
    other = make_bank("Khác")
    for each in (bank, other):
        import_items(import_id=upload(each, user, GOOD).pk, chosen={1}, user=user)
    assert (
        draft_items(ItemBank.objects.get(pk=bank.pk))[-1]["id"]
        != draft_items(ItemBank.objects.get(pk=other.pk))[0]["id"]
    )


def test_a_question_the_bank_holds_in_the_same_words_is_told_and_not_suggested(bank, user):
    kept = upload(bank, user, ["Câu 1. CÂU CÓ SẴN", bold("A. Không"), "B. Có"], ALSO)
    first, second = preview_import(kept).candidates
    assert (first.twin, first.importable, first.suggested, second.twin, second.suggested) == (
        1,
        True,
        False,
        None,
        True,
    )


def test_a_question_with_an_error_cannot_be_imported_and_takes_the_others_back(bank, user):
    kept = upload(bank, user, GOOD, ALSO, NO_KEY)
    assert [each.importable for each in preview_import(kept).candidates] == [True, True, False]
    with pytest.raises(NotImported, match="3"):
        import_items(import_id=kept.pk, chosen={1, 3}, user=user)
    assert (prompts(bank), bank.revisions.count()) == (["<p>Câu có sẵn?</p>"], 1)
    assert ItemImport.objects.get().state == "waiting"


def test_nothing_chosen_is_not_an_import(bank, user):
    kept = upload(bank, user, GOOD)
    for chosen in ([], [99]):
        with pytest.raises(NotImported):
            import_items(import_id=kept.pk, chosen=chosen, user=user)
    assert ItemImport.objects.get().state == "waiting"


def test_a_picture_becomes_a_picture_of_the_library_with_its_words(bank, user):
    kept = keep_upload(bank=bank, name="a.docx", data=with_picture(picture_bytes()).build(), user=user)
    done, _is_new = import_items(import_id=kept.pk, chosen={1}, user=user)
    image = CourseImage.objects.get()
    assert (done.result["pictures"], image.title, image.uploaded_by_user) == (1, "Bản đồ Bắc Giang", user)
    item = draft_items(ItemBank.objects.get(pk=bank.pk))[1]
    assert item["picture"] == {"image": image.pk, "alt": "Bản đồ Bắc Giang"}


def test_a_picture_that_breaks_off_keeps_its_question_out(bank, user):
    whole = picture_bytes()
    kept = keep_upload(bank=bank, name="a.docx", data=with_picture(whole[: len(whole) // 2]).build(), user=user)
    [candidate] = preview_import(kept).candidates
    assert candidate.importable is False
    assert any("hinh" in message.text for message in candidate.messages if message.level == "error")


def test_what_fails_after_pictures_were_stored_leaves_neither_rows_nor_files(bank, user, monkeypatch):
    kept = keep_upload(bank=bank, name="a.docx", data=with_picture(picture_bytes()).build(), user=user)
    stored = []

    def fail(bank, blocks, user):
        image = CourseImage.objects.get()
        stored.append((image.file.storage, image.file.name))
        raise RuntimeError

    monkeypatch.setattr(service, "save_draft", fail)
    with pytest.raises(RuntimeError):
        import_items(import_id=kept.pk, chosen={1}, user=user)
    [(storage, name)] = stored
    assert (CourseImage.objects.count(), storage.exists(name), len(prompts(bank))) == (0, False, 1)
    assert ItemImport.objects.get().state == "waiting"


def test_a_file_without_questions_is_refused_and_not_kept(bank, user):
    for name, data in [("a.docx", b""), ("a.docx", b"PK\x03\x04"), ("a.pdf", b"%PDF-1.7")]:
        with pytest.raises(Unreadable):
            keep_upload(bank=bank, name=name, data=data, user=user)
    assert ItemImport.objects.count() == 0


def test_the_same_waiting_file_is_kept_once_and_old_ones_go(bank, user):
    first = upload(bank, user, GOOD)
    assert upload(bank, user, GOOD, name="khác.docx") == first
    ItemImport.objects.update(created_at=timezone.now() - timedelta(days=8))
    second = upload(bank, user, ALSO)
    assert list(ItemImport.objects.all()) == [second]


def test_the_database_keeps_one_waiting_file_and_the_time_of_a_finished_one(bank, user):
    kept = upload(bank, user, GOOD)
    twin = ItemImport(bank=bank, uploader=user, name="x", data=b"x", digest=kept.digest)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemImport.objects.update(state="imported")


def test_nobody_imports_the_file_of_somebody_else(bank, user):
    kept = upload(bank, user, GOOD)
    with pytest.raises(ItemImport.DoesNotExist):
        import_items(import_id=kept.pk, chosen={1}, user=make_user(phone=None, email="khac@example.vn"))


def test_a_locked_bank_is_left_alone(bank, user):
    kept = upload(bank, user, GOOD)
    bank.locked = True
    bank.save()
    with pytest.raises(BankLocked):
        import_items(import_id=kept.pk, chosen={1}, user=user)
    assert ItemImport.objects.get().state == "waiting"
