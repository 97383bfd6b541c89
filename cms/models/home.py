"""The first page of a language."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from courses.models import CataloguePage, CoursePage
from courses.models.pages import ContextMixin, OneRouteMixin
from courses.search import audience_tiles


class HomePage(ContextMixin, OneRouteMixin, Page):
    """What a visitor sees first: where to go on, for whom there are courses, what is new."""

    intro = models.CharField(_("intro"), max_length=200, blank=True)
    cover = models.ForeignKey(
        "courses.CourseImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )

    template = "cms/home_page.html"
    subpage_types = ["courses.CataloguePage", "cms.StandardPage", "cms.NoticePage"]
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*Page.content_panels, "intro", "cover"]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        catalogue = CataloguePage.objects.child_of(self).live().first()
        courses = CoursePage.objects.descendant_of(self).for_cards()
        return super().get_context(request, *args, **kwargs) | {
            "catalogue_url": catalogue.get_url(request) if catalogue else "",
            "audiences": audience_tiles(catalogue, request),
            "featured": courses.filter(is_open=True).order_by("path")[:6],
            "notices": [
                {"title": notice.title, "url": notice.get_url(request), "date": notice.first_published_at}
                for notice in NoticePage.objects.child_of(self).live().order_by("-first_published_at")[:3]
            ],
        }


class NoticePage(ContextMixin, Page):
    """A short public warning or piece of news (the digital-safety channel)."""

    body = models.TextField(_("text"), blank=True)

    template = "cms/notice_page.html"
    subpage_types: list[str] = []
    parent_page_types = ["cms.HomePage"]
    content_panels = [*Page.content_panels, "body"]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
