"""Which texts of different courses say the same in nearly the same words: shingles of folded text, pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from courses.rules.limits import LEAST_SHARED_RUNS, MOST_SHARED, MOST_SHARED_IN_COURSE, RUN_OF_WORDS
from courses.rules.prose import words
from courses.text import fold


@dataclass(frozen=True)
class Text:
    """A lesson or a question: where it stands, what kind it is, and what it says."""

    course: str
    kind: str
    name: str
    lines: tuple[str, ...]
    line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class NearCopy:
    """Two texts by their place in the list, and the share of runs of the shorter one that the other has too."""

    first: int
    second: int
    share: float


def near_copies(texts: Sequence[Text], reuses: Mapping[str, Collection[str]]) -> list[NearCopy]:
    """Return every two texts of one kind that have too much in common.

    Texts of two courses of which one declares in `reuses` that it takes from the other are left out; lessons of one
    course are not compared, and its questions only for being nearly the same question.
    """
    runs = [_runs(text.lines) for text in texts]
    holders: dict[int, list[int]] = defaultdict(list)
    for place, own in enumerate(runs):
        for run in own:
            holders[run].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        shared.update(_pairs(places))
    found = []
    for (first, second), count in shared.items():
        share = count / min(len(runs[first]), len(runs[second]))
        if count >= LEAST_SHARED_RUNS and share > _most(texts[first], texts[second], reuses):
            found.append(NearCopy(first, second, share))
    return sorted(found, key=lambda copy: (copy.first, copy.second))


def _most(first: Text, second: Text, reuses: Mapping[str, Collection[str]]) -> float:
    """The share two texts may have in common; 1 where they may be the same."""
    if first.kind != second.kind:
        return 1
    if first.course == second.course:
        return 1 if first.kind == "lesson" else MOST_SHARED_IN_COURSE
    declared = second.course in reuses.get(first.course, ()) or first.course in reuses.get(second.course, ())
    return 1 if declared else MOST_SHARED


def _pairs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    for number, second in enumerate(places):
        for first in places[:number]:
            yield first, second


def _runs(lines: Iterable[str]) -> set[int]:
    found: set[int] = set()
    for line in lines:
        bare = [word.strip(".,;:!?…“”\"'()[]*") for word in words(fold(line))]
        found.update(hash(tuple(bare[at : at + RUN_OF_WORDS])) for at in range(len(bare) - RUN_OF_WORDS + 1))
    return found
