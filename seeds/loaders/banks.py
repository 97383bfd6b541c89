"""Item banks of the content files; one that a person edited stays as that person left it."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import transaction

from courses.index_tasks import indexed_once
from courses.models import ItemBank
from seeds.loaders.identity import key_of
from seeds.loaders.items import Block, PictureId, item_block, meaning
from seeds.loaders.tally import Tally
from seeds.schema import BankFile, CourseFile

LANGUAGE = "vi"
KIND = "Ngân hàng câu hỏi"
TITLE_LENGTH = ItemBank._meta.get_field("title").max_length


def load_bank(bank: BankFile, language: str, picture_id: PictureId, tally: Tally) -> ItemBank:
    """Return the bank of a file, made or brought up to date and published; quizzes that draw from it follow."""
    items = [item_block(f"bank/{bank.key}", item, picture_id) for item in bank.items]
    return _load(bank_key(bank.key, language), bank.title, items, tally)


def bank_key(key: str, language: str) -> UUID:
    """Return the key of a bank's row in a language."""
    return _in(language, "bank", key)


def load_course_bank(course: CourseFile, language: str, picture_id: PictureId, tally: Tally) -> ItemBank | None:
    """Return the bank of a course's final quiz, None where the quiz holds its questions itself."""
    if course.quiz is None or not course.quiz.bank:
        return None
    items = [item_block(course.code, item, picture_id) for item in course.quiz.bank]
    title = f"{course.code} · {course.title.in_language(language)}"[:TITLE_LENGTH]
    return _load(_in(language, course.code, "bank"), title, items, tally)


def _in(language: str, *path: str) -> UUID:
    """The key of a bank: banks have no pages that a language could be read from."""
    return key_of(*path) if language == LANGUAGE else key_of(*path, language)


@transaction.atomic
@indexed_once()
def _load(key: UUID, title: str, items: list[Block], tally: Tally) -> ItemBank:
    row = ItemBank.objects.select_related("latest_revision").filter(key=key).first()
    if row is not None and _is_edited(row):
        tally.note(KIND, "kept")
        tally.say(f"  giữ bản đã sửa: {row.title}")
        return row
    if row is not None and row.title == title and meaning(_raw(row.items)) == meaning(items):
        tally.note(KIND, "unchanged")
        return row
    tally.note(KIND, "updated" if row else "created")
    return _publish(row or ItemBank(key=key, live=False), title, items)


def _publish(row: ItemBank, title: str, items: list[Block]) -> ItemBank:
    row.title, row.items = title, json.dumps(items)
    row.save()
    row.save_revision().publish()
    row.refresh_from_db()
    return row


def _is_edited(row: ItemBank) -> bool:
    """Whether a person wrote the latest revision, or the bank differs from what that revision says."""
    stored = row.latest_revision
    if stored is None or stored.user_id is not None:
        return True
    return (stored.content["title"], json.loads(stored.content["items"])) != (row.title, _raw(row.items))


def _raw(stream: Any) -> list[dict[str, Any]]:
    return list(stream.get_prep_value())
