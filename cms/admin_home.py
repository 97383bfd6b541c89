"""The first screen of the admin: what each role usually comes for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from courses.models import CataloguePage
from learners.access import may_see_reports


class MyWorkPanel(Component):
    """A few large links, by what the person may do."""

    name = "my_work"
    order = 50
    template_name = "cms/my_work.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"rows": my_work(parent_context["request"])}


def my_work(request: HttpRequest) -> list[dict[str, str]]:
    """Title, sentence and address of each thing this person may do here."""
    rows = []
    catalogue = CataloguePage.objects.filter(locale__language_code="vi").first()
    rights = catalogue.permissions_for_user(request.user) if catalogue else None
    if catalogue and rights and rights.can_edit():
        rows.append(
            {
                "title": _("Courses"),
                "text": _("Write lessons and quizzes, hand a course in for approval."),
                "url": reverse("wagtailadmin_explore", args=[catalogue.pk]),
            }
        )
    if catalogue and rights and rights.can_add_subpage():
        rows.append(
            {
                "title": _("New course"),
                "text": _("Begin with the name and who it is for."),
                "url": reverse("wagtailadmin_pages:add", args=["courses", "coursepage", catalogue.pk]),
            }
        )
    if may_see_reports(request.user):  # type: ignore[arg-type]  # Signed in, as every admin request is.
        rows.append(
            {
                "title": _("Completion report"),
                "text": _("Who learned and finished, by unit, audience, course and period."),
                "url": reverse("completion_report"),
            }
        )
    return rows
