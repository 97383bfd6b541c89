"""What follows a publication, inside its transaction."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.models import WorkflowState
from wagtail.signals import page_published, published, workflow_approved

from courses.models import ItemBank, QuizPage
from courses.rules.quiz import quiz_faults
from courses.rules.quiz_content import quiz_content
from courses.services.freeze_quiz import BrokenQuiz, freeze_quiz, quizzes_drawing_from
from courses.services.publish_course import publish_approved


@receiver(page_published, sender=QuizPage)
def freeze_published_quiz(instance: QuizPage, **kwargs: Any) -> None:
    """Freeze what was published; a broken quiz raises and takes the publication back with it."""
    faults = quiz_faults(quiz_content(instance))
    if faults:
        raise BrokenQuiz(faults)
    freeze_quiz(quiz=instance)


@receiver(published, sender=ItemBank)
def refreeze_quizzes_of_bank(instance: ItemBank, **kwargs: Any) -> None:
    """A changed bank makes a new version of every live quiz that draws from it."""
    with transaction.atomic():
        for quiz in quizzes_drawing_from(instance):
            freeze_published_quiz(instance=quiz)


@receiver(workflow_approved, sender=WorkflowState)
def publish_approved_course(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """Publish the rest of an approved course; it happens inside the approval, so a failure takes that back too."""
    publish_approved(workflow_state=instance, user=user)
