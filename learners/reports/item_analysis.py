"""Item analysis of quizzes: every question with its figures and remarks, what asks for a look first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from courses.html import plain
from courses.items import ITEM_TYPES
from courses.models import QuizVersion
from learners.models import CountedAttempt, ItemStatistic, LearningPolicy
from learners.models.attempt import AttemptQuerySet
from learners.reports.item_choices import form_digest
from learners.reports.item_facts import ItemFacts, facts_of
from learners.reports.item_numbers import Sums, pull, weights
from learners.reports.item_remarks import Remark, Trouble, remarks_on, trouble_of

Pair = tuple[UUID, str]
"""A quiz and a language."""


@dataclass(frozen=True)
class ItemLine:
    """One question in one form: its number in the quiz (None: no longer in it), the frozen item, figures, remarks.

    `current` is false for a form that people answered before the question was changed.
    """

    number: int | None
    current: bool
    item: dict[str, Any]
    digest: str
    facts: ItemFacts
    remarks: Sequence[Remark]

    @property
    def trouble(self) -> Trouble:
        """How much the question asks for a look."""
        return trouble_of(self.remarks)

    @property
    def label(self) -> str:
        """How the question is called."""
        if self.number is None:
            return _("Removed question")
        name = _("Question %(number)s") % {"number": self.number}
        return name if self.current else _("%(question)s (earlier wording)") % {"question": name}

    @property
    def prompt(self) -> str:
        """The question as plain text."""
        return plain(self.item["prompt"])


@dataclass(frozen=True)
class QuizAnalysis:
    """A quiz in one language: `lines` with what asks for a look first, `people` who count."""

    quiz_key: UUID
    language: str
    title: str
    version: int
    people: int
    lines: Sequence[ItemLine] = field(default=())

    @property
    def troubles(self) -> Counter[Trouble]:
        """How many questions of the quiz as it is now are in which state."""
        return Counter(line.trouble for line in self.lines if line.current)

    def line(self, item_id: str, digest: str) -> ItemLine | None:
        """The question of this id whose digest begins so, None when there is none."""
        rows = (each for each in self.lines if each.item["id"] == item_id and each.digest.startswith(digest))
        return next(rows, None)


def quizzes_counted(attempts: AttemptQuerySet) -> QuerySet[Any, Any]:
    """The quizzes and languages of these attempts in which somebody counts: the most sat first.

    Rows have `quiz_key`, `counted__language`, `enrolment__course_key` and `people`.
    """
    rows = attempts.filter(counted__isnull=False).order_by()
    named = rows.values("quiz_key", "counted__language", "enrolment__course_key")
    return named.annotate(people=Count("pk")).order_by("-people", "quiz_key", "counted__language")


def analyse(pairs: Iterable[Pair]) -> dict[Pair, QuizAnalysis]:
    """Return the analysis of each of these quizzes that was ever published; five queries whatever their number."""
    wanted = set(pairs)
    newest, small_cell = _newest(wanted), LearningPolicy.in_force().small_cell
    kept: dict[Pair, list[ItemStatistic]] = {pair: [] for pair in newest}
    for row in ItemStatistic.objects.filter(quiz_key__in={pair[0] for pair in wanted}, attempts__gt=0).order_by("pk"):
        kept.get((row.quiz_key, row.language), []).append(row)
    people = _people(wanted)
    found = {pair: _forms(version, kept[pair]) for pair, version in newest.items()}
    earlier = {row.version_id for current, rest in found.values() for row in rest}
    versions = QuizVersion.objects.in_bulk(earlier)
    return {
        pair: QuizAnalysis(
            quiz_key=pair[0], language=pair[1], title=version.content["title"], version=version.number,
            people=people.get(pair, 0), lines=_sorted(_lines(version, *found[pair], versions, small_cell)),
        )
        for pair, version in newest.items()
    }  # fmt: skip


def _newest(pairs: set[Pair]) -> dict[Pair, QuizVersion]:
    rows = QuizVersion.objects.filter(quiz_key__in={pair[0] for pair in pairs}).order_by("number")
    newest = {(key, language): pk for pk, key, language in rows.values_list("pk", "quiz_key", "language")}
    versions = QuizVersion.objects.in_bulk([pk for pair, pk in newest.items() if pair in pairs])
    return {pair: versions[pk] for pair, pk in newest.items() if pair in pairs}


def _people(pairs: set[Pair]) -> dict[Pair, int]:
    rows = CountedAttempt.objects.filter(quiz_key__in={pair[0] for pair in pairs}).order_by()
    counted = rows.values("quiz_key", "language").annotate(people=Count("pk"))
    return {(row["quiz_key"], row["language"]): row["people"] for row in counted}


def _forms(version: QuizVersion, kept: list[ItemStatistic]) -> tuple[dict[str, Any], list[ItemStatistic]]:
    """The graded items of a quiz as it is now, by id with their sums; and the sums of forms it no longer has."""
    rows = {(row.item_id, row.digest): row for row in kept}
    current = {}
    for item in version.content["items"]:
        if ITEM_TYPES[item["type"]].graded:
            digest = form_digest(item)
            row = rows.pop((item["id"], digest), None)
            current[item["id"]] = (item, digest, Sums.of(row) if row else Sums())
    return current, list(rows.values())


def _lines(
    version: QuizVersion,
    current: dict[str, tuple[dict[str, Any], str, Sums]],
    earlier: list[ItemStatistic],
    versions: dict[int, QuizVersion],
    small_cell: int,
) -> Iterator[ItemLine]:
    numbers = {item_id: number for number, item_id in enumerate(current, start=1)}
    # Where questions are drawn, one that few people met has as much less part in how results differ.
    pulls = [pull(sums, Decimal(item["points"])) * sums.attempts for item, _digest, sums in current.values()]
    for (item, digest, sums), weight in zip(current.values(), weights(pulls), strict=True):
        facts = facts_of(item, sums, small_cell=small_cell, weight=weight)
        yield ItemLine(numbers[item["id"]], True, item, digest, facts, remarks_on(facts))
    for row in earlier:
        item = _item_in(versions[row.version_id], row)
        facts = facts_of(item, Sums.of(row), small_cell=small_cell)
        yield ItemLine(numbers.get(row.item_id), False, item, row.digest, facts, remarks_on(facts))


def _item_in(version: QuizVersion, row: ItemStatistic) -> dict[str, Any]:
    return next(item for item in version.content["items"] if item["id"] == row.item_id)


def _sorted(lines: Iterable[ItemLine]) -> list[ItemLine]:
    """Questions as they are now before earlier wordings, the gravest first, else in the order of the quiz."""
    return sorted(lines, key=lambda line: (not line.current, -line.trouble, line.number or 0, line.digest))
