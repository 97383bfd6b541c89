"""The result of an attempt: score, what was right, and what comes next - each as the review policy allows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.enums import Grading
from courses.html import plain
from courses.items import ITEM_TYPES
from courses.models import QuizPage
from courses.rules.quiz_settings import QuizSettings
from courses.rules.review import Review
from courses.rules.scoring import given
from learners.access import own_attempt
from learners.enums import AttemptState, ClosedBy
from learners.models import Attempt, Enrolment
from learners.services.attempts import score_attempt
from learners.services.course_state import course_states, state_context
from learners.services.grading import quiz_result, score_text
from learners.services.my_courses import credential_card
from learners.services.outlook import outlook_of
from learners.services.quiz_times import settings_for
from learners.services.score_keys import items_scored, version_used
from learners.views.attempt_page import numbers_of, told
from learners.views.enrolments import find_course
from learners.views.mark_queries import marking_of
from learners.views.person_required import person_required


@person_required
def attempt_result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the result; keys and explanations only where no further try can count."""
    attempt = own_attempt(request.person, public_id)
    if attempt.state not in {AttemptState.SCORED, AttemptState.SUBMITTED}:
        return redirect(reverse("learners:attempt", args=[_standing(attempt).public_id]))
    prefetch_related_objects([attempt], "responses", "manual_marks", "mark_queries", "score_events__version")
    settings = settings_for(attempt.enrolment, attempt.version)
    tries = list(attempt.enrolment.attempts.for_quiz(attempt.quiz_key))
    outlook = outlook_of(attempt, tries)
    left, shown = outlook.left, outlook.shown
    quiz = QuizPage.objects.live().filter(translation_key=attempt.quiz_key).first()
    context = {
        "quiz_title": attempt.version.content["title"],
        "waiting": attempt.state == AttemptState.SUBMITTED,
        "by_time": attempt.closed_by == ClosedBy.TIME,
        "passed": attempt.passed,
        "score_text": score_text(attempt.score) if attempt.score is not None and shown.score else "",
        "needed_text": score_text(settings.pass_mark),
        "words": settings.band(attempt.score) if attempt.score is not None and shown.score else "",
        "overall_text": _overall_text(settings, tries),
        "items": item_results(attempt, shown),
        "tries_left_text": "" if attempt.passed else _tries_text(left),
        "retry_url": quiz.localized.get_url(request) if quiz and left != 0 else None,
    }
    return render(request, "learners/attempt_result.html", context | _course_context(attempt, request))


def _standing(attempt: Attempt) -> Attempt:
    """The attempt itself, or for a voided one the newest that stands in its place. Raises Http404 without any."""
    rows = attempt.enrolment.attempts.for_quiz(attempt.quiz_key)
    found = rows.exclude(state=AttemptState.VOIDED).last() if attempt.state == AttemptState.VOIDED else attempt
    if found is None:
        raise Http404
    return found


def item_results(attempt: Attempt, shown: Review) -> list[dict[str, Any]]:
    """Right or wrong and a hint per item; the right answer and explanation only where they may be shown."""
    bodies = {row.item_id: row.body for row in attempt.responses.all()}
    items = items_scored(attempt, version_used(attempt))
    scored = {row.item_id: row for row in score_attempt(attempt).items}
    results, marking = [], marking_of(attempt, shown)
    for item_id, number in numbers_of(attempt).items():
        item, found = items[item_id], given(bodies.get(item_id))
        kind = ITEM_TYPES[item["type"]]
        row = told(shown, item, found.answer, scored[item_id].fraction, max(len(found.tries), 1))
        if marking[item_id]["criteria"] and not item.get("sample"):
            # The criteria stand there with their points; as the right answer they would stand there twice.
            row["right_answer"] = ""
        results.append(
            row
            | {
                "id": item_id,
                "marking": marking[item_id],
                "number": number,
                "prompt": plain(item["prompt"]),
                "your_answer": kind.answer_text(item, found.answer) if shown.answers else "",
            }
        )
    return results


def _overall_text(settings: QuizSettings, tries: list[Attempt]) -> str:
    """The result over all tries, where it is not simply the best of them."""
    result = quiz_result(settings.grading, tries)
    if settings.grading == Grading.BEST or result is None or len(tries) < 2:
        return ""
    return _("Result over all tries (%(rule)s): %(score)s") % {
        "rule": Grading(settings.grading).label, "score": score_text(result),
    }  # fmt: skip


def _tries_text(left: int | None) -> str:
    if left is None:
        return ""
    if left == 0:
        return _("No try is left. Ask a trainer or helper to open one more for you.")
    return ngettext("%(count)s try is left.", "%(count)s tries are left.", left) % {"count": left}


def _course_context(attempt: Attempt, request: HttpRequest) -> dict[str, Any]:
    course = find_course(attempt.enrolment.course_key)
    if course is None:
        return {"course": None, "completion": {"done": False, "missing": []}}
    enrolment = Enrolment.objects.prefetch_related("credentials__holder", "attempts", "lessons_done").get(
        pk=attempt.enrolment_id
    )
    state = course_states([course], {enrolment.course_key: enrolment})[0]
    shown = state_context(state, request)
    credential = state.credential()
    return {
        "course": course,
        "completion": {"done": state.completed, "missing": shown["missing"]},
        "credential": credential_card(credential) if credential else None,
        "next_url": shown["next_url"],
        "next_label": shown["next_label"],
    }
