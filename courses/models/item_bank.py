"""A store of items that several quizzes draw from."""

import uuid
from types import SimpleNamespace
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin

from courses.blocks import BankItems
from courses.models.pages import PhonePreviewMixin
from courses.models.quiz import QuizPage
from courses.models.stream import BlockStreamField
from courses.rules.quiz_content import authored_quiz_faults, freeze_items
from courses.rules.shown_items import shown_items


class ItemBankForm(WagtailAdminModelForm):
    """Refuses to publish a bank that a live quiz could not be sat with; a draft may be unfinished."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and self.instance.pk and {"title", "items"} <= set(cleaned):
            bank = SimpleNamespace(key=self.instance.key, title=cleaned["title"], items=cleaned["items"])
            for quiz in QuizPage.objects.live_drawing_from(self.instance.pk):
                for fault in authored_quiz_faults(quiz, {self.instance.pk: bank}):
                    sentence = _("The quiz “%(title)s” draws from this bank. %(fault)s")
                    self.add_error("items", sentence % {"title": quiz.title, "fault": fault})
        return cleaned


class ItemBank(PhonePreviewMixin, PreviewableMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """Publishing a bank refreezes every live quiz that draws from it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(gettext_lazy("title"), max_length=120)
    items = BlockStreamField(BankItems(), blank=True, verbose_name=gettext_lazy("questions"))

    base_form_class = ItemBankForm
    panels = ["title", "items"]

    class Meta:
        ordering = ["title"]
        verbose_name = gettext_lazy("item bank")
        verbose_name_plural = gettext_lazy("item banks")

    def __str__(self) -> str:
        return self.title

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "courses/item_bank_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Every item as a learner sees it; a draft's blanks stay blank."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | {"bank": self, "items": shown_items(freeze_items(self.items))}
