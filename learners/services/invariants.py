"""What must hold of the learning record at any moment, counted on live data (promises §3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q

from courses.models import QuizVersion
from courses.record_guards import GUARDS as COURSE_GUARDS
from courses.services.freeze_quiz import content_digest
from learners.assessment_guards import CURRENT as RECORD_GUARDS
from learners.assistance_guards import GUARDS as ASSISTANCE_GUARDS
from learners.class_guards import GUARDS as CLASS_GUARDS
from learners.enums import AttemptState, CredentialState, EnrolmentState, RunKind, TaskState
from learners.marking_guards import GUARDS as MARKING_GUARDS
from learners.models import (
    Assistance,
    Attempt,
    Attendance,
    Command,
    CourseRun,
    Credential,
    Enrolment,
    LessonCompletion,
    NumberSeries,
    OutboxEntry,
    Response,
    ScoreEvent,
)
from learners.models.attempt import LATE_ARRIVAL
from learners.models.run import MOST_LEARNERS
from learners.reports.attendance import attended
from learners.services.attempts import score_attempt
from learners.services.commands import digest_of
from learners.services.credentials import credential_digest
from learners.services.marking_queue import lost_answers, unsettled_answers
from learners.services.progress import whats_missing

SHOWN = 20


@dataclass(frozen=True)
class Finding:
    """One invariant: how many rows break it and the keys of the first of them."""

    name: str
    broken: int
    examples: list[str]


def check_invariants() -> list[Finding]:
    """Run every check; an empty `broken` everywhere means that the record is whole."""
    return [_finding(name, rows()) for name, rows in CHECKS.items()]


def _finding(name: str, rows: Iterable[object]) -> Finding:
    broken = 0
    examples: list[str] = []
    for row in rows:
        broken += 1
        if len(examples) < SHOWN:
            examples.append(str(row))
    return Finding(name, broken, examples)


def _live_enrolments_twice() -> Iterable[object]:
    live = Enrolment.objects.active().values("person_id", "course_key")
    return live.annotate(found=Count("pk")).filter(found__gt=1)


def _open_attempts_twice() -> Iterable[object]:
    rows = Attempt.objects.filter(state=AttemptState.OPEN).values("enrolment_id", "quiz_key")
    return rows.annotate(found=Count("pk")).filter(found__gt=1)


def _attempt_numbers_with_gaps() -> Iterable[object]:
    rows = Attempt.objects.values("enrolment_id", "quiz_key")
    counted = rows.annotate(low=Min("number"), high=Max("number"), found=Count("pk"))
    return counted.exclude(low=1, high=F("found"))


def _half_scored_attempts() -> Iterable[object]:
    whole = Q(state=AttemptState.SCORED, score__isnull=False, passed__isnull=False, submitted_at__isnull=False)
    empty = Q(state__in=[AttemptState.OPEN, AttemptState.SUBMITTED], score__isnull=True)
    return Attempt.objects.exclude(whole | empty | Q(state=AttemptState.VOIDED)).values_list("pk", flat=True)


def _scores_without_event() -> Iterable[object]:
    latest = ScoreEvent.objects.order_by("attempt_id", "pk").values_list("attempt_id", "score")
    events = dict(latest.iterator())
    for pk, score in Attempt.objects.scored().values_list("pk", "score").iterator():
        if events.get(pk) != score:
            yield pk


def _valid_credentials_twice() -> Iterable[object]:
    rows = Credential.objects.filter(state=CredentialState.ISSUED).values("enrolment_id")
    return rows.annotate(found=Count("pk")).filter(found__gt=1)


def _numbers_with_gaps() -> Iterable[object]:
    for series in NumberSeries.objects.all():
        mine = Credential.objects.filter(organisation_id=series.organisation_id, year=series.year)
        found = mine.aggregate(low=Min("number"), high=Max("number"), count=Count("pk"))
        if series.last != found["count"] or (series.last and (found["low"], found["high"]) != (1, series.last)):
            yield f"{series.organisation_id}/{series.year}"


def _broken_register() -> Iterable[object]:
    previous: dict[tuple[int, int], str] = {}
    rows = Credential.objects.select_related("holder").order_by("organisation_id", "year", "number")
    for row in rows.iterator(chunk_size=500):
        series = (row.organisation_id, row.year)
        expected = credential_digest(row.facts, row.holder_digest, row.previous_digest, row.issued_on, row.valid_to)
        holder = {name: getattr(row.holder, name) for name in ("full_name", "birth_text", "unit_text", "salt")}
        erased = not row.holder.full_name
        if (
            row.digest != expected
            or row.previous_digest != previous.get(series, "")
            or (not erased and digest_of(holder) != row.holder_digest)
        ):
            yield row.pk
        previous[series] = row.digest


def _completed_without_cause() -> Iterable[object]:
    parts = ("lessons_done", "attempts__score_events")
    rows = Enrolment.objects.filter(state=EnrolmentState.COMPLETED).prefetch_related(*parts)
    for row in rows.iterator(chunk_size=500):
        if any(whats_missing(row)) and any(whats_missing(_as_completed(row))):
            yield row.pk


def _completed_without_attending() -> Iterable[object]:
    """What was known at the completion counts: a mark corrected since takes no completion away."""
    for row in Enrolment.objects.completed().filter(rule__has_key="attendance").iterator(chunk_size=500):
        stood = attended(row, as_of=row.completed_at)
        if stood is not None and not stood.met:
            yield row.pk


def _as_completed(enrolment: Enrolment) -> Enrolment:
    """The enrolment with the results it was completed on: a regrade that lowers them takes no completion away."""
    done = enrolment.completed_at
    for attempt in enrolment.attempts.all():
        then = [event for event in attempt.score_events.all() if done is not None and event.at <= done]
        if then:
            attempt.score, attempt.passed = then[-1].score, then[-1].passed
    return enrolment


def _lessons_done_twice() -> Iterable[object]:
    rows = LessonCompletion.objects.values("enrolment_id", "lesson_key")
    return rows.annotate(found=Count("pk")).filter(found__gt=1)


def _outbox_done_without_effect() -> Iterable[object]:
    done = OutboxEntry.objects.filter(kind="render_certificate", state=TaskState.DONE)
    kept = set(Credential.objects.exclude(pdf="").values_list("pk", flat=True))
    return [row.pk for row in done.iterator() if int(row.subject) not in kept]


def _changed_versions() -> Iterable[object]:
    rows = QuizVersion.objects.order_by("pk").values_list("pk", "content", "digest")
    return (pk for pk, content, digest in rows.iterator(chunk_size=200) if content_digest(content) != digest)


def _answers_after_handing_in() -> Iterable[object]:
    closed = Response.objects.filter(attempt__submitted_at__isnull=False)
    return closed.filter(saved_at__gt=F("attempt__submitted_at") + LATE_ARRIVAL).values_list("pk", flat=True)


def _commands_of_strangers() -> Iterable[object]:
    rows = Command.objects.filter(attempt__isnull=False).exclude(person_id=F("attempt__enrolment__person_id"))
    return rows.values_list("pk", flat=True)


def _occasions_without_command() -> Iterable[object]:
    told = Command.objects.filter(pk=OuterRef("command_id"), person=OuterRef("helper"), kind="assistance")
    return Assistance.objects.filter(~Exists(told)).values_list("pk", flat=True)


def _marks_without_command() -> Iterable[object]:
    told = Command.objects.filter(
        pk=OuterRef("command_id"), person=OuterRef("marked_by"), kind__in=["attendance", "check_in"]
    )
    return Attendance.objects.filter(~Exists(told)).values_list("pk", flat=True)


def _marks_of_other_courses() -> Iterable[object]:
    """Whoever leaves a class keeps the marks, so a mark and its learner share a course, not always a class."""
    rows = Attendance.objects.exclude(enrolment__course_key=F("session__run__course_key"))
    return rows.values_list("pk", flat=True)


def _classes_too_large() -> Iterable[object]:
    here = Count("enrolments", filter=~Q(enrolments__state=EnrolmentState.WITHDRAWN))
    rows = CourseRun.objects.filter(kind=RunKind.CLASS).annotate(here=here).filter(here__gt=MOST_LEARNERS)
    return rows.values_list("pk", flat=True)


def _missing_guards() -> Iterable[object]:
    table = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    column = "tgname" if connection.vendor == "postgresql" else "name"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608 - both names stand two lines above.
        present = {row[0] for row in cursor.fetchall()}
    expected = [*COURSE_GUARDS, *RECORD_GUARDS, *MARKING_GUARDS, *ASSISTANCE_GUARDS, *CLASS_GUARDS]
    return [guard.name for guard in expected if guard.name not in present]


def differing_scores() -> Iterable[int]:
    """Recompute every score from what is stored, with the keys last used; yield the attempts whose score differs."""
    parts = ("responses", "score_events__version", "manual_marks")
    rows = Attempt.objects.scored().select_related("version").prefetch_related(*parts)
    for attempt in rows.iterator(chunk_size=500):
        if score_attempt(attempt).value != attempt.score:
            yield attempt.pk


CHECKS: dict[str, Callable[[], Iterable[object]]] = {
    "I1 one live enrolment a person and course": _live_enrolments_twice,
    "I2 one open attempt a quiz": _open_attempts_twice,
    "I3 attempt numbers without gap": _attempt_numbers_with_gaps,
    "I4 scored means scored": _half_scored_attempts,
    "I5 every score has its event": _scores_without_event,
    "I5 no answer was saved after handing in": _answers_after_handing_in,
    "I6 every version is as it was frozen": _changed_versions,
    "I7 one valid credential an enrolment": _valid_credentials_twice,
    "I8 certificate numbers without gap": _numbers_with_gaps,
    "I9 I14 the register adds up": _broken_register,
    "I10 completed means the rule was met": _completed_without_cause,
    "I10 completed in a class means it was attended": _completed_without_attending,
    "I11 a lesson is done once": _lessons_done_twice,
    "I12 a command belongs to the person of its attempt": _commands_of_strangers,
    "I12 every occasion of help has the command of its helper": _occasions_without_command,
    "I12 every mark of attendance has the command of who made it": _marks_without_command,
    "every mark of attendance is of a learner of its course": _marks_of_other_courses,
    "no class is larger than its roster": _classes_too_large,
    "I13 done in the outbox means the effect exists": _outbox_done_without_effect,
    "every answer that waits for a person is in the queue": lost_answers,
    "no answer of a scored attempt waits for a person": unsettled_answers,
    "every guard of the database is in place": _missing_guards,
}
