"""What Wagtail calls when a workflow ends well (`WAGTAIL_FINISH_WORKFLOW_ACTION`).

Wagtail imports this while its own models load, so nothing here may import a model.
"""

from __future__ import annotations

from typing import Any

from wagtail.workflows import publish_workflow_state

COURSE = ("courses", "coursepage")


def publish_unless_course(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved; a course is left to `courses.receivers`, which publishes it with all its pages."""
    if workflow_state.content_type.natural_key() != COURSE:
        publish_workflow_state(workflow_state, user=user)
