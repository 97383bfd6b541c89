"""The timetable of a class."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from learners import outbox
from learners.enums import EnrolmentState
from learners.models import ClassSession, CourseRun, Enrolment
from learners.reports.attendance import attended_by
from learners.services.progress import decide_completion

MOST_DRAWS = 200


class NoCodeLeft(Exception):
    """No free attendance code was drawn: nearly a million sessions have one."""


class SessionBegun(Exception):
    """The session has begun: what people attended is neither moved nor cancelled."""


@transaction.atomic
def plan_session(*, run: CourseRun, starts_at: datetime, ends_at: datetime, **where: Any) -> ClassSession:
    """Add a session to a class, with an attendance code of its own; `where` may hold place, unit and meeting_url.

    Planned again for the same time it is the same session. Raises NoCodeLeft.
    """
    # Two people planning at once meet here, so neither draws the other's code nor plans the session a second time.
    CourseRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    held = ClassSession.objects.filter(run=run, starts_at=starts_at, ends_at=ends_at).first()
    if held is not None:
        return held
    session = ClassSession.objects.create(
        run=run, starts_at=starts_at, ends_at=ends_at, join_code=_free_code(), **where
    )  # fmt: skip
    _decide_when_over(session)
    return session


@transaction.atomic
def move_session(*, session: ClassSession, starts_at: datetime, ends_at: datetime, **where: Any) -> ClassSession:
    """Hold a session at another time or place; its code stays. Raises SessionBegun for new times of one that began."""
    session = ClassSession.objects.select_for_update().get(pk=session.pk)
    if (session.starts_at, session.ends_at) != (starts_at, ends_at) and session.starts_at <= timezone.now():
        raise SessionBegun
    session.starts_at, session.ends_at = starts_at, ends_at
    for name, value in where.items():
        setattr(session, name, value)
    session.save()
    _decide_when_over(session)
    return session


@transaction.atomic
def cancel_session(*, session: ClassSession) -> None:
    """Take a session that nobody is marked in off the timetable, also one that was not held; twice changes nothing.

    The others may have been attended already, then this was the last thing the class waited for. Raises SessionBegun.
    """
    held = ClassSession.objects.select_for_update().filter(pk=session.pk).first()
    if held is None:
        return
    if held.marks.exists():
        raise SessionBegun
    held.delete()
    outbox.add("decide_class", f"{held.run_id}:without {session.pk}")


def decide_class(*, run: CourseRun) -> int:
    """Complete whoever has attended enough of a class that is over, and return how many that were.

    Each in a transaction of its own: a class of two hundred keeps nobody else waiting.
    """
    waiting = list(Enrolment.objects.filter(run=run, state=EnrolmentState.ACTIVE).order_by("pk"))
    found = attended_by(waiting)
    ready = [row for row in waiting if (mine := found[row.pk]) is not None and mine.met]
    return sum(decide_completion(enrolment=row).done for row in ready)


def _decide_when_over(session: ClassSession) -> None:
    """Attending is complete when the last session ends, which no person's act marks."""
    outbox.add("decide_class", f"{session.run_id}:{session.ends_at.isoformat()}", at=session.ends_at)


def _free_code() -> str:
    for _ in range(MOST_DRAWS):
        code = f"{secrets.randbelow(10**6):06}"
        if not ClassSession.objects.filter(join_code=code).exists():
            return code
    raise NoCodeLeft
