"""Freezing a quiz: what learners sit is an immutable copy of what was published."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction
from django.db.models import Max

from courses.models import QuizPage, QuizVersion
from courses.rules.not_ready import NotReady
from courses.rules.quiz_content import authored_quiz_faults, quiz_content
from courses.services.outline import course_above


class BrokenQuiz(NotReady):
    """A quiz that nobody could sit; `faults` says in words which question and why."""


def content_digest(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@transaction.atomic
def freeze_quiz(*, quiz: QuizPage) -> QuizVersion:
    """Return the version of the quiz as it is now; unchanged content keeps its version.

    Raises BrokenQuiz and stores nothing when nobody could sit it.
    Two publications at once cannot take the same number: the second meets the unique constraint and rolls back.
    """
    faults = authored_quiz_faults(quiz)
    if faults:
        raise BrokenQuiz(faults)
    content = quiz_content(quiz)
    digest = content_digest(content)
    language = quiz.locale.language_code
    mine = QuizVersion.objects.filter(quiz_key=quiz.translation_key, language=language)
    latest = mine.order_by("-number").first()
    if latest is not None and latest.digest == digest:
        return latest
    number = (mine.aggregate(last=Max("number"))["last"] or 0) + 1
    return QuizVersion.objects.create(
        quiz_key=quiz.translation_key,
        course_key=course_above(quiz).translation_key,
        language=language,
        number=number,
        content=content,
        digest=digest,
    )
