"""The printed pages of a module: its task sheet for everybody, its session plan for those who teach."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from courses.models import ModulePage
from courses.models.module import FACE, PLAN
from courses.services.outline import course_above
from learners.access import may_teach


def module_context(page: ModulePage, request: HttpRequest) -> dict[str, Any]:
    """The course of the module. Raises Http404 for a session plan that is not for the person asking."""
    course = course_above(page)
    context: dict[str, Any] = {"course": course}
    if request.GET.get(FACE) == PLAN:
        if not may_teach(request.user, course.translation_key):
            raise Http404
        context["plan_minutes"] = sum(row["minutes"] or 0 for row in page.session_plan[0].value["rows"])
    return context
