"""A quiz as it is authored; learners sit a frozen `QuizVersion` of it."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, Revision
from wagtail.query import PageQuerySet

from courses.blocks import QuizBands, QuizItems
from courses.enums import FeedbackMode, Grading, Navigation, Purpose
from courses.models.pages import ApprovedWithCourseMixin, ContextMixin, PhonePreviewMixin, same_everywhere
from courses.models.stream import BlockStreamField
from courses.rules.quiz_content import authored_quiz_faults, drawn_banks

SETTINGS = (
    "purpose", "pass_mark", "attempts_allowed", "feedback", "item_tries", "grading", "navigation", "page_size",
    "opens_at", "closes_at", "minutes", "pause_minutes", "entry_code", "honesty", "bands",
)  # fmt: skip


class QuizPageForm(WagtailAdminPageForm):
    """Refuses to publish a quiz nobody could sit, and says which question is broken; a draft may be unfinished."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        fields = {"title", "shuffle", "items", *SETTINGS}
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
        _("attempts allowed"), null=True, blank=True, help_text=_("Empty: as the purpose says. 0 means no limit.")
    )
    required = models.BooleanField(_("needed to complete the course"), default=True)
    shuffle = models.BooleanField(_("shuffle questions and options"), default=True)
    feedback = models.CharField(
        _("when answers are told"), max_length=20, choices=FeedbackMode.choices, blank=True,
        help_text=_("Empty: as the purpose says."),
    )  # fmt: skip
    item_tries = models.PositiveSmallIntegerField(
        _("tries for each question"), default=3, validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Where a learner may check an answer several times."),
    )  # fmt: skip
    grading = models.CharField(_("which tries count"), max_length=10, choices=Grading.choices, default=Grading.BEST)
    navigation = models.CharField(
        _("moving through the questions"), max_length=10, choices=Navigation.choices, default=Navigation.FREE
    )
    page_size = models.PositiveSmallIntegerField(
        _("questions on a page"), default=1, validators=[MaxValueValidator(50)],
        help_text=_("1 suits phones. 0 means all on one page."),
    )  # fmt: skip
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("time limit in minutes"), null=True, blank=True, validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit. The server keeps the time; what is saved when it ends is handed in."),
    )  # fmt: skip
    pause_minutes = models.PositiveIntegerField(
        _("pause between tries in minutes"), default=0, help_text=_("0: at once.")
    )
    entry_code = models.CharField(
        _("entry code"), max_length=30, blank=True, help_text=_("Said aloud in the room; asked for before beginning.")
    )
    honesty = models.CharField(
        _("promise before beginning"), max_length=300, blank=True,
        help_text=_("Such as: I answer by myself. The learner ticks it."),
    )  # fmt: skip
    bands = BlockStreamField(QuizBands(), blank=True, verbose_name=_("words on the result"))
    items = BlockStreamField(QuizItems(), blank=True, verbose_name=_("questions"))

    objects = PageManager.from_queryset(QuizQuerySet)()

    override_translatable_fields = same_everywhere("entry_code")
    base_form_class = QuizPageForm
    template = "courses/quiz_page.html"
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldRowPanel(["purpose", "required"]),
        "pass_mark",
        FieldRowPanel(["attempts_allowed", "shuffle"]),
        MultiFieldPanel(
            [FieldRowPanel(["feedback", "item_tries"]), FieldRowPanel(["navigation", "page_size"]), "bands"],
            heading=_("How learners sit it"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(["opens_at", "closes_at"]),
                FieldRowPanel(["minutes", "pause_minutes"]),
                FieldRowPanel(["grading", "entry_code"]),
                "honesty",
            ],
            heading=_("Time, tries and entry"),
            classname="collapsed",
        ),
        # Last, because it grows: settings below thirty questions would never be found.
        "items",
    ]
    # Items carry answer keys: they are in no search index and no API field.
    search_fields = Page.search_fields

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True)
                | models.Q(opens_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="quiz_closes_after_it_opens",
                violation_error_message=_("The quiz closes before it opens: correct one of the two times."),
            ),
        ]

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish and freeze, or neither: a quiz that cannot be frozen stays as it was."""
        with transaction.atomic():
            super().publish(revision, *args, **kwargs)
