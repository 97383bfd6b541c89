"""The page before a quiz."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.enums import FeedbackMode, Navigation, Purpose
from courses.models import QuizPage, QuizVersion
from courses.rules.quiz_settings import NO_LIMIT, QuizSettings
from courses.services.outline import course_above
from learners.access import own_enrolment
from learners.enums import AttemptState
from learners.models import Attempt, Enrolment
from learners.services.attempts import is_overdue
from learners.services.grading import is_passed, score_text
from learners.services.quiz_times import StartRefused, refuse_start, settings_for, shown, tries_left


def quiz_context(page: QuizPage, request: HttpRequest) -> dict[str, Any]:
    """How long, what to reach, how often; earlier tries; begin, go on or why not."""
    course = course_above(page)
    version = QuizVersion.objects.current(page.translation_key, page.locale.language_code)
    if version is None:
        return {"course": course, "blocked_reason": _("This quiz is not open yet.")}
    if version.settings.purpose == Purpose.PRACTICE:
        practice_url = reverse("learners:practise", args=[page.translation_key])
        facts = {"course": course, "item_count": version.item_count, "facts": [_("Practise as often as you like.")]}
        return facts | {"next_url": practice_url, "next_label": _("Begin")}
    enrolment = own_enrolment(getattr(request, "person", None), course.translation_key)
    settings = settings_for(enrolment, version) if enrolment else version.settings
    context: dict[str, Any] = {
        "course": course,
        "item_count": version.item_count,
        "pass_text": score_text(settings.pass_mark),
        "attempts_text": allowed_text(settings),
        "facts": facts_of(settings),
    }
    if enrolment is None:
        return context | {
            "blocked_reason": _("Enrol in the course to take the quiz and get the certificate."),
            "next_url": reverse("learners:enrol", args=[course.translation_key]),
            "next_label": _("Enrol"),
        }
    return context | _own_tries(page, enrolment, settings)


def allowed_text(settings: QuizSettings) -> str:
    """How many attempts there are, in words."""
    if settings.attempts_allowed == NO_LIMIT:
        return _("As many tries as you like")
    allowed = settings.attempts_allowed
    return ngettext("%(count)s try", "%(count)s tries", allowed) % {"count": allowed}


def facts_of(settings: QuizSettings) -> list[str]:
    """What a learner should know before beginning, beyond the number of questions, tries and points."""
    facts = []
    if settings.minutes is None:
        facts.append(_("Every answer is saved at once. No time limit."))
    else:
        words = ngettext(
            "%(count)s minute from the beginning", "%(count)s minutes from the beginning", settings.minutes
        )
        facts.append(words % {"count": settings.minutes})
        facts.append(_("Every answer is saved at once. What is saved when the time ends is handed in for you."))
    if settings.opens_at is not None:
        facts.append(_("Opens at %(at)s") % {"at": shown(settings.opens_at)})
    if settings.closes_at is not None:
        facts.append(_("Closes at %(at)s") % {"at": shown(settings.closes_at)})
    if settings.navigation == Navigation.SEQUENTIAL:
        facts.append(_("One question after the other: there is no way back."))
    if settings.checks_each_item:
        facts.append(_("You are told after each question whether it is right."))
    if settings.feedback == FeedbackMode.CERTAINTY:
        facts.append(_("You also say how sure you are of each answer."))
    return facts


def _own_tries(page: QuizPage, enrolment: Enrolment, settings: QuizSettings) -> dict[str, Any]:
    tries = list(enrolment.attempts.for_quiz(page.translation_key))
    context: dict[str, Any] = {"last_attempts": [_row(each) for each in tries if each.state in _CLOSED]}
    running = next((each for each in tries if each.state == AttemptState.OPEN), None)
    if running is not None and not is_overdue(running):
        return context | {"continue_url": reverse("learners:attempt", args=[running.public_id])}
    if running is not None:
        return context | {"continue_url": reverse("learners:attempt_summary", args=[running.public_id])}
    if is_passed(settings, tries):
        return context
    if tries_left(settings, tries) == 0:
        return context | {"blocked_reason": _("All tries are used. Ask a trainer or helper to open one more for you.")}
    try:
        refuse_start(enrolment, settings, tries)
    except StartRefused as error:
        return context | {"blocked_reason": str(error)}
    return context | {
        "start_url": reverse("learners:start_attempt", args=[page.translation_key]),
        "command_id": str(uuid4()),
        "asks_code": bool(settings.entry_code),
        "promise": settings.honesty,
    }


_CLOSED = {AttemptState.SCORED, AttemptState.SUBMITTED}


def _row(attempt: Attempt) -> dict[str, Any]:
    return {
        "number": attempt.number,
        "score_text": score_text(attempt.score) if attempt.score is not None else _("waiting for a marker"),
        "passed": attempt.passed,
        "url": reverse("learners:attempt_result", args=[attempt.public_id]),
    }
