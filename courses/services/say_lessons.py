"""Steps read aloud: what is to be said is noted when a lesson is published, and made a little later."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.dispatch import Signal
from wagtail.rich_text import RichText

from courses.enums import MakingState
from courses.html import lines
from courses.models import LessonPage, Speech
from courses.programs import ProgramFailed, ProgramMissing
from courses.rules.prose import sentences
from courses.speech_adapters import Recording, SpeechAdapter, speech_adapter
from courses.spoken import spoken

logger = logging.getLogger(__name__)

media_made = Signal()
"""Sent once after files were made that pages show."""

# A step is some 60 words. Whatever is longer is cut, so that no text can hold a worker for long.
MOST_SENTENCES, LONGEST_SENTENCE = 60, 600
BATCH_SECONDS = 10
MOST_TRIES = 3


@dataclass(frozen=True)
class StepText:
    """The text of a step in sentences, as it stands on the page."""

    sentences: tuple[str, ...]

    @property
    def marks(self) -> list[int]:
        """How many signs other than blanks each sentence has, counted as a browser counts them."""
        return [len("".join(each.split()).encode("utf-16-le")) // 2 for each in self.sentences]


def step_text(title: str, text: Any) -> StepText:
    """Return what is read of a step: its title, then its paragraphs and list entries."""
    source = text.source if isinstance(text, RichText) else text
    # In a draft both may be missing.
    told = [title or "", *lines(str(source or ""))]
    return StepText(tuple(sentence for line in told for sentence in sentences(line.strip())))


def speech_digest(text: StepText, language: str, adapter: SpeechAdapter) -> str:
    """Return the name under which the sound of a text is kept: its words as spoken and the voice."""
    said = [adapter.voice(language), _spoken(text, language)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def speech_of(text: StepText, language: str) -> Speech | None:
    """Return the sound of a text if it is made."""
    adapter = speech_adapter()
    if adapter is None or not adapter.voice(language):
        return None
    return Speech.objects.filter(digest=speech_digest(text, language, adapter), state=MakingState.MADE).first()


def steps_to_say(page: LessonPage) -> Iterator[StepText]:
    """The texts of the steps that no trainer has recorded."""
    for block in page.body:
        if block.block_type == "step" and not block.value.get("audio"):
            yield step_text(block.value["title"], block.value["text"])


@transaction.atomic
def note_speech(*, page: LessonPage) -> str | None:
    """Note what of a lesson is still to be said. Returns the mark of the work to be done, None where there is none."""
    adapter, language = speech_adapter(), page.locale.language_code
    voice = adapter.voice(language) if adapter else ""
    if adapter is None or not voice:
        return None
    rows = {
        digest: Speech(digest=digest, language=language, voice=voice, sentences=_spoken(text, language))
        for text in steps_to_say(page)
        if text.sentences and (digest := speech_digest(text, language, adapter))
    }
    known = set(Speech.objects.filter(digest__in=rows).values_list("digest", flat=True))
    Speech.objects.bulk_create([row for key, row in rows.items() if key not in known], ignore_conflicts=True)
    return work_left() if set(rows) - known else None


def work_left() -> str | None:
    """Return a mark of the next text to be said, another one after every try; None when all is said."""
    row = Speech.objects.filter(state=MakingState.WAITING).order_by("tries", "pk").first()
    return f"{row.pk}:{row.tries}" if row else None


def make_speech(*, seconds: float = BATCH_SECONDS) -> str | None:
    """Say what is noted for some seconds, at least one text. Returns the mark of what is left, None when all is said.

    It holds no transaction while it works, may be killed at any moment and may run twice at once: a text whose sound is
    there already keeps it. Where this machine has no voice everything stays noted.
    """
    adapter, begun = speech_adapter(), time.monotonic()
    if adapter is None or not adapter.is_ready():
        return None
    made = 0
    while (row := Speech.objects.filter(state=MakingState.WAITING).order_by("tries", "pk").first()) is not None:
        made += _say(row, adapter)
        if time.monotonic() - begun > seconds:
            break
    if made:
        media_made.send(Speech)
    return work_left()


def _say(row: Speech, adapter: SpeechAdapter) -> bool:
    try:
        recording = adapter.speak(row.sentences, row.language)
    except (ProgramFailed, ProgramMissing) as error:
        logger.warning("speech %s failed: %s", row.pk, error)
        tries = row.tries + 1
        state = MakingState.FAILED if tries >= MOST_TRIES else MakingState.WAITING
        Speech.objects.filter(pk=row.pk, state=MakingState.WAITING).update(
            tries=tries, state=state, error=str(error)[:300]
        )
        return False
    _keep(row, recording)
    return True


def _keep(row: Speech, recording: Recording) -> None:
    """The file's name follows from what is said, so whoever was killed after writing it leaves nothing behind."""
    storage, name = row.file.storage, f"speech/{row.digest}{recording.suffix}"
    storage.delete(name)
    kept = storage.save(name, ContentFile(recording.data))
    Speech.objects.filter(pk=row.pk, state=MakingState.WAITING).update(
        state=MakingState.MADE, file=kept, size=len(recording.data), ends=list(recording.ends), error=""
    )


def _spoken(text: StepText, language: str) -> Sequence[str]:
    """Vietnamese is spelled out here; other languages are read by their voices as they are written."""
    cut = [sentence[:LONGEST_SENTENCE] for sentence in text.sentences[:MOST_SENTENCES]]
    return [spoken(sentence) for sentence in cut] if language == "vi" else cut
