"""One delivery of a course."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from learners.enums import IssuePolicy, RunKind


class CourseRunQuerySet(models.QuerySet["CourseRun"]):
    """Reads of runs."""

    def self_paced(self, course_key: UUID) -> CourseRun | None:
        """The perpetual run of an enrollable course."""
        return self.filter(course_key=course_key, kind=RunKind.SELF_PACED).first()


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
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()
