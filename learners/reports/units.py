"""Where recorded units stand on a chosen map, and which units a report lists one by one.

Nothing recorded is ever rewritten: restating is a reading of the record through the successions of the units.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from learners.models import AdministrativeUnit, UnitGeneration, UnitSuccession


class LineKind(Enum):
    """What a line of a report stands for."""

    UNIT = "unit"
    HERE = "here"
    OTHER_MAP = "other_map"
    UNMAPPED = "unmapped"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Line:
    """One line of a report: the recorded units counted in it (on whatever map), or the record without a unit."""

    kind: LineKind
    unit_ids: frozenset[int] = frozenset()
    unit: AdministrativeUnit | None = None
    generation: UnitGeneration | None = None

    @property
    def label(self) -> str:
        """The line's name in the active language."""
        if self.unit is not None:
            here = _("%(unit)s, not placed further down")
            return here % {"unit": self.unit.full_name} if self.kind is LineKind.HERE else self.unit.full_name
        if self.generation is not None:
            return _("Recorded on the map of %(day)s") % {"day": f"{self.generation.valid_from:%d/%m/%Y}"}
        return _("Outside the list") if self.kind is LineKind.OUTSIDE else _("Cannot be restated")


def restate(rank_of: Mapping[int, int], successions: Iterable[tuple[int, int]], target: int) -> dict[int, int | None]:
    """For every unit the one it lies in on the map of rank `target`, None where that cannot be said.

    `rank_of` gives each unit the place of its map in time, `successions` are pairs (old, new). Forward, a unit that was
    split cannot be placed; backward, a unit that was merged from several cannot.
    """
    later, earlier = defaultdict(list), defaultdict(list)
    for old, new in successions:
        later[old].append(new)
        earlier[new].append(old)
    return {pk: _place(pk, rank_of, later if rank_of[pk] < target else earlier, target) for pk in rank_of}


def _place(pk: int, rank_of: Mapping[int, int], onward: Mapping[int, list[int]], target: int) -> int | None:
    while rank_of[pk] != target:
        nexts = onward.get(pk, [])
        if len(nexts) != 1 or nexts[0] not in rank_of:
            return None
        before, pk = rank_of[pk], nexts[0]
        if abs(rank_of[pk] - target) >= abs(before - target):
            return None
    return pk


class UnitMap:
    """One map as far as an officer may see it, with the place on it of every unit of every map."""

    def __init__(self, generation: UnitGeneration | None, visible: QuerySet[AdministrativeUnit]) -> None:
        """Reads the units, the maps and the successions: three queries, however many there are."""
        self.generation = generation
        self.generations = list(UnitGeneration.objects.order_by("valid_from"))
        everything = list(visible.order_by("name_key", "pk"))
        rank = {each.pk: number for number, each in enumerate(self.generations)}
        self.map_of = {unit.pk: unit.generation_id for unit in everything}
        self.units = {unit.pk: unit for unit in everything if generation and unit.generation_id == generation.pk}
        self.children: dict[int | None, list[AdministrativeUnit]] = defaultdict(list)
        for unit in self.units.values():
            self.children[unit.parent_id if unit.parent_id in self.units else None].append(unit)
        pairs = list(UnitSuccession.objects.values_list("old_id", "new_id"))
        target = rank[generation.pk] if generation else -1
        self.restated = restate({pk: rank[each] for pk, each in self.map_of.items()}, pairs, target)
        self.recorded = {pk: pk if pk in self.units else None for pk in self.map_of}

    def tree(self) -> Iterator[tuple[int, AdministrativeUnit]]:
        """Every unit of the map with its depth, those below after the one above, in Vietnamese order."""
        front = [(0, unit) for unit in reversed(self.children[None])]
        while front:
            depth, unit = front.pop()
            yield depth, unit
            front += [(depth + 1, child) for child in reversed(self.children[unit.pk])]

    def path(self, unit: AdministrativeUnit) -> list[AdministrativeUnit]:
        """The unit and those above it that may be seen, from the top."""
        above = self.units.get(unit.parent_id or 0)
        return [*(self.path(above) if above else []), unit]

    def within(self, unit: AdministrativeUnit) -> set[int]:
        """The keys of a unit and of everything below it."""
        return {unit.pk}.union(*(self.within(child) for child in self.children[unit.pk]))

    def lines(self, unit: AdministrativeUnit | None, *, restated: bool) -> list[Line]:
        """The lines of a report about one unit, or about everything that may be seen when `unit` is None.

        Without a unit the lines share out every visible record: each falls in exactly one of them.
        """
        places = self.restated if restated else self.recorded
        held: dict[int | None, set[int]] = defaultdict(set)
        for recorded, place in places.items():
            held[place if place in self.units else None].add(recorded)
        tops = [unit] if unit else self.children[None]
        rows, here = tops, list[Line]()
        if len(tops) == 1 and self.children[tops[0].pk]:
            rows = self.children[tops[0].pk]
            here = [Line(LineKind.HERE, frozenset(held[tops[0].pk]), tops[0])]
        found = [self._unit_line(row, held) for row in rows] + here
        return found if unit else [*found, *self._lost(held[None], restated=restated)]

    def _unit_line(self, unit: AdministrativeUnit, held: Mapping[int | None, set[int]]) -> Line:
        ids = frozenset[int]().union(*(held.get(pk, set()) for pk in self.within(unit)))
        return Line(LineKind.UNIT, ids, unit)

    def _lost(self, ids: set[int], *, restated: bool) -> list[Line]:
        outside = Line(LineKind.OUTSIDE)
        if restated:
            return [Line(LineKind.UNMAPPED, frozenset(ids)), outside]
        return [*(self._other_map(each, ids) for each in self.generations if each != self.generation), outside]

    def _other_map(self, generation: UnitGeneration, ids: set[int]) -> Line:
        there = frozenset(pk for pk in ids if self.map_of[pk] == generation.pk)
        return Line(LineKind.OTHER_MAP, there, generation=generation)


def line_of(lines: Sequence[Line], unit: str) -> Case:
    """The number of the line a row falls in, null for rows of no line; `unit` is the path to the recorded unit."""
    whens = [When(**{f"{unit}__in": line.unit_ids}, then=Value(number)) for number, line in enumerate(lines)]
    whens += [
        When(**{f"{unit}__isnull": True}, then=Value(number))
        for number, line in enumerate(lines)
        if line.kind is LineKind.OUTSIDE
    ]
    return Case(*whens, output_field=IntegerField())


def ordered(found: list[tuple[Line, Any]], ordering: str) -> list[tuple[Line, Any]]:
    """Lines with their figures, by "name" or by a figure, with "-" before it turned round; no figure is the least.

    Lines that are no unit come last, and only when their figures say that they are not `nothing`.
    """
    units = [row for row in found if row[0].kind is LineKind.UNIT]
    others = [row for row in found if row[0].kind is not LineKind.UNIT and not row[1].nothing]
    figure = ordering.lstrip("-")
    if figure != "name":
        units.sort(key=lambda row: _rank(getattr(row[1], figure)), reverse=ordering.startswith("-"))
    elif ordering.startswith("-"):
        units.reverse()
    return units + others


def _rank(value: Decimal | int | None) -> Decimal:
    return Decimal(-1 if value is None else value)


def last_day_seen(visible: QuerySet[AdministrativeUnit], today: datetime.date) -> datetime.date:
    """Today, or the last day of the newest map that holds a unit to be seen when today's map holds none."""
    drawn = UnitGeneration.objects.filter(valid_from__lte=today).order_by("valid_from")
    newest = drawn.filter(units__in=visible).last()
    following = drawn.filter(valid_from__gt=newest.valid_from).first() if newest else None
    return following.valid_from - datetime.timedelta(days=1) if following else today
