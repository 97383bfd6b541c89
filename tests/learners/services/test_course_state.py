"""What a learner in a class is told is still to do."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learners.enums import AttendanceState
from learners.services.attendance import Mark, mark_attendance
from learners.services.classes import join_class
from learners.services.course_state import course_states
from learners.services.my_courses import my_courses
from tests.factories.class_run import HOUR, make_class, make_session
from tests.factories.course import make_course
from tests.factories.learner import make_learner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def test_the_sessions_of_a_class_are_among_what_is_still_to_do(rf):
    course, trainer = make_course(lessons=1), make_learner("Trần Thu Hà")
    run = make_class(course.translation_key, trainer, share="0.50")
    first, last = make_session(run, hours=-1), make_session(run, hours=24)
    joined = join_class(person=make_learner(), run=run, course=course)

    def last_word():
        return course_states([course], {course.translation_key: joined})[0].missing()[-1]

    assert last_word() == "1 more class session"
    marks = [Mark(joined.pk, AttendanceState.LATE)]
    mark_attendance(trainer=trainer, session=first, marks=marks, command_id=first.public_id)
    assert re.fullmatch(r"the last session of the class, on \d\d/\d\d/\d{4}", last_word())
    with time_machine.travel(last.ends_at + HOUR, tick=False):
        assert "class" not in last_word()
    # The page of one's own courses says the same, with the course once.
    (mine,) = my_courses(joined.person, "vi", rf.get("/"))["in_progress"]
    assert mine["missing"][-1] == last_word()


def test_a_class_over_with_too_few_sessions_attended_shows_the_way_on():
    course = make_course(lessons=1)
    run = make_class(course.translation_key)
    make_session(run, hours=1)
    joined = join_class(person=make_learner(), run=run, course=course)
    with time_machine.travel(timezone.now() + 9 * HOUR, tick=False):
        said = course_states([course], {course.translation_key: joined})[0].missing()[-1]
    assert said == "The class is over and too few sessions were attended. You can go on learning on your own."


def test_three_classes_ask_no_more_of_the_database_than_one(rf):
    learner, used = make_learner(), []
    for place in range(3):
        course = make_course(f"CD-1{place}", lessons=1)
        run = make_class(course.translation_key)
        make_session(run, hours=1)
        join_class(person=learner, run=run, course=course)
        if place != 1:
            my_courses(learner, "vi", rf.get("/"))
            with CaptureQueriesContext(connection) as seen:
                found = my_courses(learner, "vi", rf.get("/"))["in_progress"]
            used.append(len(seen))
    assert [len(each["missing"]) for each in found] == [3, 3, 3]
    assert used[0] == used[1]
