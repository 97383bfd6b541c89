"""The sums of a question and the figures that follow from them; pure and exact until the last division.

Shares are whole hundred-thousandths (`SCALE`): sums of whole numbers lose nothing when an attempt is added, taken away
and added again, whichever database holds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import Any, TypedDict

SCALE = 100_000
TWENTIETHS = 20
# Products of sums have more figures than Decimal keeps by itself.
FIGURES = 80
SUMMED = (
    "attempts", "answered", "right_answers", "item_sum", "item_squares", "rest_sum", "rest_squares", "products",
    "total_sum", "total_products",
)  # fmt: skip

Bands = dict[str, int]


class Row(TypedDict):
    """What an attempt adds to the sums of one item.

    `share` is the part of the item's points earned, `rest` that of the points of all other items (0 where there are
    none), `total` that of all points, uncut; `picks` is what was chosen, [] for no answer.
    """

    item: str
    digest: str
    version: int
    share: int
    rest: int
    total: int
    right: bool
    picks: list[str]


@dataclass
class Sums:
    """Everything summed over attempts; the fields of models.ItemStatistic."""

    attempts: int = 0
    answered: int = 0
    right_answers: int = 0
    item_sum: int = 0
    item_squares: int = 0
    rest_sum: int = 0
    rest_squares: int = 0
    products: int = 0
    total_sum: int = 0
    total_products: int = 0
    bands: Bands = field(default_factory=dict)
    choices: dict[str, Bands] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Any) -> Sums:
        """The sums that a row of the database holds."""
        choices = {key: dict(bands) for key, bands in kept.choices.items()}
        return cls(**{name: getattr(kept, name) for name in SUMMED}, bands=dict(kept.bands), choices=choices)

    def add(self, row: Row, times: int = 1) -> None:
        """Count a row; -1 times takes it away again."""
        share, rest, total = row["share"], row["rest"], row["total"]
        self.attempts += times
        self.answered += times * bool(row["picks"])
        self.right_answers += times * row["right"]
        self.item_sum += times * share
        self.item_squares += times * share * share
        self.rest_sum += times * rest
        self.rest_squares += times * rest * rest
        self.products += times * share * rest
        self.total_sum += times * total
        self.total_products += times * share * total
        band = band_of(rest)
        _count(self.bands, band, times)
        for pick in row["picks"]:
            _count(self.choices.setdefault(pick, {}), band, times)
        self.choices = {pick: bands for pick, bands in self.choices.items() if bands}

    def write_to(self, kept: Any) -> None:
        """Set the fields of a row of the database."""
        for name in (*SUMMED, "bands", "choices"):
            setattr(kept, name, getattr(self, name))


@dataclass(frozen=True)
class Groups:
    """The third that did best on the other questions and the third that did worst: their bands and their people."""

    low: frozenset[str]
    high: frozenset[str]
    low_people: int
    high_people: int


def band_of(rest: int) -> str:
    """The twentieth a result lies in, "0" to "20"; what is below nothing counts as nothing."""
    return str(min(max(rest, 0) * TWENTIETHS // SCALE, TWENTIETHS))


def mean(total: int, count: int) -> Decimal | None:
    """A mean share, 1 for the whole; None of nobody."""
    return Decimal(total) / (count * SCALE) if count else None


def discrimination(sums: Sums) -> Decimal | None:
    """The correlation of the item with the rest of the quiz, -1 to 1; None where one of them never differs.

    Against the rest, not the total: an item always goes along with a total that it is part of itself.
    """
    n = sums.attempts
    together = n * sums.products - sums.item_sum * sums.rest_sum
    spread = (n * sums.item_squares - sums.item_sum**2) * (n * sums.rest_squares - sums.rest_sum**2)
    if spread <= 0:
        return None
    with localcontext(prec=FIGURES):
        found = Decimal(together) / Decimal(spread).sqrt()
    return +found


def pull(sums: Sums, points: Decimal) -> Decimal:
    """How much the item moves together with the total, in points; 0 of nobody, below 0 where it moves against it."""
    n = sums.attempts
    if not n:
        return Decimal(0)
    return points * (n * sums.total_products - sums.item_sum * sums.total_sum) / (n * n)


def weights(pulls: Iterable[Decimal]) -> list[Decimal | None]:
    """The part that each item has in how results differ, together 1; None for all where results do not differ."""
    found = list(pulls)
    together = sum(found, Decimal(0))
    return [each / together if together > 0 else None for each in found]


def groups(bands: Mapping[str, int]) -> Groups | None:
    """Split by the result on the other questions; None where the two thirds would meet.

    A band is never split: people with the same result stand in the same group, so a third may be a little more.
    """
    ordered = sorted(bands, key=int)
    third = Decimal(sum(bands.values())) / 3
    low, high = _until(ordered, bands, third), _until(ordered[::-1], bands, third)
    if not low or low & high:
        return None
    return Groups(low, high, sum(bands[each] for each in low), sum(bands[each] for each in high))


def people_in(bands: Mapping[str, int], group: frozenset[str]) -> int:
    """How many of a count by bands stand in a group."""
    return sum(count for band, count in bands.items() if band in group)


def _until(ordered: list[str], bands: Mapping[str, int], enough: Decimal) -> frozenset[str]:
    taken: set[str] = set()
    for band in ordered:
        if sum(bands[each] for each in taken) >= enough:
            break
        taken.add(band)
    return frozenset(taken)


def _count(bands: Bands, band: str, times: int) -> None:
    bands[band] = bands.get(band, 0) + times
    if not bands[band]:
        del bands[band]
