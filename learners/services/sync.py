"""A batch of events from a phone that was offline: one transaction and one receipt each, in their order.

The protocol: an event is refused only in words, a repeat gets its first receipt, one bad event never blocks the next,
and a crash in the middle is a shorter truth - the phone sends all again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import F, Max, Window
from django.db.models.functions import DenseRank
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.items import ResponseError
from courses.models import QuizVersion
from learners.models import Command, Enrolment, Person
from learners.services.attempts import reserve_ticket, start_attempt
from learners.services.attendance import AttendanceRefused
from learners.services.claims import claim_progress
from learners.services.commands import CommandRefused, Delivery, Receipt, once, refusal
from learners.services.held_attempts import held_attempt
from learners.services.progress import HIGHEST_SCREEN, complete_lesson, record_position
from learners.services.quiz_times import StartRefused
from learners.services.responses import UnknownItem, check_response, flag_item, ready, save_response
from learners.services.sync_attendance import take_attendance
from learners.services.sync_events import (
    Arrived,
    Batch,
    Event,
    FormRefused,
    NotFound,
    attempt_of,
    body_of,
    clipped,
    order_of,
)
from learners.services.sync_runs import handed_in, runs_of, take_together

logger = logging.getLogger(__name__)

CLOCK_TOLERANCE = timedelta(minutes=5)
RETRY_SECONDS = 30
FIRST_YEAR, LAST_YEAR = 1970, 2200

Handler = Callable[[Arrived], Receipt]


def take_batch(*, person: Person, batch: Batch, field: Mapping[str, Handler] | None = None) -> list[Receipt]:
    """Carry out the events and return a receipt for each, with its `id`, in the same order.

    `field` adds the kinds whose events hold the form of a page: forms stand above the services, so they are given,
    and have their own transactions, since a form may count tries that no rollback may forget.
    """
    handlers = HANDLERS | dict(field or {})
    sent_at = _kept_time(batch.sent_at)
    offset = timezone.now() - sent_at if sent_at is not None else timedelta(0)
    doubtful = sent_at is None or abs(offset) > CLOCK_TOLERANCE or not _runs_on(batch.events)
    arrivals = []
    for event in batch.events:
        at_device = _kept_time(event.at_device)
        given_at = at_device + offset if at_device is not None else None
        unsure = doubtful or at_device != event.at_device
        delivery = Delivery(event.id, event.seen, at_device, given_at, unsure)
        arrivals.append(Arrived(person, event, batch.device, delivery, batch.language))
    return [receipt for run in runs_of(arrivals) for receipt in _take_run(run, handlers)]


def _take_run(run: list[Arrived], handlers: Mapping[str, Handler]) -> list[Receipt]:
    """What came together is done together as far as it is plain; everything else one by one, in its place."""
    done = take_together(run) if len(run) > 1 else {}
    return [
        {"id": str(each.event.id)} | (done.pop(each.event.id) if each.event.id in done else _take(each, handlers))
        for each in run
    ]


def _kept_time(moment: datetime | None) -> datetime | None:
    """A device's time, None where its clock stands so far off that no calendar could add to it."""
    return moment if moment is not None and FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _runs_on(events: Sequence[Event]) -> bool:
    """Whether the device ran through: one boot, and a clock since boot that never went back."""
    ticks = [event.at_monotonic for event in events if event.at_monotonic is not None]
    return len({event.boot for event in events}) <= 1 and ticks == sorted(ticks)


def _take(arrived: Arrived, handlers: Mapping[str, Handler]) -> Receipt:
    handler = handlers.get(arrived.event.kind)
    if handler is None:
        return refusal("kind", _("This version of the site does not know this. Reload the page; your work is kept."))
    try:
        return handler(arrived)
    except (NotFound, CommandRefused):
        return refusal("unknown", _("This is not found in your account. It stays on your phone."))
    except FormRefused as error:
        return _noted(arrived, refusal("invalid", str(error), field=error.field))
    except (ResponseError, UnknownItem) as error:
        words = str(error) if isinstance(error, ResponseError) else _("This question is not part of the quiz any more.")
        return _noted(arrived, refusal("invalid", words, field=arrived.event.item))
    except AttendanceRefused as error:
        return refusal(error.code, str(error))
    except StartRefused as error:
        return refusal(error.code, str(error) or _("This quiz is not open yet."))
    except OperationalError as error:
        logger.warning("sync: the database is busy: %s", type(error).__name__)
        words = _("The server is busy. Your work is on your phone and is sent again by itself.")
        return {"status": "later", "retry_after": RETRY_SECONDS, "message": words}


def _noted(arrived: Arrived, receipt: Receipt) -> Receipt:
    """Keep a refusal with its event's id, so that the device's count has no gap and a repeat hears the same."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=arrived.person.pk)
        try:
            return once(order_of(arrived, None, {"item": arrived.event.item}), lambda: receipt)
        except CommandRefused:
            return refusal("unknown", _("This is not found in your account. It stays on your phone."))


def _save(arrived: Arrived) -> Receipt:
    return save_response(**_answer(arrived))


def _check(arrived: Arrived) -> Receipt:
    return check_response(**_answer(arrived))


def _answer(arrived: Arrived) -> dict[str, Any]:
    attempt, event = attempt_of(arrived), arrived.event
    return {
        "person": arrived.person, "attempt": attempt, "item_id": event.item, "body": body_of(attempt, event),
        "origin": arrived.device, "seq": event.seq, "delivery": clipped(arrived.delivery, attempt),
    }  # fmt: skip


def _flag(arrived: Arrived) -> Receipt:
    event = arrived.event
    return flag_item(
        person=arrived.person, attempt=attempt_of(arrived), item_id=event.item,
        flagged=event.body.get("flagged") is True, origin=arrived.device, seq=event.seq, delivery=arrived.delivery,
    )  # fmt: skip


def _submit(arrived: Arrived) -> Receipt:
    attempt = held_attempt(person=arrived.person, public_id=arrived.event.subject)
    if attempt is None:
        raise NotFound
    attempt = ready(attempt, arrived.person)
    order = order_of(arrived, attempt, {"submit": str(attempt.public_id)})
    return once(order, lambda: handed_in(arrived, attempt))


def _start(arrived: Arrived) -> Receipt:
    """Begin a quiz, or go on; `body` may hold `entry_code`, `promise` and `offline` (reserve a ticket)."""
    event, body = arrived.event, arrived.event.body
    enrolment = _enrolment_in_quiz(arrived)
    attempt = start_attempt(
        enrolment=enrolment, quiz_key=event.subject, language=arrived.language, delivery=arrived.delivery,
        entry_code=str(body.get("entry_code", "")), promised=body.get("promise") is True,
        origin=arrived.device, seq=event.seq,
    )  # fmt: skip
    if body.get("offline") is True:
        attempt = reserve_ticket(attempt=attempt)
    return {
        "status": "stored",
        "attempt": str(attempt.public_id),
        "due_at": attempt.due_at.isoformat() if attempt.due_at else None,
        "ticket_until": attempt.ticket_until.isoformat() if attempt.ticket_until else None,
    }


def _enrolment_in_quiz(arrived: Arrived) -> Enrolment:
    """The newest enrolment in the quiz's course: a quiz that nobody has to pass is no part of its rule."""
    courses = set(QuizVersion.objects.filter(quiz_key=arrived.event.subject).values_list("course_key", flat=True))
    for enrolment in Enrolment.objects.filter(person=arrived.person).order_by("-round", "-pk"):
        if str(arrived.event.subject) in enrolment.rule["quizzes"] or enrolment.course_key in courses:
            return enrolment
    raise NotFound


def _enrolment_in_lesson(arrived: Arrived) -> Enrolment:
    for enrolment in Enrolment.objects.filter(person=arrived.person).order_by("-round", "-pk"):
        if str(arrived.event.subject) in enrolment.rule["lessons"]:
            return enrolment
    raise NotFound


def _lesson_done(arrived: Arrived) -> Receipt:
    enrolment = Enrolment.objects.select_for_update().get(pk=_enrolment_in_lesson(arrived).pk)

    def effect() -> Receipt:
        completion = complete_lesson(enrolment=enrolment, lesson_key=arrived.event.subject)
        return {"status": "stored", "completed": completion.done}

    return once(order_of(arrived, None, {"lesson": str(arrived.event.subject)}), effect)


def _position(arrived: Arrived) -> Receipt:
    enrolment = Enrolment.objects.select_for_update().get(pk=_enrolment_in_lesson(arrived).pk)
    screen = arrived.event.body.get("screen")
    if not isinstance(screen, int) or isinstance(screen, bool) or not 1 <= screen <= HIGHEST_SCREEN:
        raise ResponseError(_("This place in the lesson is not known."))

    def effect() -> Receipt:
        before = enrolment.positions.filter(lesson_key=arrived.event.subject).values_list("screen", flat=True).first()
        furthest = max(screen, before or 0)
        record_position(enrolment=enrolment, lesson_key=arrived.event.subject, screen=furthest)
        return {"status": "stored" if furthest == screen else "merged", "screen": furthest}

    return once(order_of(arrived, None, {"lesson": str(arrived.event.subject), "screen": screen}), effect)


def _claim(arrived: Arrived) -> Receipt:
    person = Person.objects.select_for_update().get(pk=arrived.person.pk)
    event = arrived.event

    def effect() -> Receipt:
        new = claim_progress(person=person, subject=event.subject, body=event.body)
        return {"status": "stored" if new else "merged"}

    return once(order_of(arrived, None, {"claim": str(event.subject), **event.body}), effect)


HANDLERS: dict[str, Handler] = {
    "start": transaction.atomic(_start),
    "save": transaction.atomic(_save),
    "check": transaction.atomic(_check),
    "flag": transaction.atomic(_flag),
    "submit": transaction.atomic(_submit),
    "lesson_done": transaction.atomic(_lesson_done),
    "position": transaction.atomic(_position),
    "claim": transaction.atomic(_claim),
    "attendance": transaction.atomic(take_attendance),
}


def highest_gap_free(*, person: Person, device: UUID) -> int:
    """The highest count of a device up to which every event has a receipt; 0 for none. Counts begin at 1."""
    counts = Command.objects.filter(person=person, origin=device, seq__gte=1)
    # Up to the first gap a count and its rank are equal, after it never again: the database need not send them all.
    ranked = counts.annotate(rank=Window(DenseRank(), order_by=F("seq").asc()))
    return int(ranked.filter(seq=F("rank")).aggregate(last=Max("seq"))["last"] or 0)
