"""A class that meets today, so that its trainer finds a list to tick and its learners a code to type."""

from __future__ import annotations

import datetime
from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from courses.models import CoursePage
from learners.enums import AttendanceState, RunKind
from learners.models import CourseRun, LearningPolicy, Person
from learners.services.attendance import Mark, mark_attendance
from learners.services.class_plans import PlannedSession, open_class
from learners.services.classes import join_class
from learners.services.commands import Delivery
from seeds.demo.people import home_commune
from seeds.loaders.content import ContentFolder

WEEK, LASTING = datetime.timedelta(days=7), datetime.timedelta(hours=2)
EVENING = datetime.time(19)


@transaction.atomic
def ensure_class(folder: ContentFolder) -> bool:
    """Open the class of the file once, with a session a week ago, one now and one in a week; return whether it did."""
    demo = folder.demo
    plan = demo["class"]
    course = CoursePage.objects.live().filter(code=plan["course"], locale__language_code="vi").first()
    if course is None or CourseRun.objects.filter(course_key=course.translation_key, kind=RunKind.CLASS).exists():
        return False
    trainer = Person.objects.get(user__email=plan["trainer"])
    run = open_class(
        by=trainer, command_id=uuid5(course.translation_key, "demo class"), course_key=course.translation_key,
        trainers=[trainer], sessions=[PlannedSession(begin, begin + LASTING) for begin in _evenings()],
        title=plan["title"], place=plan["place"], unit=home_commune(demo), capacity=plan["capacity"],
        required_attendance=LearningPolicy.in_force().required_attendance,
    )  # fmt: skip
    people = [Person.objects.filter(user__phone=phone).order_by("pk").first() for phone in plan["learners"]]
    joined = [join_class(person=person, run=run, course=course) for person in people if person is not None]
    states = (AttendanceState.PRESENT, AttendanceState.LATE)
    first = run.sessions.in_order()[0]
    mark_attendance(
        trainer=trainer, session=first, command_id=uuid5(first.public_id, "demo list"),
        marks=[Mark(row.pk, state) for row, state in zip(joined, states, strict=False)],
        delivery=Delivery(given_at=first.starts_at + LASTING / 2),
    )  # fmt: skip
    return True


def _evenings() -> list[datetime.datetime]:
    """An evening a week ago, the full hour that runs now, an evening in a week."""
    now = timezone.localtime()
    evening = datetime.datetime.combine(now.date(), EVENING, now.tzinfo)
    return [evening - WEEK, now.replace(minute=0, second=0, microsecond=0), evening + WEEK]
