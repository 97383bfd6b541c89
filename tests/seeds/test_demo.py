"""`manage.py demo`: where it refuses to run, and that a second start leaves people alone."""

import socket
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings
from django.utils import timezone

from learners import outbox
from learners.enums import SetAsideReason
from learners.models import (
    Assistance,
    Attempt,
    Attendance,
    ClassSession,
    CourseRun,
    Credential,
    Enrolment,
    Flag,
    GroupMembership,
    LessonCompletion,
    MarkingTask,
    MarkQuery,
    OutboxEntry,
    Person,
    ResponseFile,
    ScoreEvent,
    SetAside,
    User,
)
from learners.services.invariants import check_invariants
from seeds.demo.assistance import ensure_assistance
from seeds.demo.classroom import ensure_class
from seeds.demo.exercise import PLANS, ensure_exercise
from seeds.demo.learning import ensure_learning
from seeds.demo.people import ensure_people
from seeds.loaders.content import ContentFolder
from seeds.loaders.identity import key_of
from tests.seeds.conftest import LEARNT, module, quiz, write_course
from tests.seeds.every_kind import every_kind

DEMO = override_settings(DEMO=True, DEMO_SECOND_FACTOR="246810")


def test_it_refuses_to_run_outside_the_demonstration():
    with pytest.raises(CommandError, match="trình diễn"):
        call_command("demo")


@DEMO
def test_every_role_can_sign_in_and_a_second_start_leaves_people_alone(begun_site, db, seed, content):
    seed()
    rows = ensure_people(ContentFolder(content))
    assert [row.title for row in rows] == [
        "Người học", "Điện thoại chung", "Người hỗ trợ", "Người soạn bài", "Người duyệt", "Cán bộ xã", "Cán bộ sở",
        "Quản trị",
    ]  # fmt: skip
    assert set(User.objects.values_list("is_demo", flat=True)) == {True}
    learner = User.objects.get(phone="+84900000101")
    assert learner.check_password(rows[0].secret)
    learner.set_password("250891")
    learner.save()
    Person.objects.filter(user=learner).update(full_name="Tên mới")
    assert ensure_people(ContentFolder(content)) == rows
    learner.refresh_from_db()
    assert learner.check_password("250891")
    assert learner.people.get().full_name == "Tên mới"
    assert Person.objects.filter(user__phone="+84900000102").count() == 2


@DEMO
def test_the_helper_is_in_one_team_whose_log_was_written_day_by_day_and_once(begun_site, db, seed, content):
    seed()
    folder = ContentFolder(content)
    ensure_people(folder)
    told = folder.demo["team"]["occasions"]
    assert [ensure_assistance(folder) for _ in range(2)] == [len(told), 0]
    helper, rows = Person.objects.get(user__phone="+84900000103"), Assistance.objects.order_by("pk")
    assert [(row.kind, row.persons, row.learner is not None) for row in rows] == [
        (each["kind"], each["persons"], "learner" in each) for each in told
    ]
    assert [(timezone.localdate() - timezone.localdate(row.recorded_at)).days for row in rows] == [
        each["days"] for each in told
    ]
    membership = GroupMembership.objects.get()
    assert (membership.person, membership.group.unit, {row.helper for row in rows}) == (helper, helper.unit, {helper})
    assert [finding.name for finding in check_invariants() if finding.broken] == []


@DEMO
def test_the_crowd_learns_once_through_the_services(begun_site, db, seed, content):
    seed()
    folder = ContentFolder(content)
    folder.demo["crowd"]["size"] = 12
    assert ensure_learning(folder) == 12
    assert ensure_learning(folder) == 0
    assert 0 < Enrolment.objects.count() <= 12
    completed = Enrolment.objects.completed()
    assert completed.count() == Credential.objects.count() > 0
    assert all(attempt.passed for row in completed for attempt in row.attempts.all())
    assert [finding.name for finding in check_invariants() if finding.broken] == []


@DEMO
def test_the_crowd_came_over_the_last_months_and_the_register_follows_the_days(begun_site, db, seed, content):
    seed()
    folder = ContentFolder(content)
    folder.demo["crowd"]["size"] = 30
    before = timezone.now()
    ensure_learning(folder)
    days = Enrolment.objects.dates("enrolled_at", "day")
    assert len(days) > 15
    assert before - timedelta(days=242) < Enrolment.objects.earliest("enrolled_at").enrolled_at
    latest = [
        *LessonCompletion.objects.values_list("completed_at", flat=True),
        *Attempt.objects.values_list("submitted_at", flat=True),
        *ScoreEvent.objects.values_list("at", flat=True),
    ]
    assert max(latest) < before
    register = list(Credential.objects.order_by("year", "number").values_list("issued_on", flat=True))
    assert register == sorted(register)
    assert len(set(register)) > 3
    for enrolment in Enrolment.objects.select_related("unit__generation"):
        assert enrolment.unit.generation.valid_from <= timezone.localdate(enrolment.enrolled_at)
    waiting = Counter(OutboxEntry.objects.values_list("kind", flat=True))
    assert waiting == {"render_certificate": Credential.objects.count(), "count_attempt": ScoreEvent.objects.count()}
    assert outbox.status()["waiting"] == waiting.total()
    assert abs(timezone.now() - before) < timedelta(minutes=10)
    assert Enrolment._meta.get_field("enrolled_at").get_default() >= before


@DEMO
def test_one_class_meets_today_with_a_list_of_last_week(begun_site, db, seed, content):
    seed()
    folder = ContentFolder(content)
    folder.demo["class"]["course"] = LEARNT
    ensure_people(folder)
    assert [ensure_class(folder) for _ in range(2)] == [True, False]
    now = timezone.now()
    sessions = list(ClassSession.objects.in_order())
    assert [(each.starts_at <= now, each.ends_at <= now) for each in sessions] == [
        (True, True), (True, False), (False, False),
    ]  # fmt: skip
    assert sorted(Attendance.objects.values_list("session", "state")) == [
        (sessions[0].pk, "late"), (sessions[0].pk, "present"),
    ]  # fmt: skip
    assert CourseRun.objects.get(kind="class").trainers.get().full_name == "Trần Thu Hà"
    assert [finding.name for finding in check_invariants() if finding.broken] == []


@DEMO
def test_some_of_the_crowd_sit_the_exercise_and_leave_work_for_markers(begun_site, db, seed, content):
    items = [item for item in every_kind() if item["type"] in {"single_choice", "essay", "file_upload", "information"}]
    exercise = {"title": "Bài tập thử", "honesty": "Tôi tự làm.", "feedback": "interactive", "items": items}
    sources = [{"text": "Viết để thử", "date": "2025-07-01"}]
    write_course(content, LEARNT, modules=[module()], quiz=quiz(), exercise=exercise, sources=sources)
    seed()
    folder = ContentFolder(content)
    folder.demo["crowd"]["size"] = 12
    folder.demo["exercise"]["course"] = LEARNT
    ensure_people(folder)
    ensure_learning(folder)
    before = timezone.now()
    assert ensure_exercise(folder) == len(PLANS)
    assert ensure_exercise(folder) == 0
    sat = Attempt.objects.for_quiz(key_of(LEARNT, "exercise"))
    assert Counter(sat.values_list("state", flat=True)) == {"scored": 2, "submitted": 4, "open": 1}
    assert MarkingTask.objects.waiting().count() == 8
    assert MarkingTask.objects.waiting().first().due_on < timezone.localdate()
    assert MarkQuery.objects.get().answered_at is None
    assert SetAside.objects.get().reason == SetAsideReason.OVERTAKEN
    assert Flag.objects.get().flagged is True
    assert all(row.file.open().read(4) == b"%PDF" for row in ResponseFile.objects.all())
    assert all(row.started_at < before - timedelta(hours=1) for row in sat)
    assert OutboxEntry.objects.filter(next_at__lt=before - timedelta(minutes=5)).count() == 0
    assert [finding.name for finding in check_invariants() if finding.broken] == []


@DEMO
def test_without_the_course_of_the_exercise_nobody_sits_it(begun_site, db, seed, content):
    seed()
    assert ensure_exercise(ContentFolder(content)) == 0


@override_settings(DEMO=True)
def test_a_port_in_use_is_named_before_anything_is_written():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Cổng {port} đang bận"):
            call_command("demo", port=port)
