"""The result of an attempt: score, what was right, and what comes next."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.html import plain
from courses.items import ITEM_TYPES
from courses.models import QuizPage
from learners.access import own_attempt
from learners.enums import AttemptState
from learners.models import Attempt, Enrolment
from learners.services.attempts import attempts_left, has_passed, pass_mark_of
from learners.services.course_state import course_states, state_context
from learners.services.grading import score_draw, score_text
from learners.services.my_courses import credential_card
from learners.views.enrolments import find_course
from learners.views.person_required import person_required


@person_required
def attempt_result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the result; keys and explanations only once passed or out of tries."""
    attempt = own_attempt(request.person, public_id)
    if attempt.state == AttemptState.OPEN or attempt.score is None:
        return redirect(reverse("learners:attempt", args=[public_id]))
    left = attempts_left(attempt.enrolment, attempt.version)
    quiz = QuizPage.objects.live().filter(translation_key=attempt.quiz_key).first()
    context = {
        "quiz_title": attempt.version.content["title"],
        "passed": attempt.passed,
        "score_text": score_text(attempt.score),
        "needed_text": score_text(pass_mark_of(attempt)),
        "items": item_results(attempt, show_keys=shows_keys(attempt, left)),
        "tries_left_text": "" if attempt.passed else _tries_text(left),
        "retry_url": quiz.localized.get_url(request) if quiz and left != 0 else None,
    }
    return render(request, "learners/attempt_result.html", context | _course_context(attempt, request))


def shows_keys(attempt: Attempt, left: int | None) -> bool:
    """The review rule: right answers and explanations are shown once passed or when no try is left."""
    return left == 0 or has_passed(attempt.enrolment, attempt.quiz_key)


def item_results(attempt: Attempt, *, show_keys: bool) -> list[dict[str, Any]]:
    """Right or wrong and a hint per item; the right answer and explanation only where they may be shown."""
    answers = dict(attempt.responses.values_list("item_id", "body"))
    items = attempt.version.items
    scored = {row.item_id: row for row in score_draw(items, attempt.draw, answers).items}
    return [
        {
            "number": number,
            "prompt": plain(items[item_id]["prompt"]),
            "correct": scored[item_id].correct,
            "your_answer": ITEM_TYPES[items[item_id]["type"]].answer_text(items[item_id], answers.get(item_id) or {}),
            "hint": items[item_id]["hint"],
            "right_answer": ITEM_TYPES[items[item_id]["type"]].right_answer(items[item_id]) if show_keys else "",
            "explanation": items[item_id]["explanation"] if show_keys else "",
        }
        for number, item_id in enumerate(attempt.draw, start=1)
    ]


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
    enrolment = Enrolment.objects.prefetch_related("credentials__holder").get(pk=attempt.enrolment_id)
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
