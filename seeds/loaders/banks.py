"""Item banks of the content files; one that a person edited stays as that person left it."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction

from courses.models import ItemBank
from seeds.loaders.identity import key_of
from seeds.loaders.items import PictureId, item_block, meaning
from seeds.loaders.tally import Tally
from seeds.schema import BankFile

KIND = "Ngân hàng câu hỏi"


@transaction.atomic
def load_bank(bank: BankFile, picture_id: PictureId, tally: Tally) -> ItemBank:
    """Return the bank, made or brought up to date and published; quizzes that draw from it follow."""
    row = ItemBank.objects.select_related("latest_revision").filter(key=key_of("bank", bank.key)).first()
    items = [item_block(f"bank/{bank.key}", item, picture_id) for item in bank.items]
    if row is not None and _is_edited(row):
        tally.note(KIND, "kept")
        tally.say(f"  giữ bản đã sửa: {row.title}")
        return row
    if row is not None and row.title == bank.title and meaning(_raw(row.items)) == meaning(items):
        tally.note(KIND, "unchanged")
        return row
    tally.note(KIND, "updated" if row else "created")
    return _publish(row or ItemBank(key=key_of("bank", bank.key), live=False), bank.title, items)


def _publish(row: ItemBank, title: str, items: list[dict[str, Any]]) -> ItemBank:
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
