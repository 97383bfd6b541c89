"""A module: a few lessons on one thing, and what a trainer needs to teach it in a room."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from courses.blocks import SessionPlans, TaskSheets
from courses.models.pages import ApprovedWithCourseMixin, ContextMixin, OneRouteMixin
from courses.models.stream import BlockStreamField

FACE, SHEET, PLAN = "in", "phieu", "giao-an"
"""The word in the address that asks for a printable face, and the two there are."""
TEMPLATES = {SHEET: "courses/task_sheet.html", PLAN: "courses/session_plan.html"}


class ModulePage(ApprovedWithCourseMixin, ContextMixin, OneRouteMixin, Page):
    """Groups lessons; its own address leads to the course, `?in=phieu` and `?in=giao-an` to its printed pages.

    Who may see the session plan is decided by whoever adds to its context, which hides it by raising Http404.
    """

    minutes_reading = models.PositiveSmallIntegerField(_("minutes of reading"), default=0)
    minutes_listening = models.PositiveSmallIntegerField(_("minutes of listening"), default=0)
    minutes_doing = models.PositiveSmallIntegerField(_("minutes of doing"), default=0)
    minutes_practising = models.PositiveSmallIntegerField(_("minutes of practising"), default=0)
    task_sheet = BlockStreamField(TaskSheets(), blank=True, verbose_name=_("task sheet"))
    session_plan = BlockStreamField(SessionPlans(), blank=True, verbose_name=_("session plan"))

    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel(["minutes_reading", "minutes_listening"]),
                FieldRowPanel(["minutes_doing", "minutes_practising"]),
            ],
            heading=_("Time a learner needs"),
        ),
        "task_sheet",
        "session_plan",
    ]

    preview_modes: list[tuple[str, str]] = []

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    @property
    def minutes(self) -> int:
        """All minutes a learner needs for the module."""
        return self.minutes_reading + self.minutes_listening + self.minutes_doing + self.minutes_practising

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the printable face that was asked for, else lead to the course; a face without content is not found."""
        if FACE not in request.GET:
            return redirect(self.get_parent().get_url(request))
        if not self.face(request):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def face(self, request: HttpRequest) -> Any:
        """Return the content of the face that was asked for, empty where there is none."""
        return {SHEET: self.task_sheet, PLAN: self.session_plan}.get(request.GET.get(FACE, ""))

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return TEMPLATES[request.GET[FACE]]
