"""The queue of answers to mark: the first due first, each held by one marker at a time."""

import datetime

import pytest

from learners.models import MarkingTask
from learners.services.marking import mark_item
from learners.services.marking_queue import HeldByOther, claim_next, claim_task, release_task, working_day
from tests.factories.learner import make_issuer, make_learner
from tests.factories.marking import ESSAY, WHOLE, hand_in, make_marker, make_written_course, sit, two_markers

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in():
    make_issuer()
    return hand_in(sit())


@pytest.fixture
def marker():
    return make_marker()


def mark(attempt, by):
    return mark_item(attempt=attempt, item_id=ESSAY, marks=WHOLE, comment="", by=by)


def test_an_answer_is_held_by_one_marker_at_a_time(handed_in, marker):
    task, other = MarkingTask.objects.get(), make_marker("Lê Văn Hai")
    claim_task(task=task, by=marker)
    claim_task(task=task, by=marker)
    with pytest.raises(HeldByOther):
        claim_task(task=task, by=other)
    with pytest.raises(HeldByOther):
        mark(handed_in, other)
    release_task(task=task, by=other)
    assert claim_next(tasks=MarkingTask.objects.waiting(), by=other) is None
    release_task(task=task, by=marker)
    assert claim_next(tasks=MarkingTask.objects.waiting(), by=other) == task


def test_an_answer_held_too_long_is_free_again(handed_in, marker, time_machine):
    task, other = MarkingTask.objects.get(), make_marker("Lê Văn Hai")
    claim_task(task=task, by=marker)
    time_machine.move_to(handed_in.submitted_at + datetime.timedelta(minutes=31))
    assert claim_next(tasks=MarkingTask.objects.waiting(), by=other) == task


def test_the_queue_offers_the_first_due_and_never_what_one_marked_or_wrote(marker):
    course = make_written_course()
    rows = [hand_in(sit(make_learner(f"Người {n}"), course)) for n in range(3)]
    tasks = {row.attempt_id: row for row in MarkingTask.objects.all()}
    MarkingTask.objects.filter(attempt=rows[2]).update(due_on=datetime.date(2026, 1, 5))
    two_markers()
    waiting = MarkingTask.objects.waiting()
    assert claim_next(tasks=waiting, by=marker) == tasks[rows[2].pk]
    mark(rows[2], marker)
    assert claim_next(tasks=waiting, by=marker) == tasks[rows[0].pk]
    assert claim_next(tasks=waiting, by=rows[0].enrolment.person) == tasks[rows[2].pk]
    assert waiting.count() == 3


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [("2026-11-20", 1, "2026-11-23"), ("2026-11-22", 5, "2026-11-27"), ("2026-11-23", 0, "2026-11-23")],
)
def test_working_days_leave_out_the_weekend(day, count, due):
    assert working_day(datetime.date.fromisoformat(day), count) == datetime.date.fromisoformat(due)
