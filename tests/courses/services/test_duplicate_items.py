"""Duplicates within a bank, across banks, and between banks and quizzes, in the newest drafts."""

import pytest
from wagtail.models import Locale

from courses.models import QuizPage
from courses.services.bank_items import draft_items
from courses.services.duplicate_items import already_in_bank, duplicate_items
from tests.factories.bank import make_bank, question
from tests.factories.course import make_course

pytestmark = pytest.mark.django_db


def places(duplicates):
    return [
        (str(pair.first.owner), pair.first.number, str(pair.second.owner), pair.second.number, pair.exact)
        for pair in duplicates.found
    ]


def test_the_same_question_is_found_within_a_bank_across_banks_and_in_a_quiz():
    make_course()
    same = "Ai được hỏi mã OTP của bác?"
    one = make_bank("Kho một", [question(same), question("Khác"), question(same.upper(), name="again")])
    make_bank("Kho hai", [question("ai duoc hoi ma OTP cua bac", name="unmarked")])
    quiz = QuizPage.objects.get()
    quiz.items = [question(same, name="inline")]
    quiz.save_revision()
    expected = [
        ("Kho hai", 1, "Kho một", 1, True), ("Kho hai", 1, "Kho một", 3, True), ("Kho hai", 1, "Bài kiểm tra", 1, True),
        ("Kho một", 1, "Kho một", 3, True), ("Kho một", 1, "Bài kiểm tra", 1, True),
        ("Kho một", 3, "Bài kiểm tra", 1, True),
    ]  # fmt: skip
    assert places(duplicate_items()) == expected
    assert places(duplicate_items(bank_id=one.pk)) == [row for row in expected if "Kho một" in row]


def test_what_a_bank_holds_already_is_told_with_its_number_there():
    bank = make_bank(items=[question("Một"), question("Hai")])
    asked = draft_items(make_bank("Khác", [question("HAI", name="other"), question("Ba")]))
    assert already_in_bank(asked, bank) == {asked[0]["id"]: 2}


def test_the_number_of_queries_does_not_grow_with_the_banks(django_assert_num_queries):
    for number in range(3):
        make_bank(f"Kho {number}", [question(f"Câu {number}")])
    with django_assert_num_queries(2):
        duplicate_items()


def test_a_translated_quiz_is_no_duplicate_of_its_original():
    make_course()
    quiz = QuizPage.objects.get()
    english = Locale.objects.get_or_create(language_code="en")[0]
    copied = quiz.copy_for_translation(english, copy_parents=True)
    assert (copied.translation_key, duplicate_items().found) == (quiz.translation_key, [])
