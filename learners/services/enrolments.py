"""Joining a course."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from courses.enums import Purpose
from courses.models import CoursePage
from courses.services.outline import course_outline
from learners.enums import EnrolmentState, RunKind
from learners.models import CourseRun, Enrolment, Person
from learners.names import tidy_name


class NotEnrollable(Exception):
    """The course is only announced, or the learner has no account that may enrol."""


def completion_rule(course: CoursePage) -> dict[str, Any]:
    """The rule an enrolment copies: what must be done, the pass marks, what the certificate will say."""
    outline = course_outline(course)
    quizzes = [quiz for quiz in outline.quizzes if quiz.required and quiz.purpose != Purpose.PRACTICE]
    return {
        "lessons": [str(key) for key in outline.required_lessons],
        "quizzes": {str(quiz.translation_key): str(quiz.pass_mark) for quiz in quizzes},
        "grading": {str(quiz.translation_key): quiz.grading for quiz in quizzes},
        "certifies": course.certifies,
        "validity_months": course.validity_months,
        "hours": {"self_paced": str(course.hours_self_paced)},
    }


@transaction.atomic
def enrol(*, person: Person, course: CoursePage) -> Enrolment:
    """Join the self-paced run of a course; joining twice, or while in a class of it, returns the live enrolment.

    A person who completed the course before gets a new round (a refresher). Raises NotEnrollable for a course that is
    only announced. Two taps at once meet the lock on the person, so the second finds the first's row.
    """
    rule = completion_rule(course)
    if not rule["lessons"]:
        raise NotEnrollable
    person = Person.objects.select_for_update().get(pk=person.pk)
    run, _ = CourseRun.objects.get_or_create(course_key=course.translation_key, kind=RunKind.SELF_PACED)
    live = Enrolment.objects.active().for_course(run.course_key).filter(person=person).first()
    return live or new_enrolment(person=person, run=run, rule=rule)


def new_enrolment(*, person: Person, run: CourseRun, rule: dict[str, Any]) -> Enrolment:
    """Join a run in the person's next round of the course; the caller holds the lock on the person."""
    rounds = Enrolment.objects.filter(person=person, course_key=run.course_key)
    return Enrolment.objects.create(
        person=person,
        run=run,
        course_key=run.course_key,
        round=(rounds.aggregate(last=Max("round"))["last"] or 0) + 1,
        rule=rule,
        unit_id=person.unit_id,
        audience_id=person.audience_id,
        certificate_name=person.full_name,
        last_active_at=timezone.now(),
    )


@transaction.atomic
def withdraw(*, enrolment: Enrolment) -> bool:
    """Leave a course that is not completed; everything recorded stays. Returns whether anything changed."""
    rows = Enrolment.objects.filter(pk=enrolment.pk, state=EnrolmentState.ACTIVE)
    return bool(rows.update(state=EnrolmentState.WITHDRAWN))


@transaction.atomic
def correct_certificate_name(*, enrolment: Enrolment, full_name: str) -> None:
    """Set the name the certificate will carry, as long as none was issued. Raises learners.names.BadName."""
    rows = Enrolment.objects.filter(pk=enrolment.pk, state=EnrolmentState.ACTIVE)
    rows.update(certificate_name=tidy_name(full_name))
