"""The classes a person learns in or holds, as the pages show them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from learners.access.field import own_classes, taught_runs
from learners.enums import AttendanceState, EnrolmentState
from learners.models import Attendance, ClassSession, CourseRun, Enrolment, Person
from learners.models.attendance import newest
from learners.models.run import MOST_LEARNERS
from learners.services.attendance import MARK, SEEN

MOST_OFFERED = 3


def my_classes(person: Person) -> dict[str, Any]:
    """Return `next_session`, the one held now or coming next in the person's classes, and whether they teach any."""
    live = Enrolment.objects.active().filter(person=person)
    ahead = ClassSession.objects.filter(run__in=live.values("run")).ahead(timezone.now())
    return {
        "next_session": ahead.select_related("run").first(),
        "teaches": taught_runs(person).exists(),
    }


def offered_classes(course_key: UUID) -> list[dict[str, Any]]:
    """The classes of a course that still take people, the next first and at most three."""
    rows = CourseRun.objects.taking_people(course_key, timezone.now())
    return [
        {
            "title": str(run),
            "begins_at": run.begins_at,  # type: ignore[attr-defined]  # Annotated by `taking_people`.
            "place": run.place,
            "url": reverse("learners:class", args=[run.pk]),
        }
        for run in rows[:MOST_OFFERED]
    ]


def timetable(run: CourseRun, enrolment: Enrolment | None) -> list[dict[str, Any]]:
    """The sessions of a class in order, with what is noted of one learner in each."""
    marks = newest(Attendance.objects.filter(enrolment=enrolment)) if enrolment else {}
    now = timezone.now()
    return [
        {
            "session": session,
            "where": session.place or run.place,
            "mark": marks.get((session.pk, enrolment.pk)) if enrolment else None,
            "over": session.ends_at <= now,
        }
        for session in run.sessions.in_order()
    ]


def own_enrolment_in_class(person: Person, run: CourseRun) -> Enrolment | None:
    """The person's newest enrolment in a class, if any that was not withdrawn."""
    if not own_classes(person).filter(pk=run.pk).exists():
        return None
    mine = Enrolment.objects.filter(person=person, run=run).exclude(state=EnrolmentState.WITHDRAWN)
    return mine.order_by("-round", "-pk").first()


def roster(session: ClassSession) -> list[dict[str, Any]]:
    """The learners of a session's class by given name, with the fields of their rows and what is noted of them."""
    rows = Enrolment.objects.filter(run_id=session.run_id).exclude(state=EnrolmentState.WITHDRAWN)
    marks = newest(session.marks.select_related("marked_by"))
    found = []
    for row in rows.select_related("person").order_by("person__name_key", "pk")[:MOST_LEARNERS]:
        mark = marks.get((session.pk, row.pk))
        state = mark.state if mark else ""
        found.append({
            "name": row.person.full_name,
            "birth": row.person.birth_text,
            "field": f"{MARK}{row.pk}",
            "seen": f"{SEEN}{row.pk}",
            "state": state,
            "choices": [(value, label, value == state) for value, label in AttendanceState.choices],
        })  # fmt: skip
    return found


def held_classes(person: Person) -> list[dict[str, Any]]:
    """The classes a person holds, the newest first, each with its sessions and how many learn in it."""
    runs = list(taught_runs(person).prefetch_related("sessions", "enrolments"))
    return [
        {
            "run": run,
            "title": str(run),
            "learners": sum(row.state != EnrolmentState.WITHDRAWN for row in run.enrolments.all()),
            "sessions": sorted(run.sessions.all(), key=lambda each: (each.starts_at, each.pk)),
        }
        for run in runs
    ]


def said_of(marked: int) -> str:
    """What a trainer is told after a list was taken."""
    return _("Attendance is saved.") if marked else _("Nothing was changed on this list.")
