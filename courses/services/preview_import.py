"""What a trainer's file holds, item by item, before anything is imported."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from courses.importers.base import Message, Reading, ReadItem
from courses.importers.formats import read_file
from courses.items import ITEM_TYPES, FrozenItem
from courses.models import ItemBank, ItemImport
from courses.rules.shown_items import ShownItem, shown_item
from courses.services.bank_items import draft_blocks
from courses.services.duplicate_items import already_in_bank
from courses.services.imported_pictures import picture_faults, pictures_of, with_images

_NAMESPACE = uuid.UUID("b6c1a0f4-6a53-5c0c-8b0c-9c1a52f7d3ee")


@dataclass(frozen=True)
class Candidate:
    """One question of the file. `item` has the id it will bear in the bank; None when nothing could be made of it.

    `present` says that this very question was imported before and still stands in the bank; `twin` is the number of a
    question of the bank that says the same.
    """

    number: int
    item: FrozenItem | None
    messages: list[Message]
    present: bool = False
    twin: int | None = None

    @property
    def importable(self) -> bool:
        """Whether it may be chosen."""
        return self.item is not None and not self.present and not any(each.level == "error" for each in self.messages)

    @property
    def faulty(self) -> bool:
        """Whether something has to be mended in the file first."""
        return not self.importable and not self.present

    @property
    def suggested(self) -> bool:
        """Whether it is chosen unless the trainer says otherwise."""
        return self.importable and self.twin is None

    @property
    def shown(self) -> ShownItem | None:
        """The question as its learner will see it, pictures aside."""
        return shown_item(with_images(self.item, {}), self.number) if self.item is not None else None

    @property
    def pictures(self) -> list[dict[str, str]]:
        """Its pictures: {"file": name in the file, "alt": text}."""
        return list(pictures_of(self.item)) if self.item is not None else []


@dataclass(frozen=True)
class ImportPreview:
    """Every question of a file and what is to be said about the file as a whole."""

    candidates: list[Candidate]
    messages: list[Message]
    pictures: dict[str, bytes]


def reading_of(item_import: ItemImport) -> Reading:
    """Read the file again. Raises Unreadable."""
    return read_file(bytes(item_import.data), item_import.name)


def preview_import(item_import: ItemImport) -> ImportPreview:
    """Return what the file of a waiting import holds, compared with the newest draft of its bank. Raises Unreadable."""
    reading = reading_of(item_import)
    bank = ItemBank.objects.select_related("latest_revision").get(pk=item_import.bank_id)
    faults = picture_faults(reading.pictures)
    candidates = [_candidate(read, bank, item_import.digest, faults) for read in reading.items]
    known = {block.get("id") for block in draft_blocks(bank)}
    twins = already_in_bank([each.item for each in candidates if each.item is not None], bank)
    compared = [
        replace(each, present=each.item["id"] in known, twin=twins.get(each.item["id"])) if each.item else each
        for each in candidates
    ]
    return ImportPreview(compared, reading.messages, reading.pictures)


def bank_item_id(bank: ItemBank, digest: str, item_id: str) -> str:
    """Return the id of a file's item in a bank: the same file never gives a bank the same question twice."""
    return str(uuid.uuid5(_NAMESPACE, f"{bank.key}:{digest}:{item_id}"))


def _candidate(read: ReadItem, bank: ItemBank, digest: str, faults: Mapping[str, str]) -> Candidate:
    messages = list(read.messages)
    item = read.item
    if item is None or item["type"] not in ITEM_TYPES:
        return Candidate(read.number, None, messages or [_unknown(read.number)])
    place = _("Question %(number)s") % {"number": read.number}
    names = dict.fromkeys(picture["file"] for picture in pictures_of(item))
    messages += [Message("error", place, faults[name]) for name in names if name in faults]
    item = item | {"id": bank_item_id(bank, digest, item["id"])}
    messages += [
        Message("warning", place, _("Still to do before publishing: %(fault)s") % {"fault": fault})
        for fault in _open_faults(item, messages)
    ]
    return Candidate(read.number, item, messages)


def _open_faults(item: FrozenItem, messages: list[Message]) -> list[str]:
    """What would keep the item from being sat, unless the reader has named an error already."""
    if any(message.level == "error" for message in messages):
        return []
    said = {message.text for message in messages}
    return [fault for fault in ITEM_TYPES[item["type"]].faults(with_images(item, {})) if fault not in said]


def _unknown(number: int) -> Message:
    place = _("Question %(number)s") % {"number": number}
    return Message("error", place, _("This question could not be read."))
