"""What a quiz draws from a bank: the questions that bear a wished tag and are of the wished difficulty."""

import pytest

from courses.models import QuizVersion
from courses.rules.quiz_content import suits
from tests.factories.bank import draw, make_bank, question
from tests.factories.course import make_quiz_course

ITEM = {"tags": ["Mật khẩu", "OTP"], "difficulty": "easy"}


@pytest.mark.parametrize(
    ("wish", "is_met"),
    [
        ({}, True),
        ({"tags": "mat khau"}, True),
        ({"tags": "lừa đảo, otp"}, True),
        ({"tags": "lừa đảo"}, False),
        ({"difficulty": "easy"}, True),
        ({"difficulty": "hard"}, False),
        ({"tags": "OTP", "difficulty": "hard"}, False),
    ],
)
def test_a_question_suits_a_wish_by_any_of_its_tags_and_its_difficulty(wish, is_met):
    assert suits(ITEM, wish) is is_met


@pytest.mark.django_db
def test_a_draw_holds_only_what_bears_the_tag_and_has_the_difficulty():
    held = [
        question("Một", tags="OTP", difficulty="easy"),
        question("Hai", tags="OTP", difficulty="hard"),
        question("Ba", tags="mật khẩu", difficulty="easy"),
    ]
    wished = draw(make_bank(items=held, live=True), 1)
    wished["value"] |= {"tags": "otp", "difficulty": "easy"}
    make_quiz_course(items=[wished])
    frozen = QuizVersion.objects.get().content
    assert [frozen["draws"][0]["items"], [item["id"] for item in frozen["items"]]] == [[held[0]["id"]]] * 2
