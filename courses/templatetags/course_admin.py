"""What the course editor shows beside the fields."""

from __future__ import annotations

from typing import Any

from django import template
from wagtail.models import Page

from courses.models import CoursePage
from courses.services.publish_course import course_faults

register = template.Library()


@register.simple_tag
def course_parts(course: CoursePage) -> list[dict[str, Any]]:
    """Modules, lessons and quizzes below a course, with their depth, for the outline panel; none before it is saved."""
    if not course.pk:
        return []
    pages = Page.objects.descendant_of(course).order_by("path").select_related("content_type")
    return [
        {
            "page": page,
            "kind": page.content_type.model_class()._meta.verbose_name,
            "is_lesson": page.depth - course.depth > 1,
            "may_have_children": page.content_type.model == "modulepage",
        }
        for page in pages
    ]


@register.simple_tag
def course_todo(course: CoursePage) -> list[str]:
    """Why the course could not go live as it stands."""
    return course_faults(course) if course.pk else []
