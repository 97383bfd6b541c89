"""What a result says about marks of people, and a learner's question about a mark."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.rules.review import Review
from courses.rules.scoring import given
from learners.access import own_attempt
from learners.enums import AttemptState
from learners.models import Attempt
from learners.models.mark_query import LONGEST_QUERY
from learners.reports.marks import given_marks
from learners.services.mark_queries import QueryRefused, ask_about_mark
from learners.views.person_required import person_required


def marking_of(attempt: Attempt, shown: Review) -> dict[str, dict[str, Any]]:
    """By item id, what a result adds to each question: points by criterion, words, the file, a question and its answer.

    Points are shown where right and wrong are, the marker's words where feedback is.
    """
    marks = given_marks(attempt) if shown.correctness else {}
    queries = {row.item_id: row for row in attempt.mark_queries.all()}
    bodies = {row.item_id: given(row.body).answer for row in attempt.responses.all()}
    may_ask = attempt.state == AttemptState.SCORED and shown.correctness
    found: dict[str, dict[str, Any]] = {}
    for item_id in attempt.draw:
        mark, file = marks.get(item_id), bodies.get(item_id, {}).get("file")
        found[item_id] = {
            "criteria": mark.criteria if mark else [],
            "comments": mark.comments if mark and shown.feedback else [],
            "file_url": reverse("learners:response_file", args=[file]) if file else "",
            "query": queries.get(item_id),
            "ask_url": reverse("learners:ask_about_mark", args=[attempt.public_id]) if may_ask else "",
            "longest": LONGEST_QUERY,
        }
    return found


@require_POST
@person_required
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Keep the question and come back to the place it was asked at."""
    attempt = own_attempt(request.person, public_id)
    item_id = request.POST.get("item", "")
    try:
        query = ask_about_mark(
            person=request.person, attempt=attempt, item_id=item_id, text=request.POST.get("text", "")
        )
    except QueryRefused as error:
        messages.info(request, str(error))
        return redirect(reverse("learners:attempt_result", args=[public_id]))
    messages.success(request, _("Your question is sent. You will find the answer here."))
    return redirect(f"{reverse('learners:attempt_result', args=[public_id])}#mark-{query.item_id}")
