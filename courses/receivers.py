"""What follows a publication, inside its transaction."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import WorkflowState
from wagtail.signals import page_published, published, workflow_approved

from courses.models import ItemBank, QuizPage
from courses.services.freeze_quiz import BrokenQuiz, freeze_quiz
from courses.services.publish_course import publish_approved

logger = logging.getLogger(__name__)


@receiver(page_published, sender=QuizPage)
def freeze_published_quiz(instance: QuizPage, **kwargs: Any) -> None:
    """Freeze what was published; a broken quiz raises and takes the publication back with it."""
    freeze_quiz(quiz=instance)


@receiver(published, sender=ItemBank)
def refreeze_quizzes_of_bank(instance: ItemBank, **kwargs: Any) -> None:
    """A changed bank makes a new version of every live quiz that draws from it.

    A quiz that the bank no longer suits keeps its last version, which holds all it needs. Editor and approval refuse
    such a bank; here it may be on its way with a quiz that suits it and is published next.
    """
    with transaction.atomic():
        for quiz in QuizPage.objects.live_drawing_from(instance.pk):
            try:
                freeze_quiz(quiz=quiz)
            except BrokenQuiz as error:
                logger.warning("Quiz %s keeps its version: %s", quiz.pk, error)


@receiver(workflow_approved, sender=WorkflowState)
def publish_approved_course(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """Publish an approved course; it happens inside the approval, so a failure takes that back too."""
    publish_approved(workflow_state=instance, user=user)
