"""Labels of many questions: one draft, all or none, and no draft where nothing changes."""

import pytest

from courses.models import ItemBank
from courses.services.bank_items import BankLocked, draft_items
from courses.services.tag_items import Labels, TooManyTags, tag_items
from tests.factories import make_user
from tests.factories.bank import make_bank, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user(phone=None, email="tac-gia@example.vn")


@pytest.fixture
def bank():
    return make_bank(
        items=[question("Một", tags="mật khẩu, VNeID"), question("Hai"), question("Ba", difficulty="hard")]
    )


def labels_of(bank):
    return [
        (item.get("tags", []), item.get("difficulty", ""), item.get("competence", ""))
        for item in draft_items(ItemBank.objects.get(pk=bank.pk))
    ]


def ids(bank, *places):
    items = draft_items(bank)
    return {items[place]["id"] for place in places}


def test_chosen_questions_get_and_lose_tags_in_one_new_draft_and_nothing_goes_live(bank, user):
    labels = Labels(add=("OTP", "vneid"), remove=("mat khau",))
    assert tag_items(bank_id=bank.pk, chosen=ids(bank, 0, 1), labels=labels, user=user) == 2
    assert labels_of(bank) == [(["VNeID", "OTP"], "", ""), (["OTP", "vneid"], "", ""), ([], "hard", "")]
    bank.refresh_from_db()
    assert (bank.revisions.count(), bank.latest_revision.user, bank.live, len(bank.items)) == (2, user, False, 0)


def test_difficulty_and_competence_are_set_and_taken_away(bank, user):
    change = Labels(difficulty="easy", competence="4.2")
    assert tag_items(bank_id=bank.pk, chosen=ids(bank, 1, 2), labels=change, user=user) == 2
    assert tag_items(bank_id=bank.pk, chosen=ids(bank, 2), labels=Labels(difficulty="", competence=""), user=user) == 1
    assert labels_of(bank) == [(["mật khẩu", "VNeID"], "", ""), ([], "easy", "4.2"), ([], "", "")]


def test_a_repeated_change_makes_no_draft(bank, user):
    change = Labels(add=("OTP",), remove=("VNeID",), difficulty="easy")
    assert tag_items(bank_id=bank.pk, chosen=ids(bank, 0), labels=change, user=user) == 1
    assert tag_items(bank_id=bank.pk, chosen=ids(bank, 0), labels=change, user=user) == 0
    assert bank.revisions.count() == 2


def test_ids_the_bank_does_not_hold_are_passed_over(bank, user):
    assert tag_items(bank_id=bank.pk, chosen={"unknown"}, labels=Labels(add=("OTP",)), user=user) == 0


def test_tags_that_do_not_fit_change_no_question(bank, user):
    with pytest.raises(TooManyTags):
        tag_items(bank_id=bank.pk, chosen=ids(bank, 0, 1), labels=Labels(add=("a" * 195,)), user=user)
    assert labels_of(bank) == [(["mật khẩu", "VNeID"], "", ""), ([], "", ""), ([], "hard", "")]


def test_a_bank_somebody_else_locked_is_left_alone(bank, user):
    bank.locked, bank.locked_by = True, make_user(phone=None, email="khac@example.vn")
    bank.save()
    with pytest.raises(BankLocked, match="An toàn số"):
        tag_items(bank_id=bank.pk, chosen=ids(bank, 0), labels=Labels(add=("OTP",)), user=user)
