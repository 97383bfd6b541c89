"""A person joined to a run."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.enums import EnrolmentState


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Reads of enrolments; start from the person asking (`access.py`)."""

    def active(self) -> EnrolmentQuerySet:
        """Those still being learnt."""
        return self.filter(state=EnrolmentState.ACTIVE)

    def completed(self) -> EnrolmentQuerySet:
        """Those finished."""
        return self.filter(state=EnrolmentState.COMPLETED)

    def for_course(self, course_key: UUID) -> EnrolmentQuerySet:
        """Those of one course, the newest first."""
        return self.filter(course_key=course_key).order_by("-enrolled_at", "-pk")


class Enrolment(models.Model):
    """Copies the course's completion rule when created, so that a course that changes moves nobody's goal.

    `rule` = {"lessons": [translation keys], "quizzes": [translation keys], "pass_mark": "0.70", "certifies": true,
    "validity_months": 24, "hours": {"self_paced": "4.0"}}. A class adds "attendance": {"share": "0.80"} and hours
    "class". `completed_at` is set by `services.progress.decide_completion`.
    """

    person = models.ForeignKey("learners.Person", models.PROTECT, related_name="enrolments", verbose_name=_("learner"))
    run = models.ForeignKey("learners.CourseRun", models.PROTECT, related_name="enrolments", verbose_name=_("run"))
    course_key = models.UUIDField(_("course"), db_index=True)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=EnrolmentState.choices, default=EnrolmentState.ACTIVE)
    rule: Any = models.JSONField(_("completion rule"))
    unit = models.ForeignKey(
        "learners.AdministrativeUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune then"),
    )
    audience = models.ForeignKey(
        "courses.Audience", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("audience then")
    )
    certificate_name = models.CharField(_("name for the certificate"), max_length=120, blank=True)
    enrolled_at = models.DateTimeField(_("enrolled at"), default=timezone.now)
    last_active_at = models.DateTimeField(_("last active at"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        indexes = [models.Index(fields=["enrolled_at"]), models.Index(fields=["unit", "course_key"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "run"], condition=Q(state=EnrolmentState.ACTIVE), name="one_live_enrolment_a_run"
            ),
            models.UniqueConstraint(fields=["person", "run", "round"], name="enrolment_round_once"),
            models.CheckConstraint(
                condition=Q(state=EnrolmentState.COMPLETED, completed_at__isnull=False)
                | (~Q(state=EnrolmentState.COMPLETED) & Q(completed_at__isnull=True)),
                name="completed_means_dated",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True) | Q(completed_at__gte=F("enrolled_at")),
                name="enrolment_completed_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.run}"
