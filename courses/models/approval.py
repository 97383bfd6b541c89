"""The approval of a whole course in one step."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState


class CourseApprovalTaskState(TaskState):
    """What was submitted: the revision of every page of the course at that moment, so that nothing unseen goes live."""

    revisions: Any = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("Course approval")
        verbose_name_plural = _("Course approvals")


class CourseApprovalTask(AbstractGroupApprovalTask):
    """A reviewer approves the course with all its modules, lessons and quizzes.

    The stock workflow is per page; `courses.services.publish_course` checks and publishes the subtree as one.
    """

    task_state_class = CourseApprovalTaskState

    class Meta:
        verbose_name = _("Course approval task")
        verbose_name_plural = _("Course approval tasks")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        state = super().start(workflow_state, user=user)
        state.revisions = subtree_revisions(workflow_state.content_object)
        state.save(update_fields=["revisions"])
        return state

    @classmethod
    def get_description(cls) -> Any:
        return _("Members of the chosen groups approve a course together with its modules, lessons and quizzes.")


def subtree_revisions(course: Page) -> dict[str, int]:
    """Revision id by page id for the course and everything below it; pages never edited have none."""
    rows = Page.objects.descendant_of(course, inclusive=True).exclude(latest_revision=None)
    return {str(pk): revision for pk, revision in rows.values_list("pk", "latest_revision_id")}
