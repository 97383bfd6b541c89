"""Which quizzes draw from a bank, on the site and in drafts."""

from __future__ import annotations

from dataclasses import dataclass

from courses.models import CoursePage, ItemBank, QuizPage
from courses.services.bank_items import RawBlock, draft_blocks


@dataclass(frozen=True)
class BankUse:
    """A quiz and how many questions it draws from the bank: `live` as learners sit it now, `draft` as last saved.

    0 means that it does not draw from the bank there.
    """

    quiz: QuizPage
    course: str
    live: int
    draft: int


def bank_uses(*, bank: ItemBank) -> list[BankUse]:
    """Return the quizzes that draw from the bank live or in their newest draft, in the order of the page tree."""
    quizzes = QuizPage.objects.select_related("latest_revision").order_by("path")
    courses = dict(CoursePage.objects.values_list("path", "title"))
    uses = [
        BankUse(
            quiz=quiz,
            course=courses.get(quiz.path[: -quiz.steplen], ""),
            live=_drawn(list(quiz.items.get_prep_value()), bank) if quiz.live else 0,
            draft=_drawn(draft_blocks(quiz), bank),
        )
        for quiz in quizzes
    ]
    return [use for use in uses if use.live or use.draft]


def _drawn(blocks: list[RawBlock], bank: ItemBank) -> int:
    """How many questions the draws among these blocks take from the bank; a draw without a number counts as one."""
    draws = [block["value"] for block in blocks if block["type"] == "draw"]
    return sum(draw.get("count") or 1 for draw in draws if draw.get("bank") == bank.pk)
