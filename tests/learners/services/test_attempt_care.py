"""More time, handing in, opening again, exceptions: each with a reason, once, and never under a certificate."""

import datetime
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from courses.models import QuizPage
from learners import outbox
from learners.enums import AttemptActionKind, AttemptState, ClosedBy, RunKind
from learners.models import Attempt, AttemptAction, CourseRun, OutboxEntry, QuizException, Response, SetAside
from learners.services.attempt_care import (
    BadException,
    BadMinutes,
    CannotReopen,
    EndMoved,
    NoReason,
    NotOpen,
    OwnAttempt,
    Untimed,
    close_attempt_for,
    extend_attempt,
    make_exception,
    reopen_attempt,
)
from learners.services.attempts import attempts_left, start_attempt, submit_attempt
from learners.services.commands import Delivery
from learners.services.enrolments import enrol
from learners.services.invariants import check_invariants, differing_scores
from learners.services.quiz_times import NoAttemptLeft
from learners.services.responses import flag_item, save_response
from tests.factories.course import RIGHT, item_id, make_course, option_id
from tests.factories.learner import answer_all, make_issuer, make_learner
from tests.learners.services.test_progress import finish

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)
HALF = dict(list(RIGHT.items())[:2])


@pytest.fixture
def trainer():
    return make_learner("Trần Thu Hà", phone="+84955555555")


def begin(learner=None, **quiz):
    make_issuer()
    course = make_course(**{f"quiz_{name}": value for name, value in quiz.items()})
    enrolment = enrol(person=learner or make_learner(), course=course)
    return start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")


def whole():
    return [finding.name for finding in check_invariants() if finding.broken] + list(differing_scores())


def relay_at(moment):
    with time_machine.travel(moment, tick=False):
        outbox.relay(here=True)


def test_an_overdue_attempt_is_handed_in_with_what_is_saved_without_the_learner_coming_back():
    sitting = begin(minutes=30)
    answer_all(sitting, HALF)
    relay_at(sitting.due_at + MINUTE)
    assert Attempt.objects.get().state == AttemptState.OPEN
    relay_at(sitting.due_at + 3 * MINUTE)
    closed = Attempt.objects.get()
    assert (closed.state, closed.closed_by, closed.score) == (AttemptState.SCORED, ClosedBy.TIME, Decimal("0.4"))
    assert closed.submitted_at == sitting.due_at
    assert whole() == []


def test_an_extended_attempt_is_closed_at_its_new_end_and_not_before(trainer):
    sitting = begin(minutes=30)
    longer = extend_attempt(attempt=sitting, minutes=15, reason=" Mất  điện ", by=trainer, seen=sitting.due_at)
    assert longer.due_at == sitting.due_at + 15 * MINUTE
    relay_at(sitting.due_at + 5 * MINUTE)
    assert Attempt.objects.get().state == AttemptState.OPEN
    relay_at(longer.due_at + 3 * MINUTE)
    assert Attempt.objects.get().closed_by == ClosedBy.TIME
    done = AttemptAction.objects.get()
    assert (done.kind, done.reason, done.by) == (AttemptActionKind.EXTENDED, "+15 · Mất điện", trainer)


def test_extending_twice_makes_two_entries_and_a_form_sent_twice_gives_the_time_once(trainer):
    sitting = begin(minutes=30)
    shown = sitting.due_at
    extend_attempt(attempt=sitting, minutes=15, reason="Mất điện", by=trainer, seen=shown)
    with pytest.raises(EndMoved):
        extend_attempt(attempt=sitting, minutes=15, reason="Mất điện", by=trainer, seen=shown)
    extend_attempt(attempt=sitting, minutes=5, reason="Mạng chậm", by=trainer, seen=shown + 15 * MINUTE)
    subjects = OutboxEntry.objects.filter(kind="close_attempt").order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == [f"{sitting.pk}", f"{sitting.pk}:1", f"{sitting.pk}:2"]


def test_time_that_is_over_is_extended_from_now(trainer):
    sitting = begin(minutes=30)
    with time_machine.travel(sitting.due_at + 10 * MINUTE, tick=False):
        longer = extend_attempt(attempt=sitting, minutes=5, reason="Hỏng máy", by=trainer)
        assert longer.due_at == timezone.now() + 5 * MINUTE


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_minutes_that_mean_nothing_are_refused(trainer, minutes):
    with pytest.raises(BadMinutes):
        extend_attempt(attempt=begin(minutes=30), minutes=minutes, reason="Mất điện", by=trainer)


def test_what_is_not_timed_or_not_open_gets_no_more_time(trainer):
    sitting = begin()
    with pytest.raises(Untimed):
        extend_attempt(attempt=sitting, minutes=5, reason="Mất điện", by=trainer)
    submit_attempt(attempt=sitting)
    with pytest.raises(NotOpen):
        extend_attempt(attempt=sitting, minutes=5, reason="Mất điện", by=trainer)
    assert AttemptAction.objects.count() == 0


@pytest.mark.parametrize("reason", ["", "  ", "a" * 181])
def test_nothing_is_done_without_a_reason(trainer, reason):
    sitting = begin(minutes=30)
    for act in (close_attempt_for, reopen_attempt):
        with pytest.raises(NoReason):
            act(attempt=sitting, reason=reason, by=trainer)
    with pytest.raises(NoReason):
        make_exception(quiz_key=sitting.quiz_key, enrolment=sitting.enrolment, minutes=9, reason=reason, by=trainer)


def test_nobody_does_it_to_an_attempt_of_their_own(trainer):
    sitting = begin(trainer, minutes=30)
    for act in (close_attempt_for, reopen_attempt):
        with pytest.raises(OwnAttempt):
            act(attempt=sitting, reason="Mất điện", by=trainer)
    with pytest.raises(OwnAttempt):
        extend_attempt(attempt=sitting, minutes=5, reason="Mất điện", by=trainer)
    with pytest.raises(OwnAttempt):
        make_exception(quiz_key=sitting.quiz_key, enrolment=sitting.enrolment, minutes=9, reason="Vội", by=trainer)


def test_handing_in_for_a_learner_happens_once_and_completes_the_course(trainer):
    sitting = begin()
    answer_all(sitting, RIGHT)
    for _ in range(2):
        closed = close_attempt_for(attempt=sitting, reason="Máy hỏng", by=trainer)
        assert (closed.state, closed.closed_by, closed.passed) == (AttemptState.SCORED, ClosedBy.STAFF, True)
    assert AttemptAction.objects.get().kind == AttemptActionKind.CLOSED
    assert whole() == []


def test_opening_again_voids_the_attempt_and_begins_one_with_the_same_draw_and_answers(trainer):
    sitting = begin()
    answer_all(sitting, HALF)
    flag_item(person=sitting.enrolment.person, attempt=sitting, item_id=item_id("truth"), flagged=True, origin=uuid4())
    handed_in = submit_attempt(attempt=sitting).attempt
    again = reopen_attempt(attempt=handed_in, reason="Bấm nhầm nộp bài", by=trainer)
    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.score, again.state, again.number) == ("voided", Decimal("0.4"), "open", 2)
    assert (again.version_id, again.seed, again.draw) == (handed_in.version_id, handed_in.seed, handed_in.draw)
    copied = again.responses.order_by("item_id").values_list("item_id", "body", "saved_at")
    assert list(copied) == list(handed_in.responses.order_by("item_id").values_list("item_id", "body", "saved_at"))
    assert [(row.item_id, row.flagged) for row in again.flags.all()] == [(item_id("truth"), True)]
    assert (handed_in.responses.count(), AttemptAction.objects.get().attempt) == (2, handed_in)
    answer_all(again, RIGHT)
    assert submit_attempt(attempt=again).attempt.score == Decimal(1)
    assert whole() == []


def test_opening_again_twice_gives_the_same_attempt_and_takes_no_try(trainer):
    handed_in = submit_attempt(attempt=begin(attempts_allowed=1)).attempt
    assert attempts_left(handed_in.enrolment, handed_in.version) == 0
    first = reopen_attempt(attempt=handed_in, reason="Bấm nhầm", by=trainer)
    second = reopen_attempt(attempt=handed_in, reason="Bấm nhầm", by=trainer)
    assert (first.pk, Attempt.objects.count(), AttemptAction.objects.count()) == (second.pk, 2, 1)
    again = start_attempt(enrolment=first.enrolment, quiz_key=first.quiz_key, language="vi")
    assert again.pk == first.pk
    submit_attempt(attempt=first)
    with pytest.raises(NoAttemptLeft):
        start_attempt(enrolment=first.enrolment, quiz_key=first.quiz_key, language="vi")


def test_a_timed_attempt_goes_on_with_the_time_that_was_left_and_what_is_given(trainer):
    sitting = begin(minutes=30)
    now = sitting.started_at + 10 * MINUTE
    with time_machine.travel(now, tick=False):
        submit_attempt(attempt=sitting)
    with time_machine.travel(now + 60 * MINUTE, tick=False):
        again = reopen_attempt(attempt=sitting, reason="Bấm nhầm", by=trainer, minutes=5)
        assert again.due_at == timezone.now() + 25 * MINUTE
    relay_at(again.due_at + 3 * MINUTE)
    again.refresh_from_db()
    assert (again.state, again.closed_by) == (AttemptState.SCORED, ClosedBy.TIME)


def test_time_that_was_used_up_needs_minutes(trainer):
    sitting = begin(minutes=30)
    relay_at(sitting.due_at + 3 * MINUTE)
    with pytest.raises(BadMinutes):
        reopen_attempt(attempt=sitting, reason="Mất mạng", by=trainer)
    assert Attempt.objects.get().state == AttemptState.SCORED


def late(sitting, name, body, given_at):
    delivery = Delivery(at_device=given_at, given_at=given_at)
    person = sitting.enrolment.person
    return save_response(
        person=person, attempt=sitting, item_id=item_id(name), body=body, origin=uuid4(), seq=1, delivery=delivery
    )


@pytest.mark.parametrize(("wanted", "score"), [(False, "0.4"), (True, "0.6")])
def test_answers_that_came_too_late_are_taken_over_when_wanted(trainer, wanted, score):
    sitting = begin()
    before = timezone.now()
    answer_all(sitting, HALF)
    submit_attempt(attempt=sitting)
    handed_in = Attempt.objects.get()
    wrong = {"option": option_id("single", 0)}
    # The answer to the first question was given before the one that stands, the other one in time.
    assert late(handed_in, "single", wrong, before)["code"] == "closed"
    assert late(handed_in, "truth", RIGHT[item_id("truth")], handed_in.submitted_at)["code"] == "closed"
    assert late(handed_in, "number", {"text": "113"}, handed_in.submitted_at + MINUTE)["code"] == "closed"
    again = reopen_attempt(attempt=handed_in, reason="Mạng chậm", by=trainer, with_set_aside=wanted)
    assert submit_attempt(attempt=again).attempt.score == Decimal(score)
    assert (SetAside.objects.count(), handed_in.responses.count()) == (3, 2)


def test_what_a_certificate_or_a_completed_course_rests_on_is_not_opened_again(trainer):
    make_issuer()
    enrolment = enrol(person=make_learner(), course=make_course(lessons=1))
    finish(enrolment)
    with pytest.raises(CannotReopen):
        reopen_attempt(attempt=Attempt.objects.get(), reason="Bấm nhầm", by=trainer)
    assert Attempt.objects.get().state == AttemptState.SCORED


def test_an_open_attempt_and_one_beside_an_open_one_are_not_opened_again(trainer):
    sitting = begin()
    with pytest.raises(CannotReopen):
        reopen_attempt(attempt=sitting, reason="Bấm nhầm", by=trainer)
    submit_attempt(attempt=sitting)
    start_attempt(enrolment=sitting.enrolment, quiz_key=sitting.quiz_key, language="vi")
    with pytest.raises(CannotReopen):
        reopen_attempt(attempt=sitting, reason="Bấm nhầm", by=trainer)
    assert whole() == []


def test_what_was_handed_in_can_be_voided_but_never_opened_or_scored_anew_by_hand(trainer):
    handed_in = submit_attempt(attempt=begin()).attempt
    Attempt.objects.filter(pk=handed_in.pk).update(state=AttemptState.VOIDED)
    for change in ({"state": AttemptState.OPEN}, {"score": 1}, {"submitted_at": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Attempt.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Response.objects.create(attempt=handed_in, item_id="x", body={}, origin=uuid4())


def test_an_action_is_never_edited(trainer):
    close_attempt_for(attempt=begin(), reason="Máy hỏng", by=trainer)
    for change in (lambda: AttemptAction.objects.update(reason="x"), AttemptAction.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_an_exception_gives_one_person_more_and_takes_the_place_of_the_earlier_one(trainer):
    sitting = begin(attempts_allowed=1)
    submit_attempt(attempt=sitting)
    given = {"quiz_key": sitting.quiz_key, "enrolment": sitting.enrolment, "by": trainer}
    first = make_exception(**given, attempts_allowed=3, reason="Ốm hôm thi")
    again = make_exception(**given, attempts_allowed=3, reason="Ốm hôm thi")
    assert (first.pk, first.at) == (again.pk, again.at)
    assert attempts_left(sitting.enrolment, sitting.version) == 2
    assert attempts_left(enrol_another(), sitting.version) == 1
    make_exception(**given, reason="Ghi nhầm")
    assert attempts_left(sitting.enrolment, sitting.version) == 0
    assert QuizException.objects.get().reason == "Ghi nhầm"


def enrol_another():
    course = QuizPage.objects.get().get_parent().specific
    return enrol(person=make_learner("Lò Văn Sáu", phone="+84977777777"), course=course)


def test_an_exception_of_a_class_is_overruled_by_that_of_a_person(trainer):
    sitting = begin(attempts_allowed=1)
    run = CourseRun.objects.create(course_key=sitting.enrolment.course_key, kind=RunKind.CLASS, title="Lớp 1")
    type(sitting.enrolment).objects.update(run=run)
    sitting.enrolment.refresh_from_db()
    make_exception(quiz_key=sitting.quiz_key, run=run, attempts_allowed=2, reason="Cả lớp mất điện", by=trainer)
    assert attempts_left(sitting.enrolment, sitting.version) == 1
    own = {"enrolment": sitting.enrolment, "attempts_allowed": 5, "reason": "Mắt kém"}
    make_exception(quiz_key=sitting.quiz_key, by=trainer, **own)
    assert attempts_left(sitting.enrolment, sitting.version) == 4


def test_an_exception_that_says_nothing_or_contradicts_itself_is_refused(trainer):
    sitting = begin()
    now = timezone.now()
    for more in ({}, {"opens_at": now, "closes_at": now}):
        with pytest.raises(BadException):
            make_exception(
                quiz_key=sitting.quiz_key, enrolment=sitting.enrolment, reason="Ốm", by=trainer, **more
            )  # fmt: skip
    with pytest.raises(BadException):
        make_exception(quiz_key=sitting.quiz_key, minutes=9, reason="Ốm", by=trainer)


def test_where_there_is_no_way_back_the_learner_goes_on_at_the_first_open_question(trainer):
    sitting = begin(navigation="sequential", shuffle=False)
    answer_all(sitting, dict(list(RIGHT.items())[:3]))
    submit_attempt(attempt=sitting)
    assert reopen_attempt(attempt=sitting, reason="Bấm nhầm", by=trainer).place == 3
