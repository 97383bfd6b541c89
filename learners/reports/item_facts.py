"""What may be said of a question, from its sums: figures with small groups hidden. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.items import ITEM_TYPES
from learners.reports.item_choices import Choice, choices_of
from learners.reports.item_numbers import Groups, Sums, discrimination, groups, mean, people_in


@dataclass(frozen=True)
class ChoiceShare:
    """How many chose one thing: shares (0 to 1) of everybody and of the thirds that did worst and best elsewhere.

    `share` is None where fewer people than the smallest group shown chose it; `low` and `high` also where the thirds
    cannot be told apart or are too small.
    """

    choice: Choice
    share: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class ItemFacts:
    """The figures of one question in one form, shares from 0 to 1; all are None below the smallest group shown.

    `mean` is the mean part of its points earned (facility), `right` the part of the people who were wholly right,
    `omitted` that of those who left it open, `chance` what blind guessing earns, `weight` its part in how the results
    of the quiz differ. `low_people` and `high_people` are the sizes of the two thirds, 0 where there are none.
    """

    people: int
    chance: Decimal
    mean: Decimal | None = None
    right: Decimal | None = None
    omitted: Decimal | None = None
    discrimination: Decimal | None = None
    weight: Decimal | None = None
    choices: tuple[ChoiceShare, ...] = ()
    low_people: int = 0
    high_people: int = 0

    @property
    def shown(self) -> bool:
        """Whether enough people did it for any figure to be shown."""
        return self.mean is not None


def facts_of(item: Mapping[str, Any], sums: Sums, *, small_cell: int, weight: Decimal | None = None) -> ItemFacts:
    """Return what may be said of a frozen item by its sums; nothing in detail of fewer than `small_cell` people."""
    chance, people = ITEM_TYPES[item["type"]].chance(dict(item)), sums.attempts
    if not people or people < small_cell:
        return ItemFacts(people, chance)
    split = groups(sums.bands)
    if split is not None and min(split.low_people, split.high_people) < small_cell:
        split = None
    return ItemFacts(
        people=people,
        chance=chance,
        mean=mean(sums.item_sum, people),
        right=Decimal(sums.right_answers) / people,
        omitted=Decimal(people - sums.answered) / people,
        discrimination=discrimination(sums),
        weight=weight,
        choices=tuple(_share(each, sums, split, small_cell) for each in _with_gone(choices_of(item), sums)),
        low_people=split.low_people if split else 0,
        high_people=split.high_people if split else 0,
    )


def _with_gone(known: list[Choice], sums: Sums) -> list[Choice]:
    """The choices, and those that were chosen but that a corrected item no longer has."""
    keys = {each.key for each in known}
    return [*known, *(Choice(key, "?", "", False) for key in sorted(sums.choices) if key not in keys)]


def _share(choice: Choice, sums: Sums, split: Groups | None, small_cell: int) -> ChoiceShare:
    bands = sums.choices.get(choice.key, {})
    chosen = sum(bands.values())
    if 0 < chosen < small_cell:
        return ChoiceShare(choice, None)
    share = Decimal(chosen) / sums.attempts
    if split is None:
        return ChoiceShare(choice, share)
    low, high = (people_in(bands, group) for group in (split.low, split.high))
    return ChoiceShare(choice, share, Decimal(low) / split.low_people, Decimal(high) / split.high_people)
