"""Attendance: lists and codes, merged the same way in whatever order they arrive."""

import threading
import time
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.items import ResponseError
from learners import outbox
from learners.enums import AttendanceSource, AttendanceState, EnrolmentState
from learners.models import Attendance, Command, Credential, Enrolment, SetAside
from learners.models.attendance import newest
from learners.reports.attendance import attended, attended_by
from learners.services.attendance import AttendanceRefused, Mark, check_in, mark_attendance, read_list
from learners.services.classes import join_class, leave_class
from learners.services.commands import Delivery
from learners.services.invariants import check_invariants
from tests.factories.class_run import HOUR, make_class, make_session
from tests.factories.course import make_course
from tests.factories.enrolment import make_enrolment
from tests.factories.learner import make_issuer, make_learner
from tests.learners.services.test_progress import finish
from tests.learners.services.test_races import at_once

pytestmark = pytest.mark.django_db
PRESENT, LATE, ABSENT, EXCUSED = AttendanceState
COMMAND = UUID(int=5)


@pytest.fixture
def trainer():
    return make_learner("Trần Thu Hà", phone="+84955555555")


@pytest.fixture
def run(trainer):
    return make_class(None, trainer)


def put_in(run, *names, share="0.80"):
    """Learners of a class, without the lessons of its course."""
    rule = {"lessons": [], "quizzes": {}, "certifies": False, "hours": {"self_paced": "4.0", "class": "6.0"}}
    rule["attendance"] = {"share": share}
    return [
        Enrolment.objects.create(person=make_learner(name), run=run, course_key=run.course_key, rule=rule)
        for name in names
    ]


def state_of(session, enrolment):
    mark = newest(Attendance.objects.all()).get((session.pk, enrolment.pk))
    return mark and mark.state


def test_a_list_is_noted_whole_once_and_its_rows_are_never_changed(run, trainer):
    session, (one, two) = make_session(run), put_in(run, "Vi Văn Một", "Lò Thị Hai")
    marks = [Mark(one.pk, PRESENT), Mark(two.pk, ABSENT)]
    said = [mark_attendance(trainer=trainer, session=session, marks=marks, command_id=COMMAND) for _ in range(2)]
    assert [each["status"] for each in said] == ["stored", "duplicate"]
    rows = Attendance.objects.order_by("pk").values_list("enrolment", "state", "source", "marked_by", "command_id")
    assert list(rows) == [
        (one.pk, PRESENT, AttendanceSource.TRAINER, trainer.pk, COMMAND),
        (two.pk, ABSENT, AttendanceSource.TRAINER, trainer.pk, COMMAND),
    ]
    for change in (lambda: Attendance.objects.update(state=LATE), lambda: Attendance.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_an_id_used_for_another_list_keeps_the_first(run, trainer):
    session, (one,) = make_session(run), put_in(run, "Vi Văn Một")
    for state in (PRESENT, ABSENT):
        said = mark_attendance(trainer=trainer, session=session, marks=[Mark(one.pk, state)], command_id=COMMAND)
    assert (said["code"], state_of(session, one), SetAside.objects.count()) == ("id_reused", PRESENT, 1)


def test_nothing_is_noted_before_a_session_begins_and_the_same_list_counts_afterwards(run, trainer):
    session, (one,) = make_session(run, hours=1), put_in(run, "Vi Văn Một")
    whole = {"trainer": trainer, "session": session, "marks": [Mark(one.pk, PRESENT)], "command_id": COMMAND}
    with pytest.raises(AttendanceRefused) as refused:
        mark_attendance(**whole)
    assert (refused.value.code, Attendance.objects.count(), Command.objects.count()) == ("not_begun", 0, 0)
    with time_machine.travel(session.starts_at, tick=False):
        assert mark_attendance(**whole)["status"] == "stored"


def test_a_learner_of_another_course_spoils_the_list_and_nothing_of_it_is_noted(run, trainer):
    session, (one,) = make_session(run), put_in(run, "Vi Văn Một")
    (other,) = put_in(make_class(), "Lò Thị Hai")
    for wrong in (other.pk, make_enrolment().pk, 10**14):
        marks, command_id = [Mark(one.pk, PRESENT), Mark(wrong, PRESENT)], uuid4()
        said = [mark_attendance(trainer=trainer, session=session, marks=marks, command_id=command_id) for _ in range(2)]
        assert [(each["status"], each["code"]) for each in said] == [("refused", "invalid")] * 2
    assert Attendance.objects.count() == 0


def test_who_left_the_class_meanwhile_or_went_to_another_spoils_no_list(trainer):
    course = make_course(lessons=1)
    run, other = (make_class(course.translation_key, trainer) for _ in range(2))
    session = make_session(run)
    make_session(other)
    names = ("Vi Văn Một", "Lò Thị Hai", "Vàng Văn Ba")
    stays, leaves, moves = (join_class(person=make_learner(name), run=run, course=course) for name in names)
    for each in (leaves, moves):
        leave_class(enrolment=each)
    assert join_class(person=moves.person, run=other, course=course).pk == moves.pk
    marks = [Mark(each.pk, PRESENT) for each in (stays, leaves, moves)]
    said = mark_attendance(trainer=trainer, session=session, marks=marks, command_id=COMMAND)
    assert (said, Attendance.objects.get().enrolment) == ({"status": "stored", "marked": 1}, stays)


def test_the_database_itself_refuses_a_mark_in_a_foreign_class_and_one_before_the_session(run, trainer):
    session, (one,) = make_session(run, hours=1), put_in(run, "Vi Văn Một")
    fields = {"session": session, "state": PRESENT, "marked_by": trainer, "given_at": timezone.now()}
    for enrolment, source in ((make_enrolment(), "code"), (one, "trainer")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attendance.objects.create(enrolment=enrolment, source=source, command_id=uuid4(), **fields)


def test_a_device_dates_its_list_within_the_last_thirty_days(run, trainer):
    session, (one,) = make_session(run), put_in(run, "Vi Văn Một")
    now = timezone.now().replace(microsecond=0)
    with time_machine.travel(now, tick=False):
        for given_at in (now + HOUR, now - timedelta(days=40), now - timedelta(days=2), None):
            mark_attendance(
                trainer=trainer, session=session, marks=[Mark(one.pk, PRESENT)], command_id=uuid4(),
                delivery=Delivery(given_at=given_at),
            )  # fmt: skip
    found = list(Attendance.objects.order_by("pk").values_list("given_at", flat=True))
    assert found == [now, now - timedelta(days=30), now - timedelta(days=2), now]


EVENTS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([PRESENT, LATE, ABSENT, EXCUSED]), st.uuids(version=4)),
    min_size=1, max_size=6, unique_by=lambda event: event[2],
)  # fmt: skip


@given(events=EVENTS, data=st.data())
@settings(max_examples=25)
def test_in_any_order_and_however_often_the_same_lists_give_the_same_truth(events, data):
    """Two devices marked offline: what was given last counts, and nothing of it depends on the order of arrival."""
    with transaction.atomic():
        now = timezone.now()
        trainer = make_learner("Trần Thu Hà")
        run = make_class(None, trainer)
        session, (one,) = make_session(run, hours=-5, lasting=6), put_in(run, "Vi Văn Một")
        arriving = data.draw(st.permutations(events + data.draw(st.lists(st.sampled_from(events)))))
        for minutes, state, command_id in arriving:
            mark_attendance(
                trainer=trainer, session=session, marks=[Mark(one.pk, state)], command_id=command_id,
                delivery=Delivery(given_at=now - HOUR + timedelta(minutes=minutes)),
            )  # fmt: skip
        last = max(events, key=lambda event: (event[0], event[2].hex))
        assert (state_of(session, one), Attendance.objects.count()) == (last[1], len(events))
        transaction.set_rollback(True)


def test_a_list_tells_what_stands_as_its_page_had_shown_it():
    shown = {"seen-1": "absent", "mark-1": "absent", "seen-2": "absent", "mark-2": "late", "seen-3": "", "other": "x"}
    assert read_list(shown) == [Mark(1, ABSENT, as_shown=True), Mark(2, LATE)]


def test_what_was_left_as_it_was_shown_takes_back_nobody_elses_newer_mark(run, trainer):
    session, (one,), other = (
        make_session(run),
        put_in(run, "Vi Văn Một"),
        make_learner("Lò Văn Phụ", phone="+84977777777"),
    )
    run.trainers.add(other)
    for by, mark in [(trainer, Mark(one.pk, ABSENT)), (other, Mark(one.pk, LATE))]:
        mark_attendance(trainer=by, session=session, marks=[mark], command_id=uuid4())
    untouched = [Mark(one.pk, ABSENT, as_shown=True)]
    assert mark_attendance(trainer=trainer, session=session, marks=untouched, command_id=COMMAND)["marked"] == 0
    assert state_of(session, one) == LATE


def test_a_tap_that_its_trainer_takes_back_is_taken_back_though_the_page_had_shown_it_so(run, trainer):
    session, (one,) = make_session(run), put_in(run, "Vi Văn Một")
    for mark in (Mark(one.pk, ABSENT), Mark(one.pk, LATE), Mark(one.pk, ABSENT, as_shown=True)):
        mark_attendance(trainer=trainer, session=session, marks=[mark], command_id=uuid4())
    assert state_of(session, one) == ABSENT


def test_everybody_left_on_the_page_may_be_marked_at_once_and_nobody_marked_is_touched():
    shown = {"seen-1": "", "mark-1": "late", "seen-2": "", "seen-3": "absent", "mark-3": "absent", "rest": "present"}
    assert read_list(shown) == [Mark(1, LATE), Mark(2, PRESENT), Mark(3, ABSENT, as_shown=True)]
    with pytest.raises(ResponseError):
        read_list(shown | {"rest": "here"})


@pytest.mark.parametrize("fields", [{"mark-x": "late"}, {"mark-²": "late"}, {"mark-1": "here"}, {"mark-": "late"}])
def test_a_list_that_cannot_be_read_is_refused_whole(fields):
    with pytest.raises(ResponseError):
        read_list({"mark-2": "present"} | fields)


def test_a_list_longer_than_a_class_is_refused():
    with pytest.raises(ResponseError):
        read_list({f"mark-{number}": "late" for number in range(1, 202)})


def test_the_code_counts_from_half_an_hour_before_to_the_end_and_an_early_try_spoils_nothing(run):
    session, (one,) = make_session(run, hours=10, lasting=2), put_in(run, "Vi Văn Một")

    def typed(at):
        with time_machine.travel(at, tick=False):
            return check_in(person=one.person, code=session.join_code, command_id=COMMAND)

    moment = timedelta(seconds=1)
    for at, code in ((session.code_opens_at - moment, "early"), (session.ends_at, "over")):
        with pytest.raises(AttendanceRefused) as refused:
            typed(at)
        assert (refused.value.code, Attendance.objects.count(), Command.objects.count()) == (code, 0, 0)
    assert typed(session.code_opens_at) == session
    assert typed(session.ends_at - moment) == session
    mark = Attendance.objects.get()
    assert (mark.state, mark.source, mark.marked_by) == (PRESENT, AttendanceSource.CODE, one.person)


def test_a_code_may_be_typed_with_spaces_and_after_the_trainer_said_absent(run, trainer):
    session, (one,) = make_session(run), put_in(run, "Vi Văn Một")
    mark_attendance(trainer=trainer, session=session, marks=[Mark(one.pk, ABSENT)], command_id=uuid4())
    code = f" {session.join_code[:3]} {session.join_code[3:]} "
    check_in(person=one.person, code=code, command_id=uuid4())
    assert state_of(session, one) == PRESENT


def test_who_was_marked_late_stays_late_when_the_code_is_typed(run, trainer):
    session, (one,) = make_session(run), put_in(run, "Vi Văn Một")
    mark_attendance(trainer=trainer, session=session, marks=[Mark(one.pk, LATE)], command_id=uuid4())
    check_in(person=one.person, code=session.join_code, command_id=uuid4())
    assert state_of(session, one) == LATE


def test_a_code_of_a_class_that_one_is_not_in_is_unknown(run):
    session = make_session(run)
    put_in(run, "Vi Văn Một")
    for code in (session.join_code, "", "12", "không"):
        with pytest.raises(AttendanceRefused) as refused:
            check_in(person=make_learner("Người Lạ"), code=code, command_id=uuid4())
        assert refused.value.code == "unknown"
    assert Attendance.objects.count() == 0


@pytest.mark.parametrize(("share", "sessions", "needed"), [("0.80", 3, 3), ("0.80", 5, 4), ("0.50", 3, 2), ("0", 3, 0)])
def test_the_share_asked_for_is_rounded_up_to_whole_sessions(run, share, sessions, needed):
    (one,) = put_in(run, "Vi Văn Một")
    one.rule["attendance"]["share"] = share
    for place in range(sessions):
        make_session(run, hours=24 * place)
    assert attended(one).needed == needed


def test_how_people_stand_is_two_queries_for_one_and_for_three(run, django_assert_num_queries):
    make_session(run)
    three = put_in(run, "Vi Văn Một", "Lò Thị Hai", "Vàng Văn Ba")
    for rows in (three[:1], three):
        with django_assert_num_queries(2):
            attended_by(rows)


@pytest.fixture
def joined(trainer):
    """A learner in a class of a small course that held one session and holds the last one now."""
    make_issuer()
    course = make_course(lessons=1, hours_self_paced=4, hours_class=6)
    run = make_class(course.translation_key, trainer, share="1")
    make_session(run, hours=-24)
    make_session(run, hours=-1)
    return join_class(person=make_learner(), run=run, course=course)


def mark_all(joined, trainer, state=PRESENT):
    for session in joined.run.sessions.in_order():
        mark_attendance(trainer=trainer, session=session, marks=[Mark(joined.pk, state)], command_id=uuid4())


def test_a_class_is_completed_with_its_last_session_and_the_paper_names_hours_in_class(joined, trainer):
    completion = finish(joined)
    assert (completion.done, completion.attended.missing, Credential.objects.count()) == (False, 2, 0)
    mark_all(joined, trainer)
    joined.refresh_from_db()
    assert (joined.state, attended(joined).missing) == (EnrolmentState.ACTIVE, 0)
    with time_machine.travel(timezone.now() + 2 * HOUR, tick=False):
        outbox.relay(here=True)
    joined.refresh_from_db()
    facts = Credential.objects.get().facts
    assert (joined.state, facts["hours"], facts["hours_class"]) == (EnrolmentState.COMPLETED, "4", "6")
    assert [each.name for each in check_invariants() if each.broken] == []


def test_a_list_that_arrives_after_the_class_completes_it_at_once_and_a_later_correction_takes_nothing_away(
    joined, trainer
):
    finish(joined)
    with time_machine.travel(timezone.now() + 30 * HOUR, tick=False):
        mark_all(joined, trainer)
        joined.refresh_from_db()
        assert joined.state == EnrolmentState.COMPLETED
    with time_machine.travel(timezone.now() + 31 * HOUR, tick=False):
        mark_all(joined, trainer, ABSENT)
        joined.refresh_from_db()
        assert (joined.state, attended(joined).missing) == (EnrolmentState.COMPLETED, 2)
        assert [each.name for each in check_invariants() if each.broken] == []


def test_completed_in_a_class_without_attending_is_an_invariant_broken(joined):
    finish(joined)
    Enrolment.objects.update(state=EnrolmentState.COMPLETED, completed_at=timezone.now())
    assert [each.name for each in check_invariants() if each.broken] == [
        "I10 completed in a class means it was attended"
    ]


def test_a_class_missed_ends_for_nobody_in_a_dead_end(joined, trainer):
    finish(joined)
    mark_all(joined, trainer, ABSENT)
    with time_machine.travel(timezone.now() + 30 * HOUR, tick=False):
        assert attended(joined).out_of_reach is True
        left = leave_class(enrolment=joined)
    facts = Credential.objects.get().facts
    assert (left.state, facts["hours"], "hours_class" in facts) == (EnrolmentState.COMPLETED, "4", False)


@pytest.mark.django_db(transaction=True)
def test_of_lists_of_all_sessions_that_arrive_at_once_the_last_completes_the_class():
    run = make_class()
    lists = [(make_learner("Trần Thu Hà"), make_session(run, hours=-10 * place)) for place in range(1, 9)]
    one, two = put_in(run, "Vi Văn Một", "Lò Thị Hai", share="1")
    marks = [Mark(one.pk, PRESENT), Mark(two.pk, LATE)]

    def send():
        trainer, session = lists.pop()
        return mark_attendance(trainer=trainer, session=session, marks=marks, command_id=uuid4())["status"]

    assert at_once(send, times=8) == ["stored"] * 8
    assert set(Enrolment.objects.values_list("state", flat=True)) == {EnrolmentState.COMPLETED}


@pytest.mark.django_db(transaction=True)
def test_a_list_that_waited_for_its_learners_was_received_when_it_could_be_noted():
    trainer, run = make_learner("Trần Thu Hà", phone="+84955555555"), make_class()
    session, (one,), entered, let_go = make_session(run), put_in(run, "Vi Văn Một"), threading.Event(), []

    def hold():
        with transaction.atomic():
            Enrolment.objects.select_for_update().get(pk=one.pk)
            entered.set()
            time.sleep(0.5)
            let_go.append(timezone.now())
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    entered.wait()
    mark_attendance(trainer=trainer, session=session, marks=[Mark(one.pk, PRESENT)], command_id=COMMAND)
    other.join()
    assert Attendance.objects.get().received_at >= let_go[0]
