"""`manage.py demo`: where it refuses to run, and that a second start leaves people alone."""

import socket
import threading

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings

from learners import outbox
from learners.models import Credential, Enrolment, Person, User
from seeds.demo import relay
from seeds.demo.learning import ensure_learning
from seeds.demo.people import ensure_people
from seeds.loaders.content import ContentFolder

DEMO = override_settings(DEMO=True, DEMO_SECOND_FACTOR="246810")


def test_it_refuses_to_run_outside_the_demonstration():
    with pytest.raises(CommandError, match="trình diễn"):
        call_command("demo")


@DEMO
def test_every_role_can_sign_in_and_a_second_start_leaves_people_alone(db, seed, content):
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
def test_the_crowd_learns_once_through_the_services(db, seed, content):
    seed()
    folder = ContentFolder(content)
    folder.demo["crowd"]["size"] = 12
    assert ensure_learning(folder) == 12
    assert ensure_learning(folder) == 0
    assert Enrolment.objects.count() == 12
    completed = Enrolment.objects.completed()
    assert completed.count() == Credential.objects.count() > 0
    assert all(attempt.passed for row in completed for attempt in row.attempts.all())


def test_the_relay_beside_the_server_does_what_the_outbox_holds(transactional_db, monkeypatch):
    done = threading.Event()
    monkeypatch.setitem(outbox.HANDLERS, "trial", lambda subject: done.set())
    monkeypatch.setattr(relay, "PAUSE_SECONDS", 0.01)
    outbox.add("trial", "1")
    thread = relay.RelayThread()
    thread.start()
    assert done.wait(timeout=20)
    thread.stop()
    assert outbox.status()["done"] == 1


@override_settings(DEMO=True)
def test_a_port_in_use_is_named_before_anything_is_written():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Cổng {port} đang bận"):
            call_command("demo", port=port)
