"""Where people and things of a scene stand: boxes on the picture, found before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot

from seeds.illustrations.pen import WIDTH
from seeds.illustrations.thing import Nature, Thing

# Half the width and height of a face with its hair, before it is scaled.
FACE = (44, 56)
_TOP, _GAP = 14, 12
# For each count of people: their places along the picture when things stand beside, and when there are none.
_BESIDE = {1: (188,), 2: (128, 292), 3: (92, 222, 352)}
_ALONE = {1: (320,), 2: (220, 420), 3: (124, 320, 516)}
_FACING = (122, 518)
_SCALE = {1: 1.3, 2: 1.12, 3: 0.95}
_HEAD_Y = {1: 160, 2: 162, 3: 166}
_ZONE = {0: (56, 584), 1: (346, 626), 2: (396, 628), 3: (446, 630)}
_LARGEST_EMBLEM = 84


@dataclass(frozen=True)
class Spot:
    """Something at (x, y), its middle, scaled."""

    x: float
    y: float
    scale: float

    def mirrored(self) -> Spot:
        """The same on the other side of the picture."""
        return replace(self, x=WIDTH - self.x)


@dataclass(frozen=True)
class Grip:
    """A thing in the hands of a person, before the chest; on `side` (-1 or 1) if one hand holds it up there."""

    person: int
    spot: Spot
    side: int = 0


@dataclass(frozen=True)
class Plan:
    """Where everything is, people looking right; people and things by their places in the scene."""

    people: tuple[Spot, ...]
    facing: bool
    held: dict[int, Grip]
    things: dict[int, Spot]


def planned(sizes: Sequence[float], things: Sequence[Thing], surface: float, outdoors: bool, choice: int) -> Plan:
    """Return the plan for people of the sizes (1 = grown up) and things; `choice` (0-5) varies what may vary."""
    count = len(sizes)
    held = _held(things, count, choice)
    free = [at for at in range(len(things)) if at not in held]
    facing = count == 2 and 0 < len(free) <= 2 and choice % 2 == 0
    places = _FACING if facing else _BESIDE[count] if count and free else _ALONE.get(count, ())
    people = tuple(_standing(x, size, count, bool(free)) for x, size in zip(places, sizes, strict=True))
    left, right = (224, 416) if facing else _ZONE[count]
    ground = [at for at in free if _stands(things[at], outdoors)]
    air = [at for at in free if at not in ground]
    row = ground[1:] if count > 1 and not facing and len(ground) > 1 + (count == 2 and not air) else []
    beside = [at for at in ground if at not in row]
    share = (0.5 if len(air) < 3 else 0.6) if beside and air else (1.0 if air else 0.0)
    split = _TOP + (surface - _TOP) * share
    spots = _in_row(beside, things, (left, right), surface, surface - split - _GAP, 1.5 if count else 1.8)
    spots |= _in_air(air, (left, _TOP, right, split if beside else surface - 6), count)
    spots |= _in_front(row, things, places, surface)
    inward = facing or (count == 2 and not free)
    raised = choice % 3 == 1 and (count == 1 or inward)
    sides = {at: (-1 if inward and person else 1) * raised for at, person in held.items()}
    grips = {at: Grip(person, _grip(people[person], things[at], sides[at]), sides[at]) for at, person in held.items()}
    return Plan(people, facing, grips, spots)


def _grip(person: Spot, thing: Thing, side: int) -> Spot:
    """Where a thing is that a person holds: below the chin and above the lower edge."""
    if side:
        scale = min(0.9, 104 / thing.height, 100 / thing.width)
        return Spot(person.x + side * 62 * person.scale, person.y + 108 * person.scale, scale * person.scale)
    scale = min(1.0, 106 / thing.height, 132 / thing.width)
    return Spot(person.x, person.y + (62 + thing.height * scale / 2) * person.scale, scale * person.scale)


def _standing(x: float, size: float, count: int, beside: bool) -> Spot:
    scale = _SCALE[count] * size * (1.08 if count == 1 and not beside else 1)
    return Spot(x, _HEAD_Y[count] + (1 - size) * 200, scale)


def _held(things: Sequence[Thing], count: int, choice: int) -> dict[int, int]:
    hands = [at for at, thing in enumerate(things) if thing.nature is Nature.HAND]
    if not count or not hands or (count == 2 and len(things) == 1 and choice % 2 == 0):
        return {}
    people = range(count) if len(things) > 2 or (count == 2 and choice % 3 == 2) else range(1)
    return dict(zip(hands, people, strict=False))


def _stands(thing: Thing, outdoors: bool) -> bool:
    return thing.nature in {Nature.HAND, Nature.DESK} or (thing.nature is Nature.LARGE and outdoors)


def _in_row(
    found: list[int], things: Sequence[Thing], sides: tuple[float, float], surface: float, height: float, most: float
) -> dict[int, Spot]:
    """Stand things beside one another between the sides, as large as fits."""
    if not found:
        return {}
    wide = sum(things[at].width for at in found)
    room = sides[1] - sides[0] - _GAP * (len(found) - 1)
    scales = {at: min(most, room / wide, height / things[at].height) for at in found}
    gap = (sides[1] - sides[0] - sum(things[at].width * scales[at] for at in found)) / (len(found) + 1)
    spots, x = {}, sides[0] + gap
    for at in found:
        width, tall = things[at].width * scales[at], things[at].height * scales[at]
        spots[at] = Spot(x + width / 2, surface - tall / 2, scales[at])
        x += width + gap
    return spots


def _in_air(found: list[int], box: tuple[float, float, float, float], count: int) -> dict[int, Spot]:
    """Spread emblems over the box in the grid that lets them be largest; the scale is their radius in pixels."""
    if not found:
        return {}
    left, top, right, bottom = box
    wide, tall, many = right - left, bottom - top, len(found)
    most = _LARGEST_EMBLEM if count else _LARGEST_EMBLEM * 1.25
    grids = [(min(wide / across, tall / -(-many // across), most * 2) / 2 - 4, across) for across in range(1, many + 1)]
    radius, across = max(grids)
    down = -(-many // across)
    spots = {}
    for place, at in enumerate(found):
        level, column = divmod(place, across)
        here = min(across, many - level * across)
        x = left + wide * (column + 0.5) / here
        spread = min(tall / down, radius * 2.5)
        y = (top + bottom) / 2 + (level - (down - 1) / 2) * spread
        if count and many == 1 and tall > 3 * radius:
            y = top + radius * 1.45
        if many == down == 2:
            x += radius * (0.3 if place else -0.3)
        spots[at] = Spot(max(left + radius, min(right - radius, x)), y, radius)
    return spots


def _in_front(found: list[int], things: Sequence[Thing], places: Sequence[float], surface: float) -> dict[int, Spot]:
    """Stand things low before and between the people."""
    gaps = [(one + two) / 2 for one, two in pairwise(places)] + [places[0] - 36] if places else []
    spots = {}
    for at, x in zip(found, gaps, strict=False):
        scale = min(0.9, 104 / things[at].height, 112 / things[at].width)
        spots[at] = Spot(x, surface + 14 - things[at].height * scale / 2, scale)
    return spots


def emblem_scale(thing: Thing, radius: float) -> float:
    """Return the scale at which a thing fills the disc of a radius, or is itself as large as that disc."""
    if thing.nature is Nature.SIGN:
        return radius * 2 / max(thing.width, thing.height)
    if thing.nature is Nature.FLYING:
        return radius * 2.1 / thing.width
    return radius * 1.76 / hypot(thing.width, thing.height)
