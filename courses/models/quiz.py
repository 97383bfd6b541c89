"""A quiz as it is authored; learners sit a frozen `QuizVersion` of it."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from courses.blocks import QuizItems
from courses.enums import Purpose
from courses.models.pages import ApprovedWithCourseMixin, ContextMixin
from courses.rules.quiz import quiz_faults
from courses.rules.quiz_content import quiz_content


class QuizPageForm(WagtailAdminPageForm):
    """Refuses to publish a quiz nobody could sit, and says which question is broken; a draft may be unfinished."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        fields = {"title", "purpose", "pass_mark", "attempts_allowed", "shuffle", "items"}
        if not self.is_deferred_validation and fields <= set(cleaned):
            faults = quiz_faults(quiz_content(SimpleNamespace(**cleaned)))
            if faults:
                self.add_error("items", faults)
        return cleaned


class QuizPage(ApprovedWithCourseMixin, ContextMixin, Page):
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
