"""A module: a few lessons on one thing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from courses.models.pages import ApprovedWithCourseMixin, OneRouteMixin


class ModulePage(ApprovedWithCourseMixin, OneRouteMixin, Page):
    """Groups lessons; its own address leads to the course."""

    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]

    preview_modes: list[tuple[str, str]] = []

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.get_parent().get_url(request))
