"""Work that follows a commit: written in the same transaction, sent by the relay, finished by the task."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.enums import TaskState


class OutboxQuerySet(models.QuerySet["OutboxEntry"]):
    """Reads of the outbox."""

    def due(self, now: datetime.datetime) -> OutboxQuerySet:
        """Entries whose time has come, oldest first."""
        return self.filter(state=TaskState.WAITING, next_at__lte=now).order_by("pk")


class OutboxEntry(models.Model):
    """One task by name for one subject; ends done or visibly failed."""

    kind = models.CharField(_("task"), max_length=60)
    subject = models.CharField(_("subject"), max_length=60)
    state = models.CharField(_("state"), max_length=10, choices=TaskState.choices, default=TaskState.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.TextField(_("error"), blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    next_at = models.DateTimeField(_("next try at"), default=timezone.now)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("outbox entry")
        verbose_name_plural = _("outbox")
        indexes = [models.Index(fields=["state", "next_at"])]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="outbox_task_once_a_subject"),
            models.CheckConstraint(
                condition=Q(state=TaskState.DONE, done_at__isnull=False)
                | (~Q(state=TaskState.DONE) & Q(done_at__isnull=True)),
                name="outbox_done_means_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Message(models.Model):
    """A message to a person (SMS by default): kept here, never in a log, until a gateway takes it."""

    recipient = models.CharField(_("to"), max_length=120)
    text = models.TextField(_("text"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return self.recipient
