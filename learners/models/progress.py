"""How far a person is in a course; grows only."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.enums import ClaimKind


class LessonCompletion(models.Model):
    """A lesson done, once per enrolment, whatever language it was read in."""

    enrolment = models.ForeignKey("learners.Enrolment", models.PROTECT, related_name="lessons_done")
    lesson_key = models.UUIDField(_("lesson"))
    completed_at = models.DateTimeField(_("completed at"), default=timezone.now)

    class Meta:
        verbose_name = _("lesson done")
        verbose_name_plural = _("lessons done")
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson_key"], name="lesson_done_once")]

    def __str__(self) -> str:
        return str(self.lesson_key)


class LessonPosition(models.Model):
    """The screen a person last saw, from which the lesson resumes."""

    enrolment = models.ForeignKey("learners.Enrolment", models.CASCADE, related_name="positions")
    lesson_key = models.UUIDField(_("lesson"))
    screen = models.PositiveSmallIntegerField(_("screen"), default=1)
    seen_at = models.DateTimeField(_("seen at"), default=timezone.now)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson_key"], name="position_once")]

    def __str__(self) -> str:
        return str(self.screen)


class ClaimedProgress(models.Model):
    """What a phone recorded before anybody signed in, and a person said to be theirs: shown, never counted.

    Completion and certificates look at `LessonCompletion` and attempts only.
    """

    person = models.ForeignKey("learners.Person", models.CASCADE, related_name="claims")
    kind = models.CharField(_("kind"), max_length=20, choices=ClaimKind.choices)
    subject = models.UUIDField(_("lesson or quiz"))
    right = models.PositiveSmallIntegerField(_("right answers"), null=True, blank=True)
    asked = models.PositiveSmallIntegerField(_("questions"), null=True, blank=True)
    claimed_at = models.DateTimeField(_("claimed at"), default=timezone.now)

    class Meta:
        verbose_name = _("claimed progress")
        verbose_name_plural = _("claimed progress")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "subject"], name="claimed_once"),
            models.CheckConstraint(condition=models.Q(right__lte=models.F("asked")), name="claim_right_of_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}"
