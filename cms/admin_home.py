"""The first screen of the admin: what each role usually comes for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from courses.models import CataloguePage
from learners.access import keeps_register, may_see_reports
from learners.models import User


class MyWorkPanel(Component):
    """A few large links, by what the person may do."""

    name = "my_work"
    order = 50
    template_name = "cms/my_work.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"rows": my_work(parent_context["request"])}


def my_work(request: HttpRequest) -> list[dict[str, str]]:
    """Title, sentence and address of each thing this person may do here."""
    rows, user = _authoring(request), request.user
    if not isinstance(user, User):
        return rows
    if may_see_reports(user):
        text = _("Who learned and finished, by unit, audience, course and period.")
        rows.append(_row(_("Completion report"), text, reverse("completion_report")))
    if keeps_register(user):
        text = _("Certificates issued: look one up, or revoke it with a reason.")
        rows.append(_row(_("Register of certificates"), text, reverse("register:index")))
    return rows


def _authoring(request: HttpRequest) -> list[dict[str, str]]:
    catalogue = CataloguePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if catalogue is None:
        return []
    rights = catalogue.permissions_for_user(request.user)
    rows = []
    if rights.can_edit():
        text = _("Write lessons and quizzes, hand a course in for approval.")
        rows.append(_row(_("Courses"), text, reverse("wagtailadmin_explore", args=[catalogue.pk])))
    if rights.can_add_subpage():
        address = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", catalogue.pk])
        rows.append(_row(_("New course"), _("Begin with the name and who it is for."), address))
    return rows


def _row(title: str, text: str, url: str) -> dict[str, str]:
    return {"title": title, "text": text, "url": url}
