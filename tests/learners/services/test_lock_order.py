"""Whoever needs several locks takes them in one order, so that no two wait for each other."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learners.enums import AttendanceState
from learners.services.attendance import Mark, mark_attendance
from learners.services.regrade import apply_regrade, plan_regrade
from tests.factories.class_run import make_class, make_session
from tests.factories.course import item_id, make_course
from tests.factories.learner import make_issuer, make_learner
from tests.learners.services.test_attendance import put_in
from tests.learners.services.test_regrade import THREE, correct, quiz, sit

pytestmark = pytest.mark.django_db


def test_every_enrolment_is_held_before_the_first_certificate_takes_its_number():
    make_issuer()
    course, trainer = make_course(lessons=1), make_learner("Trần Thu Hà", phone="+84955555555")
    for name in ("Nguyễn Thị Một", "Nguyễn Thị Hai"):
        sit(course, THREE | {item_id("number"): {"text": "1"}}, name)
    correct()
    key = quiz().translation_key
    plan = plan_regrade(quiz_key=key, language="vi")
    assert plan.newly_passed == 2
    with CaptureQueriesContext(connection) as queries:
        apply_regrade(plan_digest=plan.digest, quiz_key=key, language="vi", reason="Sửa đáp án", by=trainer)
    said = [each["sql"] for each in queries]
    first_number = next(place for place, sql in enumerate(said) if "learners_numberseries" in sql)
    held = [sql for sql in said[:first_number] if '"learners_enrolment"."id" IN' in sql and "ORDER BY" in sql]
    assert len(held) == 1
    assert connection.vendor != "postgresql" or "FOR UPDATE" in held[0]


def test_the_learners_of_a_list_are_held_before_anything_of_it_is_noted():
    trainer = make_learner("Trần Thu Hà", phone="+84955555555")
    run = make_class(None, trainer)
    session, rows = make_session(run), put_in(run, "Vi Văn Một", "Lò Thị Hai")
    marks = [Mark(row.pk, AttendanceState.PRESENT) for row in rows]
    with CaptureQueriesContext(connection) as queries:
        mark_attendance(trainer=trainer, session=session, marks=marks, command_id=uuid4())
    said = [each["sql"] for each in queries]
    first_note = next(place for place, sql in enumerate(said) if 'INSERT INTO "learners_attendance"' in sql)
    held = [sql for sql in said[:first_note] if 'FROM "learners_enrolment"' in sql and "ORDER BY" in sql]
    assert len(held) == 1
    assert connection.vendor != "postgresql" or "FOR UPDATE" in held[0]
