"""Which questions say the same or nearly the same: pure functions over frozen items."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import unescape
from itertools import pairwise
from typing import Any

from django.utils.html import strip_tags

from courses.text import fold

NEAR = Fraction(4, 5)
MOST_PAIRS = 200
# How many pairs may be looked at closely; real banks need far fewer, a bank made to be slow is cut off here.
MOST_COMPARISONS = 200_000

Shingles = frozenset[tuple[str, ...]]

# The keys of frozen items under which an author's wordings stand: lists of texts or of dicts with a text.
_RECKONING = "+−×÷=<>%"
_WORDINGS = ("options", "rows", "choices", "steps", "categories", "cards", "places", "accepted")


@dataclass(frozen=True)
class Pair:
    """Two places in a list of items, the lower first; `exact` when every word is the same."""

    first: int
    second: int
    exact: bool


@dataclass(frozen=True)
class Pairs:
    """What was found; `complete` is False when the search stopped at its limits."""

    found: list[Pair]
    complete: bool


def item_texts(item: dict[str, Any]) -> list[str]:
    """Return the folded texts of a frozen item: its prompt, its running text, and its options in a fixed order.

    Order, case, marks, points and the key do not count: shuffled options, or the same question with another key, are
    the same texts.
    """
    wordings = [_text_of(each) for key in _WORDINGS for each in item.get(key) or []]
    gaps = [each for gap in item.get("gaps") or [] for each in _gap_texts(gap)]
    prompt = unescape(strip_tags(item.get("prompt") or "").replace("\xa0", " "))
    own = [prompt, str(item.get("text") or "")]
    return [text for text in [*map(_words, own), *sorted(map(_words, [*wordings, *gaps]))] if text]


def item_key(item: dict[str, Any]) -> str:
    """Return a key that is equal for two questions which say the same."""
    return "\n".join(item_texts(item))


def similar_items(items: Sequence[dict[str, Any]], within: Iterable[int] | None = None) -> Pairs:
    """Find every two items that share at least four fifths of their runs of two words.

    `within` names places of the list: pairs of which none is among them are left out. Exact: rare runs first, two sets
    this alike must share one of the first few (prefix filter), so the work stays in proportion to the list.
    """
    wanted = None if within is None else set(within)
    shingles = [_shingles(item) for item in items]
    counts = Counter(run for each in shingles for run in each)
    ordered = [sorted(each, key=lambda run: (counts[run], run)) for each in shingles]
    sizes_up = sorted(range(len(items)), key=lambda place: (len(shingles[place]), place))
    search = _Search(shingles, wanted)
    for place in sizes_up:
        if shingles[place] and not search.visit(place, ordered[place]):
            return Pairs(sorted(search.found, key=_order), complete=False)
    return Pairs(sorted(search.found, key=_order), complete=True)


class _Search:
    """Walks the items from the shortest to the longest and keeps an index of their rarest runs."""

    def __init__(self, shingles: list[Shingles], wanted: set[int] | None) -> None:
        self.shingles = shingles
        self.wanted = wanted
        self.index: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.found: list[Pair] = []
        self.compared = 0

    def visit(self, place: int, runs: list[tuple[str, ...]]) -> bool:
        """Compare an item with those before it and note it; False when a limit is reached."""
        prefix = runs[: len(runs) - math.ceil(NEAR * len(runs)) + 1]
        seen: set[int] = set()
        for run in prefix:
            for other in self.index[run]:
                if other not in seen and not self._compare(place, other):
                    return False
                seen.add(other)
        for run in prefix:
            self.index[run].append(place)
        return True

    def _compare(self, place: int, other: int) -> bool:
        mine, theirs = self.shingles[place], self.shingles[other]
        is_asked = self.wanted is None or place in self.wanted or other in self.wanted
        if is_asked and len(theirs) >= NEAR * len(mine):
            shared = len(mine & theirs)
            if shared >= NEAR * (len(mine) + len(theirs) - shared):
                self.found.append(Pair(min(place, other), max(place, other), exact=mine == theirs))
        self.compared += 1
        return self.compared < MOST_COMPARISONS and len(self.found) < MOST_PAIRS


def _order(pair: Pair) -> tuple[bool, int, int]:
    return (not pair.exact, pair.first, pair.second)


def _shingles(item: dict[str, Any]) -> Shingles:
    """Return the runs of two neighbouring words in each text; a text of one word is a run of its own."""
    runs: set[tuple[str, ...]] = set()
    for text in item_texts(item):
        words = text.split()
        runs.update(pairwise(words) if len(words) > 1 else [(words[0],)])
    return frozenset(runs)


def _words(text: str) -> str:
    """Return the folded words of a text; of the signs between them only those that reckon count."""
    return " ".join("".join(_spaced(c) for c in fold(text)).split())


def _spaced(character: str) -> str:
    if character in _RECKONING:
        return f" {character} "
    return character if character.isalnum() else " "


def _text_of(wording: Any) -> str:
    return str(wording.get("text") or "") if isinstance(wording, dict) else str(wording or "")


def _gap_texts(gap: dict[str, Any]) -> list[str]:
    return [_text_of(each) for each in [*(gap.get("accepted") or []), *(gap.get("options") or [])]]
