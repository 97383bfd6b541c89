"""Every screen of classes and of the help log: on the phones of learner, trainer and helper, and at the desk."""

import pytest
from django.urls import reverse

from learners.enums import AttendanceState, Role
from learners.services.attendance import Mark, mark_attendance
from learners.services.classes import join_class
from tests.factories.class_run import make_class, make_session
from tests.factories.community_group import make_assistance, make_group
from tests.factories.learner import make_learner
from tests.journeys import staff, steps
from tests.journeys.faults import judge

NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"]
# What is ours on a screen of the admin.
OURS = ".report-page, .desk"


@pytest.fixture
def person(screen, live_server):
    """Who holds a class, learns in it and is in a team of the own commune; signed in on this screen."""
    joined = steps.enrolled_person()
    steps.take_in(screen.context, joined.person, live_server.url)
    return joined.person


@pytest.fixture
def session(person):
    """A session held now, with its list begun, and another one tomorrow."""
    run = make_class(steps.course().translation_key, person, unit=person.unit)
    held, _next = make_session(run), make_session(run, hours=24)
    learners = [join_class(person=each, run=run, course=steps.course()) for each in [person, *map(make_learner, NAMES)]]
    marks = [Mark(row.pk, state) for row, state in zip(learners, AttendanceState, strict=True)]
    mark_attendance(trainer=person, session=held, marks=marks, command_id=held.public_id)
    return held


@pytest.fixture
def group(person):
    """The team, with what its member recorded today."""
    team = make_group(person, unit=person.unit, village="Trại Một", phone="+84912000111")
    for kind, persons in {"vneid": 1, "payment": 12}.items():
        make_assistance(person, team, kind=kind, persons=persons, minutes=30)
    return team


def test_the_screens_of_a_class(screen, session):
    for name, address in {
        "class-course": steps.course().url,
        "class-my-learning": reverse("learners:my_learning"),
        "class": reverse("learners:class", args=[session.run_id]),
        "class-check-in": reverse("learners:check_in"),
        "class-held": reverse("learners:held_classes"),
        "class-list": reverse("learners:session_list", args=[session.public_id]),
        "class-code": reverse("learners:session_code", args=[session.public_id]),
    }.items():
        screen.goto(address)
        judge(screen, name)


def test_the_screens_of_the_help_log(screen, group):
    for name, address in {
        "help-my-learning": reverse("learners:my_learning"),
        "help-record": reverse("learners:record_assistance", args=[group.public_id]),
        "help-month": reverse("learners:assistance_sheet"),
        "help-team": reverse("help"),
    }.items():
        screen.goto(address)
        judge(screen, name)


def test_the_desk_of_classes_and_the_report_of_help(screen, session, group):
    screen.context.clear_cookies()
    first = reverse("class_list")
    staff.sign_in(screen, staff.member_of_staff(Role.DEPARTMENT_OFFICER, "Đỗ Đức Long"), first)
    for name, address in {
        "desk-classes": first,
        "desk-new": reverse("class_new"),
        "desk-sheet": reverse("class_sheet", args=[session.run_id]),
        "desk-help": reverse("assistance_report"),
    }.items():
        screen.goto(address)
        judge(screen, name, within=OURS)
