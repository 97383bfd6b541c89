"""What surrounds an attempt: a learner's flags, exceptions made for people, and what staff did with a reason."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.enums import AttemptActionKind


class Flag(models.Model):
    """A question the learner wants to look at again."""

    attempt = models.ForeignKey("learners.Attempt", models.PROTECT, related_name="flags")
    item_id = models.CharField(max_length=64)
    flagged = models.BooleanField(default=True)
    origin = models.UUIDField()
    seq = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = [models.UniqueConstraint(fields=["attempt", "item_id"], name="flag_once_an_item")]

    def __str__(self) -> str:
        return self.item_id


class QuizExceptionQuerySet(models.QuerySet["QuizException"]):
    """Reads of exceptions."""

    def for_enrolment(self, enrolment: models.Model, quiz_key: UUID) -> QuizExceptionQuerySet:
        """Those that touch an enrolment in a quiz: of its class first, its own last, so that the own one wins."""
        mine = Q(enrolment=enrolment) | Q(run_id=enrolment.run_id)  # type: ignore[attr-defined]  # An Enrolment.
        return self.filter(mine, quiz_key=quiz_key).order_by(F("enrolment").asc(nulls_first=True), "pk")


class QuizException(models.Model):
    """Other times or more tries in one quiz for one person's enrolment or one class; what is empty stays as it is."""

    quiz_key = models.UUIDField(_("quiz"), db_index=True)
    enrolment = models.ForeignKey(
        "learners.Enrolment", models.PROTECT, null=True, blank=True, related_name="quiz_exceptions",
        verbose_name=_("learner"),
    )  # fmt: skip
    run = models.ForeignKey(
        "learners.CourseRun", models.PROTECT, null=True, blank=True, related_name="quiz_exceptions",
        verbose_name=_("class"),
    )  # fmt: skip
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("time limit in minutes"), null=True, blank=True)
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts allowed"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey("learners.Person", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = QuizExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        constraints = [
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False, run__isnull=True) | Q(enrolment__isnull=True, run__isnull=False),
                name="exception_for_a_person_or_a_class",
            ),
            models.UniqueConstraint(fields=["quiz_key", "enrolment"], name="exception_once_a_person"),
            models.UniqueConstraint(fields=["quiz_key", "run"], name="exception_once_a_class"),
        ]

    def __str__(self) -> str:
        return self.reason


class AttemptAction(models.Model):
    """What staff did to an attempt; appended, never edited."""

    attempt = models.ForeignKey("learners.Attempt", models.PROTECT, related_name="actions")
    kind = models.CharField(_("what"), max_length=10, choices=AttemptActionKind.choices)
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey("learners.Person", models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("action on an attempt")
        verbose_name_plural = _("actions on attempts")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reason}"
