"""One meeting of a class."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_SESSION = timedelta(hours=12)
CODE_OPENS_BEFORE = timedelta(minutes=30)


class ClassSessionQuerySet(models.QuerySet["ClassSession"]):
    """Reads of sessions."""

    def in_order(self) -> ClassSessionQuerySet:
        """As they are held."""
        return self.order_by("starts_at", "pk")

    def ahead(self, now: datetime) -> ClassSessionQuerySet:
        """Those not over, the next first."""
        return self.filter(ends_at__gt=now).in_order()


class ClassSession(models.Model):
    """When and where a class meets.

    No two sessions ever have the same join code, so none whose windows overlap do; it is drawn at random, because a
    code that follows from the date would be known to who stays at home.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    run = models.ForeignKey("learners.CourseRun", models.PROTECT, related_name="sessions", verbose_name=_("class"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    unit = models.ForeignKey(
        "learners.AdministrativeUnit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
    )
    meeting_url = models.URLField(_("address of the online meeting"), blank=True)
    join_code = models.CharField(
        _("attendance code"), max_length=6, unique=True, editable=False, validators=[RegexValidator(r"^[0-9]{6}$")]
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ClassSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("class session")
        verbose_name_plural = _("class sessions")
        indexes = [models.Index(fields=["run", "starts_at"], name="sessions_of_a_class")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + LONGEST_SESSION), name="session_within_12_hours"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run} – {timezone.localtime(self.starts_at):%H:%M %d/%m/%Y}"

    @property
    def where(self) -> str:
        """The place of this session, else that of its class."""
        return self.place or self.run.place

    @property
    def code_opens_at(self) -> datetime:
        """From when the join code counts."""
        return self.starts_at - CODE_OPENS_BEFORE
