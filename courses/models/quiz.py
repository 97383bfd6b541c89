"""A quiz as it is authored; learners sit a frozen `QuizVersion` of it."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, Revision
from wagtail.query import PageQuerySet

from courses.blocks import QuizItems
from courses.enums import Purpose
from courses.models.pages import ApprovedWithCourseMixin, ContextMixin, PhonePreviewMixin
from courses.rules.quiz_content import authored_quiz_faults, drawn_banks


class QuizPageForm(WagtailAdminPageForm):
    """Refuses to publish a quiz nobody could sit, and says which question is broken; a draft may be unfinished."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        fields = {"title", "purpose", "pass_mark", "attempts_allowed", "shuffle", "items"}
        if not self.is_deferred_validation and fields <= set(cleaned):
            faults = authored_quiz_faults(SimpleNamespace(**cleaned))
            if faults:
                self.add_error("items", faults)
        return cleaned


class QuizQuerySet(PageQuerySet):
    """Reads of quizzes."""

    def live_drawing_from(self, bank_id: int) -> list[QuizPage]:
        """Live quizzes that draw from the bank with this primary key."""
        quizzes = self.live().select_related("locale")
        return [
            quiz
            for quiz in quizzes
            if any(bank is not None and bank.pk == bank_id for bank, _count in drawn_banks(quiz))
        ]


class QuizPage(ApprovedWithCourseMixin, PhonePreviewMixin, ContextMixin, Page):
    """Items inline or drawn from banks. Publishing freezes a `QuizVersion` in the same transaction."""

    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices, default=Purpose.CERTIFYING)
    pass_mark = models.DecimalField(
        _("pass mark"), max_digits=3, decimal_places=2, default=Decimal("0.60"),
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(1))],
        help_text=_("Between 0 and 1: 0.7 means seven points in ten."),
    )  # fmt: skip
    attempts_allowed = models.PositiveSmallIntegerField(
        _("attempts allowed"), default=5, help_text=_("0 means no limit.")
    )
    shuffle = models.BooleanField(_("shuffle questions and options"), default=True)
    items = StreamField(QuizItems(), blank=True, verbose_name=_("questions"))

    objects = PageManager.from_queryset(QuizQuerySet)()

    base_form_class = QuizPageForm
    template = "courses/quiz_page.html"
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldRowPanel(["purpose", "pass_mark"]),
        FieldRowPanel(["attempts_allowed", "shuffle"]),
        "items",
    ]
    # Items carry answer keys: they are in no search index and no API field.
    search_fields = Page.search_fields

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish and freeze, or neither: a quiz that cannot be frozen stays as it was."""
        with transaction.atomic():
            super().publish(revision, *args, **kwargs)
