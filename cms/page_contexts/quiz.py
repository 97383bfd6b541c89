"""The page before a quiz."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import QuizPage, QuizVersion
from courses.services.outline import course_above
from learners.access import own_enrolment
from learners.enums import AttemptState
from learners.models import Enrolment
from learners.services.attempts import attempts_left, has_passed
from learners.services.grading import score_text


def quiz_context(page: QuizPage, request: HttpRequest) -> dict[str, Any]:
    """How long, what to reach, how often; earlier tries; begin, go on or why not."""
    course = course_above(page)
    version = QuizVersion.objects.current(page.translation_key, page.locale.language_code)
    enrolment = own_enrolment(getattr(request, "person", None), course.translation_key)
    context: dict[str, Any] = {
        "course": course,
        "item_count": version.item_count if version else 0,
        "pass_text": score_text(page.pass_mark),
        "attempts_text": allowed_text(version),
    }
    if version is None:
        return context | {"blocked_reason": _("This quiz is not open yet.")}
    if enrolment is None:
        enrol_url = reverse("learners:enrol", args=[course.translation_key])
        return context | {
            "blocked_reason": _("Enrol in the course to take the quiz and get the certificate."),
            "next_url": enrol_url,
            "next_label": _("Enrol"),
        }
    return context | _own_tries(page, enrolment, version)


def allowed_text(version: QuizVersion | None) -> str:
    """How many attempts there are, in words."""
    if version is None or version.attempts_allowed == 0:
        return _("As many tries as you like")
    allowed = version.attempts_allowed
    return ngettext("%(count)s try", "%(count)s tries", allowed) % {"count": allowed}


def _own_tries(page: QuizPage, enrolment: Enrolment, version: QuizVersion) -> dict[str, Any]:
    tries = list(enrolment.attempts.for_quiz(page.translation_key))
    running = next((each for each in tries if each.state == AttemptState.OPEN), None)
    context: dict[str, Any] = {
        "last_attempts": [
            {
                "number": each.number,
                "score_text": score_text(each.score),
                "passed": each.passed,
                "url": reverse("learners:attempt_result", args=[each.public_id]),
            }
            for each in tries
            if each.state == AttemptState.SCORED and each.score is not None
        ]
    }
    if running is not None:
        return context | {"continue_url": reverse("learners:attempt", args=[running.public_id])}
    if has_passed(enrolment, page.translation_key):
        return context
    if attempts_left(enrolment, version) == 0:
        return context | {"blocked_reason": _("All tries are used. Ask a trainer or helper to open one more for you.")}
    return context | {"start_url": reverse("learners:start_attempt", args=[page.translation_key])}
