"""What the course editor shows beside the fields."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from wagtail.models import Page, Revision

from courses.models import CoursePage, ItemBank, LessonPage
from courses.models.approval import BANK
from courses.services.course_advice import course_advice, lesson_advice
from courses.services.course_faults import course_faults
from courses.services.publish_course import approved_revisions, changes_something

register = template.Library()


@register.simple_tag
def course_parts(course: CoursePage) -> list[dict[str, Any]]:
    """Modules, lessons and quizzes below a course, for the outline panel; empty before it is saved."""
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
    """Why the course could not go live: as submitted while it is being reviewed, else as it stands."""
    if not course.pk:
        return []
    submitted = course_approval(course)
    return course_faults(course, submitted["revisions"] if submitted else None)


@register.simple_tag
def advice_on_course(course: CoursePage) -> list[str]:
    """What could be better in the course as it was last saved; nothing of it stops anybody."""
    return course_advice(course) if course.pk else []


@register.simple_tag
def advice_on_lesson(lesson: LessonPage) -> list[str]:
    """What could be better in the lesson as it was last saved; nothing of it stops anybody."""
    course = CoursePage.objects.ancestor_of(lesson).only("code").first() if lesson.pk and lesson.body else None
    return lesson_advice(lesson, course.code) if course is not None else []


@register.simple_tag
def course_approval(course: CoursePage) -> dict[str, Any] | None:
    """What the running approval would publish: `rows` of title, links and what happened since; None when none runs."""
    state = course.current_workflow_state if course.pk else None
    revisions = approved_revisions(state) if state is not None and state.status == state.STATUS_IN_PROGRESS else {}
    if not revisions:
        return None
    stored = Revision.objects.defer("content").in_bulk(list(revisions.values()))
    pages = Page.objects.descendant_of(course, inclusive=True).order_by("path").select_related("content_type")
    rows = [_page_row(page, stored[revisions[str(page.pk)]]) for page in pages if revisions.get(str(page.pk)) in stored]
    pks = [name.removeprefix(BANK) for name in revisions if name.startswith(BANK)]
    banks = [_bank_row(bank, stored.get(revisions[f"{BANK}{bank.pk}"])) for bank in ItemBank.objects.filter(pk__in=pks)]
    new = [page for page in pages if str(page.pk) not in revisions and not page.live]
    return {"revisions": revisions, "rows": [row for row in [*rows, *banks] if row], "later": new}


def _page_row(page: Page, revision: Revision) -> dict[str, Any] | None:
    if not changes_something(page, revision):
        return None
    kind = page.content_type.model_class()
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", revision.pk])
    # A module has no page of its own to look at.
    view = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk])
    return {
        "title": revision.object_str or page.title,
        "kind": kind._meta.verbose_name,
        "is_new": not page.live,
        "view_url": view if kind.preview_modes else reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "compare_url": compare if page.live else "",
        "has_later_draft": not _is_newest(page, revision),
    }


def _bank_row(bank: ItemBank, revision: Revision | None) -> dict[str, Any] | None:
    if revision is None or not changes_something(bank, revision):
        return None
    return {
        "title": revision.object_str or bank.title,
        "kind": bank._meta.verbose_name,
        "is_new": not bank.live,
        "view_url": reverse("wagtailsnippets_courses_itembank:edit", args=[bank.pk]),
        "compare_url": "",
        "has_later_draft": not _is_newest(bank, revision),
    }


def _is_newest(current: Page | ItemBank, revision: Revision) -> bool:
    latest = current.latest_revision_created_at if isinstance(current, Page) else current.latest_revision.created_at
    return bool(revision.created_at >= latest)
