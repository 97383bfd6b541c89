"""Joining a class and leaving it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import CoursePage
from learners.enums import EnrolmentState, RunKind
from learners.models import ClassSession, CourseRun, Enrolment, Person
from learners.models.run import MOST_LEARNERS
from learners.services.enrolments import NotEnrollable, completion_rule, new_enrolment
from learners.services.progress import decide_completion


class ClassRefused(Exception):
    """The class cannot be joined; the sentence says why and what to do. `code` is full, over or other_class."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@transaction.atomic
def join_class(*, person: Person, run: CourseRun, course: CoursePage) -> Enrolment:
    """Join a class; joining twice, or again after completing the course in it, returns the same enrolment.

    Whoever learns the course alone goes on in the class with everything done so far: the enrolment itself moves, and
    its rule gains what the class asks for. The last place goes to one person only, because all who join meet at the
    lock on the class. Raises ClassRefused, NotEnrollable.
    """
    rule = completion_rule(course)
    if not rule["lessons"] or run.course_key != course.translation_key or run.kind != RunKind.CLASS:
        raise NotEnrollable
    # Whoever holds the enrolment and writes about its person or class goes on: only who joins waits here.
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    run = CourseRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    # Held, without a join, before it is judged: a lesson done meanwhile may complete it, or it may leave its class.
    mine = Enrolment.objects.select_for_update().filter(person=person).exclude(state=EnrolmentState.WITHDRAWN)
    known = mine.filter(run=run).first()
    if known is not None:
        return known
    live = mine.active().filter(course_key=run.course_key).first()
    if live is not None and live.run.kind == RunKind.CLASS:
        raise ClassRefused("other_class", _("You are already in another class of this course."))
    _must_have_place(run)
    if live is None:
        return new_enrolment(person=person, run=run, rule=rule | _class_part(rule, run, course))
    live.run, live.rule = run, live.rule | _class_part(live.rule, run, course)
    live.last_active_at = timezone.now()
    live.save(update_fields=["run", "rule", "last_active_at"])
    return live


def _must_have_place(run: CourseRun) -> None:
    if not ClassSession.objects.filter(run=run).ahead(timezone.now()).exists():
        raise ClassRefused("over", _("This class has no session left. Choose another class or learn on your own."))
    taken = Enrolment.objects.filter(run=run).exclude(state=EnrolmentState.WITHDRAWN).count()
    if taken >= (run.capacity or MOST_LEARNERS):
        raise ClassRefused("full", _("This class is full. Choose another class or learn on your own."))


def _class_part(rule: dict[str, Any], run: CourseRun, course: CoursePage) -> dict[str, Any]:
    """What a class adds to the rule; hours in class are promised only where attending them is asked for."""
    if not run.required_attendance:
        return {}
    return {
        "attendance": {"share": str(run.required_attendance)},
        "hours": rule["hours"] | {"class": str(course.hours_class)},
    }


@transaction.atomic
def leave_class(*, enrolment: Enrolment) -> Enrolment:
    """Go on learning the course alone: nobody is held by a class that is over or cannot be attended any more.

    Everything done stays, marks of attendance too; hours in class are not asked for and not certified. What is
    completed by then is not changed; leaving twice changes nothing.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if enrolment.state != EnrolmentState.ACTIVE or enrolment.run.kind != RunKind.CLASS:
        return enrolment
    alone, _new = CourseRun.objects.get_or_create(course_key=enrolment.course_key, kind=RunKind.SELF_PACED)
    rule = {name: value for name, value in enrolment.rule.items() if name != "attendance"}
    rule["hours"] = {part: hours for part, hours in rule["hours"].items() if part != "class"}
    enrolment.run, enrolment.rule = alone, rule
    enrolment.save(update_fields=["run", "rule"])
    decide_completion(enrolment=enrolment)
    enrolment.refresh_from_db()
    return enrolment
