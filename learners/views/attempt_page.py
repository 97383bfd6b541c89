"""What a page of an attempt shows, and what a post of it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.enums import FeedbackMode, Navigation
from courses.items import ITEM_TYPES, ResponseError
from courses.rules.quiz_settings import ALL_ON_ONE_PAGE
from courses.rules.review import Moment, Review, review
from courses.rules.scoring import Given, given, is_settled, item_fraction
from courses.services.draw_items import section_starts
from learners.models import Attempt, Response
from learners.services.answer_marks import mark_of
from learners.views.enrolments import find_course

# Ids that pages and devices make (UUID versions); those of others are the server's own.
MADE_BY_CLIENTS = (4, 7)
NO_PROBLEMS: Mapping[str, ResponseError] = {}


def page_count(attempt: Attempt) -> int:
    """How many pages the questions of an attempt fill."""
    size = attempt.version.settings.page_size
    return 1 if size == ALL_ON_ONE_PAGE else -(-len(attempt.draw) // size)


def items_on(attempt: Attempt, page: int) -> list[str]:
    """The ids of the items on a page, pages counting from 1."""
    size = attempt.version.settings.page_size or len(attempt.draw)
    return list(attempt.draw[(page - 1) * size : page * size])


def first_open_page(attempt: Attempt) -> int:
    """The page to go on with: the first with an unanswered question, never one that was left behind."""
    if attempt.version.settings.navigation == Navigation.SEQUENTIAL:
        return min(attempt.place + 1, page_count(attempt))
    answered = {row.item_id for row in attempt.responses.all() if row.body}
    pages = range(attempt.place + 1, page_count(attempt) + 1)
    graded = {key for key, item in attempt.version.items.items() if ITEM_TYPES[item["type"]].graded}
    missing = (page for page in pages if (set(items_on(attempt, page)) & graded) - answered)
    return next(missing, page_count(attempt))


def is_open_page(attempt: Attempt, page: int) -> bool:
    """Whether a page may be looked at now: where there is only one way, neither back nor ahead."""
    return attempt.version.settings.navigation == Navigation.FREE or page == attempt.place + 1


def page_context(attempt: Attempt, page: int, problems: Mapping[str, ResponseError] = NO_PROBLEMS) -> dict[str, Any]:
    """Everything the page's template reads; `problems` say by item id what could not be taken."""
    settings, total = attempt.version.settings, page_count(attempt)
    stored = {row.item_id: row for row in attempt.responses.all()}
    back = page > 1 and settings.navigation == Navigation.FREE
    return {
        "attempt": {
            "id": str(attempt.public_id),
            "seconds_left": _seconds_left(attempt),
            "left_text": time_left(attempt),
        },
        "ticket": attempt.quiz_key if _is_carried(attempt) else None,
        "course": find_course(attempt.enrolment.course_key),
        "quiz_title": attempt.version.content["title"],
        "questions": list(_questions(attempt, page, stored, problems)),
        "number": page,
        "total": total,
        "many": settings.page_size != 1 or len(numbers_of(attempt)) != len(attempt.draw),
        "back": back,
        "beads": [_bead(attempt, n, page, stored) for n in range(1, total + 1)],
        "saved_at": max((row.saved_at for key in items_on(attempt, page) if (row := stored.get(key))), default=None),
        "save_url": reverse("learners:attempt_item", args=[attempt.public_id, page]),
        "command_id": str(uuid4()),
        "takes_files": any(attempt.version.items[key]["type"] == "file_upload" for key in items_on(attempt, page)),
    }


def _is_carried(attempt: Attempt) -> bool:
    """Whether the phone takes all pages along now that the attempt has begun: its clock runs on without network."""
    settings = attempt.version.settings
    return attempt.due_at is not None and not settings.checks_each_item and settings.navigation == Navigation.FREE


def _questions(
    attempt: Attempt, page: int, stored: dict[str, Response], problems: Mapping[str, ResponseError]
) -> Iterator[dict[str, Any]]:
    starts = section_starts(attempt.version.content, attempt.draw)
    flagged = {row.item_id for row in attempt.flags.all() if row.flagged}
    numbers = numbers_of(attempt)
    for item_id in items_on(attempt, page):
        problem = problems.get(item_id)
        question = _question(attempt, attempt.version.items[item_id], stored.get(item_id)) | {
            "number": numbers.get(item_id),
            "section": starts.get(item_id),
            "flagged": item_id in flagged,
            "problem": str(problem) if problem else "",
        }
        if problem and problem.kept is not None:
            question["response"] = problem.kept
        yield question


def _question(attempt: Attempt, item: dict[str, Any], row: Response | None) -> dict[str, Any]:
    """One question with its stored answer, and what its way of sitting adds."""
    settings = attempt.version.settings
    kind, found = ITEM_TYPES[item["type"]], given(row.body if row else None)
    by_machine = kind.graded and not kind.marked_by_person
    settled = is_settled(item, row.body if row else None, settings)
    return {
        "id": item["id"],
        "item": kind.public(item, attempt.seed),
        "template": kind.template,
        "field_name": f"item-{item['id']}",
        "response": found.answer,
        "seen": mark_of(row),
        "graded": kind.graded,
        "asks_certainty": settings.feedback == FeedbackMode.CERTAINTY and by_machine,
        "certainty": found.certainty if found.answer else None,
        "checks": settings.checks_each_item and by_machine and not settled,
        "settled": settled,
        "checked": _checked(attempt, item, found) if settings.checks_each_item and found.tries else None,
    }


def _checked(attempt: Attempt, item: dict[str, Any], found: Given) -> dict[str, Any]:
    """What is told after a check, as the review policy allows."""
    settings = attempt.version.settings
    shown = review(settings, Moment.CHECKED)
    last = found.tries[-1]
    settled = is_settled(item, {**last, "tries": list(found.tries)}, settings)
    return told(shown, item, last, item_fraction(item, last, settings), len(found.tries)) | {
        "tries_left": 0 if settled else settings.tries_an_item - len(found.tries)
    }


def told(shown: Review, item: dict[str, Any], answer: dict[str, Any], fraction: Any, tries: int = 1) -> dict[str, Any]:
    """Right or wrong, hints, feedback and the right answer of one item, each only where the policy shows it."""
    kind = ITEM_TYPES[item["type"]]
    hints = [hint for hint in [item["hint"], *item.get("more_hints", [])] if hint]
    correct = fraction is not None and fraction >= 1
    return {
        "waiting": fraction is None,
        "correct": correct if shown.correctness else None,
        "partly": shown.correctness and fraction is not None and 0 < fraction < 1,
        "hints": hints[:tries] if shown.hints and not correct else [],
        "feedback": kind.feedback(item, answer) if shown.feedback else [],
        "right_answer": kind.right_answer(item) if shown.right_answer else "",
        "explanation": item["explanation"] if shown.feedback else "",
    }


def numbers_of(attempt: Attempt) -> dict[str, int]:
    """The number each question is known by, from 1; what takes no answer has none."""
    items = attempt.version.items
    graded = [key for key in attempt.draw if ITEM_TYPES[items[key]["type"]].graded]
    return {key: number for number, key in enumerate(graded, start=1)}


def _bead(attempt: Attempt, page: int, here: int, stored: dict[str, Response]) -> str:
    if page == here:
        return "here"
    items = attempt.version.items
    graded = [key for key in items_on(attempt, page) if ITEM_TYPES[items[key]["type"]].graded]
    return "done" if all((row := stored.get(key)) is not None and row.body for key in graded) else "ahead"


def time_left(attempt: Attempt) -> str:
    """How long the learner still has, in words; empty where the clock does not end the attempt."""
    if attempt.due_at is None:
        return ""
    minutes = _seconds_left(attempt) // 60
    if minutes < 0:
        return _("The time is over. Hand in now: your saved answers count.")
    if minutes < 1:
        return _("Less than a minute left")
    return _("%(minutes)s minutes left") % {"minutes": minutes}


def _seconds_left(attempt: Attempt) -> int:
    """Whole seconds to the end, below 0 when it is over; 0 where there is none."""
    return int((attempt.due_at - timezone.now()).total_seconds() // 1) if attempt.due_at is not None else 0


def posted_origin(request: HttpRequest) -> UUID:
    """The hidden id of the page that posts; a page without one is a page of its own.

    Nobody takes an id of the server's own beforehand.
    """
    try:
        given = UUID(request.POST.get("command_id", ""))
    except ValueError:
        return uuid4()
    return given if given.version in MADE_BY_CLIENTS else uuid4()


def posted_seq(request: HttpRequest) -> int | None:
    """The count of the page's answers where a script keeps one."""
    seq = request.POST.get("seq", "")
    return int(seq) if seq.isascii() and seq.isdigit() and len(seq) < 9 else None
