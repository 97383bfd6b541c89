"""Classes with their timetable."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from learners.enums import RunKind
from learners.models import ClassSession, CourseRun, Person
from learners.services.class_sessions import plan_session

HOUR = datetime.timedelta(hours=1)


def make_class(
    course_key: UUID | None = None, *trainers: Person, share: str | None = "0.80", **fields: Any
) -> CourseRun:
    """A class of a course held by these trainers, without sessions."""
    given = {
        "title": "Lớp tối thôn Chanh", "place": "Nhà văn hóa thôn Chanh", "starts_on": timezone.localdate(),
        "required_attendance": Decimal(share) if share else None,
    }  # fmt: skip
    run = CourseRun.objects.create(course_key=course_key or uuid4(), kind=RunKind.CLASS, **(given | fields))
    run.trainers.set(trainers)
    return run


def make_session(run: CourseRun, hours: float = -1, *, lasting: float = 2, **where: Any) -> ClassSession:
    """A session that begins so many hours from now; without more it is being held."""
    starts_at = timezone.now().replace(microsecond=0) + hours * HOUR
    return plan_session(run=run, starts_at=starts_at, ends_at=starts_at + lasting * HOUR, **where)
