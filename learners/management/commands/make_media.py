"""Has everything read aloud and every film made smaller that is not yet, as after installing the programs for it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.enums import MakingState
from courses.models import CourseMedia, LessonPage, MediaVersion, Speech
from courses.services.film_versions import mark_of, note_versions
from courses.services.say_lessons import note_speech, work_left
from learners import outbox


class Command(BaseCommand):
    """Notes the work; the outbox does it."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Note what live lessons say and what films lack; what failed before is tried again."""
        now = f"{timezone.now():%y%m%d%H%M%S}"
        Speech.objects.filter(state=MakingState.FAILED).update(state=MakingState.WAITING, tries=0)
        for page in LessonPage.objects.live().select_related("locale").iterator(chunk_size=100):
            note_speech(page=page)
        if work_left():
            outbox.add("make_speech", now)
        for media in CourseMedia.objects.filter(type="video"):
            note_versions(media=media)
        lacking = MediaVersion.objects.exclude(state=MakingState.MADE).select_related("media")
        for row in lacking:
            MediaVersion.objects.filter(pk=row.pk).update(state=MakingState.WAITING, error="")
            outbox.add("make_film", f"{mark_of(row.media, row.kind)}:{now}")
        waiting = Speech.objects.filter(state=MakingState.WAITING).count()
        self.stdout.write(f"{waiting} bài đọc và {lacking.count()} bản phim đang chờ làm.")
