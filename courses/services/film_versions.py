"""Films made ready for phones, one version a task, and how far each is, in words for the trainer."""

from __future__ import annotations

import hashlib
import logging
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from courses.enums import MakingState, VersionKind
from courses.film import look_into, make_version
from courses.models import CourseMedia, MediaVersion
from courses.programs import ProgramFailed, ProgramMissing
from courses.services.say_lessons import media_made

logger = logging.getLogger(__name__)

SUFFIXES = {VersionKind.POSTER: ".jpg", VersionKind.SOUND: ".m4a"}


@transaction.atomic
def note_versions(*, media: CourseMedia) -> list[str]:
    """Note the versions of a film that are still to be made of its present file. Returns the marks of the work."""
    if media.type != "video" or not media.file:
        return []
    work = []
    for kind in VersionKind:
        row, new = MediaVersion.objects.get_or_create(media=media, kind=kind, defaults={"source": media.file.name})
        if row.source != media.file.name:
            _forget(row)
            MediaVersion.objects.filter(pk=row.pk).update(
                source=media.file.name, state=MakingState.WAITING, file="", size=0, error=""
            )
            new = True
        if new:
            work.append(mark_of(media, kind))
    return work


def mark_of(media: CourseMedia, kind: str) -> str:
    """Return the name of a task: the film, the version and, in a few letters, the file it is made from."""
    return f"{media.pk}:{kind}:{hashlib.sha256(media.file.name.encode()).hexdigest()[:16]}"


def make_film_version(*, mark: str) -> None:
    """Make what a mark of `note_versions` names; made already, or of a file that was replaced since, it is nothing.

    It holds no transaction while it works and may be killed at any moment. A failure is told to the trainer.
    """
    media_pk, kind, *_file = mark.split(":")
    row = MediaVersion.objects.select_related("media").filter(media_id=int(media_pk), kind=kind).first()
    if row is None or row.state == MakingState.MADE or not mark.startswith(mark_of(row.media, kind)):
        return
    try:
        _make(row)
    except ProgramMissing:
        _failed(row, _("This machine has no program for films (ffmpeg). Learners get the film as it was uploaded."))
    except (ProgramFailed, OSError) as error:
        logger.warning("film %s %s failed: %s", row.media_id, row.kind, error)
        _failed(row, _failure_words(row))
    media_made.send(MediaVersion)


def versions_of(media: CourseMedia) -> dict[str, MediaVersion]:
    """Return what is ready of a film's present file, by kind."""
    ready = media.versions.filter(state=MakingState.MADE, source=media.file.name)
    return {row.kind: row for row in ready}


def progress_of(media: CourseMedia) -> list[dict[str, Any]]:
    """Return {"label", "state", "size", "error"} for every version of a film, in words for its trainer."""
    rows = {row.kind: row for row in media.versions.all()}
    return [
        {
            "label": VersionKind(kind).label,
            "state": MakingState(row.state).label,
            "is_made": row.state == MakingState.MADE,
            "size": row.size,
            "error": row.error,
        }
        for kind in VersionKind
        if (row := rows.get(kind)) is not None
    ]


def _make(row: MediaVersion) -> None:
    """ffmpeg reads and writes files of the machine; the shelf of uploads may be elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        kind = VersionKind(row.kind)
        source, target = Path(folder) / "source", Path(folder) / f"target{SUFFIXES.get(kind, '.mp4')}"
        with row.media.file.open("rb") as upload, source.open("wb") as copy:
            shutil.copyfileobj(upload, copy)
        make_version(kind, source, target)
        film = look_into(target) if kind != VersionKind.SOUND else None
        storage, name = row.file.storage, f"film/{row.media_id}-{row.kind}-{Path(row.source).stem}{target.suffix}"
        storage.delete(name)
        with target.open("rb") as made:
            kept = storage.save(name, File(made))
        measures = {"width": film.width, "height": film.height} if film else {}
        MediaVersion.objects.filter(pk=row.pk, source=row.source).update(
            state=MakingState.MADE, file=kept, size=target.stat().st_size, error="", **measures
        )


def _failed(row: MediaVersion, sentence: str) -> None:
    MediaVersion.objects.filter(pk=row.pk, source=row.source).update(state=MakingState.FAILED, error=sentence[:300])


def _failure_words(row: MediaVersion) -> str:
    if row.kind == VersionKind.SOUND:
        return _("No sound could be taken from this film. If it has none, nothing is missing.")
    return _("This film could not be made smaller. Cut it to ten minutes at most, save it as MP4 and upload it again.")


def _forget(row: MediaVersion) -> None:
    if row.file:
        row.file.storage.delete(row.file.name)
