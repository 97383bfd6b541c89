"""The sums behind item analysis: kept up to date attempt by attempt, and compared with a recount of the rows.

Of every person the first attempt that was handed in counts, and no other: later ones are sat by people who were told
what was wrong, so they would make every question look easier, and who tries five times would count five times. A
voided attempt never counts; one that waits for a marker counts once it is scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from learners.enums import AttemptState
from learners.models import Attempt, CountedAttempt, ItemStatistic
from learners.models.attempt import AttemptQuerySet
from learners.reports.item_numbers import SUMMED, Row, Sums
from learners.services.counted_rows import rows_of

BATCH = 200
Form = tuple[str, str, str]
"""Language, item and digest: what names the sums inside a quiz."""


@dataclass(frozen=True)
class Counted:
    """What counts of a person in a quiz."""

    person_id: int
    attempt_id: int
    language: str
    rows: list[Row]


@transaction.atomic
def count_attempt(*, attempt: Attempt) -> CountedAttempt | None:
    """Bring the sums of the attempt's quiz up to date for its person; return what counts of them now.

    Whatever happened - scored, marked again, voided - what was counted before is taken away and what counts now is
    added, so it may run any number of times and in any order.
    """
    person_id, quiz_key = attempt.enrolment.person_id, attempt.quiz_key
    kept = CountedAttempt.objects.select_for_update().filter(person=person_id, quiz_key=quiz_key).first()
    mine = Attempt.objects.filter(enrolment__person=person_id, quiz_key=quiz_key)
    before, now = _counted_before(kept), next(counted_of(mine), None)
    if before == now:
        return kept
    found = _keep(quiz_key, kept, now)
    sums = _locked(quiz_key, [*forms_of(before), *forms_of(now)])
    for counted, times in ((before, -1), (now, 1)):
        for form, row in forms_of(counted):
            sums[form].add(row, times)
    _write(quiz_key, sums)
    return found


@transaction.atomic
def rebuild_item_statistics(*, quiz_key: UUID) -> int:
    """Count a quiz afresh from its rows; return how many people count.

    The sums are locked first: an attempt that is counted meanwhile waits, or is counted again afterwards.
    """
    kept = ItemStatistic.objects.select_for_update().filter(quiz_key=quiz_key).order_by("pk")
    known = [_form(row) for row in kept]
    CountedAttempt.objects.filter(quiz_key=quiz_key).delete()
    people = list(counted_of(Attempt.objects.filter(quiz_key=quiz_key)))
    CountedAttempt.objects.bulk_create((_row(quiz_key, each) for each in people), batch_size=BATCH)
    rows = [pair for each in people for pair in forms_of(each)]
    fresh = {form: Sums() for form in (*known, *(form for form, _row in rows))}
    for form, row in rows:
        fresh[form].add(row)
    _locked(quiz_key, rows)
    _write(quiz_key, fresh)
    return len(people)


def differences(*, quiz_key: UUID) -> list[str]:
    """Recount a quiz from its rows and return a line for everything that is kept otherwise; none when all agrees."""
    found = []
    expected: dict[Form, Sums] = {}
    kept_people = {row.person_id: row for row in CountedAttempt.objects.filter(quiz_key=quiz_key)}
    for each in counted_of(Attempt.objects.filter(quiz_key=quiz_key)):
        if _counted_before(kept_people.pop(each.person_id, None)) != each:
            found.append(f"{quiz_key}: attempt {each.attempt_id} is counted otherwise or not at all")
        for form, row in forms_of(each):
            expected.setdefault(form, Sums()).add(row)
    found += [f"{quiz_key}: attempt {row.attempt_id} must not count" for row in kept_people.values()]
    kept = {_form(row): Sums.of(row) for row in ItemStatistic.objects.filter(quiz_key=quiz_key)}
    differing = [form for form in {**kept, **expected} if kept.get(form, Sums()) != expected.get(form, Sums())]
    return found + [f"{quiz_key}: sums of {item} {language} {digest[:8]}" for language, item, digest in differing]


def quizzes_counted() -> list[UUID]:
    """The quizzes that were handed in or counted."""
    handed_in = Attempt.objects.exclude(state=AttemptState.OPEN).values_list("quiz_key", flat=True)
    counted = ItemStatistic.objects.values_list("quiz_key", flat=True)
    return sorted({*handed_in.distinct(), *counted.distinct()})


def counted_of(attempts: AttemptQuerySet) -> Iterator[Counted]:
    """What counts of each person of these attempts of one quiz: the first handed in, once it is scored."""
    closed = attempts.closed().select_related("enrolment")
    # Prefetched, a frozen quiz is one object for all attempts that sat it.
    closed = closed.prefetch_related("version", "responses", "manual_marks", "score_events__version")
    seen: set[int] = set()
    for attempt in closed.order_by("enrolment__person", "submitted_at", "pk").iterator(chunk_size=BATCH):
        person_id = attempt.enrolment.person_id
        if person_id not in seen and attempt.state == AttemptState.SCORED:
            yield Counted(person_id, attempt.pk, attempt.version.language, rows_of(attempt))
        seen.add(person_id)


def forms_of(counted: Counted | None) -> list[tuple[Form, Row]]:
    """The rows, each with the name of the sums it belongs to."""
    return [((counted.language, row["item"], row["digest"]), row) for row in counted.rows] if counted else []


def _counted_before(kept: CountedAttempt | None) -> Counted | None:
    return Counted(kept.person_id, kept.attempt_id, kept.language, kept.rows) if kept else None


def _keep(quiz_key: UUID, kept: CountedAttempt | None, now: Counted | None) -> CountedAttempt | None:
    if kept is not None and now is not None:
        kept.attempt_id, kept.language, kept.rows = now.attempt_id, now.language, now.rows
        kept.save(update_fields=["attempt", "language", "rows"])
        return kept
    if kept is not None:
        kept.delete()
    if now is None:
        return None
    # Of two that count a person for the first time, one fails on the constraint here and is repeated by the outbox.
    fresh = _row(quiz_key, now)
    fresh.save()
    return fresh


def _row(quiz_key: UUID, counted: Counted) -> CountedAttempt:
    return CountedAttempt(
        person_id=counted.person_id, quiz_key=quiz_key, attempt_id=counted.attempt_id, language=counted.language,
        rows=counted.rows,
    )  # fmt: skip


def _locked(quiz_key: UUID, rows: Iterable[tuple[Form, Row]]) -> dict[Form, Sums]:
    """The sums these rows touch, made where they are missing and locked in the order of their keys."""
    versions = {form: row["version"] for form, row in rows}
    known = {_form(row) for row in _stored(quiz_key, versions).only("language", "item_id", "digest")}
    missing = [
        ItemStatistic(quiz_key=quiz_key, language=form[0], item_id=form[1], digest=form[2], version_id=versions[form])
        for form in sorted(set(versions) - known)
    ]
    ItemStatistic.objects.bulk_create(missing, ignore_conflicts=True, batch_size=BATCH)
    touched = _stored(quiz_key, versions).select_for_update().order_by("pk")
    return {_form(row): Sums.of(row) for row in touched if _form(row) in versions}


def _write(quiz_key: UUID, sums: dict[Form, Sums]) -> None:
    rows = [row for row in _stored(quiz_key, sums) if _form(row) in sums]
    for row in rows:
        sums[_form(row)].write_to(row)
    ItemStatistic.objects.bulk_update(rows, [*SUMMED, "bands", "choices"], batch_size=BATCH)


def _stored(quiz_key: UUID, forms: Iterable[Form]) -> QuerySet[ItemStatistic]:
    return ItemStatistic.objects.filter(quiz_key=quiz_key, item_id__in={item for _language, item, _digest in forms})


def _form(row: ItemStatistic) -> Form:
    return row.language, row.item_id, row.digest
