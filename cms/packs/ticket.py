"""A quiz to take along: the questions drawn for one person as pages for the phone, without any key."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.packs.course_pack import Pages, quiz_page
from cms.packs.stored_page import files_of, rendered, stored_page
from cms.rendered.build import NobodysRequest
from courses.enums import Navigation
from courses.models import CoursePage, QuizPage
from courses.rules.quiz_settings import QuizSettings
from learners.models import Attempt
from learners.services.quiz_times import shown
from learners.views.attempt_page import items_on, numbers_of, page_context, page_count


def why_not(settings: QuizSettings, *, running: bool) -> str:
    """Why a quiz cannot be taken along, in words; empty when it can. `running` says that an attempt has begun."""
    if settings.checks_each_item or settings.navigation != Navigation.FREE:
        return _("This quiz answers after each question, so it needs a network.")
    if not running and (settings.timed or settings.entry_code or settings.honesty):
        return _("Begin this quiz with a network first.")
    return ""


def ticket(attempt: Attempt, quiz: QuizPage, course: CoursePage, request: NobodysRequest) -> dict[str, Any]:
    """Return {attempt, until, pages by path, files} of an open attempt that a ticket was reserved for."""
    start = reverse("learners:attempt", args=[attempt.public_id])
    total = page_count(attempt)
    pages: Pages = {
        _address(attempt, number): _question_page(attempt, number, request) for number in range(1, total + 1)
    }
    pages[start] = pages[_address(attempt, 1)]
    pages[reverse("learners:attempt_summary", args=[attempt.public_id])] = _last_page(attempt, request)
    end = attempt.due_at or attempt.ticket_until
    until = shown(end) if end else ""
    pages[quiz.get_url(request)] = quiz_page(quiz, course, request, attempt_url=_address(attempt, 1), until=until)
    return {"attempt": str(attempt.public_id), "until": end, "pages": pages, "files": files_of(pages)}


def _address(attempt: Attempt, number: int) -> str:
    return reverse("learners:attempt_item", args=[attempt.public_id, number])


def _question_page(attempt: Attempt, number: int, request: NobodysRequest) -> dict[str, Any]:
    context = page_context(attempt, number)
    last = number == context["total"]
    summary = reverse("learners:attempt_summary", args=[attempt.public_id])
    context |= {
        "where": _("question %(number)s / %(total)s") % {"number": number, "total": context["total"]},
        "back_url": _address(attempt, number - 1) if number > 1 else "",
        "next_url": summary if last else _address(attempt, number + 1),
    }
    parts = {
        "main": rendered("pwa/attempt.html", context, request),
        "nav": rendered("pwa/attempt_nav.html", context, request),
    }
    return stored_page(context["quiz_title"], [parts], ["forms"])


def _last_page(attempt: Attempt, request: NobodysRequest) -> dict[str, Any]:
    pages = {key: page for page in range(1, page_count(attempt) + 1) for key in items_on(attempt, page)}
    rows = [
        {"id": key, "number": number, "url": f"{_address(attempt, pages[key])}#{key}"}
        for key, number in numbers_of(attempt).items()
    ]
    context = {
        "attempt": {"id": str(attempt.public_id)}, "items": rows, "back_url": rows[-1]["url"] if rows else "",
        "submit_url": reverse("learners:attempt_summary", args=[attempt.public_id]),
        "result_url": reverse("learners:attempt_result", args=[attempt.public_id]),
    }  # fmt: skip
    parts = {
        "main": rendered("pwa/hand_in.html", context, request),
        "nav": rendered("pwa/hand_in_nav.html", context, request),
    }
    return stored_page(attempt.version.content["title"], [parts], ["forms"])
