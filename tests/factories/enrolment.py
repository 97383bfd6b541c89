"""People joined to courses."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from learners.enums import EnrolmentState
from learners.models import CourseRun, Enrolment, Person
from tests.factories.person import make_person


def make_enrolment(
    person: Person | None = None,
    course_key: UUID | None = None,
    *,
    enrolled_at: datetime.datetime | None = None,
    hours: str = "4.0",
    **fields: Any,
) -> Enrolment:
    """An enrolment in the self-paced run of a course; completed when `completed_at` is given."""
    person, key, moment = person or make_person(), course_key or uuid4(), enrolled_at or timezone.now()
    run = CourseRun.objects.get_or_create(course_key=key)[0]
    given = {
        "state": EnrolmentState.COMPLETED if fields.get("completed_at") else EnrolmentState.ACTIVE,
        "rule": {"lessons": [], "quizzes": {}, "certifies": True, "hours": {"self_paced": hours}},
        "unit": person.unit,
        "audience": person.audience,
        "last_active_at": moment,
        "round": Enrolment.objects.filter(person=person, run=run).count() + 1,
    }
    return Enrolment.objects.create(person=person, run=run, course_key=key, enrolled_at=moment, **(given | fields))
