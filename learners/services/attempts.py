"""Sitting a quiz: start, save, submit - each an idempotent command in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from courses.items import ITEM_TYPES
from courses.models import QuizVersion
from courses.services.draw_items import draw_items
from learners.enums import AttemptState, EnrolmentState
from learners.models import Attempt, Enrolment, Person, Response, ScoreEvent
from learners.services.commands import CommandRefused, once
from learners.services.grading import Score, score_draw
from learners.services.progress import Completion, decide_completion


class NoAttemptLeft(Exception):
    """All attempts allowed are used, or the quiz is already passed for good."""


class QuizNotPublished(Exception):
    """No version of the quiz exists to sit."""


class AttemptClosed(Exception):
    """The attempt was submitted; `attempt` carries its result, which stays."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__(attempt.public_id)
        self.attempt = attempt


@dataclass(frozen=True)
class Submission:
    """What submitting brought: the scored attempt and whether the course is complete."""

    attempt: Attempt
    completion: Completion


def has_passed(enrolment: Enrolment, quiz_key: UUID) -> bool:
    """Whether the quiz is passed: its keys are shown from then on, so no further attempt may be scored."""
    return enrolment.attempts.scored().for_quiz(quiz_key).filter(passed=True).exists()


def attempts_left(enrolment: Enrolment, version: QuizVersion) -> int | None:
    """How many attempts remain; None means no limit. Attempts count per quiz, whatever version or language."""
    if version.attempts_allowed == 0:
        return None
    used = enrolment.attempts.for_quiz(version.quiz_key).exclude(state=AttemptState.VOIDED).count()
    return max(version.attempts_allowed - used, 0)


@transaction.atomic
def start_attempt(*, enrolment: Enrolment, quiz_key: UUID, language: str) -> Attempt:
    """Return the open attempt of a quiz, or begin the next one.

    Starting twice, from two devices too, gives the same attempt. Raises QuizNotPublished, NoAttemptLeft.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    mine = enrolment.attempts.for_quiz(quiz_key)
    running = mine.open().first()
    if running is not None:
        return running
    version = QuizVersion.objects.current(quiz_key, language)
    if version is None:
        raise QuizNotPublished
    if (
        has_passed(enrolment, quiz_key)
        or attempts_left(enrolment, version) == 0
        or enrolment.state == EnrolmentState.WITHDRAWN
    ):
        raise NoAttemptLeft
    seed = secrets.randbelow(2**31)
    return Attempt.objects.create(
        enrolment=enrolment,
        quiz_key=quiz_key,
        version=version,
        number=(mine.count()) + 1,
        seed=seed,
        draw=draw_items(version.content, seed),
    )


@transaction.atomic
def save_response(
    *, person: Person, attempt: Attempt, item_id: str, body: Mapping[str, Any], origin: UUID, seq: int | None = None
) -> dict[str, Any]:
    """Keep an answer; the receipt says when. Repeating a save returns its first receipt.

    `origin` names the page that sends, `seq` counts its answers to this item: of one page the highest count stands, of
    two pages the answer that arrived last. A plain form knows no count: there the answer that stands already, sent
    again, is the same command, and any other is the next one. Raises AttemptClosed (the answer is not counted),
    courses.items.ResponseError, CommandRefused (somebody else's attempt too), KeyError for an item outside the draw.
    """
    attempt = _locked(attempt, person)
    if item_id not in attempt.draw:
        raise KeyError(item_id)
    item = attempt.version.items[item_id]
    answer = ITEM_TYPES[item["type"]].check(item, dict(body))
    last = _last_seq(attempt, item_id, origin)
    if seq is None:
        seq = last if _stands(attempt, item_id, origin, answer) else last + 1

    def effect() -> dict[str, Any]:
        if attempt.state != AttemptState.OPEN:
            raise AttemptClosed(attempt)
        now = timezone.now()
        if seq > last:
            fresh = {"body": answer, "origin": origin, "seq": seq, "saved_at": now}
            Response.objects.update_or_create(attempt=attempt, item_id=item_id, defaults=fresh)
        status = "stored" if seq > last else "merged"
        return {"status": status, "item": item_id, "saved_at": now.isoformat(), "origin": str(origin), "seq": seq}

    return once(
        person=person, command_id=uuid5(origin, f"{item_id}:{seq}"), kind="save", attempt=attempt,
        body={"item": item_id, "answer": answer}, effect=effect,
    )  # fmt: skip


def _locked(attempt: Attempt, person: Person) -> Attempt:
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("version", "enrolment")
    found = rows.get(pk=attempt.pk)
    if found.enrolment.person_id != person.pk:
        raise CommandRefused
    return found


def _last_seq(attempt: Attempt, item_id: str, origin: UUID) -> int:
    """The highest count of a page's answers to an item so far, -1 for none; the answer itself may be overwritten."""
    receipts = attempt.commands.filter(kind="save").values_list("receipt", flat=True)
    mine = (each["seq"] for each in receipts if (each["item"], each["origin"]) == (item_id, str(origin)))
    return max(mine, default=-1)


def _stands(attempt: Attempt, item_id: str, origin: UUID, answer: Mapping[str, Any]) -> bool:
    """Whether the answer stored now is this page's and the same."""
    stored = attempt.responses.filter(item_id=item_id, origin=origin).first()
    return stored is not None and stored.body == answer


@transaction.atomic
def submit_attempt(*, attempt: Attempt) -> Submission:
    """Score an attempt and decide completion in the same transaction; submitting twice returns the first result."""
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("version", "enrolment").get(pk=attempt.pk)
    if attempt.state != AttemptState.OPEN:
        return Submission(attempt, decide_completion(enrolment=attempt.enrolment))
    score = score_attempt(attempt)
    attempt.state = AttemptState.SCORED
    attempt.submitted_at = timezone.now()
    attempt.score = score.value
    attempt.passed = score.value >= pass_mark_of(attempt)
    attempt.save(update_fields=["state", "submitted_at", "score", "passed"])
    ScoreEvent.objects.create(attempt=attempt, score=score.value, scorer_version=attempt.version.content["scorer"])
    return Submission(attempt, decide_completion(enrolment=attempt.enrolment))


def score_attempt(attempt: Attempt) -> Score:
    """Compute the score of an attempt from its frozen version, its draw and its stored answers."""
    answers = dict(attempt.responses.values_list("item_id", "body"))
    return score_draw(attempt.version.items, attempt.draw, answers)


def pass_mark_of(attempt: Attempt) -> Any:
    """The pass mark of the version sat; the enrolment's copy of the rule wins where it is lower or equal.

    A course that raises its pass mark midway moves nobody's goal.
    """
    promised = attempt.enrolment.rule["quizzes"].get(str(attempt.quiz_key))
    mark = attempt.version.pass_mark
    return min(mark, type(mark)(promised)) if promised is not None else mark
