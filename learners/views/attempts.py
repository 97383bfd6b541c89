"""Sitting a quiz page by page; every step works as a plain form."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.enums import Navigation
from courses.html import plain
from courses.items import ITEM_TYPES, ResponseError
from courses.models import QuizPage
from courses.rules.scoring import read_form
from courses.services.outline import course_above
from learners.access import own_attempt, own_enrolment
from learners.enums import AttemptState
from learners.models import Attempt
from learners.names import BadName, tidy_name
from learners.services.attempts import is_overdue, submit_attempt
from learners.services.attempts import start_attempt as start
from learners.services.commands import CommandRefused, Delivery, Receipt
from learners.services.enrolments import correct_certificate_name
from learners.services.quiz_times import StartRefused
from learners.services.responses import check_response, flag_item, leave_page, save_response
from learners.views.attempt_page import (
    first_open_page,
    is_open_page,
    items_on,
    numbers_of,
    page_context,
    page_count,
    posted_origin,
    posted_seq,
    time_left,
)
from learners.views.enrolments import find_course
from learners.views.person_required import person_required
from learners.views.uploads import named_in, with_uploads


@require_POST
@person_required
def start_attempt(request: HttpRequest, quiz_key: UUID) -> HttpResponse:
    """Begin or go on, then show the first question."""
    quiz = QuizPage.objects.live().filter(translation_key=quiz_key).first()
    enrolment = own_enrolment(request.person, course_above(quiz).translation_key) if quiz else None
    if quiz is None or enrolment is None:
        raise Http404
    try:
        attempt = start(
            enrolment=enrolment, quiz_key=quiz_key, language=get_language() or "vi",
            delivery=Delivery(command_id=posted_origin(request)),
            entry_code=request.POST.get("entry_code", ""), promised=bool(request.POST.get("promise")),
        )  # fmt: skip
    except CommandRefused:
        # The page was opened by another person of this phone.
        messages.info(request, _("This page is out of date. Open it again and tap Start."))
        return redirect(quiz.localized.get_url(request))
    except StartRefused as error:
        messages.info(request, str(error) or _("This quiz is not open yet."))
        return redirect(quiz.localized.get_url(request))
    return redirect(reverse("learners:attempt", args=[attempt.public_id]))


@person_required
def attempt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Go on where the first answer is missing."""
    found = own_attempt(request.person, public_id)
    if found.state != AttemptState.OPEN:
        return redirect(reverse("learners:attempt_result", args=[public_id]))
    if found.place >= page_count(found):
        return redirect(reverse("learners:attempt_summary", args=[public_id]))
    return redirect(reverse("learners:attempt_item", args=[public_id, first_open_page(found)]))


@person_required
def attempt_item(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """One page of questions; a post saves the answers and moves on."""
    found = own_attempt(request.person, public_id)
    if not 1 <= number <= page_count(found):
        raise Http404
    if request.method == "POST":
        return _save(request, found, number)
    if found.state != AttemptState.OPEN:
        return redirect(reverse("learners:attempt_result", args=[public_id]))
    if is_overdue(found):
        return redirect(reverse("learners:attempt_summary", args=[public_id]))
    if not is_open_page(found, number):
        return redirect(reverse("learners:attempt", args=[public_id]))
    return render(request, "learners/attempt.html", page_context(found, number))


def _save(request: HttpRequest, attempt: Attempt, number: int) -> HttpResponse:
    receipts, problems = _save_page(request, attempt, number)
    refused = next((each for each in receipts if each["status"] == "refused"), None)
    if "application/json" in request.headers.get("Accept", ""):
        return _receipt_response(receipts, refused, problems)
    if refused is not None and refused["code"] == "closed":
        messages.info(request, refused["message"])
        return redirect(reverse("learners:attempt_result", args=[attempt.public_id]))
    for each in receipts:
        if "message" in each:
            messages.info(request, each["message"])
    if problems:
        context = page_context(attempt, number, problems)
        return render(request, "learners/attempt.html", context, status=422)
    return redirect(_next_address(request, attempt, number))


def _save_page(request: HttpRequest, attempt: Attempt, number: int) -> tuple[list[Receipt], dict[str, ResponseError]]:
    """Save every answer of a page; one that cannot be taken never keeps the others from being saved."""
    receipts: list[Receipt] = []
    request.POST, problems = with_uploads(request, attempt, items_on(attempt, number))
    checked = request.POST.get("go", "").removeprefix("check:")
    for item_id in items_on(attempt, number):
        item = attempt.version.items[item_id]
        if not ITEM_TYPES[item["type"]].graded:
            continue
        service = check_response if item_id == checked else save_response
        delivery = Delivery(seen=request.POST.get(f"item-{item_id}-seen"))
        page = {"origin": posted_origin(request), "seq": posted_seq(request), "delivery": delivery}
        try:
            body = read_form(item, request.POST)
            receipt = service(person=request.person, attempt=attempt, item_id=item_id, body=body, **page)
            receipts.append(receipt | named_in(item, body))
        except ResponseError as error:
            problems.setdefault(item_id, error)
        except CommandRefused:
            sentence = _("This page is out of date. Your earlier answers are kept; open the quiz again.")
            problems[item_id] = ResponseError(sentence)
    return receipts, problems


def _receipt_response(
    receipts: list[Receipt], refused: Receipt | None, problems: dict[str, ResponseError]
) -> JsonResponse:
    """The receipts of a page's answers; what the learner should know of one of them stands on top."""
    if refused is not None:
        return JsonResponse(refused | {"items": receipts}, status=409)
    if problems:
        sentence = str(next(iter(problems.values())))
        said = {"status": "refused", "code": "invalid", "message": sentence, "items": receipts}
        return JsonResponse(said, status=422)
    told = next((each for each in receipts if "message" in each), receipts[0] if receipts else {"status": "stored"})
    return JsonResponse({**told, "items": receipts})


def _next_address(request: HttpRequest, attempt: Attempt, number: int) -> str:
    """Where a post leads; it also notes flags, and pages left behind where there is no way back."""
    go = request.POST.get("go") or _go_by_tap(request, attempt, number)
    here = reverse("learners:attempt_item", args=[attempt.public_id, number])
    action, _colon, item_id = go.partition(":")
    if action in {"flag", "unflag"} and item_id in attempt.draw:
        flag_item(
            person=request.person, attempt=attempt, item_id=item_id, flagged=action == "flag",
            origin=posted_origin(request),
        )  # fmt: skip
    if action in {"flag", "unflag", "check", "stay"}:
        return f"{here}#{item_id}" if item_id else here
    free = attempt.version.settings.navigation == Navigation.FREE
    if go == "previous" and number > 1 and free:
        return reverse("learners:attempt_item", args=[attempt.public_id, number - 1])
    leave_page(attempt=attempt, page=number - 1)
    if go == "summary" or number >= page_count(attempt):
        return reverse("learners:attempt_summary", args=[attempt.public_id])
    return reverse("learners:attempt_item", args=[attempt.public_id, number + 1])


def _go_by_tap(request: HttpRequest, attempt: Attempt, number: int) -> str:
    """Where a form without a pressed button leads: a tapped picture stays in sight, so that the tap can be seen."""
    tapped = next((key for key in items_on(attempt, number) if f"item-{key}.x" in request.POST), None)
    return f"stay:{tapped}" if tapped else "next"


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
    rows = _summary_rows(found)
    return {
        "course": find_course(found.enrolment.course_key),
        "quiz_title": found.version.content["title"],
        "attempt_id": str(found.public_id),
        "items": rows,
        "unanswered": sum(1 for row in rows if not row["answered"]),
        "flagged": sum(1 for row in rows if row["flagged"]),
        "left_text": time_left(found),
        "certificate_name": found.enrolment.certificate_name if _leads_to_certificate(found) else "",
        "submit_url": reverse("learners:attempt_summary", args=[found.public_id]),
        "result_url": reverse("learners:attempt_result", args=[found.public_id]),
        "back_url": rows[-1]["url"] if rows else "",
    }


def _leads_to_certificate(found: Attempt) -> bool:
    """Whether handing in may be what the certificate still waits for; an exercise beside the way never is."""
    rule = found.enrolment.rule
    return bool(rule["certifies"]) and str(found.quiz_key) in rule["quizzes"]


def _summary_rows(found: Attempt) -> list[dict[str, Any]]:
    """Every question with its state; a link back only where the learner may go back."""
    answered = {row.item_id for row in found.responses.all() if row.body}
    flagged = {row.item_id for row in found.flags.all() if row.flagged}
    back = found.version.settings.navigation == Navigation.FREE and not is_overdue(found)
    pages = {key: page for page in range(1, page_count(found) + 1) for key in items_on(found, page)}
    return [
        {
            "number": number,
            "prompt": plain(found.version.items[item_id]["prompt"]),
            "url": _item_url(found, pages[item_id], item_id) if back else "",
            "answered": item_id in answered,
            "flagged": item_id in flagged,
        }
        for item_id, number in numbers_of(found).items()
    ]


def _item_url(attempt: Attempt, page: int, item_id: str) -> str:
    return f"{reverse('learners:attempt_item', args=[attempt.public_id, page])}#{item_id}"
