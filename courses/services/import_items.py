"""A file's questions into a bank: kept, chosen from, and imported whole or not at all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.images import BrokenPicture
from courses.importers.formats import read_file
from courses.items import ITEM_TYPES, FrozenItem
from courses.models import CourseImage, ItemBank, ItemImport
from courses.models.item_import import LONGEST_NAME, digest_of
from courses.services.bank_items import RawBlock, bank_for_writing, draft_blocks, save_draft
from courses.services.imported_pictures import keep_picture, pictures_of, with_images
from courses.services.preview_import import Candidate, ImportPreview, preview_import
from courses.text import nfc

# A file that nobody chose from is not kept for ever.
WAITS = timedelta(days=7)


class NotImported(Exception):
    """The choice cannot be imported, and nothing was; the text tells the trainer why."""


@dataclass(frozen=True)
class ImportResult:
    """What an import did: new questions, chosen questions that the bank held already, and new pictures."""

    imported: int = 0
    present: int = 0
    pictures: int = 0


@transaction.atomic
def keep_upload(*, bank: ItemBank, name: str, data: bytes, user: Any) -> ItemImport:
    """Keep a file to choose from and return it; the same file that waits already for this bank is that one.

    Raises Unreadable, and keeps nothing, when no question can be read from it.
    """
    read_file(data, name)
    mine = ItemImport.objects.of(user).waiting()
    mine.filter(created_at__lt=timezone.now() - WAITS).delete()
    kept, _made = ItemImport.objects.get_or_create(
        bank=bank,
        uploader=user,
        digest=digest_of(data),
        state=ItemImport.State.WAITING,
        defaults={"data": data, "name": nfc(name)[-LONGEST_NAME:]},
    )
    return kept


def import_items(*, import_id: int, chosen: Collection[int], user: Any) -> tuple[ItemImport, bool]:
    """Put the chosen questions (their numbers in the file) into the bank's next draft, all or none.

    Returns the finished import and whether this call finished it: a repeated call changes nothing and returns False.
    Raises ItemImport.DoesNotExist, Unreadable, BankLocked, or NotImported.
    """
    stored: list[CourseImage] = []
    try:
        with transaction.atomic():
            return _import(import_id, chosen, user, stored)
    except Exception:
        for image in stored:
            image.file.storage.delete(image.file.name)
        raise


def _import(import_id: int, chosen: Collection[int], user: Any, stored: list[CourseImage]) -> tuple[ItemImport, bool]:
    row = ItemImport.objects.select_for_update(of=("self",)).select_related("bank").get(pk=import_id, uploader=user)
    if row.state == ItemImport.State.IMPORTED:
        return row, False
    bank = bank_for_writing(row.bank_id, user)
    preview = preview_import(row)
    candidates = _chosen(preview, chosen)
    present = [each for each in candidates if each.present]
    items = [each.item for each in candidates if each.item is not None and not each.present]
    images = _keep_pictures(items, preview, user, stored)
    if items:
        save_draft(bank, [*draft_blocks(bank), *(_block(item, images) for item in items)], user)
    row.result = asdict(ImportResult(len(items), len(present), len(stored)))
    row.state, row.imported_at, row.data = ItemImport.State.IMPORTED, timezone.now(), b""
    row.save()
    return row, True


def _chosen(preview: ImportPreview, chosen: Collection[int]) -> list[Candidate]:
    candidates = [each for each in preview.candidates if each.number in chosen]
    if not candidates:
        raise NotImported(_("No question is chosen yet. Tick at least one."))
    for each in candidates:
        if not each.importable and not each.present:
            sentence = _("Question %(number)s cannot be imported as it is, so nothing was imported.")
            raise NotImported(sentence % {"number": each.number})
    return candidates


def _keep_pictures(
    items: list[FrozenItem], preview: ImportPreview, user: Any, stored: list[CourseImage]
) -> dict[str, int]:
    """Store each picture of these items once and return their keys by name."""
    images: dict[str, int] = {}
    for picture in (picture for item in items for picture in pictures_of(item)):
        name = picture["file"]
        if name not in images:
            try:
                image = keep_picture(name, picture.get("alt") or "", preview.pictures[name], user)
            except (BrokenPicture, ValidationError, KeyError) as error:
                sentence = _("The picture “%(name)s” cannot be stored, so nothing was imported.")
                raise NotImported(sentence % {"name": name}) from error
            stored.append(image)
            images[name] = image.pk
    return images


def _block(item: FrozenItem, images: dict[str, int]) -> RawBlock:
    value = ITEM_TYPES[item["type"]].thaw(with_images(item, images))
    return {"type": item["type"], "value": value, "id": item["id"]}
