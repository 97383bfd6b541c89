"""Sitting a quiz: start and submit - each an idempotent command in one transaction. Answers: `services.responses`."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from courses.items import ITEM_TYPES
from courses.models import QuizVersion
from courses.rules.quiz_settings import QuizSettings
from courses.services.draw_items import draw_items
from learners import outbox
from learners.enums import AttemptState, ClosedBy, EnrolmentState
from learners.inserted_rows import insert_rows
from learners.models import Attempt, Enrolment, Person, ScoreEvent
from learners.models.attempt import LATE_ARRIVAL
from learners.services.commands import PLAIN, Delivery, Order, Receipt, once
from learners.services.grading import NO_MARKS, Score, is_passed, score_draw
from learners.services.marking_queue import queue_answers
from learners.services.progress import Completion, decide_completion, decide_held
from learners.services.quiz_times import (
    QuizNotPublished,
    StartReused,
    end_of,
    refuse_entry,
    refuse_start,
    settings_for,
    tries_left,
)
from learners.services.score_keys import items_scored, version_used

TICKET_DAYS = 7


@dataclass(frozen=True)
class Submission:
    """What submitting brought: the attempt and whether the course is complete."""

    attempt: Attempt
    completion: Completion


def has_passed(enrolment: Enrolment, quiz_key: UUID) -> bool:
    """Whether the quiz is passed: its keys are shown from then on, so no further attempt may be scored."""
    mine = list(enrolment.attempts.for_quiz(quiz_key).select_related("version"))
    return bool(mine) and is_passed(settings_for(enrolment, mine[-1].version), mine)


def attempts_left(enrolment: Enrolment, version: QuizVersion) -> int | None:
    """How many attempts remain; None means no limit."""
    return tries_left(settings_for(enrolment, version), list(enrolment.attempts.for_quiz(version.quiz_key)))


@transaction.atomic
def start_attempt(
    *,
    enrolment: Enrolment,
    quiz_key: UUID,
    language: str,
    delivery: Delivery = PLAIN,
    entry_code: str = "",
    promised: bool = False,
    origin: UUID | None = None,
    seq: int | None = None,
) -> Attempt:
    """Return the open attempt of a quiz, or begin the next one.

    Starting twice, from two devices too, gives the same attempt; a start repeated under its command's id gives the
    attempt it began, even after that was handed in. Raises quiz_times.StartRefused, CommandRefused.
    """
    # Whoever locks both locks the attempt first, so that no two requests wait for each other.
    for late in enrolment.attempts.for_quiz(quiz_key).overdue(timezone.now()):
        close_overdue(attempt=late)
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("person").get(pk=enrolment.pk)

    def effect() -> Receipt:
        attempt = _running_or_new(enrolment, quiz_key, language, entry_code, promised)
        return {"status": "stored", "attempt": str(attempt.public_id), "at": attempt.started_at.isoformat()}

    started = (
        effect() if delivery.command_id is None else once(_start(enrolment, quiz_key, delivery, origin, seq), effect)
    )
    if started["status"] == "refused":
        raise StartReused(started["message"])
    rows = Attempt.objects.with_version().filter(enrolment__person=enrolment.person_id)
    return rows.get(public_id=started["attempt"])


def _start(enrolment: Enrolment, quiz_key: UUID, delivery: Delivery, origin: UUID | None, seq: int | None) -> Order:
    command_id, body = delivery.command_id or uuid4(), {"quiz": str(quiz_key)}
    return Order(enrolment.person, command_id, "start", body, origin=origin, seq=seq, delivery=delivery)


def _running_or_new(enrolment: Enrolment, quiz_key: UUID, language: str, entry_code: str, promised: bool) -> Attempt:
    mine = list(enrolment.attempts.for_quiz(quiz_key))
    running = next((row for row in mine if row.state == AttemptState.OPEN), None)
    if running is not None:
        return running
    version = QuizVersion.objects.current(quiz_key, language)
    if version is None:
        raise QuizNotPublished
    settings = settings_for(enrolment, version)
    refuse_start(enrolment, settings, mine)
    refuse_entry(settings, entry_code, promised)
    return _begin(enrolment, version, settings, len(mine) + 1)


def _begin(enrolment: Enrolment, version: QuizVersion, settings: QuizSettings, number: int) -> Attempt:
    seed, now = secrets.randbelow(2**31), timezone.now()
    attempt = Attempt.objects.create(
        enrolment=enrolment, quiz_key=version.quiz_key, version=version, number=number, seed=seed,
        draw=draw_items(version.content, seed), started_at=now, due_at=end_of(settings, now),
    )  # fmt: skip
    if attempt.due_at is not None:
        outbox.add("close_attempt", str(attempt.pk), at=attempt.due_at + LATE_ARRIVAL)
    return attempt


@transaction.atomic
def reserve_ticket(*, attempt: Attempt) -> Attempt:
    """Promise a phone that answers given offline count until the ticket ends; a second phone gets the same ticket.

    A timed attempt gets none: its clock runs on the server.
    """
    attempt = Attempt.objects.with_version().select_for_update(of=("self",)).get(pk=attempt.pk)
    if attempt.state == AttemptState.OPEN and attempt.due_at is None and attempt.ticket_until is None:
        attempt.ticket_until = timezone.now() + datetime.timedelta(days=TICKET_DAYS)
        attempt.save(update_fields=["ticket_until"])
    return attempt


@transaction.atomic
def submit_attempt(*, attempt: Attempt, by: ClosedBy = ClosedBy.LEARNER) -> Submission:
    """Hand in, score and decide completion in the same transaction; submitting twice returns the first result.

    An attempt with answers that a person has to mark waits for them, unscored.
    """
    return hand_in(Attempt.objects.with_version().held_with_enrolment().get(pk=attempt.pk), by)


def hand_in(attempt: Attempt, by: ClosedBy = ClosedBy.LEARNER, answers: Mapping[str, Any] | None = None) -> Submission:
    """As `submit_attempt`, of an attempt that the caller locked in this transaction together with its enrolment.

    `answers` are the answers stored, by item, where the caller has just read or written them.
    """
    if attempt.state != AttemptState.OPEN:
        return Submission(attempt, decide_held(attempt.enrolment))
    score = score_attempt(attempt, answers=answers)
    now = timezone.now()
    attempt.submitted_at = min(now, attempt.due_at) if attempt.due_at else now
    attempt.closed_by = ClosedBy.TIME if is_overdue(attempt) else by
    attempt.state = AttemptState.SCORED if score.marked else AttemptState.SUBMITTED
    if score.marked:
        attempt.score, attempt.passed = score.value, score.value >= pass_mark_of(attempt)
    attempt.save(update_fields=["state", "submitted_at", "closed_by", "score", "passed"])
    if score.marked:
        _append_score(attempt, score.value, None)
    queue_answers(attempt, [row.item_id for row in score.items if row.fraction is None])
    return Submission(attempt, decide_held(attempt.enrolment))


@transaction.atomic
def settle_attempt(*, attempt: Attempt, by: Person, reason: str = "") -> Submission:
    """Give a closed attempt the score its marks make now; nothing changes while an answer still waits for a person.

    The first time it becomes scored; later each call adds a ScoreEvent with the reason. Completion is decided at once.
    """
    attempt = Attempt.objects.with_version().select_for_update(of=("self",)).get(pk=attempt.pk)
    score = score_attempt(attempt)
    if attempt.state in {AttemptState.SUBMITTED, AttemptState.SCORED} and score.marked:
        attempt.state = AttemptState.SCORED
        attempt.score, attempt.passed = score.value, score.value >= pass_mark_of(attempt)
        # The event comes first: a guard compares a closed attempt's score with its last event.
        note_score(attempt, reason=reason, by=by)
        attempt.save(update_fields=["state", "score", "passed"])
    return Submission(attempt, decide_completion(enrolment=attempt.enrolment))


def note_score(
    attempt: Attempt, *, reason: str, version: QuizVersion | None = None, by: Person | None = None
) -> ScoreEvent:
    """Append the attempt's score to its history; without a `version` it was made with the keys of the last score."""
    if attempt.score is None:
        raise ValueError("an attempt without a score has none to note")
    return _append_score(attempt, attempt.score, version or version_used(attempt), reason, by)


def _append_score(
    attempt: Attempt, score: Decimal, version: QuizVersion | None, reason: str = "", by: Person | None = None
) -> ScoreEvent:
    event = ScoreEvent(
        attempt=attempt, score=score, passed=attempt.passed, reason=reason, version=version, by=by,
        scorer_version=(version or attempt.version).content["scorer"],
    )  # fmt: skip
    (event.pk,) = insert_rows([event])
    outbox.add("count_attempt", f"{attempt.pk}:{event.pk}")
    return event


@transaction.atomic
def close_overdue(*, attempt: Attempt) -> bool:
    """Hand in an attempt whose time is over, with what is saved; return whether it is closed now."""
    attempt = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
    if attempt.state == AttemptState.OPEN and is_overdue(attempt):
        submit_attempt(attempt=attempt, by=ClosedBy.TIME)
        return True
    return attempt.state != AttemptState.OPEN


def is_overdue(attempt: Attempt) -> bool:
    """Whether the time is over, the tolerance for slow networks included."""
    return attempt.due_at is not None and timezone.now() > attempt.due_at + LATE_ARRIVAL


def score_attempt(
    attempt: Attempt, version: QuizVersion | None = None, answers: Mapping[str, Any] | None = None
) -> Score:
    """Compute the score of an attempt from its frozen version, its draw, its stored answers and the marks people gave.

    `version` is another version whose keys are used, by default the one of the last score; items it no longer has keep
    those of the version sat. `answers` are the stored ones, by item, where the caller has them already.
    """
    if answers is None:
        answers = {row.item_id: row.body for row in attempt.responses.all()}
    items = items_scored(attempt, version or version_used(attempt))
    by_people = any(ITEM_TYPES[items[item_id]["type"]].marked_by_person for item_id in attempt.draw)
    marks = marks_of(attempt) if by_people else NO_MARKS
    return score_draw(items, attempt.draw, answers, attempt.version.settings, marks)


def marks_of(attempt: Attempt) -> Mapping[str, Decimal]:
    """What people gave for the answers of an attempt, 0 to 1, by item id; the last row about an answer counts."""
    last = {row.item_id: row.result for row in sorted(attempt.manual_marks.all(), key=lambda row: row.pk)}
    return {item_id: result for item_id, result in last.items() if result is not None}


def pass_mark_of(attempt: Attempt) -> Decimal:
    """The pass mark of the version sat; the enrolment's copy of the rule wins where it is lower or equal.

    A course that raises its pass mark midway moves nobody's goal.
    """
    promised, mark = attempt.enrolment.rule["quizzes"].get(str(attempt.quiz_key)), attempt.version.pass_mark
    return mark if promised is None else min(mark, Decimal(promised))


def is_withdrawn(attempt: Attempt) -> bool:
    """Whether the learner left the course, so that what still arrives is kept but not counted."""
    return attempt.enrolment.state == EnrolmentState.WITHDRAWN
