"""Answers that a person marks: what waits for whom, and the marks given."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.enums import AttemptState, MarkingState


class ManualMark(models.Model):
    """What one person gave for one answer; appended, never edited: who changes a mark adds a row.

    `criteria` = {criterion id: points given, as a decimal string}; `fraction` is their part of all points, 0 to 1.
    `result` is what counts for the answer from this row on, null while another person still has to look.
    """

    attempt = models.ForeignKey("learners.Attempt", models.PROTECT, related_name="manual_marks")
    item_id = models.CharField(max_length=64)
    marker = models.ForeignKey("learners.Person", models.PROTECT, related_name="+", verbose_name=_("marked by"))
    criteria: Any = models.JSONField(_("points by criterion"))
    fraction = models.DecimalField(max_digits=11, decimal_places=10)
    result = models.DecimalField(max_digits=11, decimal_places=10, null=True)
    comment = models.TextField(_("words for the learner"), blank=True)
    at = models.DateTimeField(_("marked at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        indexes = [models.Index(fields=["attempt", "item_id"], name="marks_of_an_answer")]
        constraints = [
            models.CheckConstraint(condition=Q(fraction__gte=0, fraction__lte=1), name="mark_0_to_1"),
            models.CheckConstraint(
                condition=Q(result__isnull=True) | Q(result__gte=0, result__lte=1), name="marked_result_0_to_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.fraction}"


class MarkingTaskQuerySet(models.QuerySet["MarkingTask"]):
    """Reads of the queue."""

    def waiting(self) -> MarkingTaskQuerySet:
        """Those somebody still has to mark, the first due first; a reopened attempt takes its own away."""
        rows = self.exclude(state=MarkingState.DONE).filter(attempt__state=AttemptState.SUBMITTED)
        return rows.order_by("due_on", "pk")

    def for_marker(self, marker: models.Model, now: datetime) -> MarkingTaskQuerySet:
        """Those this person may mark: no own answer, none held by somebody else, none where another person is asked."""
        mine = ManualMark.objects.filter(marker=marker, attempt=OuterRef("attempt"), item_id=OuterRef("item_id"))
        return self.not_of(marker).exclude(Exists(mine)).exclude(~Q(claimed_by=marker), claimed_until__gt=now)

    def not_of(self, person: models.Model) -> MarkingTaskQuerySet:
        """Those of other people, the others on the same phone not counted as others."""
        own = Q(attempt__enrolment__person=person)
        user = person.user_id  # type: ignore[attr-defined]  # A Person.
        return self.exclude(own | Q(attempt__enrolment__person__user=user) if user is not None else own)


class MarkingTask(models.Model):
    """An answer in the queue, known by its number alone; made when its attempt is handed in.

    Whoever marks it holds it until `claimed_until`, so that two people do not mark it at the same time.
    """

    attempt = models.ForeignKey("learners.Attempt", models.PROTECT, related_name="marking_tasks")
    item_id = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=MarkingState.choices, default=MarkingState.FIRST)
    due_on = models.DateField(_("to be marked by"))
    claimed_by = models.ForeignKey(
        "learners.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("being marked by")
    )
    claimed_until = models.DateTimeField(null=True, blank=True)

    objects = MarkingTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to mark")
        verbose_name_plural = _("answers to mark")
        indexes = [
            models.Index(fields=["due_on"], condition=~Q(state=MarkingState.DONE), name="answers_waiting_by_due"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "item_id"], name="answer_queued_once"),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True, claimed_until__isnull=True)
                | Q(claimed_by__isnull=False, claimed_until__isnull=False),
                name="claim_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Answer %(number)s") % {"number": self.pk})

    @property
    def item(self) -> dict[str, Any]:
        """The frozen question."""
        found: dict[str, Any] = self.attempt.version.items[self.item_id]
        return found

    def held_by_other(self, person: models.Model, now: datetime) -> bool:
        """Whether somebody else is marking it now."""
        held = self.claimed_by_id is not None and self.claimed_by_id != person.pk
        return held and self.claimed_until is not None and self.claimed_until > now
