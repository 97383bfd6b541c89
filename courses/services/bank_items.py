"""What the newest draft of a bank or quiz holds, and a bank's next draft."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from courses.items import FrozenItem
from courses.models import ItemBank, QuizPage
from courses.rules.quiz_content import freeze_items

RawBlock = dict[str, Any]


class BankLocked(Exception):
    """Somebody locked the bank, so nobody else writes into it; the text tells the trainer."""


def draft_blocks(owner: ItemBank | QuizPage) -> list[RawBlock]:
    """Return the raw blocks of the newest draft, as it is stored; select `latest_revision` where there are many."""
    revision = owner.latest_revision
    if revision is None:
        return list(owner.items.get_prep_value())
    stored = revision.content.get("items") or "[]"
    return list(json.loads(stored) if isinstance(stored, str) else stored)


def frozen_blocks(owner: ItemBank | QuizPage, blocks: list[RawBlock]) -> list[FrozenItem]:
    """Return raw blocks as frozen items; draws of a quiz are no items and are left out."""
    return freeze_items(owner._meta.get_field("items").stream_block.to_python(blocks))


def draft_items(owner: ItemBank | QuizPage) -> list[FrozenItem]:
    """Return the items of the newest draft, frozen."""
    return frozen_blocks(owner, draft_blocks(owner))


def bank_for_writing(bank_id: int, user: Any) -> ItemBank:
    """Return the newest draft of a bank whose row is held until the transaction ends.

    Raises ItemBank.DoesNotExist, or BankLocked when the bank is locked for this user.
    """
    row = ItemBank.objects.select_for_update().get(pk=bank_id)
    lock = row.get_lock()
    if lock is not None and lock.for_user(user):
        raise BankLocked(_("The bank “%(title)s” is locked, so nothing was changed in it.") % {"title": row.title})
    draft: ItemBank = row.get_latest_revision_as_object()
    return draft


def save_draft(bank: ItemBank, blocks: list[RawBlock], user: Any) -> None:
    """Store these raw blocks as the next draft of the bank, under the name of the user; nothing goes live."""
    field: Any = bank._meta.get_field("items")
    bank.items = field.stream_block.to_python(blocks)
    bank.save_revision(user=user, log_action=True)
