"""The screens of banks hold for every type of item, also for one whose author has written no more than the question."""

import pytest
from django.urls import reverse

from courses.items import ITEM_TYPES
from courses.services.bank_items import draft_items
from courses.services.duplicate_items import duplicate_items
from courses.services.export_items import FORMATS, Export
from courses.services.import_items import import_items, keep_upload
from courses.services.preview_import import preview_import
from learners.enums import Role
from tests.factories import make_user
from tests.factories.bank import make_bank
from tests.factories.course import block, every_item
from tests.factories.every_type import SECRET, every_type_blocks
from tests.factories.staff import staff_client

pytestmark = pytest.mark.django_db

# What a format has no place for, and says so before the download.
LOST = {"gift": {"hint": "", "matching": "lenient"}}
NAMES = "wagtailsnippets_courses_itembank"


@pytest.fixture
def user():
    return make_user(phone=None, email="tac-gia@example.vn")


@pytest.mark.parametrize("kind", sorted(ITEM_TYPES))
def test_a_bare_question_of_every_type_opens_in_every_screen(kind):
    bare = {"prompt": "<p>Câu mới viết dở dang</p>"}
    bank = make_bank(items=[block(kind, bare, "one"), block(kind, bare, "two")])
    trainer = staff_client(Role.TRAINER)
    for name in ("labels", "export", "edit"):
        assert trainer.get(reverse(f"{NAMES}:{name}", args=[bank.pk])).status_code == 200
    assert len(duplicate_items().found) == 1
    assert trainer.get(reverse(f"{NAMES}:duplicates")).status_code == 200
    preview = reverse(f"{NAMES}:revisions_view", args=[bank.pk, bank.latest_revision_id])
    assert "Câu mới viết dở dang" in trainer.get(preview).content.decode()


def test_a_bank_of_every_type_is_printed_with_the_key_on_a_page_of_its_own():
    bank = make_bank("Đề giấy", every_type_blocks())
    reply = staff_client(Role.TRAINER).get(reverse(f"{NAMES}:export", args=[bank.pk]), {"format": "paper"})
    questions, key = reply.content.decode().split('<section class="new-page">')
    graded = [kind for kind in ITEM_TYPES.values() if kind.graded]
    assert (reply.status_code, key.count("<li value=")) == (200, len(graded))
    assert all(f"Câu hỏi {kind.order}: làm gì?" in questions for kind in graded)
    assert (SECRET in questions, SECRET in key) == (False, True)


# Aiken holds single choice alone, and says so.
@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"aiken"}))
def test_what_one_bank_exports_another_imports_unchanged(name, user):
    bank, other = make_bank("Kho gốc", every_item()), make_bank("Kho mới")
    file = Export(bank).written(FORMATS[name])
    assert file.messages or name not in LOST
    kept = keep_upload(bank=other, name=f"kho.{FORMATS[name].ending}", data=file.data, user=user)
    candidates = preview_import(kept).candidates
    assert [each.importable for each in candidates] == [True] * len(every_item())
    import_items(import_id=kept.pk, chosen={each.number for each in candidates}, user=user)
    other.refresh_from_db()
    expected = [bare(item) for item in draft_items(bank)]
    for item in expected:
        item.update({key: value for key, value in LOST.get(name, {}).items() if key in item})
    assert [bare(item) for item in draft_items(other)] == expected


def bare(value):
    """The value without ids, which every bank makes its own."""
    if isinstance(value, dict):
        return {key: bare(each) for key, each in value.items() if key != "id"}
    return [bare(each) for each in value] if isinstance(value, list) else value
