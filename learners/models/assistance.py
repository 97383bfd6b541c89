"""The help log: each occasion on which a member of a community digital team helped people."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.enums import AssistanceKind
from learners.models.community_group import LONGEST_VILLAGE
from learners.models.person import Person

MOST_PERSONS, MOST_MINUTES = 200, 600


class AssistanceQuerySet(models.QuerySet["Assistance"]):
    """Reads of the help log."""

    def standing(self) -> AssistanceQuerySet:
        """What counts: everything that was not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def by(self, helper: Person) -> AssistanceQuerySet:
        """What one person recorded."""
        return self.filter(helper=helper)

    def between(self, starts_at: datetime.datetime, ends_before: datetime.datetime) -> AssistanceQuerySet:
        """What happened in a time."""
        return self.filter(occurred_at__gte=starts_at, occurred_at__lt=ends_before)


class Assistance(models.Model):
    """One occasion of help (lượt), never edited: a mistaken one is withdrawn, and stays with who withdrew it.

    `persons` is how many were helped on it; `learner` is the one of them who is named, if any. Nothing is noted about
    the people helped but the village.
    """

    command_id = models.UUIDField(unique=True)
    group = models.ForeignKey(
        "learners.CommunityGroup", models.PROTECT, related_name="assistance", verbose_name=_("community digital team")
    )
    helper = models.ForeignKey(Person, models.PROTECT, related_name="helped", verbose_name=_("helper"))
    kind = models.CharField(_("what with"), max_length=20, choices=AssistanceKind.choices)
    persons = models.PositiveSmallIntegerField(_("persons helped"), default=1)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    learner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="assistance", verbose_name=_("learner")
    )
    village = models.CharField(_("village"), max_length=LONGEST_VILLAGE, blank=True)
    unit_at_event = models.ForeignKey(
        "learners.AdministrativeUnit", models.PROTECT, related_name="+", verbose_name=_("commune at that time")
    )
    occurred_at = models.DateTimeField(_("when"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("withdrawn by")
    )

    objects = AssistanceQuerySet.as_manager()

    class Meta:
        ordering = ["-occurred_at", "-pk"]
        verbose_name = _("occasion of help")
        verbose_name_plural = _("occasions of help")
        indexes = [
            models.Index(fields=["helper", "occurred_at"], name="assistance_of_a_helper"),
            models.Index(fields=["unit_at_event", "occurred_at"], name="assistance_in_a_unit"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AssistanceKind.values), name="assistance_kind_known"),
            models.CheckConstraint(
                condition=Q(persons__gte=1, persons__lte=MOST_PERSONS), name="assistance_persons_bounded"
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="assistance_minutes_bounded",
            ),
            models.CheckConstraint(
                condition=Q(learner__isnull=True) | ~Q(learner=F("helper")), name="assistance_of_another"
            ),
            models.CheckConstraint(condition=Q(occurred_at__lte=F("recorded_at")), name="assistance_before_its_record"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__gte=F("recorded_at"), withdrawn_by__isnull=False),
                name="assistance_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.persons})"
