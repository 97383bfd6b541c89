"""Where a bank is used: quizzes that draw from it on the site and in drafts."""

import pytest

from courses.models import QuizPage
from courses.services.bank_usage import bank_uses
from tests.factories.bank import draw, make_bank, question
from tests.factories.course import make_course

pytestmark = pytest.mark.django_db


def test_live_and_draft_draws_are_told_apart():
    bank = make_bank(items=[question("Một"), question("Hai"), question("Ba")], live=True)
    make_bank("Khác")
    make_course("CD-01", title="Khóa một", quiz_title="Thi một", quiz_items=[draw(bank, 2)])
    make_course("CD-02", title="Khóa hai", quiz_title="Thi hai")
    later = QuizPage.objects.get(title="Thi hai")
    later.items = [draw(bank, 3)]
    later.save_revision()
    gone = QuizPage.objects.get(title="Thi một")
    gone.items = [question("Không rút nữa")]
    gone.save_revision()
    uses = [(use.quiz.title, use.course, use.live, use.draft) for use in bank_uses(bank=bank)]
    assert uses == [("Thi một", "Khóa một", 2, 0), ("Thi hai", "Khóa hai", 0, 3)]


def test_a_bank_nobody_draws_from_has_no_use():
    make_course()
    assert bank_uses(bank=make_bank()) == []
