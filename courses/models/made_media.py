"""Sound and film that a machine made: from the text of a step, and from what a trainer uploaded."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.enums import MakingState, VersionKind
from courses.models.media import CourseMedia


class Speech(models.Model):
    """The text of a step read aloud, once for each wording and voice, whichever lessons use it.

    `sentences` is what is said. `ends` holds, for each of them, the millisecond at which it ends.
    """

    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10)
    voice = models.CharField(max_length=60)
    sentences = models.JSONField()
    state = models.CharField(max_length=10, choices=MakingState.choices, default=MakingState.WAITING, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    file = models.FileField(upload_to="speech", blank=True)
    size = models.PositiveIntegerField(default=0)
    ends = models.JSONField(default=list)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("step read aloud")
        verbose_name_plural = _("steps read aloud")

    def __str__(self) -> str:
        return " ".join(self.sentences)[:80]


class MediaVersion(models.Model):
    """A film made ready for phones: a small and a medium picture, the sound alone, and a picture to show before.

    `source` is the name of the file it was made from: a film that was replaced is made anew.
    """

    media = models.ForeignKey(CourseMedia, models.CASCADE, related_name="versions")
    kind = models.CharField(max_length=10, choices=VersionKind.choices)
    source = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=MakingState.choices, default=MakingState.WAITING)
    file = models.FileField(upload_to="film", blank=True)
    size = models.PositiveIntegerField(default=0)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["media", "kind"], name="media_version_once")]
        verbose_name = _("film for phones")
        verbose_name_plural = _("films for phones")

    def __str__(self) -> str:
        return f"{self.media_id} {self.kind}"
