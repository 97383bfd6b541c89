"""A trainer's file on its way into an item bank."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.item_bank import ItemBank

LONGEST_NAME = 200


def digest_of(data: bytes) -> str:
    """SHA-256 of a file's bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class ItemImportQuerySet(models.QuerySet["ItemImport"]):
    """Reads of imports."""

    def of(self, user: Any) -> ItemImportQuerySet:
        """Those this user uploaded; nobody sees the files of others. The bytes are left for later."""
        return self.filter(uploader=user.pk).select_related("bank").defer("data")

    def waiting(self) -> ItemImportQuerySet:
        """Those whose questions are still to be chosen."""
        return self.filter(state=ItemImport.State.WAITING)


class ItemImport(models.Model):
    """One uploaded file for one bank: it waits for its questions to be chosen, and is then done.

    The same waiting file is never kept twice for a bank and a trainer. A finished import keeps what came of it in
    `result` ({"imported", "present", "pictures": int}) and no longer the bytes.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for a choice")
        IMPORTED = "imported", _("Imported")

    bank = models.ForeignKey(ItemBank, models.CASCADE, related_name="imports", verbose_name=_("item bank"))
    uploader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("uploader"))
    name = models.CharField(_("file name"), max_length=LONGEST_NAME)
    data = models.BinaryField()
    digest = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    imported_at = models.DateTimeField(_("imported"), null=True, blank=True)
    result: Any = models.JSONField(default=dict, blank=True)

    objects = ItemImportQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("import of questions")
        verbose_name_plural = _("imports of questions")
        constraints = [
            models.UniqueConstraint(
                fields=["bank", "uploader", "digest"],
                condition=models.Q(state="waiting"),
                name="item_import_waits_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", imported_at=None)
                | models.Q(state="imported", imported_at__isnull=False),
                name="item_import_done_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name
