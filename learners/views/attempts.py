"""Sitting a quiz, one question a page; every step works as a plain form."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.html import plain
from courses.items import ITEM_TYPES, ResponseError
from courses.models import QuizPage
from courses.services.outline import course_above
from learners.access import own_attempt, own_enrolment
from learners.enums import AttemptState
from learners.models import Attempt
from learners.names import BadName, tidy_name
from learners.services.attempts import (
    AttemptClosed,
    NoAttemptLeft,
    QuizNotPublished,
    save_response,
    submit_attempt,
)
from learners.services.attempts import start_attempt as start
from learners.services.commands import CommandRefused
from learners.services.enrolments import correct_certificate_name
from learners.views.enrolments import find_course
from learners.views.person_required import person_required


@require_POST
@person_required
def start_attempt(request: HttpRequest, quiz_key: UUID) -> HttpResponse:
    """Begin or go on, then show the first question."""
    quiz = QuizPage.objects.live().filter(translation_key=quiz_key).first()
    enrolment = own_enrolment(request.person, course_above(quiz).translation_key) if quiz else None
    if quiz is None or enrolment is None:
        raise Http404
    try:
        attempt = start(enrolment=enrolment, quiz_key=quiz_key, language=get_language() or "vi")
    except (NoAttemptLeft, QuizNotPublished):
        messages.info(request, _("No try is left for this quiz. Your results so far are kept."))
        return redirect(quiz.localized.get_url(request))
    return redirect(reverse("learners:attempt", args=[attempt.public_id]))


@person_required
def attempt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Go on where the first answer is missing."""
    found = own_attempt(request.person, public_id)
    if found.state != AttemptState.OPEN:
        return redirect(reverse("learners:attempt_result", args=[public_id]))
    answered = _answered(found)
    number = next((n for n, item_id in enumerate(found.draw, start=1) if item_id not in answered), len(found.draw))
    return redirect(reverse("learners:attempt_item", args=[public_id, number]))


@person_required
def attempt_item(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """One question; a post saves the answer and moves on."""
    found = own_attempt(request.person, public_id)
    if not 1 <= number <= len(found.draw):
        raise Http404
    if request.method != "POST" and found.state != AttemptState.OPEN:
        return redirect(reverse("learners:attempt_result", args=[public_id]))
    item = found.version.items[found.draw[number - 1]]
    if request.method == "POST":
        return _save(request, found, item, number)
    return render(request, "learners/attempt.html", _item_context(found, item, number))


def _save(request: HttpRequest, attempt: Attempt, item: dict[str, Any], number: int) -> HttpResponse:
    wants_json = "application/json" in request.headers.get("Accept", "")
    try:
        body = ITEM_TYPES[item["type"]].read(item, request.POST, f"item-{item['id']}")
        receipt = save_response(
            person=request.person, attempt=attempt, item_id=item["id"], body=body,
            origin=_origin(request), seq=_seq(request),
        )  # fmt: skip
    except AttemptClosed:
        return _closed(request, attempt, wants_json)
    except (ResponseError, CommandRefused) as error:
        sentence = str(error) or _("This page is out of date. Your earlier answers are kept; open the quiz again.")
        if wants_json:
            return JsonResponse({"status": "refused", "message": sentence}, status=422)
        context = _item_context(attempt, item, number) | {"errors": [sentence]}
        return render(request, "learners/attempt.html", context, status=422)
    if wants_json:
        return JsonResponse(receipt)
    return redirect(_next_address(request.POST.get("go", "next"), attempt, number))


def _closed(request: HttpRequest, attempt: Attempt, wants_json: bool) -> HttpResponse:
    at = timezone.localtime(attempt.submitted_at).strftime("%H:%M %d/%m/%Y") if attempt.submitted_at else ""
    sentence = _("This try was handed in at %(at)s. The answer sent now does not change it; the result stands.") % {
        "at": at
    }
    if wants_json:
        return JsonResponse({"status": "closed", "message": sentence}, status=409)
    messages.info(request, sentence)
    return redirect(reverse("learners:attempt_result", args=[attempt.public_id]))


def _origin(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("command_id", ""))
    except ValueError:
        return uuid4()


def _seq(request: HttpRequest) -> int | None:
    seq = request.POST.get("seq", "")
    return int(seq) if seq.isascii() and seq.isdigit() and len(seq) < 9 else None


def _next_address(go: str, attempt: Attempt, number: int) -> str:
    if go == "previous" and number > 1:
        return reverse("learners:attempt_item", args=[attempt.public_id, number - 1])
    if go == "summary" or number >= len(attempt.draw):
        return reverse("learners:attempt_summary", args=[attempt.public_id])
    return reverse("learners:attempt_item", args=[attempt.public_id, number + 1])


def _item_context(attempt: Attempt, item: dict[str, Any], number: int) -> dict[str, Any]:
    answered = _answered(attempt)
    kind = ITEM_TYPES[item["type"]]
    course = find_course(attempt.enrolment.course_key)
    return {
        "attempt": {"id": str(attempt.public_id)},
        "course": course,
        "quiz_title": attempt.version.content["title"],
        "item": kind.public(item, attempt.seed),
        "item_template": kind.template,
        "field_name": f"item-{item['id']}",
        "response": answered.get(item["id"], {}),
        "number": number,
        "total": len(attempt.draw),
        "beads": [
            "here" if n == number else "done" if answered.get(item_id) else "ahead"
            for n, item_id in enumerate(attempt.draw, start=1)
        ],
        "saved_at": _saved_at(attempt, item["id"]),
        "save_url": reverse("learners:attempt_item", args=[attempt.public_id, number]),
        "command_id": str(uuid4()),
    }


def _answered(attempt: Attempt) -> dict[str, Any]:
    return dict(attempt.responses.values_list("item_id", "body"))


def _saved_at(attempt: Attempt, item_id: str) -> Any:
    row = attempt.responses.filter(item_id=item_id).first()
    return row.saved_at if row and row.body else None


@person_required
def attempt_summary(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All questions at a glance and the name for the certificate; a post hands in."""
    found = own_attempt(request.person, public_id)
    result_url = reverse("learners:attempt_result", args=[public_id])
    if request.method == "POST":
        name = request.POST.get("certificate_name", "")
        try:
            if name and found.state == AttemptState.OPEN:
                correct_certificate_name(enrolment=found.enrolment, full_name=tidy_name(name))
        except BadName as error:
            context = _summary_context(found) | {"certificate_name": name, "name_error": str(error)}
            return render(request, "learners/attempt_summary.html", context, status=422)
        submit_attempt(attempt=found)
        return redirect(result_url)
    if found.state != AttemptState.OPEN:
        return redirect(result_url)
    return render(request, "learners/attempt_summary.html", _summary_context(found))


def _summary_context(found: Attempt) -> dict[str, Any]:
    answered = _answered(found)
    items = found.version.items
    rows = [
        {
            "number": n,
            "prompt": plain(items[item_id]["prompt"]),
            "url": reverse("learners:attempt_item", args=[found.public_id, n]),
            "answered": bool(answered.get(item_id)),
        }
        for n, item_id in enumerate(found.draw, start=1)
    ]
    return {
        "course": find_course(found.enrolment.course_key),
        "quiz_title": found.version.content["title"],
        "items": rows,
        "unanswered": sum(1 for row in rows if not row["answered"]),
        "certificate_name": found.enrolment.certificate_name if found.enrolment.rule["certifies"] else "",
        "submit_url": reverse("learners:attempt_summary", args=[found.public_id]),
        "back_url": rows[-1]["url"],
    }
