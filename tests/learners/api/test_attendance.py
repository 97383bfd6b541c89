"""Lists of attendance that a trainer's phone kept while it was offline."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.utils import timezone

from learners.enums import AttendanceState
from learners.models import Attendance, Command, SetAside
from tests.factories.class_run import HOUR, make_class, make_session
from tests.factories.learner import make_learner
from tests.learners.api.test_sync import Phone
from tests.learners.services.test_attendance import put_in, state_of

pytestmark = pytest.mark.django_db
PRESENT, LATE, ABSENT, EXCUSED = AttendanceState


@pytest.fixture
def trainer():
    return make_learner("Trần Thu Hà", phone="+84955555555")


@pytest.fixture
def run(trainer):
    return make_class(None, trainer)


@pytest.fixture
def session(run):
    return make_session(run)


@pytest.fixture
def learner(run):
    return put_in(run, "Vi Văn Một")[0]


@pytest.fixture
def phone(trainer):
    return Phone(trainer)


def listed(phone, session, *rows, **more):
    form = [pair for pk, state in rows for pair in ([f"seen-{pk}", ""], [f"mark-{pk}", str(state)])]
    return phone.event("attendance", session.public_id, body={"form": form}, **more)


def test_a_list_is_stored_and_a_repeat_is_a_duplicate(phone, session, learner, trainer):
    event = listed(phone, session, (learner.pk, PRESENT))
    assert [each["status"] for each in phone.results(event)] == ["stored"]
    assert [each["status"] for each in phone.results(event, event)] == ["duplicate", "duplicate"]
    mark = Attendance.objects.get()
    assert (mark.state, mark.marked_by, str(mark.command_id)) == (PRESENT, trainer, event["id"])
    assert phone.state()["highest_seq"] == 1


def test_an_id_used_again_for_another_list_is_refused_and_kept_aside(phone, session, learner):
    event = listed(phone, session, (learner.pk, PRESENT))
    phone.results(event)
    other = listed(phone, session, (learner.pk, ABSENT), id=event["id"])
    (said,) = phone.results(other)
    assert (said["status"], said["code"], SetAside.objects.count()) == ("refused", "id_reused", 1)
    assert state_of(session, learner) == PRESENT


def test_who_does_not_hold_the_class_hears_the_same_as_for_a_session_that_does_not_exist(session, learner):
    stranger = Phone(make_learner("Người Lạ", phone="+84922222222"))
    foreign = listed(stranger, session, (learner.pk, PRESENT))
    unknown = {**foreign, "id": str(uuid4()), "subject": str(UUID(int=7))}
    first, second = stranger.results(foreign, unknown)
    assert {**first, "id": ""} == {**second, "id": ""}
    assert (first["status"], first["code"]) == ("refused", "unknown")
    assert (Attendance.objects.count(), Command.objects.count()) == (0, 0)


def test_a_learner_of_the_class_takes_no_attendance(session, learner):
    own = Phone(learner.person)
    (said,) = own.results(listed(own, session, (learner.pk, PRESENT)))
    assert (said["code"], Attendance.objects.count()) == ("unknown", 0)


def test_a_learner_of_another_class_makes_the_list_invalid_and_a_repeat_hears_the_same(phone, session, learner):
    (other,) = put_in(make_class(), "Lò Thị Hai")
    event = listed(phone, session, (learner.pk, PRESENT), (other.pk, PRESENT))
    first, second = phone.results(event, event)
    assert (first["status"], first["code"], first) == ("refused", "invalid", second)
    assert (Attendance.objects.count(), Command.objects.get().receipt["code"]) == (0, "invalid")
    assert phone.state()["highest_seq"] == 1


@pytest.mark.parametrize("body", [{}, {"form": "x"}, {"form": [["mark-1", "here"]]}, {"form": [["mark-1"]]}])
def test_a_list_that_cannot_be_read_is_refused_in_words(phone, session, body):
    (said,) = phone.results(phone.event("attendance", session.public_id, body=body))
    assert (said["code"], bool(said["message"]), Attendance.objects.count()) == ("invalid", True, 0)


def test_a_session_that_has_not_begun_is_refused_in_words_and_the_same_event_counts_later(phone, run, learner):
    session = make_session(run, hours=1)
    event = listed(phone, session, (learner.pk, PRESENT))
    (said,) = phone.results(event)
    assert (said["code"], Command.objects.count()) == ("not_begun", 0)
    with time_machine.travel(session.starts_at, tick=False):
        assert [each["status"] for each in phone.results(event)] == ["stored"]


def test_the_devices_clock_is_corrected_and_never_in_the_future(phone, session, learner):
    now = timezone.now().replace(microsecond=0)
    with time_machine.travel(now, tick=False):
        # The device stands three hours ahead: what it dates ten minutes before sending was ten minutes ago.
        ahead = now + 3 * HOUR
        ten = timedelta(minutes=10)
        event = listed(phone, session, (learner.pk, PRESENT), at_device=(ahead - ten).isoformat())
        future = listed(phone, session, (learner.pk, LATE), at_device=(ahead + ten).isoformat())
        old = listed(phone, session, (learner.pk, ABSENT), at_device=(ahead - timedelta(days=60)).isoformat())
        phone.results(event, future, old, sent_at=ahead)
    given = dict(Attendance.objects.values_list("state", "given_at"))
    assert given == {PRESENT: now - ten, LATE: now, ABSENT: now - timedelta(days=30)}
    assert state_of(session, learner) == LATE


def test_two_devices_that_marked_offline_agree_whoever_sends_first(run, trainer, learner):
    assistant = make_learner("Lê Văn Phụ", phone="+84944444444")
    run.trainers.add(assistant)
    devices = [Phone(person, UUID(int=place)) for place, person in enumerate((trainer, assistant), 1)]
    now = timezone.now()
    for order in (1, -1):
        session = make_session(run, hours=-3 * order - 8)
        events = [
            (device, listed(device, session, (learner.pk, state), at_device=(now - timedelta(minutes=ago)).isoformat()))
            for device, state, ago in zip(devices, (ABSENT, PRESENT), (20, 5), strict=True)
        ]
        for device, event in events[::order]:
            assert device.results(event)[0]["status"] == "stored"
        assert (state_of(session, learner), session.marks.count()) == (PRESENT, 2)


def test_a_broken_list_never_blocks_the_next(phone, session, learner):
    broken = phone.event("attendance", session.public_id, body={"form": [["mark-1", "here"]]})
    said = phone.results(broken, listed(phone, session, (learner.pk, EXCUSED)))
    assert [each["status"] for each in said] == ["refused", "stored"]
