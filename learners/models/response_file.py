"""Files that learners hand in."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def place_of(instance: ResponseFile, _name: str) -> str:
    """Where a file lies: below its attempt, under a name that says nothing and has no ending a server could act on."""
    return f"answers/{instance.attempt.public_id}/{instance.public_id}"


class ResponseFile(models.Model):
    """A file kept for an answer; which one is the answer, the response says by `public_id`.

    `file` lies among the private media: no address serves it but the views that ask `access` first. `content_type`
    follows from the content, `size` (bytes) and `sha256` are those of the bytes kept.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("learners.Person", models.PROTECT, related_name="response_files")
    attempt = models.ForeignKey("learners.Attempt", models.PROTECT, related_name="files")
    item_id = models.CharField(max_length=64)
    file = models.FileField(_("file"), upload_to=place_of, max_length=120)
    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveIntegerField(_("size"))
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(_("handed in at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file handed in")
        verbose_name_plural = _("files handed in")
        constraints = [
            models.UniqueConstraint(fields=["attempt", "item_id", "sha256", "name"], name="file_kept_once"),
        ]

    def __str__(self) -> str:
        return self.name
