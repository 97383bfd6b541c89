"""How far a person is in a course; grows only."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
