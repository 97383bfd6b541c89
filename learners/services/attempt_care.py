"""What staff may do to an attempt, always with a reason: give more time, hand it in, open it again, make exceptions."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learners import outbox
from learners.enums import AttemptActionKind, AttemptState, ClosedBy, EnrolmentState
from learners.models import Attempt, AttemptAction, CourseRun, Credential, Enrolment, Person, QuizException
from learners.models.attempt import LATE_ARRIVAL
from learners.services.attempts import submit_attempt
from learners.services.copied_answers import copy_answers

MOST_MINUTES = 24 * 60
LONGEST_REASON = 180


class CareRefused(Exception):
    """What was asked cannot be done to this attempt; the text is a sentence for the member of staff."""


class NoReason(CareRefused):
    """A reason is missing or too long."""


class OwnAttempt(CareRefused):
    """Nobody does this to an attempt, or makes an exception, of their own."""


class NotOpen(CareRefused):
    """The attempt was handed in."""


class Untimed(CareRefused):
    """No clock ends the attempt, so there is no end to move."""


class BadMinutes(CareRefused):
    """Minutes are missing, or are not between 1 and a day."""


class EndMoved(CareRefused):
    """The end is no longer the one that was shown: somebody moved it meanwhile, or the form was sent twice."""


class CannotReopen(CareRefused):
    """Opening the attempt again would take away what rests on it, or nothing was handed in."""


class BadException(CareRefused):
    """An exception that says nothing, or contradicts itself."""


@transaction.atomic
def extend_attempt(
    *, attempt: Attempt, minutes: int, reason: str, by: Person, seen: datetime.datetime | None = None
) -> Attempt:
    """Move the end of an open timed attempt by so many minutes, counted from now when it is over already.

    `seen` is the end the member of staff saw: a form sent twice gives the time once. Raises CareRefused.
    """
    attempt = _locked(attempt, by)
    reason = _reason(reason)
    if attempt.state != AttemptState.OPEN:
        raise NotOpen(_("This try was handed in. It can be opened again instead."))
    if attempt.due_at is None:
        raise Untimed(_("This try has no time limit, so it needs no more time."))
    if not 1 <= minutes <= MOST_MINUTES:
        raise BadMinutes(_("Give between 1 minute and one day."))
    if seen is not None and seen != attempt.due_at:
        raise EndMoved(_("The end was moved meanwhile. Look at the new end before you move it again."))
    attempt.due_at = max(attempt.due_at, timezone.now()) + datetime.timedelta(minutes=minutes)
    attempt.save(update_fields=["due_at"])
    _note(attempt, AttemptActionKind.EXTENDED, f"+{minutes} · {reason}", by)
    extended = attempt.actions.filter(kind=AttemptActionKind.EXTENDED).count()
    # An entry is one per subject: that of the first end finds the attempt not over yet and does nothing.
    outbox.add("close_attempt", f"{attempt.pk}:{extended}", at=attempt.due_at + LATE_ARRIVAL)
    return attempt


@transaction.atomic
def close_attempt_for(*, attempt: Attempt, reason: str, by: Person) -> Attempt:
    """Hand in for a learner whose device died, with what is saved; one handed in already stays as it is."""
    attempt, reason = _locked(attempt, by), _reason(reason)
    if attempt.state != AttemptState.OPEN:
        return attempt
    _note(attempt, AttemptActionKind.CLOSED, reason, by)
    return submit_attempt(attempt=attempt, by=ClosedBy.STAFF).attempt


@transaction.atomic
def reopen_attempt(
    *, attempt: Attempt, reason: str, by: Person, with_set_aside: bool = False, minutes: int = 0
) -> Attempt:
    """Void a handed-in attempt, which is kept, and return a new open one: same version, draw, seed and answers.

    A timed attempt goes on with the time that was left when it was handed in and `minutes` more. `with_set_aside`
    takes over the answers that were given in time but arrived too late. Asked twice, the first new attempt is returned.
    Raises CareRefused; what a certificate or a completed course rests on is never opened again.
    """
    attempt, reason = _locked(attempt, by), _reason(reason)
    enrolment = Enrolment.objects.select_for_update(of=("self",)).get(pk=attempt.enrolment_id)
    tries = list(enrolment.attempts.for_quiz(attempt.quiz_key))
    if attempt.state == AttemptState.VOIDED and attempt.actions.filter(kind=AttemptActionKind.REOPENED).exists():
        return next(row for row in tries if row.number > attempt.number and row.draw == attempt.draw)
    _refuse_reopening(attempt, enrolment, tries)
    due_at = _new_end(attempt, minutes)
    attempt.state = AttemptState.VOIDED
    attempt.save(update_fields=["state"])
    # The sums behind item analysis count it no longer.
    outbox.add("count_attempt", f"{attempt.pk}:voided")
    _note(attempt, AttemptActionKind.REOPENED, reason, by)
    again = Attempt.objects.create(
        enrolment=enrolment, quiz_key=attempt.quiz_key, version=attempt.version, number=len(tries) + 1,
        seed=attempt.seed, draw=attempt.draw, due_at=due_at,
    )  # fmt: skip
    if due_at is not None:
        outbox.add("close_attempt", str(again.pk), at=due_at + LATE_ARRIVAL)
    copy_answers(old=attempt, new=again, with_set_aside=with_set_aside)
    return again


@transaction.atomic
def make_exception(
    *,
    quiz_key: UUID,
    reason: str,
    by: Person,
    enrolment: Enrolment | None = None,
    run: CourseRun | None = None,
    opens_at: datetime.datetime | None = None,
    closes_at: datetime.datetime | None = None,
    minutes: int | None = None,
    attempts_allowed: int | None = None,
) -> QuizException:
    """Give one enrolment or one class other times or more tries in a quiz, in place of what it was given before.

    Nothing given takes an earlier exception back: the row stays with the reason. A running attempt keeps its end; give
    it more time by `extend_attempt`. Raises CareRefused.
    """
    fields: dict[str, Any] = {
        "opens_at": opens_at, "closes_at": closes_at, "minutes": minutes, "attempts_allowed": attempts_allowed,
    }  # fmt: skip
    whose: dict[str, Any] = {"enrolment": enrolment, "run": run}
    _refuse_exception(by, enrolment, run, fields)
    found = QuizException.objects.select_for_update().filter(quiz_key=quiz_key, **whose).first()
    if found is None and all(value is None for value in fields.values()):
        raise BadException(_("Say what is different: a time, a number of minutes or of tries."))
    said = fields | {"reason": _reason(reason), "by": by}
    if found is not None and all(getattr(found, name) == value for name, value in said.items()):
        return found
    said["at"] = timezone.now()
    return QuizException.objects.update_or_create(quiz_key=quiz_key, **whose, defaults=said)[0]


def _refuse_exception(by: Person, enrolment: Enrolment | None, run: CourseRun | None, fields: dict[str, Any]) -> None:
    if (enrolment is None) == (run is None):
        raise BadException(_("An exception is for one learner or for one class."))
    if enrolment is not None and enrolment.person_id == by.pk:
        raise OwnAttempt(_("Nobody makes an exception for themselves. Ask a colleague."))
    opens_at, closes_at = fields["opens_at"], fields["closes_at"]
    if opens_at is not None and closes_at is not None and closes_at <= opens_at:
        raise BadException(_("The quiz would close before it opens: correct one of the two times."))


def _locked(attempt: Attempt, by: Person) -> Attempt:
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("version", "enrolment")
    found = rows.get(pk=attempt.pk)
    if found.enrolment.person_id == by.pk:
        raise OwnAttempt(_("This is a try of your own. Ask a colleague."))
    return found


def _reason(reason: str) -> str:
    words = " ".join(reason.split())
    if not words or len(words) > LONGEST_REASON:
        raise NoReason(_("Write the reason in a few words, at most %(most)s characters.") % {"most": LONGEST_REASON})
    return words


def _note(attempt: Attempt, kind: AttemptActionKind, reason: str, by: Person) -> None:
    AttemptAction.objects.create(attempt=attempt, kind=kind, reason=reason, by=by)


def _refuse_reopening(attempt: Attempt, enrolment: Enrolment, tries: list[Attempt]) -> None:
    if attempt.state not in {AttemptState.SUBMITTED, AttemptState.SCORED}:
        raise CannotReopen(_("Only a try that was handed in can be opened again."))
    if Credential.objects.filter(evidence=attempt).exists():
        raise CannotReopen(_("A certificate rests on this try, so it stays as it is."))
    if enrolment.state == EnrolmentState.COMPLETED and str(attempt.quiz_key) in enrolment.rule["quizzes"]:
        raise CannotReopen(_("The course is completed with this quiz, so its tries stay as they are."))
    if enrolment.state == EnrolmentState.WITHDRAWN:
        raise CannotReopen(_("The learner left this course."))
    if any(row.state == AttemptState.OPEN for row in tries):
        raise CannotReopen(_("The learner is in another try of this quiz. Wait until it is handed in."))


def _new_end(attempt: Attempt, minutes: int) -> datetime.datetime | None:
    if attempt.due_at is None or attempt.submitted_at is None:
        return None
    if not 0 <= minutes <= MOST_MINUTES:
        raise BadMinutes(_("Give between 1 minute and one day."))
    left = max(attempt.due_at - attempt.submitted_at, datetime.timedelta(0)) + datetime.timedelta(minutes=minutes)
    if left < datetime.timedelta(minutes=1):
        raise BadMinutes(_("The time of this try was used up. Say how many minutes to give."))
    return timezone.now() + left
