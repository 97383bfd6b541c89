"""Marking again with corrected keys: first a plan that writes nothing, then the plan carried out, with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from courses.models import QuizVersion
from learners.enums import AttemptState
from learners.models import Attempt, Enrolment, Person
from learners.services.attempts import note_score, pass_mark_of, score_attempt
from learners.services.commands import digest_of
from learners.services.progress import decide_completion
from learners.services.quiz_times import QuizNotPublished
from learners.services.regrade_effects import Effect, effects_of
from learners.services.score_keys import items_scored, version_used

LONGEST_REASON = 200


class RegradeRefused(Exception):
    """A regrade that is not carried out; the text is a sentence for the member of staff."""


class PlanChanged(RegradeRefused):
    """Something was handed in, marked or published since the plan was shown."""


class NoRegradeReason(RegradeRefused):
    """The reason is missing or too long."""


@dataclass(frozen=True)
class RegradeRow:
    """One attempt under the corrected keys: scores between 0 and 1, and the ids of the items whose points change."""

    attempt: Attempt
    last_event: int
    old_score: Decimal
    new_score: Decimal
    old_passed: bool
    new_passed: bool
    items: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether the result of the attempt becomes another one."""
        return (self.old_score, self.old_passed) != (self.new_score, self.new_passed)


@dataclass(frozen=True)
class RegradePlan:
    """What marking again would do. `rows` are the attempts that met a corrected question, `waiting` how many closed
    ones a person still has to mark, `items` the corrected questions."""

    version: QuizVersion
    rows: tuple[RegradeRow, ...]
    items: tuple[dict[str, Any], ...]
    waiting: int
    effects: tuple[Effect, ...] = field(default=())

    @cached_property
    def changed(self) -> tuple[RegradeRow, ...]:
        """The attempts whose result becomes another one, those that change sides first."""
        changed = (row for row in self.rows if row.changes)
        return tuple(sorted(changed, key=lambda row: (row.old_passed == row.new_passed, row.attempt.pk)))

    @property
    def newly_passed(self) -> int:
        """How many attempts would pass that did not."""
        return sum(1 for row in self.rows if row.new_passed and not row.old_passed)

    @property
    def newly_failed(self) -> int:
        """How many attempts would no longer pass."""
        return sum(1 for row in self.rows if row.old_passed and not row.new_passed)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything the plan would write: equal plans have equal digests."""
        rows = [
            [row.attempt.pk, row.last_event, str(row.old_score), str(row.new_score), row.old_passed, row.new_passed]
            for row in self.rows
        ]
        return digest_of([self.version.pk, rows])


def plan_regrade(*, quiz_key: UUID, language: str) -> RegradePlan:
    """What marking the scored attempts of a quiz with the keys of its newest version would change; writes nothing.

    The pass mark and the way of sitting stay those of the version sat. Raises QuizNotPublished.
    """
    versions = {row.pk: row for row in QuizVersion.objects.filter(quiz_key=quiz_key, language=language)}
    if not versions:
        raise QuizNotPublished
    target = max(versions.values(), key=lambda row: row.number)
    closed = Attempt.objects.closed().filter(quiz_key=quiz_key, version__in=versions)
    corrected: dict[str, dict[str, Any]] = {}
    rows = list(_rows(closed, versions, target, corrected))
    order = {key: place for place, key in enumerate(target.items)}
    return RegradePlan(
        version=target,
        rows=tuple(rows),
        items=tuple(sorted(corrected.values(), key=lambda item: order.get(item["id"], len(order)))),
        waiting=closed.filter(state=AttemptState.SUBMITTED).count(),
        effects=tuple(effects_of({row.attempt.pk: (row.new_score, row.new_passed) for row in rows if row.changes})),
    )


@transaction.atomic
def apply_regrade(
    *, plan_digest: str, quiz_key: UUID, language: str, reason: str, by: Person | None = None
) -> RegradePlan:
    """Carry out the plan that was shown, all of it or nothing, and return it.

    Every attempt of the plan gets a ScoreEvent with version, reason and `by`; new passes complete courses and earn
    certificates at once. A pass that falls takes nothing away: `Effect.kind` names it for a person to decide.
    Raises RegradeRefused, QuizNotPublished.
    """
    words = " ".join(reason.split())
    if not words or len(words) > LONGEST_REASON:
        raise NoRegradeReason(
            _("Write the reason in a few words, at most %(most)s characters.") % {"most": LONGEST_REASON}
        )
    # Nothing of the quiz is marked while the plan is looked at and carried out.
    list(Attempt.objects.closed().filter(quiz_key=quiz_key).order_by("pk").select_for_update().values_list("pk"))
    plan = plan_regrade(quiz_key=quiz_key, language=language)
    if plan.digest != plan_digest:
        raise PlanChanged(_("Results changed since this list was made. Look at the new list, then confirm."))
    for row in plan.rows:
        attempt = row.attempt
        attempt.score, attempt.passed = row.new_score, row.new_passed
        # The event comes first: the database lets a score change only to what the last event says.
        note_score(attempt, reason=words, version=plan.version, by=by)
        if row.changes:
            Attempt.objects.filter(pk=attempt.pk).update(score=row.new_score, passed=row.new_passed)
    touched = {row.attempt.enrolment_id: row.attempt.enrolment for row in plan.changed}
    # All of them before the first certificate takes a number, and always in one order: whoever completes meanwhile
    # holds an enrolment and waits for the number, so waiting for that enrolment with the number held would be for ever.
    list(Enrolment.objects.filter(pk__in=touched).order_by("pk").select_for_update().values_list("pk"))
    for enrolment in touched.values():
        decide_completion(enrolment=enrolment)
    return plan


def _rows(
    closed: Any, versions: dict[int, QuizVersion], target: QuizVersion, corrected: dict[str, dict[str, Any]]
) -> Iterator[RegradeRow]:
    """The attempts that drew a question whose key differs; notes the corrected questions on the way."""
    scored = closed.filter(state=AttemptState.SCORED).order_by("pk")
    found = scored.select_related("enrolment__person").prefetch_related("responses", "score_events", "manual_marks")
    differing: dict[tuple[int, int], set[str]] = {}
    for attempt in found.iterator(chunk_size=500):
        _share_versions(attempt, versions)
        used = version_used(attempt) or attempt.version
        pair = (attempt.version_id, used.pk)
        if pair not in differing:
            old, new = items_scored(attempt, used), items_scored(attempt, target)
            differing[pair] = {key for key in new if new[key] != old[key]}
            corrected |= {key: new[key] for key in differing[pair]}
        if differing[pair].intersection(attempt.draw):
            row = _row(attempt, target)
            if row is not None:
                yield row


def _share_versions(attempt: Attempt, versions: dict[int, QuizVersion]) -> None:
    """A frozen quiz is large: every attempt and event points at the same few in memory."""
    attempt.version = versions[attempt.version_id]
    for event in attempt.score_events.all():
        if event.version_id is not None:
            event.version = versions[event.version_id]


def _row(attempt: Attempt, target: QuizVersion) -> RegradeRow | None:
    old, new = score_attempt(attempt), score_attempt(attempt, target)
    if not new.marked or attempt.score is None:
        return None
    pairs = zip(old.items, new.items, strict=True)
    changed = tuple(b.item_id for a, b in pairs if (a.fraction, a.points) != (b.fraction, b.points))
    events = list(attempt.score_events.all())
    return RegradeRow(
        attempt=attempt,
        last_event=events[-1].pk if events else 0,
        old_score=attempt.score,
        new_score=new.value,
        old_passed=bool(attempt.passed),
        new_passed=new.value >= pass_mark_of(attempt),
        items=changed,
    )
