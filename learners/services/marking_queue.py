"""The queue of answers a person has to mark: filled when an attempt is handed in, and who holds which answer."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from learners import outbox
from learners.enums import AttemptState, MarkingState
from learners.models import Attempt, LearningPolicy, MarkingTask, Person
from learners.models.marking import MarkingTaskQuerySet

CLAIM = datetime.timedelta(minutes=30)
# A phone that was offline may still send for a week; only then is a file nobody names one that nobody will name.
SWEEP_AFTER = datetime.timedelta(days=8)
FRIDAY = 4


class MarkRefused(Exception):
    """A mark that cannot be given; the text is a sentence for the marker."""


class HeldByOther(MarkRefused):
    """Somebody else is marking the answer now."""


def queue_answers(attempt: Attempt, waiting: Sequence[str]) -> None:
    """Put the answers of an attempt just handed in that wait for a person into the queue, each once.

    An attempt with files is noted for the sweep of those that are not its answer.
    """
    if waiting:
        handed_in = timezone.localtime(attempt.submitted_at).date()
        due_on = working_day(handed_in, LearningPolicy.in_force().marking_days)
        tasks = [MarkingTask(attempt=attempt, item_id=item_id, due_on=due_on) for item_id in waiting]
        MarkingTask.objects.bulk_create(tasks, ignore_conflicts=True)
    items = attempt.version.items
    if any(items[item_id]["type"] == "file_upload" for item_id in attempt.draw):
        outbox.add("sweep_files", str(attempt.pk), at=timezone.now() + SWEEP_AFTER)


def working_day(day: datetime.date, count: int) -> datetime.date:
    """The working day (Monday to Friday) so many working days after a day."""
    while count > 0:
        day += datetime.timedelta(days=1)
        count -= day.weekday() <= FRIDAY
    return day


@transaction.atomic
def claim_task(*, task: MarkingTask, by: Person) -> MarkingTask:
    """Hold an answer for one marker for half an hour; asked again by the same one, for half an hour more.

    Raises HeldByOther while somebody else holds it.
    """
    now = timezone.now()
    free = Q(claimed_by__isnull=True) | Q(claimed_by=by) | Q(claimed_until__lte=now)
    held = MarkingTask.objects.filter(free, pk=task.pk).update(claimed_by=by, claimed_until=now + CLAIM)
    task.refresh_from_db()
    if not held:
        raise HeldByOther(held_words(task))
    return task


def claim_next(*, tasks: MarkingTaskQuerySet, by: Person, tries: int = 20) -> MarkingTask | None:
    """Hold the first of these tasks that nobody else takes at the same moment; None when there is none."""
    for task in tasks.for_marker(by, timezone.now())[:tries]:
        try:
            return claim_task(task=task, by=by)
        except HeldByOther:
            continue
    return None


@transaction.atomic
def release_task(*, task: MarkingTask, by: Person) -> None:
    """Give an answer back unmarked; what somebody else holds stays held."""
    MarkingTask.objects.filter(pk=task.pk, claimed_by=by).update(claimed_by=None, claimed_until=None)


def held_words(task: MarkingTask) -> str:
    """That somebody else is marking an answer, and until when at the latest."""
    until = date_format(timezone.localtime(task.claimed_until), "H:i")
    return _("Somebody else is marking this answer now, until %(time)s at the latest.") % {"time": until}


def lost_answers() -> Iterable[int]:
    """Attempts that wait for a marker though nothing of them is in the queue: there are none (an invariant)."""
    open_tasks = MarkingTask.objects.filter(attempt=OuterRef("pk")).exclude(state=MarkingState.DONE)
    waiting = Attempt.objects.filter(state=AttemptState.SUBMITTED)
    return waiting.exclude(Exists(open_tasks)).values_list("pk", flat=True)


def unsettled_answers() -> Iterable[int]:
    """Scored attempts of which an answer is still in the queue: there are none (an invariant)."""
    rows = MarkingTask.objects.exclude(state=MarkingState.DONE).filter(attempt__state=AttemptState.SCORED)
    return rows.order_by("pk").values_list("attempt_id", flat=True)
