"""What phones send and get; a field that is not named here is refused."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import UUID4, UUID7, AwareDatetime, BaseModel, ConfigDict, Field

from learners.services.answer_marks import LAST_SEQ

MOST_EVENTS = 200
LARGEST_BODY = 256 * 1024


class StrictSchema(Schema):
    """Refuses what it does not know: nobody sends a score."""

    model_config = ConfigDict(extra="forbid")


class EventIn(BaseModel):
    """One event of a device. No schema of the framework: that asks every cell as if it were a database object's."""

    model_config = ConfigDict(extra="forbid")

    id: UUID4 | UUID7
    seq: int = Field(ge=1, le=LAST_SEQ)
    kind: str = Field(max_length=20)
    subject: UUID
    item: str = Field(default="", max_length=64, pattern=r"^[-\w]*$")
    body: dict[str, Any] = Field(default_factory=dict)
    seen: str = Field(default="", max_length=80)
    at_device: AwareDatetime | None = None
    at_monotonic: int | None = Field(default=None, ge=0, le=2**53)
    boot: str = Field(default="", max_length=40)


class BatchIn(StrictSchema):
    """Events of one device, oldest first. Each is judged by itself, so that a broken one never blocks the others.

    `person` is whose queue they come from: where another person is signed in by now, nothing of it is taken.
    """

    device: UUID
    person: UUID | None = None
    sent_at: AwareDatetime
    events: list[dict[str, Any]] = Field(max_length=MOST_EVENTS)


class BatchOut(Schema):
    """The server's clock and a receipt for each event, in the order sent.

    Each has `id` and `status` (stored, duplicate, merged, conflict, refused, later); a refusal has `code` and
    `message`, later has `retry_after` in seconds, and each kind adds what it brought.
    """

    server_time: datetime
    results: list[dict[str, Any]]


class AnswerOut(Schema):
    """An answer as it stands; `seen` is what the next event about it names."""

    body: dict[str, Any]
    seen: str
    saved_at: datetime


class AttemptOut(Schema):
    """An open attempt."""

    attempt: UUID
    quiz: UUID
    due_at: datetime | None
    ticket_until: datetime | None
    answers: dict[str, AnswerOut]
    flags: list[str]


class StateOut(Schema):
    """The server's view of one person on one device."""

    server_time: datetime
    person: UUID
    csrf_token: str
    highest_seq: int
    attempts: list[AttemptOut]
    lessons_done: list[UUID]


class RefusalOut(Schema):
    """A request that could not be taken as a whole: what happened, what is safe, one thing to do."""

    code: str
    message: str
