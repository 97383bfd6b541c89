"""Registrations of this room in the CMS."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from courses import viewsets
from courses.models import CoursePage
from courses.services.publish_course import course_faults

register_snippet(viewsets.item_banks)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """Screens outside the page tree."""
    return [viewsets.audiences]


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """Our few rules for the editor."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("before_edit_page")
def keep_a_broken_course_a_draft(request: HttpRequest, page: Page) -> None:
    """A course that could not go live is saved as a draft, and the editor says what to mend; nothing typed is lost."""
    wanted = {"action-submit", "action-publish"} & set(request.POST)
    if not wanted or not isinstance(page.specific, CoursePage):
        return
    faults = course_faults(page.specific)
    if faults:
        request.POST = request.POST.copy()  # type: ignore[assignment]  # A QueryDict again.
        for action in wanted:
            del request.POST[action]  # type: ignore[attr-defined]  # The copy is mutable.
        for fault in faults:
            messages.error(request, fault)
