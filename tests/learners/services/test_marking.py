"""Marks of people: one answer, one result, whoever marks it and however often it is sent."""

from decimal import Decimal
from itertools import takewhile

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from courses.items.rubric import RubricError
from learners import outbox
from learners.enums import AttemptState, EnrolmentState, MarkingState
from learners.models import (
    Attempt,
    Credential,
    Enrolment,
    LearningPolicy,
    ManualMark,
    MarkingTask,
    Message,
    Person,
    ScoreEvent,
)
from learners.services.attempts import submit_attempt
from learners.services.invariants import check_invariants, differing_scores
from learners.services.marking import (
    AlreadyMarked,
    NothingToMark,
    OwnAnswer,
    ReasonMissing,
    decided,
    mark_item,
)
from learners.services.marking_queue import working_day
from tests.factories.learner import make_issuer, make_learner
from tests.factories.marking import (
    CLEAR,
    ESSAY,
    HALF,
    NOTHING,
    STEPS,
    TRUTH,
    UPLOAD,
    WHOLE,
    hand_in,
    make_marker,
    sit,
    two_markers,
)
from tests.learners.services.test_failpoints import Failpoint, everything, in_a_copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in():
    make_issuer()
    return hand_in(sit())


@pytest.fixture
def marker():
    return make_marker()


def mark(attempt, by, marks=WHOLE, item_id=ESSAY, comment="Tốt lắm", **more):
    return mark_item(attempt=attempt, item_id=item_id, marks=marks, comment=comment, by=by, **more)


def fresh(attempt):
    return Attempt.objects.get(pk=attempt.pk)


def broken():
    return [(each.name, each.examples) for each in check_invariants() if each.broken]


def test_an_attempt_with_an_essay_waits_and_is_in_the_queue_once_with_its_day(handed_in):
    assert (handed_in.state, handed_in.score) == (AttemptState.SUBMITTED, None)
    submit_attempt(attempt=handed_in)
    task = MarkingTask.objects.get()
    assert (task.item_id, task.state) == (ESSAY, MarkingState.FIRST)
    assert task.due_on == working_day(handed_in.submitted_at.astimezone().date(), 5)
    assert broken() == []


def test_with_the_last_mark_the_attempt_is_scored_by_whoever_gave_it(handed_in, marker):
    mark(handed_in, marker)
    attempt = fresh(handed_in)
    # 4 points of the essay and 2 of the other question of 10: the file was not handed in and earns nothing.
    assert (attempt.state, attempt.score, attempt.passed) == (AttemptState.SCORED, Decimal("0.6"), True)
    assert list(ScoreEvent.objects.values_list("score", "by", "reason")) == [(Decimal("0.6"), marker.pk, "")]
    assert list(differing_scores()) == []
    assert broken() == []


def test_everything_marked_whole_completes_the_course_in_the_same_transaction(marker):
    make_issuer()
    attempt = hand_in(sit(), file=True)
    mark(attempt, marker)
    assert fresh(attempt).state == AttemptState.SUBMITTED
    mark(attempt, marker, item_id=UPLOAD)
    assert (fresh(attempt).score, fresh(attempt).passed) == (Decimal(1), True)
    assert Enrolment.objects.get().state == EnrolmentState.COMPLETED
    assert Credential.objects.count() == 1
    assert broken() == []


def test_the_learner_is_told_once_by_a_message(handed_in, marker):
    mark(handed_in, marker)
    while outbox.relay(here=True):
        pass
    message = Message.objects.get()
    assert message.recipient == handed_in.enrolment.person.user.phone
    assert "Nguyễn Thị Mẫu" in message.text
    assert f"/bai-lam/{handed_in.public_id}/ket-qua/" in message.text


def test_a_person_without_a_phone_is_marked_all_the_same(handed_in, marker):
    Person.objects.filter(pk=handed_in.enrolment.person_id).update(user=None)
    mark(handed_in, marker)
    while outbox.relay(here=True):
        pass
    assert (Message.objects.count(), fresh(handed_in).state) == (0, AttemptState.SCORED)


def test_a_form_sent_twice_is_one_mark(handed_in, marker):
    assert mark(handed_in, marker) == mark(handed_in, marker)
    assert (ManualMark.objects.count(), ScoreEvent.objects.count()) == (1, 1)


def test_an_unanswered_question_earns_nothing_and_needs_nobody(marker):
    attempt = hand_in(sit(), text="")
    assert (attempt.state, attempt.score, MarkingTask.objects.count()) == (AttemptState.SCORED, Decimal("0.2"), 0)
    for item_id in (ESSAY, TRUTH, "unknown"):
        with pytest.raises(NothingToMark):
            mark(attempt, marker, item_id=item_id)


@pytest.mark.parametrize(
    "marks", [{STEPS: Decimal(3)}, WHOLE | {"x": Decimal(1)}, {STEPS: Decimal(4), CLEAR: Decimal(1)}]
)
def test_marks_outside_the_rubric_are_refused_and_nothing_is_kept(handed_in, marker, marks):
    with pytest.raises(RubricError):
        mark(handed_in, marker, marks)
    assert ManualMark.objects.count() == 0


def test_nobody_marks_an_own_answer_nor_that_of_somebody_on_the_same_phone(handed_in):
    learner = handed_in.enrolment.person
    housemate = make_learner("Vàng Thị Ba", phone=learner.user.phone)
    for by in (learner, housemate):
        with pytest.raises(OwnAnswer):
            mark(handed_in, by)


def test_with_two_markers_who_agree_the_mean_counts(handed_in, marker):
    two_markers()
    mark(handed_in, marker, {STEPS: Decimal(3), CLEAR: Decimal("0.8")})
    assert MarkingTask.objects.get().state == MarkingState.SECOND
    mark(handed_in, make_marker("Lê Văn Hai"), {STEPS: Decimal(3), CLEAR: Decimal("0.4")})
    # 0.95 and 0.85 of the essay's 4 points: exactly a tenth apart.
    assert fresh(handed_in).score == Decimal("0.56")


def test_with_two_markers_who_differ_a_third_decides(handed_in, marker):
    two_markers()
    second, third = make_marker("Lê Văn Hai"), make_marker("Bùi Thị Ba")
    mark(handed_in, marker, WHOLE)
    mark(handed_in, second, HALF)
    task = MarkingTask.objects.get()
    assert (task.state, task.get_state_display()) == (MarkingState.THIRD, "Cần người chấm thứ ba")
    assert fresh(handed_in).state == AttemptState.SUBMITTED
    mark(handed_in, third, NOTHING)
    assert (fresh(handed_in).score, MarkingTask.objects.get().state) == (Decimal("0.2"), MarkingState.DONE)
    assert broken() == []


def test_one_person_does_not_mark_twice_for_two(handed_in, marker):
    two_markers()
    mark(handed_in, marker, WHOLE)
    mark(handed_in, marker, HALF)
    assert (ManualMark.objects.count(), MarkingTask.objects.get().state) == (2, MarkingState.SECOND)
    mark(handed_in, make_marker("Lê Văn Hai"), HALF)
    assert fresh(handed_in).score == Decimal("0.4")


def test_switching_the_second_marker_off_lets_the_first_one_finish(handed_in, marker):
    two_markers()
    mark(handed_in, marker)
    assert MarkingTask.objects.get().state == MarkingState.SECOND
    LearningPolicy.objects.update(second_marker=False)
    mark(handed_in, marker)
    assert (ManualMark.objects.count(), fresh(handed_in).state) == (2, AttemptState.SCORED)


def test_a_mark_changes_later_only_with_a_reason_and_by_a_further_row(handed_in, marker):
    mark(handed_in, marker, HALF)
    other = make_marker("Lê Văn Hai")
    with pytest.raises(ReasonMissing):
        mark(handed_in, other, WHOLE)
    mark(handed_in, other, WHOLE, reason="Người học hỏi lại, bước ba có trong bài.")
    assert fresh(handed_in).score == Decimal("0.6")
    assert [(row.score, row.reason) for row in ScoreEvent.objects.all()] == [
        (Decimal("0.4"), ""),
        (Decimal("0.6"), "Người học hỏi lại, bước ba có trong bài."),
    ]
    assert ManualMark.objects.count() == 2
    assert list(differing_scores()) == []
    assert broken() == []


def test_before_all_is_marked_a_second_opinion_is_not_asked_for(marker):
    attempt = hand_in(sit(), file=True)
    mark(attempt, marker)
    with pytest.raises(AlreadyMarked):
        mark(attempt, make_marker("Lê Văn Hai"))
    mark(attempt, marker, HALF)
    mark(attempt, marker, item_id=UPLOAD)
    assert fresh(attempt).score == Decimal("0.8")


@pytest.mark.parametrize(
    ("change", "table"),
    [
        (lambda: ManualMark.objects.update(fraction=0), "manualmark"),
        (lambda: ManualMark.objects.all()._raw_delete("default"), "manualmark"),
        (lambda: MarkingTask.objects.update(item_id="x"), "markingtask"),
        (lambda: Attempt.objects.update(score=0), "attempt"),
    ],
)
def test_the_database_itself_refuses_to_rewrite_marks(handed_in, marker, change, table):
    mark(handed_in, marker)
    with pytest.raises(DatabaseError, match=f"learners_{table}.*refused"), transaction.atomic():
        change()


def test_a_database_that_fails_at_any_query_of_a_mark_leaves_nothing_half_done(marker):
    make_issuer()
    attempt = hand_in(sit(), file=True)
    mark(attempt, marker, item_id=UPLOAD)
    untouched = everything()

    def fails_at(number):
        try:
            with connection.execute_wrapper(Failpoint(number)):
                mark(attempt, marker)
        except OperationalError:
            assert everything() == untouched
            mark(attempt, marker)
            assert (fresh(attempt).score, Credential.objects.count(), broken()) == (Decimal(1), 1, [])
            return True
        return False

    failed = list(takewhile(lambda number: in_a_copy(lambda: fails_at(number)), range(1, 200)))
    assert 10 < len(failed) < 199


fractions = st.decimals(0, 1, places=10)


@given(st.lists(fractions, min_size=1, max_size=4), st.booleans())
def test_what_counts_lies_between_the_marks_given(given_marks, second):
    state, result = decided(given_marks, second_marker=second)
    assert (result is not None) == (state == MarkingState.DONE)
    if result is not None:
        assert min(given_marks) <= result <= max(given_marks)
    if len(given_marks) == 2:
        far = abs(given_marks[0] - given_marks[1]) > Decimal("0.1")
        assert state == (MarkingState.THIRD if far else MarkingState.DONE)
