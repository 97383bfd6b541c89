"""Tags, difficulty and competence of many questions of a bank at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.services.bank_items import RawBlock, bank_for_writing, draft_blocks, save_draft
from courses.services.bank_summaries import tags_of
from courses.text import fold, nfc

LONGEST_TAGS = 200


class TooManyTags(Exception):
    """A question would bear more tags than its field holds; the text tells the trainer, and nothing was changed."""


@dataclass(frozen=True)
class Labels:
    """What to change. `difficulty` and `competence` are left as they are when None; an empty text takes them away.

    A tag is the same with and without marks, as it is for the draws of a quiz.
    """

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    difficulty: str | None = None
    competence: str | None = None


@transaction.atomic
def tag_items(*, bank_id: int, chosen: Collection[str], labels: Labels, user: Any) -> int:
    """Change the chosen questions (block ids) in one new draft and return how many changed; without change no draft.

    Ids that the bank does not hold are passed over. Raises ItemBank.DoesNotExist, BankLocked, TooManyTags.
    """
    bank = bank_for_writing(bank_id, user)
    blocks = draft_blocks(bank)
    relabelled = [_relabelled(block, labels) if block.get("id") in chosen else block for block in blocks]
    changed = sum(before != after for before, after in zip(blocks, relabelled, strict=True))
    if changed:
        save_draft(bank, relabelled, user)
    return changed


def _relabelled(block: RawBlock, labels: Labels) -> RawBlock:
    value = dict(block["value"])
    before = tags_of(block)
    tags = _new_tags(before, labels)
    if tags != before:
        value["tags"] = ", ".join(tags)
        if len(value["tags"]) > LONGEST_TAGS:
            sentence = _(
                "A question holds at most %(most)s characters of tags, so nothing was changed. Use fewer tags."
            )
            raise TooManyTags(sentence % {"most": LONGEST_TAGS})
    for name in ("difficulty", "competence"):
        wanted = getattr(labels, name)
        if wanted is not None and wanted != (value.get(name) or ""):
            value[name] = wanted
    return block | {"value": value}


def _new_tags(tags: list[str], labels: Labels) -> list[str]:
    removed = set(map(fold, labels.remove))
    kept = [tag for tag in tags if fold(tag) not in removed]
    for tag in map(nfc, labels.add):
        if fold(tag) not in map(fold, kept):
            kept.append(tag)
    return kept
