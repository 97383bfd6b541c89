"""Quizzes of the CMS as mappings of a course file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from courses.enums import Purpose
from courses.items import ITEM_TYPES
from courses.models import CoursePage, ItemBank, QuizPage
from courses.rules.bank import shares
from courses.rules.quiz_content import freeze_items
from courses.rules.quiz_settings import PURPOSE_DEFAULTS
from seeds.export.items import item_entry
from seeds.export.lessons import Left
from seeds.export.names import Names
from seeds.export.pictures import PictureNames
from seeds.export.writing import Flow, Number
from seeds.loaders.identity import key_of
from seeds.schema.exercise import CHOICES, MOMENTS, NUMBERS, TEXTS

SETTINGS = (*CHOICES, *NUMBERS, *TEXTS, *MOMENTS, "pass_mark", "shuffle")


class QuizWriter:
    """Writes the quizzes of one course; what the file has no place for is told in `left`."""

    def __init__(self, course: CoursePage, names: Names, pictures: PictureNames, left: Left) -> None:
        self.course, self.names, self.pictures, self.left = course, names, pictures, left
        self.banks: dict[UUID, str] = {}

    def final(self, quiz: QuizPage) -> dict[str, Any]:
        """Return the final quiz: its questions, or the bank of its own that it draws from."""
        allowed = quiz.attempts_allowed
        attempts = PURPOSE_DEFAULTS[quiz.purpose].attempts_allowed if allowed is None else allowed
        entry = self._id(quiz, "quiz") | {"title": quiz.title, "attempts": attempts}
        entry |= self._settings(quiz, {"attempts_allowed"})
        if quiz.purpose != (Purpose.CERTIFYING if self.course.certifies else Purpose.GRADED):
            self.left.append(f"{quiz.title}: mục đích của bài kiểm tra trở lại như khóa học nói.")
        draws = [child.value for child in quiz.items if child.block_type == "draw"]
        if draws and len(draws) == len(quiz.items):
            return entry | self._drawn(quiz, draws)
        if draws or any(child.block_type == "section" for child in quiz.items):
            self.left.append(
                f"{quiz.title}: phần và lượt rút lẫn với câu hỏi không ghi được vào bài kiểm tra cuối khóa."
            )
        return entry | {"items": [self._item(item) for item in freeze_items(quiz.items)]}

    def exercise(self, quiz: QuizPage) -> dict[str, Any]:
        """Return a quiz beside the final one, in sections where it has some."""
        entry = self._id(quiz, "exercise") | {"title": quiz.title}
        entry |= {} if quiz.purpose == Purpose.GRADED else {"purpose": quiz.purpose}
        bands = [Flow(percent=band.value["percent"], text=band.value["text"]) for band in quiz.bands]
        entry |= self._settings(quiz, set()) | ({"bands": bands} if bands else {})
        sections = list(self._sections(quiz))
        if len(sections) == 1 and not sections[0]["title"]:
            return entry | {"items": sections[0]["items"]}
        return entry | {"sections": [section for section in sections if section["items"]]}

    def _sections(self, quiz: QuizPage) -> Iterator[dict[str, Any]]:
        section: dict[str, Any] = {"title": "", "items": []}
        for child in quiz.items:
            if child.block_type == "section":
                if section["items"]:
                    yield section
                text = (child.value["text"] or "").strip()
                section = {"title": child.value["title"]} | ({"text": text} if text else {}) | {"items": []}
            elif child.block_type == "draw":
                section["items"] += self._draw(quiz, child.value)
            else:
                frozen = ITEM_TYPES[child.block_type].freeze(child.value, str(child.id))
                section["items"].append(self._item(frozen))
        yield section

    def _draw(self, quiz: QuizPage, draw: Any) -> list[dict[str, Any]]:
        bank = draw["bank"]
        if bank is None or bank.key not in self.banks:
            self.left.append(f"{quiz.title}: ngân hàng “{bank or ''}” không có tệp trong thư mục banks.")
            return []
        tags = [tag.strip() for tag in (draw["tags"] or "").split(",") if tag.strip()]
        wish = {"tags": tags, "difficulty": draw["difficulty"]}
        found = {"draw": self.banks[bank.key], "count": draw["count"]}
        return [Flow(found | {name: value for name, value in wish.items() if value})]

    def _drawn(self, quiz: QuizPage, draws: list[Any]) -> dict[str, Any]:
        banks = {draw["bank"].pk: draw["bank"] for draw in draws if draw["bank"] is not None}
        outcomes = len(self.course.outcomes)
        counts = {draw["outcome"]: draw["count"] for draw in draws}
        total = sum(counts.values())
        even = (
            {place: share for place, share in enumerate(shares(total, outcomes), start=1) if share} if outcomes else {}
        )
        if len(banks) != 1 or counts != even:
            self.left.append(f"{quiz.title}: các lượt rút được chia lại đều cho các mục tiêu.")
        found: list[ItemBank] = [each.get_latest_revision_as_object() for each in banks.values()]
        items = [self._item(item) for bank in found for item in freeze_items(bank.items)]
        return {"draw": total, "bank": items}

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        return item_entry(item, self.names, self.pictures.frozen_entry)

    def _id(self, quiz: QuizPage, kind: str) -> dict[str, Any]:
        known = quiz.translation_key == key_of(self.course.code, kind)
        return {} if known else {"id": str(quiz.translation_key)}

    def _settings(self, quiz: QuizPage, but: set[str]) -> dict[str, Any]:
        """The settings that are not what the file means without them."""
        found: dict[str, Any] = {}
        for name in SETTINGS:
            value, usual = getattr(quiz, name), QuizPage._meta.get_field(name).get_default()
            usual = self.course.pass_mark if name == "pass_mark" else usual
            if name not in but and value != usual and value not in (None, ""):
                found[name] = _plain(value)
        return found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return Number(value) if isinstance(value, Decimal) else value
