"""Scores given, one after another."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ScoreEvent(models.Model):
    """A score given, and why; appended, never edited. The first is the machine's, a regrade adds another.

    `version` is the version whose keys were used, null for the one the attempt sat.
    """

    attempt = models.ForeignKey("learners.Attempt", models.PROTECT, related_name="score_events")
    version = models.ForeignKey("courses.QuizVersion", models.PROTECT, null=True, blank=True, related_name="+")
    score = models.DecimalField(max_digits=6, decimal_places=5)
    passed = models.BooleanField(null=True)
    scorer_version = models.CharField(max_length=20)
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("learners.Person", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("score event")
        verbose_name_plural = _("score events")

    def __str__(self) -> str:
        return str(self.score)
