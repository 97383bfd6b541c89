"""Lessons done, and whether that completes the course - decided in the transaction of its last cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.enums import Grading
from courses.models import QuizVersion
from courses.services.live_keys import live_keys
from learners import outbox
from learners.enums import AttemptState, EnrolmentState, IssuePolicy
from learners.models import Attempt, Credential, Enrolment, LessonCompletion, LessonPosition
from learners.reports.attendance import Attended, attended
from learners.services.credentials import NoIssuer, issue_credential
from learners.services.grading import passed_by_a_try, quiz_result
from learners.stored_rows import stored_rows

HIGHEST_SCREEN = 200


@dataclass(frozen=True)
class MissingQuiz:
    """A quiz not yet passed: the result so far (None: never scored) and the result needed, both 0 to 1."""

    quiz_key: UUID
    best: Decimal | None
    needed: Decimal


@dataclass(frozen=True)
class Completion:
    """Whether the course is complete, with the credential when one exists; `whats_missing` tells what it still asks.

    `attended` says how a learner stands in a class, where the rule asks for attendance.
    """

    done: bool
    credential: Credential | None = None
    attended: Attended | None = None


@transaction.atomic
def record_position(*, enrolment: Enrolment, lesson_key: UUID, screen: int) -> None:
    """Remember the screen last seen, for resuming on any device."""
    LessonPosition.objects.update_or_create(
        enrolment=enrolment,
        lesson_key=lesson_key,
        defaults={"screen": min(max(screen, 1), HIGHEST_SCREEN), "seen_at": timezone.now()},
    )
    Enrolment.objects.filter(pk=enrolment.pk).update(last_active_at=timezone.now())


@transaction.atomic
def complete_lesson(*, enrolment: Enrolment, lesson_key: UUID) -> Completion:
    """Mark a lesson done, once, and decide completion."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    LessonCompletion.objects.get_or_create(enrolment=enrolment, lesson_key=lesson_key)
    Enrolment.objects.filter(pk=enrolment.pk).update(last_active_at=timezone.now())
    return decide_completion(enrolment=enrolment)


def whats_missing(enrolment: Enrolment) -> tuple[list[UUID], list[MissingQuiz]]:
    """Lessons not done and quizzes not passed, by the rule the enrolment copied, less the lessons dropped from it."""
    lessons = _lessons_missing(enrolment, enrolment.lessons_done.all())
    return lessons, _quizzes_missing(enrolment, enrolment.attempts.all())


def _lessons_missing(enrolment: Enrolment, completions: Iterable[LessonCompletion]) -> list[UUID]:
    done = {row.lesson_key for row in completions} | set(map(UUID, enrolment.rule.get("dropped", [])))
    return [key for key in map(UUID, enrolment.rule["lessons"]) if key not in done]


def _quizzes_missing(enrolment: Enrolment, sat: Iterable[Attempt]) -> list[MissingQuiz]:
    attempts = sorted(sat, key=lambda row: row.number)
    grading = enrolment.rule.get("grading", {})
    quizzes = []
    for text, mark in enrolment.rule["quizzes"].items():
        mine = [row for row in attempts if row.quiz_key == UUID(text) and row.state == AttemptState.SCORED]
        rule, needed = grading.get(text, Grading.BEST), Decimal(mark)
        result = quiz_result(rule, mine)
        if not _is_passed(rule, mine, result, needed):
            quizzes.append(MissingQuiz(UUID(text), result, needed))
    return quizzes


def _is_passed(grading: str, mine: list[Attempt], result: Decimal | None, needed: Decimal) -> bool:
    if grading != Grading.AVERAGE:
        return passed_by_a_try(grading, mine)
    if result is None or result >= needed:
        return result is not None
    # A pass mark that was lowered since counts for averages too, as it does for a single try.
    language = QuizVersion.objects.filter(pk=mine[-1].version_id).values("language")
    rows = QuizVersion.objects.filter(quiz_key=mine[-1].quiz_key, language__in=language).order_by("-number")
    mark = rows.values_list("content__pass_mark", flat=True).first()
    return mark is not None and result >= Decimal(mark)


@transaction.atomic
def decide_completion(*, enrolment: Enrolment) -> Completion:
    """Complete the enrolment when nothing is missing, and issue its credential where the run does so at once."""
    return decide_held(Enrolment.objects.select_for_update().get(pk=enrolment.pk))


def decide_held(enrolment: Enrolment) -> Completion:
    """As `decide_completion`, of an enrolment whose row the caller read and locked in this transaction."""
    present = attended(enrolment)
    if enrolment.state == EnrolmentState.ACTIVE and _is_all_done(enrolment) and (present is None or present.met):
        enrolment.state = EnrolmentState.COMPLETED
        enrolment.completed_at = timezone.now()
        enrolment.save(update_fields=["state", "completed_at"])
        if enrolment.rule["certifies"] and enrolment.run.issue_policy == IssuePolicy.AUTOMATIC:
            return Completion(True, _issued(enrolment), present)
    done = enrolment.state == EnrolmentState.COMPLETED
    held = enrolment.credentials.valid().select_related("holder").first() if done else None
    return Completion(done, held, present)


def _is_all_done(enrolment: Enrolment) -> bool:
    """Whether no lesson and no quiz is missing; while a lesson is, nobody has to look at the quizzes."""
    completions = stored_rows(LessonCompletion, "WHERE enrolment_id = %s", [enrolment.pk])
    lessons = _lessons_missing(enrolment, completions)
    if lessons and _drop_lessons_taken_away(enrolment, lessons):
        lessons = _lessons_missing(enrolment, completions)
    if lessons:
        return False
    return not _quizzes_missing(enrolment, stored_rows(Attempt, "WHERE enrolment_id = %s", [enrolment.pk]))


def _drop_lessons_taken_away(enrolment: Enrolment, missing: list[UUID]) -> bool:
    """Ask nobody for a lesson that no longer exists and return whether there was one.

    The rule notes it, so that the completion can be retraced. A quiz is never dropped: without it there would be a
    certificate for nothing.
    """
    taught = live_keys(missing)
    gone = {str(key) for key in missing if key not in taught}
    if gone:
        dropped = sorted(gone | set(enrolment.rule.get("dropped", [])))
        enrolment.rule = enrolment.rule | {"dropped": dropped}
        enrolment.save(update_fields=["rule"])
    return bool(gone)


def _issued(enrolment: Enrolment) -> Credential | None:
    """The credential; while nobody is set up to sign, None: the learner's work is kept and the outbox tries again."""
    try:
        return issue_credential(enrolment=enrolment)
    except NoIssuer:
        outbox.add("issue_credential", str(enrolment.pk))
        return None
