"""A lesson: a handful of steps, one a screen."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, HelpPanel
from wagtail.models import Page

from courses.blocks import LessonBody
from courses.models.pages import ApprovedWithCourseMixin, ContextMixin, PhonePreviewMixin
from courses.models.stream import BlockStreamField

POSITION_SECONDS = 60 * 60 * 24 * 60


_DATES = FieldRowPanel(["updated_on", "review_on"])


class LessonPage(ApprovedWithCourseMixin, PhonePreviewMixin, ContextMixin, Page):
    """Read without an account; `courses.services.screens` cuts the body into screens."""

    summary = models.CharField(_("summary"), max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5)
    required = models.BooleanField(_("needed to complete the course"), default=True)
    updated_on = models.DateField(
        _("updated in"), null=True, blank=True,
        help_text=_("The month in which somebody last checked it; its first day is enough."),
    )  # fmt: skip
    review_on = models.DateField(
        _("look again in"), null=True, blank=True,
        help_text=_("For what depends on law, an app's screens or a service's name."),
    )  # fmt: skip
    body = BlockStreamField(LessonBody(), blank=True, verbose_name=_("content"))

    template = "courses/lesson_page.html"
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        HelpPanel(template="courses/panels/lesson_advice.html"),
        *Page.content_panels,
        "summary",
        FieldRowPanel(["minutes", "required"]),
        _DATES,
        "body",
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Serve the screen and leave its number on the phone, so that reading resumes without an account."""
        response = super().serve(request, *args, **kwargs)
        screen = self.screen_in(response)
        if screen is not None:
            self.remember_screen(request, response, screen)
        return response

    @staticmethod
    def screen_in(response: HttpResponse) -> int | None:
        """The number of the screen an answer shows, None where it shows none (a sheet, a redirect)."""
        screen = (getattr(response, "context_data", None) or {}).get("screen")
        return screen.number if screen else None

    @staticmethod
    def remember_screen(request: HttpRequest, response: HttpResponse, screen: int) -> None:
        """Leave the number of the screen on the phone, for this lesson's address only.

        The header lets the phone's service worker keep the page: the next visit needs no network.
        """
        response["X-Lesson"] = str(screen)
        response.set_cookie(
            "buoc", str(screen), max_age=POSITION_SECONDS, path=request.path, samesite="Lax", httponly=True,
            secure=request.is_secure(),
        )  # fmt: skip
