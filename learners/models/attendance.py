"""Who was there: marks are appended, the newest counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.enums import AttendanceSource, AttendanceState

THERE = (AttendanceState.PRESENT, AttendanceState.LATE)


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Reads of marks."""

    def known_at(self, moment: datetime | None) -> AttendanceQuerySet:
        """Marks received up to a moment; all of them for None."""
        return self.all() if moment is None else self.filter(received_at__lte=moment)

    def standing(self) -> dict[tuple[int, int], Attendance]:
        """What counts, by (session, enrolment): the mark given last, whenever and from wherever it arrived."""
        return newest(self)


class Attendance(models.Model):
    """One mark of one learner in one session, as a trainer's list or the learner's code made it; never changed.

    Of several marks the one given last counts; of those given at the same moment the one with the greater command,
    so that two devices that were offline come to the same truth in whatever order they send.
    """

    session = models.ForeignKey("learners.ClassSession", models.PROTECT, related_name="marks")
    enrolment = models.ForeignKey("learners.Enrolment", models.PROTECT, related_name="attendance")
    state = models.CharField(_("attendance"), max_length=10, choices=AttendanceState.choices)
    minutes = models.PositiveSmallIntegerField(_("minutes there"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=10, choices=AttendanceSource.choices)
    marked_by = models.ForeignKey("learners.Person", models.PROTECT, related_name="+", verbose_name=_("marked by"))
    unit_at_event = models.ForeignKey(
        "learners.AdministrativeUnit", models.PROTECT, null=True, related_name="+", verbose_name=_("commune then")
    )
    command_id = models.UUIDField()
    given_at = models.DateTimeField(_("given at"))
    received_at = models.DateTimeField(_("received at"), default=timezone.now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance mark")
        verbose_name_plural = _("attendance marks")
        constraints = [
            models.UniqueConstraint(fields=["command_id", "enrolment"], name="marked_once_a_command"),
            models.CheckConstraint(condition=Q(state__in=AttendanceState.values), name="attendance_state_known"),
            models.CheckConstraint(condition=Q(source__in=AttendanceSource.values), name="attendance_source_known"),
            models.CheckConstraint(condition=Q(minutes__isnull=True) | Q(minutes__lte=720), name="at_most_12_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.get_state_display()}"

    @property
    def was_there(self) -> bool:
        """Whether the learner came, in time or late."""
        return self.state in THERE

    @property
    def rank(self) -> tuple[Any, ...]:
        """The greatest rank counts; nothing in it depends on when or where the mark arrived."""
        return (self.given_at, self.command_id.hex)


def newest(marks: Iterable[Attendance]) -> dict[tuple[int, int], Attendance]:
    """Of these marks those that count, by (session, enrolment)."""
    found: dict[tuple[int, int], Attendance] = {}
    for mark in marks:
        place = (mark.session_id, mark.enrolment_id)
        if place not in found or mark.rank > found[place].rank:
            found[place] = mark
    return found
