"""Files learners hand in: checked by content, kept among the private media, swept when nothing names them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from courses.images import BrokenPicture, pixels_of, without_metadata
from courses.items import ResponseError
from courses.items.file_upload import file_kind, file_name
from courses.rules.uploads import is_what_its_name_says
from learners.enums import AttemptState
from learners.models import Attempt, Person, Response, ResponseFile, SetAside
from learners.services.responses import UnknownItem, locked

MEGABYTE = 1024 * 1024
MOST_FILES = 20
MOST_PIXELS = 25_000_000
PICTURES = {"jpg", "png", "webp"}
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
}


class FileRefused(ResponseError):
    """A file that cannot be taken; its text is a sentence for the learner, and the file kept before stays."""


@dataclass(frozen=True)
class Checked:
    """A file that is what its name says: tidy name, kind and the bytes to keep."""

    name: str
    kind: str
    content: bytes


@transaction.atomic
def keep_file(*, person: Person, attempt: Attempt, item_id: str, upload: UploadedFile) -> ResponseFile:
    """Keep an uploaded file for an answer of an own open attempt; the same file sent twice is kept once.

    Photos lose what the camera wrote about place and owner. Keeping makes no answer: a response names the file by its
    public id. Raises FileRefused, CommandRefused (somebody else's attempt), UnknownItem.
    """
    attempt = locked(attempt, person)
    item = attempt.version.items.get(item_id) if item_id in attempt.draw else None
    if item is None or item["type"] != "file_upload":
        raise UnknownItem(item_id)
    if attempt.state != AttemptState.OPEN:
        raise FileRefused(_("This try is handed in already, so the new file was not taken."))
    checked = _checked(item, upload)
    digest = hashlib.sha256(checked.content).hexdigest()
    known = attempt.files.filter(item_id=item_id, sha256=digest, name=checked.name).first()
    if known is not None:
        return known
    if attempt.files.filter(item_id=item_id).count() >= MOST_FILES:
        raise FileRefused(_("Too many files were sent for this question. The last one taken is kept."))
    kept = ResponseFile(
        person=person, attempt=attempt, item_id=item_id, name=checked.name, size=len(checked.content),
        content_type=CONTENT_TYPES[checked.kind], sha256=digest,
    )  # fmt: skip
    kept.file.save(checked.name, ContentFile(checked.content), save=True)
    return kept


def _checked(item: dict[str, Any], upload: UploadedFile) -> Checked:
    """The upload as it will be kept. Raises FileRefused."""
    name, most = file_name(upload.name or ""), int(item["megabytes"])
    kind = file_kind(name)
    if kind not in item["accept"]:
        kinds = ", ".join(item["accept"])
        raise FileRefused(_("Please choose a file of one of these kinds: %(kinds)s.") % {"kinds": kinds})
    if not upload.size:
        raise FileRefused(_("This file is empty. Please choose it again."))
    if upload.size > most * MEGABYTE:
        sentence = _("This file is larger than %(most)d MB. Please make it smaller or split it.")
        raise FileRefused(sentence % {"most": most})
    content = upload.read()
    if not _fits(name, content):
        raise FileRefused(_("This file is not what its name says. Open it, save it again and choose it once more."))
    return Checked(name, kind, _bare(content) if kind in PICTURES else content)


def _fits(name: str, content: bytes) -> bool:
    try:
        return is_what_its_name_says(name, io.BytesIO(content))
    except (ValueError, OSError, EOFError, NotImplementedError, zipfile.LargeZipFile):
        # A zip that breaks off in its middle fails in more ways than the one it has a name for.
        return False


def _bare(content: bytes) -> bytes:
    """A picture without place, camera and owner."""
    try:
        if pixels_of(io.BytesIO(content)) > MOST_PIXELS:
            raise FileRefused(_("This picture is too large. Please take it again with a smaller size."))
        return without_metadata(content)
    except BrokenPicture as error:
        raise FileRefused(_("This picture cannot be read to its end. Please take or save it again.")) from error


@transaction.atomic
def sweep_files(*, attempt: Attempt) -> int:
    """Delete the files of a closed attempt that no answer of the person names, and return how many went.

    What was set aside is named too. A file on the disk without its row, left by a crash, goes as well.
    """
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("enrolment").get(pk=attempt.pk)
    if attempt.state == AttemptState.OPEN:
        return 0
    named = set(_named_files(attempt.enrolment.person_id))
    unnamed = [row for row in attempt.files.all() if str(row.public_id) not in named]
    attempt.files.filter(pk__in=[row.pk for row in unnamed]).delete()
    storage, folder = ResponseFile._meta.get_field("file").storage, f"answers/{attempt.public_id}"
    kept = {row.file.name for row in attempt.files.all()}
    lost = [f"{folder}/{name}" for name in _names_in(storage, folder) if f"{folder}/{name}" not in kept]
    # After the commit: a file that went before a rollback would leave a row that points nowhere.
    for name in lost:
        transaction.on_commit(partial(storage.delete, name))
    return len(lost)


def _names_in(storage: Any, folder: str) -> list[str]:
    try:
        return list(storage.listdir(folder)[1])
    except FileNotFoundError:
        return []


def _named_files(person_id: int) -> Iterator[str]:
    """The public ids of every file that an answer, or an answer set aside, of a person names."""
    stored = Response.objects.filter(attempt__enrolment__person=person_id, body__has_key="file")
    for body in stored.values_list("body", flat=True):
        yield str(body["file"])
    aside = SetAside.objects.filter(person=person_id)
    for body in aside.values_list("body", flat=True):
        answer = body.get("answer") if isinstance(body, dict) else None
        if isinstance(answer, dict) and "file" in answer:
            yield str(answer["file"])
