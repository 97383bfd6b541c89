"""The outbox: done once, tried again when it fails, and nothing lost while the broker is away."""

import json
import os
import subprocess
import sys
import threading
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from celery.contrib.testing.worker import start_worker
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from cms.celery import app
from learners import outbox
from learners.enums import TaskState
from learners.models import Credential, OutboxEntry
from learners.services.enrolments import enrol
from tests.factories.course import make_course
from tests.factories.learner import make_issuer, make_learner
from tests.learners.services.test_progress import finish

CLOSED_PORT = "redis://127.0.0.1:1/0"


@pytest.fixture
def in_process(settings):
    settings.CELERY_BROKER_URL = ""


@pytest.fixture
def broker_away(settings):
    kept = app.conf.broker_url
    settings.CELERY_BROKER_URL = CLOSED_PORT
    use_broker(CLOSED_PORT)
    yield
    use_broker(kept)


def use_broker(url):
    """Celery keeps its connections; here it forgets them."""
    app.conf.broker_url = url
    app._pool = app.amqp._producer_pool = None


@pytest.fixture
def done():
    """A handler that notes the subjects it was given."""
    seen = []
    outbox.HANDLERS["note"] = seen.append
    yield seen
    del outbox.HANDLERS["note"]


@pytest.fixture
def failing():
    """A handler that always dies."""

    def die(subject):
        raise RuntimeError("hết giấy")

    outbox.HANDLERS["die"] = die
    yield
    del outbox.HANDLERS["die"]


@pytest.mark.django_db
def test_a_task_noted_twice_and_run_twice_is_done_once(done):
    outbox.add("note", "7")
    outbox.add("note", "7")
    entry = OutboxEntry.objects.get()
    assert [outbox.run(entry.pk), outbox.run(entry.pk), done] == [True, True, ["7"]]
    assert OutboxEntry.objects.get().state == TaskState.DONE


@pytest.mark.django_db
def test_a_task_noted_again_stays_as_it_stands(done):
    later = timezone.now() + timedelta(hours=1)
    outbox.add("note", "7", at=later)
    outbox.add("note", "7")
    assert OutboxEntry.objects.get().next_at == later
    outbox.run(OutboxEntry.objects.get().pk)
    outbox.add("note", "7")
    assert (OutboxEntry.objects.get().state, done) == (TaskState.DONE, ["7"])


@pytest.mark.django_db
def test_the_relay_does_what_is_due_and_says_how_much(in_process, done):
    for subject in "abc":
        outbox.add("note", subject)
    OutboxEntry.objects.filter(subject="c").update(next_at=timezone.now() + timedelta(hours=1))
    assert [outbox.relay(), outbox.relay(), done] == [2, 0, ["a", "b"]]


@pytest.mark.django_db
def test_a_failing_task_waits_longer_each_time_and_is_visibly_failed_after_ten(in_process, failing):
    outbox.add("die", "7")
    waits = []
    with time_machine.travel(timezone.now() + timedelta(seconds=1), tick=False) as clock:
        for _ in range(outbox.MOST_TRIES):
            assert outbox.relay() == 1
            entry = OutboxEntry.objects.get()
            waits.append(int((entry.next_at - timezone.now()).total_seconds()))
            clock.move_to(entry.next_at)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert (entry.state, entry.tries, entry.error) == (TaskState.FAILED, 10, "RuntimeError: hết giấy")
    assert outbox.relay() == 0


@pytest.mark.django_db
def test_a_task_nobody_knows_is_kept_with_the_reason_and_the_next_one_goes_on(in_process, done):
    outbox.add("unheard of", "1")
    outbox.add("note", "2")
    assert (outbox.relay(), done) == (2, ["2"])
    assert OutboxEntry.objects.get(kind="unheard of").error == "KeyError: 'unheard of'"


@pytest.mark.django_db
def test_what_a_failing_task_wrote_before_it_died_is_taken_back():
    def half(subject):
        OutboxEntry.objects.create(kind="half-done", subject=subject)
        raise RuntimeError

    outbox.HANDLERS["half"] = half
    outbox.add("half", "7")
    assert outbox.run(OutboxEntry.objects.get().pk) is False
    del outbox.HANDLERS["half"]
    assert list(OutboxEntry.objects.values_list("kind", flat=True)) == ["half"]


@pytest.mark.django_db(transaction=True)
def test_two_relays_at_once_hand_each_task_on_once(in_process, done):
    for number in range(20):
        outbox.add("note", str(number))
    gate, handed = threading.Barrier(2), []

    def relay():
        gate.wait()
        handed.append(outbox.relay())
        connections.close_all()

    threads = [threading.Thread(target=relay) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done, key=int) == [str(number) for number in range(20)]
    assert sum(handed) == 20


@pytest.mark.django_db
def test_while_the_broker_is_away_everything_waits_and_comes_due_again_soon(broker_away, done):
    for subject in "abc":
        outbox.add("note", subject)
    assert (outbox.relay(), done) == (0, [])
    first, *others = OutboxEntry.objects.order_by("pk")
    assert {(each.state, each.tries) for each in (first, *others)} == {(TaskState.WAITING, 0)}
    assert timezone.now() < first.next_at < timezone.now() + timedelta(seconds=11)
    assert all(each.next_at < timezone.now() for each in others)


@pytest.mark.django_db
def test_a_learner_finishes_while_the_broker_is_away_and_the_paper_follows_later(broker_away, settings):
    make_issuer()
    assert finish(enrol(person=make_learner(), course=make_course())).credential.number == 1
    outbox.relay()
    settings.CELERY_BROKER_URL = ""
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert outbox.relay() == 2
    assert Credential.objects.get().pdf.open("rb").read(5) == b"%PDF-"


@pytest.mark.django_db
def test_the_command_prints_the_counts(done):
    outbox.add("note", "1")
    outbox.run(OutboxEntry.objects.get().pk)
    outbox.add("note", "2")
    out = StringIO()
    call_command("outbox", "--status", stdout=out)
    said = json.loads(out.getvalue())
    assert (said["done"], said["waiting"], said["failed"], said["oldest_seconds"]) == (1, 1, 0, 0)


def test_every_process_knows_the_tasks_without_being_told():
    code = "import django; django.setup(); from learners.outbox import HANDLERS; print(sorted(HANDLERS))"
    told = os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    reply = subprocess.run([sys.executable, "-c", code], env=told, capture_output=True, text=True, check=True)  # noqa: S603 - our own words.
    assert {"close_attempt", "count_attempt", "issue_credential", "render_certificate"} <= set(reply.stdout.split("'"))


@pytest.mark.engine("postgres")
@pytest.mark.django_db(transaction=True)
def test_a_real_worker_behind_the_real_broker_makes_the_paper(settings):
    make_issuer()
    finish(enrol(person=make_learner(), course=make_course()))
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        assert outbox.relay() == 2
        for entry in OutboxEntry.objects.all():
            wait_until_done(entry.pk)
    assert Credential.objects.get().pdf.open("rb").read(5) == b"%PDF-"


@pytest.mark.engine("postgres")
@pytest.mark.django_db(transaction=True)
def test_a_worker_survives_what_it_does_not_know_and_does_the_next_thing(done):
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        for arguments in ([10**9], ["x"], [], [None]):
            app.send_task("learners.tasks.do", args=arguments)
        app.send_task("learners.tasks.unheard_of", args=[1])
        outbox.add("note", "7")
        outbox.relay()
        wait_until_done(OutboxEntry.objects.get().pk)
    assert done == ["7"]


def wait_until_done(pk, seconds=30):
    """Look until a worker finished the entry."""
    tick = threading.Event()
    for _ in range(seconds * 10):
        if OutboxEntry.objects.get(pk=pk).state == TaskState.DONE:
            return
        tick.wait(0.1)
    raise AssertionError(OutboxEntry.objects.get(pk=pk).error or "nobody did it")
