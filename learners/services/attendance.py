"""Taking attendance: a trainer's list, a learner's code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.items import ResponseError
from learners.enums import AttendanceSource, AttendanceState, EnrolmentState
from learners.models import Attendance, ClassSession, Enrolment, Person
from learners.models.attendance import newest
from learners.models.run import MOST_LEARNERS
from learners.reports.attendance import attended_by
from learners.services.commands import PLAIN, Delivery, Order, Receipt, once, refusal
from learners.services.progress import decide_completion

MARK, SEEN, REST = "mark-", "seen-", "rest"
UNKNOWN_CODE = "unknown"


class AttendanceRefused(Exception):
    """Nothing was noted; the sentence says why. What is tried again in time counts as if it were the first time."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True)
class Mark:
    """What a list says of one learner; `as_shown` where that is what the page had shown."""

    enrolment: int
    state: AttendanceState
    as_shown: bool = False


def read_list(fields: Mapping[str, Any]) -> list[Mark]:
    """The marks of a form, in the order of the enrolments.

    A field `mark-<enrolment>` holds a state, `seen-<enrolment>` the state the page had shown. `rest` holds the state
    of all rows of the page that had none and got none. Raises courses.items.ResponseError.
    """
    rest = fields.get(REST, "")
    said = {name.removeprefix(SEEN): rest for name in fields if name.startswith(SEEN) and rest and not fields[name]}
    said |= {name.removeprefix(MARK): fields[name] for name in fields if name.startswith(MARK)}
    marks = []
    for number, state in said.items():
        if not number.isascii() or not number.isdigit() or len(number) > 15 or state not in AttendanceState.values:
            raise ResponseError(_("This list could not be read. Please open the session again and mark it once more."))
        marks.append(Mark(int(number), AttendanceState(state), as_shown=fields.get(SEEN + number, "") == state))
    if len(marks) > MOST_LEARNERS:
        raise ResponseError(_("This list is longer than a class can be."))
    return sorted(marks, key=lambda mark: mark.enrolment)


@transaction.atomic
def mark_attendance(
    *, trainer: Person, session: ClassSession, marks: Sequence[Mark], command_id: UUID, delivery: Delivery = PLAIN,
    origin: UUID | None = None, seq: int | None = None,
) -> Receipt:  # fmt: skip
    """Note a whole list in one command, once, whatever its order of arrival; `access.py` let the trainer in.

    What stands on the list as its page had shown it says nothing new, so that a list that lay on a phone takes back
    nobody else's newer mark; only over the trainer's own newer mark it is their last word, as when a tap is taken back.
    Whoever learns the course alone or in another class by now is passed over; a learner of another course makes the
    list invalid, and the receipt says so with nothing noted. Raises AttendanceRefused before the session begins.
    """
    Person.objects.select_for_update(no_key=True).get(pk=trainer.pk)
    body = {"session": str(session.public_id), "marks": [[mark.enrolment, mark.state.value] for mark in marks]}
    order = Order(trainer, command_id, "attendance", body, None, "", origin, seq, delivery)
    return once(order, lambda: _note_list(order, session, marks))


def _note_list(order: Order, session: ClassSession, marks: Sequence[Mark]) -> Receipt:
    if timezone.now() < session.starts_at:
        words = _("This session begins at %(when)s. Take attendance then.") % {"when": _moment(session.starts_at)}
        raise AttendanceRefused("not_begun", words)
    here = _in_class(session, marks)
    if here is None:
        words = _("Somebody on this list is not in the class. Please open the session again.")
        return refusal("invalid", words, field="")
    told = [here[mark.enrolment] for mark in _new(order, session, marks) if mark.enrolment in here]
    # Received when it could be noted: a completion that was decided while this waited did not know of it.
    said, now = {mark.enrolment: mark.state for mark in marks}, timezone.now()
    rows = [_row(order, session, learner, said[learner.pk], AttendanceSource.TRAINER, now) for learner in told]
    Attendance.objects.bulk_create(rows)
    _decide(told)
    return {"status": "stored", "marked": len(rows)}


def _new(order: Order, session: ClassSession, marks: Sequence[Mark]) -> list[Mark]:
    """The marks that say something: what was made or changed, and what the trainer's own newer mark says otherwise."""
    standing = newest(session.marks.all()) if any(mark.as_shown for mark in marks) else {}
    own = {place[1]: row.state for place, row in standing.items() if row.marked_by_id == order.person.pk}
    return [mark for mark in marks if not mark.as_shown or own.get(mark.enrolment, mark.state) != mark.state]


def _in_class(session: ClassSession, marks: Sequence[Mark]) -> dict[int, Enrolment] | None:
    """The learners of the list who are in the class; None where one never learnt its course, so never was in it."""
    # Held before anything is written: of two lists at once that close a class, the second sees the first's marks.
    # Without a join, since PostgreSQL drops a row that waited and has another run by then.
    named = Enrolment.objects.select_for_update().prefetch_related("person").order_by("pk")
    course = named.filter(pk__in=[mark.enrolment for mark in marks], course_key=session.run.course_key)
    found = {row.pk: row for row in course}
    here = {pk: row for pk, row in found.items() if row.run_id == session.run_id}
    return None if {mark.enrolment for mark in marks} - found.keys() else here


def _row(
    order: Order, session: ClassSession, enrolment: Enrolment, state: AttendanceState, source: AttendanceSource,
    now: datetime,
) -> Attendance:  # fmt: skip
    return Attendance(
        session=session, enrolment=enrolment, state=state, source=source, marked_by=order.person,
        unit_at_event_id=session.unit_id or session.run.unit_id or enrolment.person.unit_id,
        command_id=order.command_id, given_at=order.delivery.when(now), received_at=now,
    )  # fmt: skip


def _decide(enrolments: Sequence[Enrolment]) -> None:
    """Complete whoever lacks nothing any more; the others are not asked one by one, a list may hold two hundred."""
    standing = attended_by(enrolments)
    for row in enrolments:
        mine = standing[row.pk]
        if row.state == EnrolmentState.ACTIVE and mine is not None and mine.met:
            decide_completion(enrolment=row)


@transaction.atomic
def check_in(*, person: Person, code: str, command_id: UUID) -> ClassSession:
    """Note that a learner is there who typed the code of a session, and return the session.

    Only in the person's own classes, from thirty minutes before the session to its end. Typed again it changes
    nothing. Raises AttendanceRefused with nothing noted, so that who was early tries again with the same code.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    session, enrolment = _session_with(person, "".join(code.split()))
    now = timezone.now()
    _must_be_open(session, now)
    held = newest(Attendance.objects.filter(session=session, enrolment=enrolment)).get((session.pk, enrolment.pk))
    if held is not None and held.was_there:
        return session
    body = {"session": str(session.public_id), "enrolment": enrolment.pk}
    order = Order(person, command_id, "check_in", body)

    def effect() -> Receipt:
        row = _row(order, session, enrolment, AttendanceState.PRESENT, AttendanceSource.CODE, now)
        row.save(force_insert=True)
        _decide([enrolment])
        return {"status": "stored"}

    once(order, effect)
    return session


def _session_with(person: Person, code: str) -> tuple[ClassSession, Enrolment]:
    rows = Enrolment.objects.select_for_update(of=("self",)).filter(person=person, state=EnrolmentState.ACTIVE)
    mine = {row.run_id: row for row in rows.select_related("person").order_by("pk")}
    session = ClassSession.objects.filter(run__in=mine, join_code=code).select_related("run").first()
    if session is None:
        raise AttendanceRefused(
            UNKNOWN_CODE, _("None of your classes has this code. Look at the six digits once more.")
        )
    return session, mine[session.run_id]


def _must_be_open(session: ClassSession, now: datetime) -> None:
    if now < session.code_opens_at:
        words = _("It is early yet. The code counts from %(when)s. Type it again then.")
        raise AttendanceRefused("early", words % {"when": _moment(session.code_opens_at)})
    if now >= session.ends_at:
        words = _("This session ended at %(when)s. Tell your trainer that you were there.")
        raise AttendanceRefused("over", words % {"when": _moment(session.ends_at)})


def _moment(when: datetime) -> str:
    return date_format(timezone.localtime(when), "H:i d/m/Y")
