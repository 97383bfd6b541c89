"""One delivery of a course."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Min, Q
from django.utils.translation import gettext_lazy as _

from learners.enums import EnrolmentState, IssuePolicy, RunKind

# A roster is one page and one form: more people are two classes.
MOST_LEARNERS = 200


class CourseRunQuerySet(models.QuerySet["CourseRun"]):
    """Reads of runs."""

    def self_paced(self, course_key: UUID) -> CourseRun | None:
        """The perpetual run of an enrollable course."""
        return self.filter(course_key=course_key, kind=RunKind.SELF_PACED).first()

    def classes(self) -> CourseRunQuerySet:
        """Classes, the newest first."""
        return self.filter(kind=RunKind.CLASS).order_by("-starts_on", "-pk")

    def taking_people(self, course_key: UUID, now: datetime) -> CourseRunQuerySet:
        """Classes of a course with a session ahead and a free place, those that begin first before the others.

        Each has `begins_at`, the start of its next session, and `taken`, how many learn in it.
        """
        ahead = Min("sessions__starts_at", filter=Q(sessions__starts_at__gt=now))
        living = Q(enrolments__state__in=[EnrolmentState.ACTIVE, EnrolmentState.COMPLETED])
        counted = self.filter(course_key=course_key, kind=RunKind.CLASS).annotate(
            begins_at=ahead, taken=Count("enrolments", filter=living, distinct=True)
        )
        free = Q(capacity__isnull=True, taken__lt=MOST_LEARNERS) | Q(capacity__gt=F("taken"))
        return counted.filter(free, begins_at__isnull=False).order_by("begins_at", "pk")


class CourseRun(models.Model):
    """Self-paced (always open, one per course) or a class with dates."""

    course_key = models.UUIDField(_("course"), db_index=True)
    kind = models.CharField(_("kind"), max_length=10, choices=RunKind.choices, default=RunKind.SELF_PACED)
    title = models.CharField(_("title"), max_length=160, blank=True)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    issue_policy = models.CharField(
        _("certificates"), max_length=10, choices=IssuePolicy.choices, default=IssuePolicy.AUTOMATIC
    )
    trainers: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        "learners.Person",
        related_name="classes_held",
        blank=True,
        verbose_name=_("trainers"),
        help_text=_("They take attendance."),
    )
    required_attendance = models.DecimalField(
        _("share of sessions to attend"),
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("0.80 means four sessions of five. Whoever joins later is asked for what stands here then."),
    )
    capacity = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_LEARNERS)]
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    unit = models.ForeignKey(
        "learners.AdministrativeUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
    )

    objects = CourseRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        constraints = [
            models.UniqueConstraint(
                fields=["course_key"], condition=Q(kind=RunKind.SELF_PACED), name="one_self_paced_run_a_course"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="run_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(required_attendance__isnull=True)
                | Q(required_attendance__gte=0, required_attendance__lte=1),
                name="required_attendance_0_to_1",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1, capacity__lte=MOST_LEARNERS),
                name="class_has_1_to_200_places",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()
