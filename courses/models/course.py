"""A course as it is authored."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import CommentPanel, FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from courses.blocks import CourseSources
from courses.enums import Format, Level
from courses.models.lesson import LessonPage
from courses.models.pages import ContextMixin, OneRouteMixin, PhonePreviewMixin, same_everywhere
from courses.models.stream import BlockStreamField
from courses.text import format_number, search_exact, search_folded


class CourseQuerySet(PageQuerySet):
    """Reads of courses."""

    def with_opening(self) -> CourseQuerySet:
        """Add `is_open`: whether at least one lesson can be read, else the course is only announced."""
        lessons = LessonPage.objects.live().filter(path__startswith=OuterRef("path"))
        return self.annotate(is_open=Exists(lessons))

    def for_cards(self) -> CourseQuerySet:
        """Everything a card shows, in a fixed number of queries."""
        return self.live().with_opening().select_related("cover", "locale").prefetch_related("audiences")

    def with_key(self, key: Any) -> CourseQuerySet:
        """The course with this translation key in every language."""
        return self.filter(translation_key=key)


class CoursePageForm(WagtailAdminPageForm):
    """Offers, as courses to take first, the other courses in the same language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "prerequisites" in self.fields:
            same_language = CoursePage.objects.filter(locale=self.instance.locale_id).exclude(pk=self.instance.pk)
            self.fields["prerequisites"].queryset = same_language.order_by("code", "title")


class CoursePage(PhonePreviewMixin, ContextMixin, OneRouteMixin, Page):
    """What is taught under one code; identity across languages and copies is `translation_key`."""

    code = models.CharField(_("code"), max_length=20, blank=True, db_index=True)
    summary = models.CharField(_("summary"), max_length=200, blank=True, help_text=_("One or two plain sentences."))
    cover = models.ForeignKey(
        "courses.CourseImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover picture")
    )
    audiences = ParentalManyToManyField("courses.Audience", blank=True, verbose_name=_("who it is for"))
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, default=Level.BASIC)
    format = models.CharField(_("format"), max_length=20, choices=Format.choices, default=Format.SELF_PACED)
    hours_self_paced = models.DecimalField(_("hours on your own"), max_digits=5, decimal_places=1, default=Decimal(1))
    hours_class = models.DecimalField(_("hours in class"), max_digits=5, decimal_places=1, default=Decimal(0))
    hours_practice = models.DecimalField(_("hours of practice"), max_digits=5, decimal_places=1, default=Decimal(0))
    outcomes = StreamField(
        [("outcome", blocks.CharBlock(max_length=200, label=_("outcome")))], blank=True, verbose_name=_("outcomes")
    )
    competences = ParentalManyToManyField("courses.Competence", blank=True, verbose_name=_("competences"))
    prerequisites = ParentalManyToManyField("courses.CoursePage", blank=True, verbose_name=_("take first"))
    certifies = models.BooleanField(_("ends with a certificate"), default=True)
    pass_mark = models.DecimalField(
        _("pass mark"), max_digits=3, decimal_places=2, default=Decimal("0.60"),
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(1))],
        help_text=_("Between 0 and 1: 0.7 means seven points in ten."),
    )  # fmt: skip
    validity_months = models.PositiveSmallIntegerField(
        _("certificate valid for (months)"), null=True, blank=True, help_text=_("Empty: does not expire.")
    )
    sources = BlockStreamField(CourseSources(), blank=True, verbose_name=_("sources"))
    reuses = models.CharField(
        _("takes text from"), max_length=120, blank=True,
        help_text=_("Codes of courses whose text stands here on purpose, separated by commas."),
    )  # fmt: skip
    search_exact = models.TextField(editable=False, default="")
    search_folded = models.TextField(editable=False, default="")

    objects = PageManager.from_queryset(CourseQuerySet)()

    override_translatable_fields = same_everywhere("code", "reuses")
    base_form_class = CoursePageForm
    template = "courses/course_page.html"
    parent_page_types = ["courses.CataloguePage"]
    subpage_types = ["courses.ModulePage", "courses.QuizPage"]
    content_panels = [
        HelpPanel(template="courses/panels/outline.html"),
        *Page.content_panels,
        FieldRowPanel(["code", "level", "format"]),
        "summary",
        "cover",
        FieldPanel("audiences", widget=CheckboxSelectMultiple),
        "outcomes",
        MultiFieldPanel([FieldRowPanel(["hours_self_paced", "hours_class", "hours_practice"])], heading=_("Length")),
        MultiFieldPanel(["certifies", FieldRowPanel(["pass_mark", "validity_months"])], heading=_("Certificate")),
        FieldPanel("competences"),
        FieldPanel("prerequisites"),
        "sources",
        "reuses",
    ]

    # A course goes live when it is approved: a clock would publish this page and leave its lessons behind.
    settings_panels = [CommentPanel()]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def hours(self) -> Decimal:
        """All hours of the course, of every part."""
        return self.hours_self_paced + self.hours_class + self.hours_practice

    @property
    def hours_text(self) -> str:
        """All hours in words, for cards."""
        hours = format_number(self.hours.normalize())
        return ngettext("%(hours)s hour", "%(hours)s hours", int(self.hours)) % {"hours": hours}

    @property
    def level_label(self) -> str:
        """The level in words."""
        return str(Level(self.level).label)

    @property
    def audience_names(self) -> list[str]:
        """Who it is for, in the active language."""
        return [each.name for each in self.audiences.all()]

    def open_prerequisites(self) -> CourseQuerySet:
        """Live courses to take first; read so that an unsaved choice in a preview counts too."""
        chosen = [each.pk for each in self.prerequisites.all()]
        return CoursePage.objects.live().filter(pk__in=chosen).select_related("locale")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_exact, self.search_folded = self.searchable()
        super().save(*args, **kwargs)

    def searchable(self) -> tuple[str, str]:
        """What the catalogue search reads: accented words, and the same words without accents."""
        words = " ".join([self.title, self.code, self.summary, *(str(block.value) for block in self.outcomes)])
        return f" {search_exact(words)} ", f" {search_folded(words)} "
