"""A course goes live as one: checked, approved and published with all its modules, lessons and quizzes."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from courses.models import CoursePage, LessonPage, ModulePage, QuizPage
from courses.models.approval import CourseApprovalTaskState, subtree_revisions
from courses.rules.quiz import quiz_faults
from courses.rules.quiz_content import quiz_content


class CourseNotReady(Exception):
    """The course would go live broken; `faults` says in words what to mend."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def revised_pages(course: CoursePage, revisions: dict[str, int] | None = None) -> list[Page]:
    """The pages of a course as they stand in these revisions (the latest when not told), in tree order."""
    chosen = revisions if revisions is not None else subtree_revisions(course)
    rows = Revision.objects.in_bulk(list(chosen.values()))
    pages = Page.objects.descendant_of(course, inclusive=True).order_by("path").specific()
    return [
        rows[chosen[str(page.pk)]].as_object() if chosen.get(str(page.pk)) in rows else page
        for page in pages
        if str(page.pk) in chosen or page.live
    ]


def course_faults(course: CoursePage, revisions: dict[str, int] | None = None) -> list[str]:
    """Sentences that say why the course cannot go live; empty when it can."""
    faults = []
    pages = revised_pages(course, revisions)
    quizzes = [page for page in pages if isinstance(page, QuizPage)]
    lessons = [page for page in pages if isinstance(page, LessonPage)]
    for quiz in quizzes:
        faults += [f"{quiz.title}: {fault}" for fault in quiz_faults(quiz_content(quiz))]
    for lesson in lessons:
        if not lesson.body:
            faults.append(_("Lesson “%(title)s” has no content yet.") % {"title": lesson.title})
    if lessons and not quizzes and pages[0].certifies:
        faults.append(_("The course ends with a certificate but has no quiz."))
    faults += [
        _("Module “%(title)s” has no lesson yet.") % {"title": page.title}
        for page in pages
        if isinstance(page, ModulePage) and lessons and not any(each.path.startswith(page.path) for each in lessons)
    ]
    return faults


@transaction.atomic
def publish_course(*, course: CoursePage, revisions: dict[str, int] | None = None, user: Any = None) -> list[Page]:
    """Publish the course and everything below it, or nothing.

    Quizzes are frozen by the receiver of `page_published` inside this transaction. Raises CourseNotReady.
    """
    faults = course_faults(course, revisions)
    if faults:
        raise CourseNotReady(faults)
    chosen = revisions if revisions is not None else subtree_revisions(course)
    rows = Revision.objects.filter(pk__in=chosen.values()).select_related("base_content_type")
    by_page = {row.object_id: row for row in rows}
    pages = Page.objects.descendant_of(course, inclusive=True).order_by("path")
    published = []
    for page in pages:
        revision = by_page.get(str(page.pk))
        if revision is not None and revision.pk != page.live_revision_id:
            revision.publish(user=user)
            published.append(page)
    return published


def publish_approved(*, workflow_state: WorkflowState, user: Any = None) -> None:
    """End of the approval: publish, of the whole course, exactly what the reviewer was shown."""
    task_state = workflow_state.current_task_state
    state = task_state.specific if task_state else None
    if isinstance(state, CourseApprovalTaskState):
        publish_course(course=workflow_state.content_object, revisions=state.revisions, user=user)
