"""Joining a class, its timetable, and leaving it."""

import re
import threading
import time
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from courses.models import LessonPage
from learners import outbox
from learners.enums import EnrolmentState, RunKind
from learners.models import ClassSession, CourseRun, Enrolment, OutboxEntry
from learners.reports.attendance import attended
from learners.services.attendance import check_in
from learners.services.class_sessions import SessionBegun, cancel_session, decide_class, move_session, plan_session
from learners.services.classes import ClassRefused, join_class, leave_class
from learners.services.enrolments import NotEnrollable, enrol, withdraw
from learners.services.progress import complete_lesson
from tests.factories.class_run import HOUR, make_class, make_session
from tests.factories.course import make_course
from tests.factories.learner import make_learner
from tests.learners.services.test_attendance import put_in
from tests.learners.services.test_races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_course(lessons=2, hours_class=Decimal(6))


@pytest.fixture
def run(course):
    run = make_class(course.translation_key)
    make_session(run, hours=24)
    return run


def test_joining_twice_is_one_enrolment_and_the_rule_carries_what_the_class_asks_for(course, run):
    learner = make_learner()
    first, second = (join_class(person=learner, run=run, course=course) for _ in range(2))
    assert (first.pk, first.run, Enrolment.objects.count()) == (second.pk, run, 1)
    assert first.rule["attendance"] == {"share": "0.80"}
    assert first.rule["hours"] == {"self_paced": "1.0", "class": "6.0"}


def test_whoever_learns_alone_goes_on_in_the_class_with_everything_done(course, run):
    learner = make_learner()
    alone = enrol(person=learner, course=course)
    complete_lesson(enrolment=alone, lesson_key=LessonPage.objects.first().translation_key)
    joined = join_class(person=learner, run=run, course=course)
    assert (joined.pk, joined.run, joined.lessons_done.count()) == (alone.pk, run, 1)
    assert joined.rule["lessons"] == alone.rule["lessons"]
    assert enrol(person=learner, course=course).pk == joined.pk


def test_a_class_that_asks_for_no_attendance_promises_no_hours_in_class(course):
    run = make_class(course.translation_key, share=None)
    make_session(run, hours=24)
    rule = join_class(person=make_learner(), run=run, course=course).rule
    assert ("attendance" in rule, rule["hours"]) == (False, {"self_paced": "1.0"})


def test_a_full_class_takes_nobody_else_and_a_place_given_up_is_free(course, run):
    CourseRun.objects.filter(pk=run.pk).update(capacity=1)
    first, second = make_learner(), make_learner("Hoàng Thị Hai")
    held = join_class(person=first, run=run, course=course)
    with pytest.raises(ClassRefused) as refused:
        join_class(person=second, run=run, course=course)
    assert (refused.value.code, Enrolment.objects.count()) == ("full", 1)
    withdraw(enrolment=held)
    assert join_class(person=second, run=run, course=course).run == run
    assert list(CourseRun.objects.taking_people(course.translation_key, timezone.now())) == []


def test_a_class_without_a_number_of_places_is_full_with_two_hundred(course, run):
    put_in(run, *("Vi Văn Một" for _ in range(199)))
    assert list(CourseRun.objects.taking_people(course.translation_key, timezone.now())) == [run]
    put_in(run, "Lò Thị Hai")
    assert list(CourseRun.objects.taking_people(course.translation_key, timezone.now())) == []


def test_a_class_without_a_session_ahead_takes_nobody(course):
    run = make_class(course.translation_key)
    make_session(run, hours=-3)
    with pytest.raises(ClassRefused) as refused:
        join_class(person=make_learner(), run=run, course=course)
    assert (refused.value.code, Enrolment.objects.count()) == ("over", 0)


def test_nobody_is_in_two_classes_of_a_course_at_once(course, run):
    other, learner = make_class(course.translation_key), make_learner()
    make_session(other, hours=48)
    join_class(person=learner, run=run, course=course)
    with pytest.raises(ClassRefused) as refused:
        join_class(person=learner, run=other, course=course)
    assert refused.value.code == "other_class"


def test_a_run_of_another_course_or_of_ones_own_pace_is_no_class_to_join(course, run):
    alone = CourseRun.objects.create(course_key=course.translation_key, kind=RunKind.SELF_PACED)
    for wrong in (make_class(), alone):
        with pytest.raises(NotEnrollable):
            join_class(person=make_learner(), run=wrong, course=course)


def test_leaving_a_class_keeps_the_work_and_asks_for_no_attendance(course, run):
    learner = make_learner()
    joined = join_class(person=learner, run=run, course=course)
    complete_lesson(enrolment=joined, lesson_key=LessonPage.objects.first().translation_key)
    for _ in range(2):
        left = leave_class(enrolment=joined)
        assert (left.pk, left.run.kind, left.lessons_done.count()) == (joined.pk, RunKind.SELF_PACED, 1)
        assert ("attendance" in left.rule, left.rule["hours"]) == (False, {"self_paced": "1.0"})
    assert join_class(person=learner, run=run, course=course).rule["attendance"] == {"share": "0.80"}


def test_after_a_course_was_completed_in_a_class_a_refresher_is_the_next_round(course, run):
    learner = make_learner()
    joined = join_class(person=learner, run=run, course=course)
    Enrolment.objects.filter(pk=joined.pk).update(state=EnrolmentState.COMPLETED, completed_at=timezone.now())
    again = enrol(person=learner, course=course)
    assert (again.run.kind, again.round) == (RunKind.SELF_PACED, 2)


def test_every_session_has_six_digits_of_its_own_and_planning_twice_is_one_session(run):
    starts_at = timezone.now() + HOUR
    first, second = (plan_session(run=run, starts_at=starts_at, ends_at=starts_at + HOUR) for _ in range(2))
    assert (first.pk, ClassSession.objects.count()) == (second.pk, 2)
    codes = list(ClassSession.objects.values_list("join_code", flat=True))
    assert len(set(codes)) == 2
    assert all(re.fullmatch("[0-9]{6}", code) for code in codes)
    held = ClassSession.objects.exclude(pk=first.pk).get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ClassSession.objects.create(run=run, starts_at=starts_at, ends_at=starts_at + HOUR, join_code=held.join_code)


@pytest.mark.parametrize("lasting", [0, -1, 12.5])
def test_a_session_ends_after_it_begins_and_within_twelve_hours(run, lasting):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_session(run, lasting=lasting)


def test_only_a_class_has_sessions(course):
    alone = CourseRun.objects.create(course_key=course.translation_key, kind=RunKind.SELF_PACED)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_session(alone)


def test_a_session_ahead_is_moved_with_its_code_and_one_that_began_only_to_another_place(run):
    ahead, begun = make_session(run, hours=72), make_session(run, hours=-1)
    moved = move_session(session=ahead, starts_at=ahead.starts_at + HOUR, ends_at=ahead.ends_at + HOUR)
    assert (moved.join_code, moved.starts_at) == (ahead.join_code, ahead.starts_at + HOUR)
    there = move_session(session=begun, starts_at=begun.starts_at, ends_at=begun.ends_at, place="Trường học")
    assert there.place == "Trường học"
    with pytest.raises(SessionBegun):
        move_session(session=begun, starts_at=begun.starts_at + HOUR, ends_at=begun.ends_at + HOUR)
    for _ in range(2):
        cancel_session(session=moved)
    assert not ClassSession.objects.filter(pk=ahead.pk).exists()


def test_a_session_that_was_not_held_is_cancelled_and_one_with_marks_is_not(course, run):
    not_held, held = make_session(run, hours=-30), make_session(run, hours=-1)
    joined = join_class(person=make_learner(), run=run, course=course)
    check_in(person=joined.person, code=held.join_code, command_id=uuid4())
    cancel_session(session=not_held)
    with pytest.raises(SessionBegun):
        cancel_session(session=held)
    assert attended(joined).sessions == 2


def test_a_class_whose_last_session_is_cancelled_completes_who_attended_the_others(course, run):
    held, last = make_session(run, hours=-1), make_session(run, hours=72)
    cancel_session(session=run.sessions.exclude(pk__in=[held.pk, last.pk]).get())
    joined = join_class(person=make_learner(), run=run, course=course)
    Enrolment.objects.filter(pk=joined.pk).update(rule=joined.rule | {"lessons": [], "quizzes": {}})
    check_in(person=joined.person, code=held.join_code, command_id=uuid4())
    with time_machine.travel(held.ends_at + HOUR, tick=False):
        outbox.relay(here=True)
        joined.refresh_from_db()
        assert joined.state == EnrolmentState.ACTIVE
        cancel_session(session=last)
        outbox.relay(here=True)
    joined.refresh_from_db()
    assert joined.state == EnrolmentState.COMPLETED


def test_who_completed_a_course_in_a_class_is_not_in_it_twice(course, run):
    joined = join_class(person=make_learner(), run=run, course=course)
    Enrolment.objects.filter(pk=joined.pk).update(state=EnrolmentState.COMPLETED, completed_at=timezone.now())
    assert join_class(person=joined.person, run=run, course=course).pk == joined.pk


def test_the_end_of_a_session_asks_whether_the_class_is_complete(run):
    session = ClassSession.objects.get()
    entry = OutboxEntry.objects.get(kind="decide_class")
    assert (entry.subject, entry.next_at) == (f"{run.pk}:{session.ends_at.isoformat()}", session.ends_at)
    with time_machine.travel(session.ends_at + timedelta(minutes=1), tick=False):
        assert outbox.relay(here=True) == 1
    assert decide_class(run=run) == 0


def test_classes_that_take_people_come_by_their_next_session(course, run):
    sooner = make_class(course.translation_key, title="Lớp sáng")
    make_session(sooner, hours=-24)
    make_session(sooner, hours=2)
    make_session(make_class(course.translation_key), hours=-24)
    make_session(make_class(uuid4()), hours=1)
    found = CourseRun.objects.taking_people(course.translation_key, timezone.now())
    assert [(row.pk, row.taken) for row in found] == [(sooner.pk, 0), (run.pk, 0)]


@pytest.mark.django_db(transaction=True)
def test_ten_who_want_the_last_place_are_one_in_the_class():
    course = make_course(lessons=1)
    run = make_class(course.translation_key, capacity=1)
    make_session(run, hours=24)
    waiting = [make_learner(f"Nguyễn Văn Số{place}") for place in range(10)]
    results = at_once(lambda: join_class(person=waiting.pop(), run=run, course=course))
    codes = [each.code for each in results if isinstance(each, ClassRefused)]
    assert (Enrolment.objects.count(), codes) == (1, ["full"] * 9)


@pytest.mark.django_db(transaction=True)
def test_ten_taps_on_leaving_leave_once():
    course = make_course(lessons=1)
    run = make_class(course.translation_key)
    make_session(run, hours=24)
    joined = join_class(person=make_learner(), run=run, course=course)
    left = at_once(lambda: leave_class(enrolment=joined).run.kind)
    assert left == [RunKind.SELF_PACED] * 10


@pytest.mark.django_db(transaction=True)
def test_a_course_completed_while_its_learner_joins_a_class_stays_completed_as_it_was():
    course = make_course(lessons=1)
    run, learner = make_class(course.translation_key), make_learner()
    make_session(run, hours=24)
    alone, entered = enrol(person=learner, course=course), threading.Event()

    def complete():
        with transaction.atomic():
            held = Enrolment.objects.select_for_update().get(pk=alone.pk)
            entered.set()
            time.sleep(0.5)
            held.state, held.completed_at = EnrolmentState.COMPLETED, timezone.now()
            held.save()
        connection.close()

    other = threading.Thread(target=complete)
    other.start()
    entered.wait()
    joined = join_class(person=learner, run=run, course=course)
    other.join()
    alone.refresh_from_db()
    assert (alone.run.kind, joined.run_id, joined.round) == (RunKind.SELF_PACED, run.pk, 2)
