"""The commands a learner's devices send, and answers that were kept beside the record."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.enums import SetAsideReason


class Command(models.Model):
    """A command of a learner's device, kept with its receipt: a replay is answered with the first receipt.

    `origin` is the device or page that made it, `seq` its place among what that origin made.
    """

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey("learners.Person", models.PROTECT, related_name="+")
    attempt = models.ForeignKey("learners.Attempt", models.PROTECT, related_name="commands", null=True)
    kind = models.CharField(max_length=20)
    item_id = models.CharField(max_length=64, blank=True, default="")
    origin = models.UUIDField(null=True)
    seq = models.PositiveBigIntegerField(null=True)
    digest = models.CharField(max_length=64)
    receipt: Any = models.JSONField()
    at_device = models.DateTimeField(null=True)
    clock_doubtful = models.BooleanField(default=False)
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("command")
        verbose_name_plural = _("commands")
        indexes = [models.Index(fields=["person", "origin", "seq"], name="commands_of_a_device")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class SetAside(models.Model):
    """An answer that was taken but not counted, with the reason; a trainer can look at it, nothing overwrites it."""

    person = models.ForeignKey("learners.Person", models.PROTECT, related_name="set_aside")
    attempt = models.ForeignKey("learners.Attempt", models.PROTECT, related_name="set_aside", null=True, blank=True)
    command_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    item_id = models.CharField(max_length=64, blank=True)
    body: Any = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=20, choices=SetAsideReason.choices)
    at_device = models.DateTimeField(_("given at, by the device"), null=True, blank=True)
    received_at = models.DateTimeField(_("received at"), default=timezone.now)

    class Meta:
        verbose_name = _("answer set aside")
        verbose_name_plural = _("answers set aside")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["command_id", "digest"], name="set_aside_once")]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.item_id}"
