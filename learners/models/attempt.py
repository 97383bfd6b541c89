"""One sitting of a quiz, its answers, and the commands that made them."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.enums import AttemptState


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Reads of attempts."""

    def open(self) -> AttemptQuerySet:
        """Those not yet submitted."""
        return self.filter(state=AttemptState.OPEN)

    def scored(self) -> AttemptQuerySet:
        """Those submitted and scored."""
        return self.filter(state=AttemptState.SCORED)

    def for_quiz(self, quiz_key: uuid.UUID) -> AttemptQuerySet:
        """Those of one quiz, oldest first."""
        return self.filter(quiz_key=quiz_key).order_by("number")


class Attempt(models.Model):
    """Points at the frozen version and at its draw; `services.grading` alone computes `score`.

    `draw` is the list of item ids in the order shown; `seed` orders their options. `score` is between 0 and 1.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey("learners.Enrolment", models.PROTECT, related_name="attempts")
    quiz_key = models.UUIDField(_("quiz"))
    version = models.ForeignKey("courses.QuizVersion", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("attempt"))
    state = models.CharField(_("state"), max_length=10, choices=AttemptState.choices, default=AttemptState.OPEN)
    seed = models.PositiveIntegerField()
    draw: Any = models.JSONField()
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    score = models.DecimalField(_("score"), max_digits=6, decimal_places=5, null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "quiz_key", "number"], name="attempt_number_once"),
            models.UniqueConstraint(
                fields=["enrolment", "quiz_key"], condition=Q(state=AttemptState.OPEN), name="one_open_attempt_a_quiz"
            ),
            models.CheckConstraint(
                condition=Q(state=AttemptState.OPEN, score__isnull=True, passed__isnull=True, submitted_at__isnull=True)
                | Q(state=AttemptState.SCORED, score__isnull=False, passed__isnull=False, submitted_at__isnull=False)
                | Q(state=AttemptState.VOIDED),
                name="scored_means_scored",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1), name="score_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_key} #{self.number}"


class Response(models.Model):
    """The answer to one item of one attempt; refused by a trigger once the attempt is no longer open.

    `origin` is the page (hidden id) that gave it and `seq` its place among that page's answers to the item: of one
    page the highest `seq` stands, whatever order the network delivers in.
    """

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="responses")
    item_id = models.CharField(max_length=64)
    body: Any = models.JSONField()
    origin = models.UUIDField()
    seq = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [models.UniqueConstraint(fields=["attempt", "item_id"], name="response_once_an_item")]

    def __str__(self) -> str:
        return self.item_id


class Command(models.Model):
    """A command of a learner's device, kept with its receipt: a replay is answered with the first receipt."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey("learners.Person", models.PROTECT, related_name="+")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="commands", null=True)
    kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    receipt: Any = models.JSONField()
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("command")
        verbose_name_plural = _("commands")

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class ScoreEvent(models.Model):
    """A score given, and why; appended, never edited. The first is the machine's, a regrade adds another."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="score_events")
    score = models.DecimalField(max_digits=6, decimal_places=5)
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
