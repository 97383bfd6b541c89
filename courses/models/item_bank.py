"""A store of items that several quizzes draw from."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin

from courses.blocks import BankItems


class ItemBank(DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """Publishing a bank refreezes every live quiz that draws from it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    items = StreamField(BankItems(), blank=True, verbose_name=_("questions"))

    panels = ["title", "items"]

    class Meta:
        ordering = ["title"]
        verbose_name = _("item bank")
        verbose_name_plural = _("item banks")

    def __str__(self) -> str:
        return self.title
