"""`POST /api/sync` and `GET /api/sync/state`: what phones kept while they were offline."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import ValidationError

from learners.access import own_attempts
from learners.api.field_events import FIELD_HANDLERS
from learners.api.schemas import BatchIn, BatchOut, EventIn, RefusalOut, StateOut
from learners.models import LessonCompletion
from learners.services.answer_marks import mark_of
from learners.services.commands import refusal
from learners.services.sync import Batch, Event, highest_gap_free, take_batch

router = Router(tags=["sync"])


class OtherPerson(Exception):
    """The events belong to somebody else than who is signed in: on a shared phone they wait for their owner."""


REFUSALS = dict.fromkeys((400, 401, 403, 409, 413, 422, 429), RefusalOut)


@router.post("/sync", response={200: BatchOut, **REFUSALS}, summary="Send events")
def send(request: HttpRequest, batch: BatchIn) -> dict[str, Any]:
    """Take events in their order; a repeat gets its first receipt. Another person's queue is left on its phone."""
    if batch.person not in {None, request.auth.public_id}:  # type: ignore[attr-defined]  # The person signed in.
        raise OtherPerson
    events: list[Event] = []
    refused: dict[int, dict[str, Any]] = {}
    for place, raw in enumerate(batch.events):
        try:
            events.append(Event(**EventIn(**raw).model_dump()))
        except (ValidationError, TypeError) as error:
            refused[place] = {"id": str(raw.get("id", ""))[:40]} | _unreadable(error)
    taken = iter(
        take_batch(
            person=request.auth,  # type: ignore[attr-defined]  # The person, set by the API's sign-in.
            batch=Batch(batch.device, batch.sent_at, events, get_language() or "vi"),
            field=FIELD_HANDLERS,
        )
    )
    results = [refused[place] if place in refused else next(taken) for place in range(len(batch.events))]
    return {"server_time": timezone.now(), "results": results}


@router.get("/sync/state", response={200: StateOut, **REFUSALS}, summary="What the server knows")
def state(request: HttpRequest, device: UUID) -> dict[str, Any]:
    """Open attempts with their answers, lessons done, and how far this device's events have arrived."""
    person = request.auth  # type: ignore[attr-defined]  # The person, set by the API's sign-in.
    attempts = own_attempts(person).open().prefetch_related("responses", "flags")
    done = LessonCompletion.objects.filter(enrolment__person=person).values_list("lesson_key", flat=True)
    return {
        "server_time": timezone.now(),
        "person": person.public_id,
        "csrf_token": get_token(request),
        "highest_seq": highest_gap_free(person=person, device=device),
        "attempts": [
            {
                "attempt": attempt.public_id,
                "quiz": attempt.quiz_key,
                "due_at": attempt.due_at,
                "ticket_until": attempt.ticket_until,
                "answers": {
                    row.item_id: {"body": row.body, "seen": mark_of(row), "saved_at": row.saved_at}
                    for row in attempt.responses.all()
                },
                "flags": [row.item_id for row in attempt.flags.all() if row.flagged],
            }
            for attempt in attempts
        ],
        "lessons_done": sorted(set(done)),
    }


def _unreadable(error: Exception) -> dict[str, Any]:
    """A refusal of one event whose shape is wrong; the field is named, its content is not repeated."""
    field = ".".join(str(part) for part in error.errors()[0]["loc"]) if isinstance(error, ValidationError) else ""
    return refusal(
        "invalid", _("This could not be read. It stays on your phone; show it to your trainer."), field=field
    )
