"""Marks that people give: one answer at a time, scored and completed in the transaction of the last of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.items.rubric import decimal_text, rubric_fraction
from learners import messages, outbox
from learners.enums import AttemptState, MarkingState
from learners.models import Attempt, LearningPolicy, ManualMark, MarkingTask, Person
from learners.services.attempts import settle_attempt
from learners.services.marking_queue import HeldByOther, MarkRefused, held_words

# SQLite keeps no more than 15 digits of a number, so a third of the points is rounded before it is stored.
MARK_PRECISION = Decimal("0.0000000001")
AGREEMENT = Decimal("0.1")
MOST_MARKERS = 3


class OwnAnswer(MarkRefused):
    """Nobody marks an own answer."""


class NothingToMark(MarkRefused):
    """The question has no answer that waits or waited for a person."""


class AlreadyMarked(MarkRefused):
    """Other people have marked the answer, or this person has and another one is asked."""


class ReasonMissing(MarkRefused):
    """A mark that counted already changes only with a reason."""


@transaction.atomic
def mark_item(
    *, attempt: Attempt, item_id: str, marks: Mapping[str, Decimal], comment: str, by: Person, reason: str = ""
) -> ManualMark:
    """Append what a person gives for an answer; with the last answer marked, score the attempt and decide completion.

    `marks` holds the points for every criterion of the rubric. Sent twice it counts once. Once the attempt is scored a
    mark changes only with a `reason`, which stands in the history of scores; the learner is told each time.
    Raises courses.items.rubric.RubricError, MarkRefused.
    """
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("version", "enrolment").get(pk=attempt.pk)
    task = attempt.marking_tasks.filter(item_id=item_id).first()
    before = list(attempt.manual_marks.filter(item_id=item_id).order_by("pk"))
    fraction = rubric_fraction(attempt.version.items[item_id], marks).quantize(MARK_PRECISION) if task else Decimal(0)
    criteria = {key: decimal_text(value) for key, value in marks.items()}
    given = (by.pk, criteria, comment.strip())
    last = before[-1] if before else None
    if last is not None and given == (last.marker_id, last.criteria, last.comment) and last.result is not None:
        return last
    _refuse(attempt, task, before, by, reason)
    state, result = _decided(attempt, before, by, fraction)
    mark = ManualMark.objects.create(
        attempt=attempt, item_id=item_id, marker=by, criteria=criteria, fraction=fraction, result=result,
        comment=given[2],
    )  # fmt: skip
    attempt.marking_tasks.filter(item_id=item_id).update(state=state, claimed_by=None, claimed_until=None)
    settled = settle_attempt(attempt=attempt, by=by, reason=reason).attempt if result is not None else attempt
    if settled.state == AttemptState.SCORED:
        outbox.add("tell_marked", f"{attempt.pk}:{mark.pk}")
    return mark


def _refuse(attempt: Attempt, task: MarkingTask | None, before: Sequence[ManualMark], by: Person, reason: str) -> None:
    """Raise the MarkRefused that stands in the way of a mark; return when nothing does."""
    learner = attempt.enrolment.person
    if learner == by or (learner.user_id is not None and learner.user_id == by.user_id):
        raise OwnAnswer(_("This is your own answer. Somebody else has to mark it."))
    if task is None or attempt.state not in {AttemptState.SUBMITTED, AttemptState.SCORED}:
        raise NothingToMark(_("There is nothing to mark here: the question has no answer, or it was opened again."))
    if attempt.state == AttemptState.SCORED:
        if not reason.strip():
            raise ReasonMissing(_("Please say why the mark changes. The reason stays in the history."))
        return
    if task.held_by_other(by, timezone.now()):
        raise HeldByOther(held_words(task))
    if task.state == MarkingState.DONE and by.pk not in {row.marker_id for row in before}:
        raise AlreadyMarked(_("Somebody else has just marked this answer. Your marks were not needed."))


def _decided(
    attempt: Attempt, before: Sequence[ManualMark], by: Person, fraction: Decimal
) -> tuple[MarkingState, Decimal | None]:
    """Where an answer stands with one more mark, and what counts then."""
    if attempt.state == AttemptState.SCORED:
        return MarkingState.DONE, fraction
    given = {row.marker_id: row.fraction for row in before} | {by.pk: fraction}
    return decided(list(given.values()), second_marker=LearningPolicy.in_force().second_marker)


def decided(fractions: Sequence[Decimal], *, second_marker: bool) -> tuple[MarkingState, Decimal | None]:
    """Return the state of an answer and what counts, given the mark of each person in the order they first marked.

    One mark counts where no second is asked for. Of two the mean counts when they differ by at most a tenth of the
    item; else a third person decides alone.
    """
    if len(fractions) == 1:
        return (MarkingState.SECOND, None) if second_marker else (MarkingState.DONE, fractions[0])
    if len(fractions) >= MOST_MARKERS:
        return MarkingState.DONE, fractions[-1]
    first, second = fractions
    if abs(first - second) > AGREEMENT:
        return MarkingState.THIRD, None
    return MarkingState.DONE, ((first + second) / 2).quantize(MARK_PRECISION)


def tell_marked(*, attempt: Attempt) -> None:
    """Tell the learner by a message that the result is there; whoever has no phone finds it under My learning."""
    words = _("%(name)s: your answers in “%(quiz)s” are marked. See the result: %(url)s")
    tell(attempt, words)


def tell(attempt: Attempt, words: str) -> None:
    """Send a learner words about an attempt; they may use `name`, `quiz` and `url` (of the result)."""
    person = attempt.enrolment.person
    if person.user is None or not person.user.phone:
        return
    url = settings.WAGTAILADMIN_BASE_URL + reverse("learners:attempt_result", args=[attempt.public_id])
    values = {"name": person.full_name, "quiz": attempt.version.content["title"], "url": url}
    messages.send(person.user.phone, words % values)
