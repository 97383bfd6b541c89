"""The checks find what they promise to find."""

import json
from io import StringIO
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection

from learners.assessment_guards import CURRENT as GUARDS
from learners.enums import AttendanceState
from learners.models import Attempt, Attendance, Credential, Enrolment
from learners.services.attendance import Mark, mark_attendance
from learners.services.enrolments import enrol, withdraw
from learners.services.invariants import CHECKS, check_invariants, differing_scores
from tests.factories.class_run import make_class, make_session
from tests.factories.course import make_course
from tests.factories.learner import make_issuer, make_learner
from tests.learners.services.test_attendance import put_in
from tests.learners.services.test_progress import finish

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    make_issuer()
    course = make_course()
    for name in ("Nguyễn Thị Mẫu", "Lò Văn Hai"):
        finish(enrol(person=make_learner(name), course=course))
    return course


def broken():
    return [each.name for each in check_invariants() if each.broken]


def without_guards(*tables):
    # SQLite's schema editor cannot open inside a test's transaction; the guards need only these two of it.
    with connection.cursor() as cursor:
        editor = SimpleNamespace(execute=cursor.execute, connection=connection)
        for guard in GUARDS:
            if guard.table in tables:
                guard.drop(editor)


def test_a_record_made_by_the_services_is_whole(record):
    out = StringIO()
    call_command("invariants", "--json", stdout=out)
    assert {each["name"]: each["broken"] for each in json.loads(out.getvalue())} == dict.fromkeys(CHECKS, 0)


def test_a_missing_guard_is_found(record):
    without_guards("learners_credential")
    assert broken() == ["every guard of the database is in place"]


def test_a_forged_fact_and_a_dropped_number_are_found(record):
    without_guards("learners_credential")
    one = Credential.objects.order_by("number").first()
    Credential.objects.filter(pk=one.pk).update(facts=one.facts | {"result": "9/10"})
    assert "I9 I14 the register adds up" in broken()
    Credential.objects.filter(pk=one.pk).update(facts=one.facts, number=7)
    assert "I8 certificate numbers without gap" in broken()


def test_a_completion_without_its_cause_is_found(record):
    enrolment = Enrolment.objects.first()
    enrolment.rule["lessons"].append("0192f0c1-2b3c-7d4e-8f90-123456789abc")
    enrolment.save(update_fields=["rule"])
    assert broken() == ["I10 completed means the rule was met"]


def test_two_live_enrolments_in_one_course_are_found_though_they_are_in_two_runs(record):
    enrolment = Enrolment.objects.first()
    for run in (make_class(enrolment.course_key), enrolment.run):
        enrol_by_hand(enrolment, run)
    assert broken() == ["I1 one live enrolment a person and course"]


def enrol_by_hand(like, run):
    return Enrolment.objects.create(person=like.person, run=run, course_key=like.course_key, rule=like.rule, round=2)


def test_a_mark_that_nobody_made_and_one_of_another_course_are_found():
    run, trainer = make_class(), make_learner("Trần Thu Hà", phone="+84955555555")
    session, (one,) = make_session(run), put_in(run, "Vi Văn Một")
    marks = [Mark(one.pk, AttendanceState.PRESENT)]
    mark_attendance(trainer=trainer, session=session, marks=marks, command_id=uuid4())
    assert broken() == []
    Enrolment.objects.filter(pk=one.pk).update(course_key=uuid4())
    assert broken() == ["every mark of attendance is of a learner of its course"]
    Enrolment.objects.filter(pk=one.pk).update(course_key=run.course_key)
    mark = Attendance.objects.get()
    mark.pk, mark.command_id = None, uuid4()
    mark.save()
    assert broken() == ["I12 every mark of attendance has the command of who made it"]


def test_a_class_larger_than_its_roster_is_found():
    run = make_class()
    (one, *_others) = put_in(run, *("Vi Văn Một" for _ in range(200)))
    assert broken() == []
    put_in(run, "Lò Thị Hai")
    assert broken() == ["no class is larger than its roster"]
    withdraw(enrolment=one)
    assert broken() == []


def test_a_changed_score_is_found_and_every_true_one_is_not(record):
    assert list(differing_scores()) == []
    without_guards("learners_attempt")
    attempt = Attempt.objects.first()
    Attempt.objects.filter(pk=attempt.pk).update(score="0.5")
    assert list(differing_scores()) == [attempt.pk]
    assert "I5 every score has its event" in broken()
