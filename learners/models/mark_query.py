"""A learner who does not agree with a mark asks, and gets an answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_QUERY = 1000


class MarkQueryQuerySet(models.QuerySet["MarkQuery"]):
    """Reads of questions about marks."""

    def open(self) -> MarkQueryQuerySet:
        """Those without an answer, the oldest first."""
        return self.filter(answered_at__isnull=True).order_by("at", "pk")


class MarkQuery(models.Model):
    """One question about the mark of one answer, and its answer; both are written once.

    `accepted` says whether the learner was right; the score itself changes by a new mark or a regrade.
    """

    attempt = models.ForeignKey("learners.Attempt", models.PROTECT, related_name="mark_queries")
    item_id = models.CharField(max_length=64)
    text = models.CharField(_("what the learner writes"), max_length=LONGEST_QUERY)
    by = models.ForeignKey("learners.Person", models.PROTECT, related_name="+", verbose_name=_("asked by"))
    at = models.DateTimeField(_("asked at"), default=timezone.now)
    accepted = models.BooleanField(_("the learner is right"), null=True)
    answer = models.CharField(_("answer"), max_length=LONGEST_QUERY, blank=True)
    answered_by = models.ForeignKey(
        "learners.Person", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = MarkQueryQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about a mark")
        verbose_name_plural = _("questions about marks")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "item_id"], name="mark_queried_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, accepted__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False, accepted__isnull=False) & ~Q(answer="")),
                name="answered_means_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.text
