"""A course goes live as one: checked, approved and published with all its modules, lessons, quizzes and banks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision, WorkflowState

from courses.index_tasks import indexed_once
from courses.models import CoursePage, ItemBank
from courses.models.approval import BANK, CourseApprovalTaskState, subtree_revisions
from courses.rules.not_ready import NotReady
from courses.services.course_faults import course_faults


class CourseNotReady(NotReady):
    """The course would go live broken; `faults` says in words what to mend."""


@transaction.atomic
@indexed_once()
def publish_course(*, course: CoursePage, revisions: Mapping[str, int] | None = None, user: Any = None) -> list[Page]:
    """Publish the course and everything below it, or nothing; return the pages that changed.

    Banks go first, because a quiz embeds what its banks hold. Quizzes are frozen by the receiver of `page_published`
    inside this transaction. Whether `user` may publish is for the caller to know. Raises NotReady.
    """
    chosen = subtree_revisions(course) if revisions is None else revisions
    faults = course_faults(course, chosen)
    if faults:
        raise CourseNotReady(faults)
    rows = Revision.objects.select_related("base_content_type").in_bulk(list(chosen.values()))
    for bank in ItemBank.objects.filter(pk__in=[name[len(BANK) :] for name in chosen if name.startswith(BANK)]):
        revision = rows[chosen[f"{BANK}{bank.pk}"]]
        if changes_something(bank, revision):
            revision.publish(user=user, skip_permission_checks=True)
    published = []
    for page in Page.objects.descendant_of(course, inclusive=True).order_by("path"):
        revision = rows.get(chosen.get(str(page.pk), 0))
        if revision is not None and changes_something(page, revision):
            revision.publish(user=user, skip_permission_checks=True)
            published.append(page)
    return published


def changes_something(current: Page | ItemBank, revision: Revision) -> bool:
    """Whether publishing the revision would change what is live."""
    is_draft = not current.live or current.has_unpublished_changes
    return bool(is_draft and revision.pk != current.live_revision_id)


def approved_revisions(workflow_state: WorkflowState) -> dict[str, int]:
    """What an approval publishes: the pages as submitted, the course page as the reviewer, who may mend it, left it.

    Empty where the workflow holds no approval of a course.
    """
    task_state = workflow_state.current_task_state
    state = task_state.specific if task_state else None
    if not isinstance(state, CourseApprovalTaskState):
        return {}
    course = workflow_state.content_object
    return {**state.revisions, str(course.pk): course.latest_revision_id}


def publish_approved(*, workflow_state: WorkflowState, user: Any = None) -> None:
    """End of the approval: publish, of the whole course, exactly what the reviewer was shown. Raises NotReady."""
    revisions = approved_revisions(workflow_state)
    if revisions:
        publish_course(course=workflow_state.content_object.specific, revisions=revisions, user=user)
