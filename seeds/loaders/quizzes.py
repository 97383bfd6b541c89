"""What the files say about the quizzes of a course, as values of quiz pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from courses.enums import Purpose
from courses.models import ItemBank
from courses.rules.bank import shares
from seeds.loaders.identity import block_id
from seeds.loaders.items import Block, PictureId, item_block
from seeds.schema import CourseFile, DrawFile, ExerciseFile, ItemFile, QuizFile

BankId = Callable[[str], int]
HUNDREDTH = Decimal("0.01")
QUIZ_SLUG = "bai-kiem-tra"
EXERCISE_SLUGS: Mapping[str, str] = {Purpose.GRADED: "bai-tap", Purpose.PRACTICE: "luyen-tap"}


def quiz_values(course: CourseFile, quiz: QuizFile, picture_id: PictureId, bank: ItemBank | None) -> dict[str, Any]:
    """Return the fields of the final quiz; `bank` is the course's own where the quiz draws."""
    return {
        "title": quiz.title,
        "slug": QUIZ_SLUG,
        "purpose": (Purpose.CERTIFYING if course.certifies else Purpose.GRADED).value,
        "pass_mark": course.pass_mark.quantize(HUNDREDTH),
        "attempts_allowed": quiz.attempts,
        **quiz.settings,
        "items": [item_block(course.code, item, picture_id) for item in quiz.items] + _final_draws(course, quiz, bank),
    }


def _final_draws(course: CourseFile, quiz: QuizFile, bank: ItemBank | None) -> list[Block]:
    """One draw for each outcome of the course, so that every try asks about all of them."""
    if bank is None:
        return []
    wishes = enumerate(shares(quiz.draw, len(course.outcomes)), start=1)
    return [
        {
            "type": "draw",
            "value": {"bank": bank.pk, "count": count, "tags": "", "difficulty": "", "outcome": outcome},
            "id": block_id(course.code, "quiz", "draw", outcome),
        }
        for outcome, count in wishes
        if count
    ]


def exercise_values(
    course: CourseFile, exercise: ExerciseFile, picture_id: PictureId, bank_id: BankId
) -> dict[str, Any]:
    """Return the fields of the quiz beside the final one; only settings that the file names are among them."""
    settings = {"pass_mark": course.pass_mark} | dict(exercise.settings)
    settings["pass_mark"] = settings["pass_mark"].quantize(HUNDREDTH)
    bands = [
        {"type": "band", "value": {"percent": percent, "text": text}, "id": _id(course, "band", number)}
        for number, (percent, text) in enumerate(exercise.bands, start=1)
    ]
    return settings | {
        "title": exercise.title,
        "slug": EXERCISE_SLUGS[exercise.purpose],
        "purpose": exercise.purpose,
        "required": False,
        "bands": bands,
        "items": list(_blocks(course, exercise, picture_id, bank_id)),
    }


def _blocks(course: CourseFile, exercise: ExerciseFile, picture_id: PictureId, bank_id: BankId) -> Iterator[Block]:
    draws = 0
    for number, section in enumerate(exercise.sections, start=1):
        if section.title:
            value = {"title": section.title, "text": section.text}
            yield {"type": "section", "value": value, "id": _id(course, "section", number)}
        for entry in section.entries:
            if isinstance(entry, ItemFile):
                yield item_block(course.code, entry, picture_id)
            else:
                draws += 1
                yield {"type": "draw", "value": _draw(entry, bank_id), "id": _id(course, "draw", draws)}


def _draw(draw: DrawFile, bank_id: BankId) -> dict[str, Any]:
    tags = ", ".join(draw.tags)
    wish = {"tags": tags, "difficulty": draw.difficulty, "outcome": None}
    return {"bank": bank_id(draw.bank), "count": draw.count} | wish


def _id(course: CourseFile, kind: str, number: int) -> str:
    return block_id(course.code, "exercise", kind, number)
