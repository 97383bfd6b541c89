"""Registrations of this room in the CMS: a course as a file, for whoever may edit it."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from courses.late_views import late_view
from courses.models import CoursePage


@hooks.register("register_admin_urls")
def course_file_url() -> list[URLPattern]:
    """The address of the file."""
    return [path("tep-khoa-hoc/<int:page_pk>/", late_view("seeds.views.course_file"), name="course_file")]


@hooks.register("register_page_header_buttons")
def course_file_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> list[Button]:
    """A way to the file beside the course."""
    if not isinstance(page.specific, CoursePage) or not page.permissions_for_user(user).can_edit():
        return []
    address = reverse("course_file", args=[page.pk])
    return [Button(_("Course as a file"), url=address, icon_name="download", priority=91)]
