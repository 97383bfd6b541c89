"""One sitting of a quiz, its answers, and the commands that made them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.enums import AttemptState, ClosedBy

LATE_ARRIVAL = timedelta(minutes=2)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Reads of attempts."""

    def with_version(self) -> AttemptQuerySet:
        """With their enrolment and the version sat, whose long content comes from the memory of the process."""
        return self.select_related("version", "enrolment").defer("version__content")

    def held_with_enrolment(self) -> AttemptQuerySet:
        """Locked until the transaction ends, and after each its enrolment: the order in which everybody locks them."""
        return self.select_for_update(of=("self", "enrolment"))

    def open(self) -> AttemptQuerySet:
        """Those not yet submitted."""
        return self.filter(state=AttemptState.OPEN)

    def closed(self) -> AttemptQuerySet:
        """Those handed in, scored or still waiting for a marker."""
        return self.filter(state__in=[AttemptState.SUBMITTED, AttemptState.SCORED])

    def overdue(self, now: datetime) -> AttemptQuerySet:
        """Open ones whose time is over, the tolerance for slow networks included."""
        return self.open().filter(due_at__lt=now - LATE_ARRIVAL)

    def scored(self) -> AttemptQuerySet:
        """Those submitted and scored."""
        return self.filter(state=AttemptState.SCORED)

    def for_quiz(self, quiz_key: uuid.UUID) -> AttemptQuerySet:
        """Those of one quiz, oldest first."""
        return self.filter(quiz_key=quiz_key).order_by("number")


class Attempt(models.Model):
    """Points at the frozen version and at its draw; `services.grading` alone computes `score`.

    `draw` is the list of item ids in the order shown; `seed` orders their options. `score` is between 0 and 1.
    `due_at` is when the server's clock ends it (null: never); `place` is the page reached where there is no way back;
    `ticket_until` is the end of the promise made to a phone that took the quiz offline.
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
    due_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    ticket_until = models.DateTimeField(_("offline until"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(_("page reached"), default=0)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    closed_by = models.CharField(_("handed in by"), max_length=10, choices=ClosedBy.choices, blank=True)
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
                | Q(state=AttemptState.SUBMITTED, score__isnull=True, passed__isnull=True, submitted_at__isnull=False)
                | Q(state=AttemptState.SCORED, score__isnull=False, passed__isnull=False, submitted_at__isnull=False)
                | Q(state=AttemptState.VOIDED),
                name="scored_means_scored",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1), name="score_0_to_1"
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(due_at__gte=F("started_at")), name="attempt_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=AttemptState.OPEN), name="open_attempts_by_end"),
            models.Index(fields=["quiz_key", "state"], name="attempts_of_a_quiz"),
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
