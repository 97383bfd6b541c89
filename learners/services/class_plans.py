"""Setting up a class: what it is called, who holds it, where, and when it meets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from learners.enums import RunKind
from learners.models import ClassSession, CourseRun, Person
from learners.services.class_sessions import cancel_session, move_session, plan_session
from learners.services.commands import Order, Receipt, once


@dataclass(frozen=True)
class PlannedSession:
    """One line of a timetable; `session` is the one it is about, None for a new one."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    meeting_url: str = ""
    session: ClassSession | None = None
    cancelled: bool = False


@transaction.atomic
def open_class(
    *, by: Person, command_id: UUID, course_key: UUID, trainers: Sequence[Person], sessions: Sequence[PlannedSession],
    **facts: Any,
) -> CourseRun:  # fmt: skip
    """Open a class of a course; the same form sent twice opens one. `facts` are fields of the run."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)

    def effect() -> Receipt:
        run = CourseRun.objects.create(course_key=course_key, kind=RunKind.CLASS, **facts)
        _arrange(run, trainers, sessions)
        return {"status": "stored", "run": run.pk}

    receipt = once(Order(by, command_id, "open_class", {"course": str(course_key)}), effect)
    return CourseRun.objects.get(pk=receipt["run"])


@transaction.atomic
def change_class(
    *, run: CourseRun, trainers: Sequence[Person], sessions: Sequence[PlannedSession], **facts: Any
) -> CourseRun:
    """Change a class and its timetable. What a learner must attend stays as it was when they joined.

    Raises learners.services.class_sessions.SessionBegun for new times of a session that has begun, or its cancelling.
    """
    run = CourseRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    for name, value in facts.items():
        setattr(run, name, value)
    run.save()
    _arrange(run, trainers, sessions)
    return run


def _arrange(run: CourseRun, trainers: Sequence[Person], sessions: Sequence[PlannedSession]) -> None:
    run.trainers.set(trainers)
    for each in sessions:
        where = {"place": each.place, "meeting_url": each.meeting_url}
        if each.session is None:
            plan_session(run=run, starts_at=each.starts_at, ends_at=each.ends_at, unit=run.unit, **where)
        elif each.cancelled:
            cancel_session(session=each.session)
        else:
            move_session(session=each.session, starts_at=each.starts_at, ends_at=each.ends_at, **where)
    span = run.sessions.aggregate(first=Min("starts_at"), last=Max("ends_at"))
    if span["first"] is not None:
        run.starts_on, run.ends_on = (timezone.localdate(span[name]) for name in ("first", "last"))
        run.save(update_fields=["starts_on", "ends_on"])
