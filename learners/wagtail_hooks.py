"""What this room adds to the admin."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from learners.access import may_see_reports
from learners.models import User
from learners.report_views import CompletionReportView
from learners.viewsets import records


class ReportMenuItem(MenuItem):
    """Shown to whoever may open the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_reports(cast(User, request.user))


@hooks.register("register_reports_menu_item")
def completion_menu_item() -> ReportMenuItem:
    """Reports → Completion report."""
    return ReportMenuItem(
        _("Completion report"), reverse("completion_report"), name="completion-report", icon_name="table", order=100
    )


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """The addresses of the reports, below the admin's."""
    return [path("bao-cao/hoan-thanh/", CompletionReportView.as_view(), name="completion_report")]


@hooks.register("register_admin_viewset")
def record_screens() -> ModelViewSetGroup:
    """Register, issuers, roles."""
    return records
