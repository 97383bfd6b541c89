"""What the list of banks shows and searches."""

import pytest

from courses.services.bank_summaries import bank_summaries
from tests.factories.bank import make_bank, question

pytestmark = pytest.mark.django_db


def only(bank):
    return bank_summaries()[bank.pk]


def test_the_newest_draft_counts_not_what_is_live():
    bank = make_bank("Cũ", [question("Một"), question("Hai")], live=True)
    bank.title, bank.items = "Mới", [question("Ba")]
    bank.save_revision()
    summary = only(bank)
    assert (summary.questions, summary.matches("moi"), summary.matches("cu"), summary.matches("ba")) == (
        1, True, False, True,
    )  # fmt: skip


def test_tags_are_told_once_in_the_order_of_the_alphabet():
    bank = make_bank(items=[question("Một", tags="VNeID, Mật khẩu"), question("Hai", tags=" mat khau ,OTP,, vneid")])
    assert only(bank).tags == ["Mật khẩu", "OTP", "VNeID"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("mat khau", True),
        ("khẩu MẠNH", True),
        ("mạnh an toàn", True),
        ("mật ong", False),
        ("strong", False),
        ("", True),
    ],
)
def test_every_word_asked_for_must_stand_in_title_or_questions_marks_or_not(query, found):
    bank = make_bank("An toàn", [question("Thế nào là <b>mật khẩu</b> m&#7841;nh?")])
    assert only(bank).matches(query) is found


def test_one_question_must_have_all_that_is_asked_for():
    bank = make_bank(items=[question("Một", tags="OTP", competence="4.2"), question("Hai", difficulty="easy")])
    asked = [{"tag": "otp"}, {"tag": "OTP", "competence": "4.2"}, {"tag": "OTP", "difficulty": "easy"}, {"tag": "x"}]
    assert [only(bank).holds(each) for each in asked] == [True, True, False, False]


def test_one_query_serves_all_banks(django_assert_num_queries):
    for number in range(4):
        make_bank(f"Kho {number}", [question(f"Câu {number}")])
    with django_assert_num_queries(1):
        assert [summary.questions for summary in bank_summaries().values()] == [1, 1, 1, 1]
