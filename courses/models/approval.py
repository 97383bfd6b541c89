"""The approval of a whole course in one step."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState, WorkflowState

from courses.models.item_bank import ItemBank
from courses.models.quiz import QuizPage
from courses.rules.not_ready import NotReady
from courses.rules.quiz_content import drawn_banks

BANK = "bank:"


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
        state.revisions = pinned_revisions(workflow_state.content_object)
        state.save(update_fields=["revisions"])
        return state

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> str | None:
        """Act; where the course turns out not to be ready, nothing happens and the editor, which says why, is shown."""
        try:
            super().on_action(task_state, user, action_name, **kwargs)
        except NotReady:
            return reverse("wagtailadmin_pages:edit", args=[task_state.revision.object_id])
        return None

    @classmethod
    def get_description(cls) -> Any:
        return _("Members of the chosen groups approve a course together with its modules, lessons and quizzes.")


def subtree_revisions(course: Page) -> dict[str, int]:
    """Latest revision id by page id for the course and everything below it, and by "bank:id" for the banks drawn from.

    Pages and banks that were never edited have none.
    """
    pages = Page.objects.descendant_of(course, inclusive=True).exclude(latest_revision=None)
    found = {str(pk): revision for pk, revision in pages.values_list("pk", "latest_revision_id")}
    quizzes = [page.get_latest_revision_as_object() for page in QuizPage.objects.descendant_of(course)]
    drawn = {bank.pk for quiz in quizzes for bank, _count in drawn_banks(quiz) if bank is not None}
    banks = ItemBank.objects.filter(pk__in=drawn).exclude(latest_revision=None)
    return found | {f"{BANK}{pk}": revision for pk, revision in banks.values_list("pk", "latest_revision_id")}


def pinned_revisions(course: Page) -> dict[str, int]:
    """As `subtree_revisions`, but what is still a draft is pinned as a copy of its revision.

    The editor saves on into the revision that it has open, so the revision itself would not stay as submitted.
    """
    pinned = subtree_revisions(course)
    drafts = Page.objects.descendant_of(course).filter(models.Q(live=False) | models.Q(has_unpublished_changes=True))
    banks = ItemBank.objects.filter(models.Q(live=False) | models.Q(has_unpublished_changes=True))
    names = [str(page.pk) for page in drafts] + [f"{BANK}{bank.pk}" for bank in banks]
    rows = Revision.objects.in_bulk([pinned[name] for name in names if name in pinned])
    return pinned | {name: _copy_of(rows[pinned[name]]) for name in names if name in pinned}


def _copy_of(revision: Revision) -> int:
    """Store the revision once more, with the same moment and author, and return the copy's id."""
    revision.pk = None
    revision._state.adding = True
    revision.save()
    return int(revision.pk)
