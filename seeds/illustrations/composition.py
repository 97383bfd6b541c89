"""A scene composed: the place behind, people half-length, what they hold, what stands before them and what floats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from seeds.illustrations.layout import Grip, Plan, Spot, emblem_scale, planned
from seeds.illustrations.pen import (
    BLUE,
    CLAY,
    HEIGHT,
    LEAF_MID,
    LITCHI,
    PAPER,
    SUN,
    WHITE,
    WIDTH,
    darker,
    disc,
    paint,
    put,
    rect,
    shadow,
)
from seeds.illustrations.people import Hand, Hands, Look, arms, chosen_look, figure, palm
from seeds.illustrations.scenery import FLOORS, SKIES, TABLES, TINTS, Place
from seeds.illustrations.thing import Nature, Thing
from seeds.illustrations.things_devices import SCREENS
from seeds.illustrations.vocabulary import PEOPLE, PLACES, THINGS, Scene

DANGERS = frozenset({"warning", "stop", "speech-bad", "hook", "mask", "bug"})
COMFORTS = frozenset({"tick", "shield", "handshake", "heart"})
SERVING = frozenset(
    {"police", "nurse", "doctor", "teacher", "helper", "technician", "officer-woman", "officer-man", "leader"}
)
ACCENTS = (LITCHI, LEAF_MID, BLUE, CLAY)
HEADER = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'


def scene_svg(place: str, people: Sequence[str] = (), things: Sequence[str] = ()) -> str:
    """Return the SVG of a scene, 640 by 400; the same words give the same drawing. Raises UnknownWord."""
    return f"{HEADER}{Composition(Scene(place, tuple(people), tuple(things))).drawn()}</svg>"


@dataclass
class Composition:
    """One scene with every choice of its seed made."""

    scene: Scene

    def __post_init__(self) -> None:
        self.random = Random(self.scene.named())  # noqa: S311 - the same drawing every time, no secret.
        self.place: Place = PLACES[self.scene.place]
        self.things: list[Thing] = [THINGS[word] for word in self.scene.things]
        self.back = self.random.choice(self.place.backs)
        self.mirrored = self.random.random() < 0.5
        self.turned = self.random.random() < 0.5
        choice = self.random.randrange(6)
        self.colours = self._colours()
        taken: set[str] = set()
        self.looks: list[Look] = [chosen_look(word, self.random, taken) for word in self.scene.people]
        sizes = [PEOPLE[word].size for word in self.scene.people]
        self.plan: Plan = planned(sizes, self.things, self.surface, self.place.outdoors, choice)

    def _colours(self) -> dict[str, str]:
        shade = self.random.randrange(len(TINTS))
        top, face = self.random.choice(TABLES)
        return {
            "wall": TINTS[shade],
            "floor": FLOORS[shade],
            "sky": self.random.choice(SKIES),
            "trim": LEAF_MID,
            "top": top,
            "face": face,
            "seam": darker(face, 0.1),
            "screen": self.random.choice(SCREENS),
            "accent": self.random.choice(ACCENTS),
        }

    @property
    def has_table(self) -> bool:
        """Whether there is something to lay hands on."""
        return not self.place.outdoors

    @property
    def surface(self) -> float:
        """Where the lower edge of what stands is."""
        return self.place.surface

    def drawn(self) -> str:
        """Return the layers from the back to the front."""
        layers = (
            self._background(),
            self._bodies(),
            self._front(),
            self._standing(),
            self._gestures(),
            self._floating(),
        )
        return paint("".join(layers), self.colours)

    def _spot(self, spot: Spot) -> Spot:
        return spot.mirrored() if self.mirrored else spot

    def _background(self) -> str:
        back = put(self.back, WIDTH, 0, flip=True) if self.turned else self.back
        return back + rect(0, 0, WIDTH, HEIGHT, f'{PAPER}" fill-opacity="{self.place.veil}')

    def _front(self) -> str:
        return self.place.front

    def _mood(self, at: int) -> str:
        word, things = self.scene.people[at], set(self.scene.things)
        if things & DANGERS and not things & COMFORTS:
            return "smile" if word in SERVING else "worry"
        if "question" in things and word not in SERVING:
            return "wonder"
        return self.random.choice(("smile", "smile", "laugh"))

    def _gaze(self, at: int) -> float:
        """Towards the things, else towards the others, else at the one who looks."""
        count = len(self.plan.people)
        inward = 0 if count == 1 or (count == 3 and at == 1) else (6 if at == 0 else -6)
        side = 6 if self.plan.things and not self.plan.facing else inward
        return -side if self.mirrored else side

    def _bodies(self) -> str:
        order = sorted(range(len(self.looks)), key=lambda at: (PEOPLE[self.scene.people[at]].size < 1, at == 1))
        drawn = ""
        for at in order:
            spot = self._spot(self.plan.people[at])
            hanging = arms(self.looks[at], self._hanging(at))
            drawn += put(figure(self.looks[at], self._mood(at), self._gaze(at)) + hanging, spot.x, spot.y, spot.scale)
        return drawn

    def _hanging(self, at: int) -> Hands:
        hands = self._hands(at)
        return ((-70, 262) if hands[0] is None else None, (70, 262) if hands[1] is None else None)

    def _hands(self, at: int) -> Hands:
        """The hands that lie, hold or point, from the middle of the face; None for an arm that hangs."""
        spot = self.plan.people[at]
        rest: Hand = (40.0, (self.surface - 8 - spot.y) / spot.scale) if self.has_table else None
        left, right = _mirrored(None, rest)[0], rest
        for thing, grip in self.plan.held.items():
            if grip.person == at:
                left, right = _holding(spot, grip, self.things[thing], (left, right))
                return _mirrored(left, right) if self.mirrored else (left, right)
        if self.plan.facing:
            left, right = (left, (100, 104)) if at == 0 else ((-100, 104), right)
        elif self.plan.things and at == len(self.looks) - 1:
            right = (114, 96)
        return _mirrored(left, right) if self.mirrored else (left, right)

    def _gestures(self) -> str:
        drawn = ""
        for at, look in enumerate(self.looks):
            spot, hands = self._spot(self.plan.people[at]), self._hands(at)
            reaching = put(arms(look, hands), spot.x, spot.y, spot.scale)
            for thing, grip in self.plan.held.items():
                if grip.person == at:
                    where = self._spot(grip.spot)
                    held = put(self.things[thing].drawing, where.x, where.y, where.scale)
                    # What one hand holds up lies before the arm and behind the fingers.
                    under = hands[(grip.side < 0) == self.mirrored] if grip.side else None
                    fingers = put(palm(look, under), spot.x, spot.y, spot.scale)
                    reaching = reaching + held + fingers if grip.side else held + reaching
            drawn += reaching
        return drawn

    def _standing(self) -> str:
        drawn = ""
        for at, where in self.plan.things.items():
            thing, spot = self.things[at], self._spot(where)
            if thing.nature in {Nature.HAND, Nature.DESK} or (thing.nature is Nature.LARGE and self.place.outdoors):
                foot = spot.y + thing.height * spot.scale / 2
                drawn += shadow(spot.x, foot, thing.width * spot.scale * 0.5) + put(
                    thing.drawing, spot.x, spot.y, spot.scale
                )
        return drawn

    def _floating(self) -> str:
        drawn = ""
        for at, where in self.plan.things.items():
            thing, spot = self.things[at], self._spot(where)
            if thing.nature in {Nature.HAND, Nature.DESK} or (thing.nature is Nature.LARGE and self.place.outdoors):
                continue
            if thing.nature in {Nature.BADGE, Nature.LARGE}:
                edge = LITCHI if self.scene.things[at] in DANGERS else SUN
                drawn += disc(spot.x, spot.y, spot.scale, edge) + disc(spot.x, spot.y, spot.scale * 0.93, WHITE)
            speaks = self.scene.things[at] in {"speech", "speech-bad", "megaphone"}
            drawn += put(thing.drawing, spot.x, spot.y, emblem_scale(thing, spot.scale), flip=speaks and self.mirrored)
        return drawn


def _holding(person: Spot, grip: Grip, thing: Thing, lying: Hands) -> Hands:
    """Both hands at the sides of a thing, or one below it and the other as it lay."""
    x, y = (grip.spot.x - person.x) / person.scale, (grip.spot.y - person.y) / person.scale
    size = grip.spot.scale / person.scale / 2
    if not grip.side:
        return (-thing.width * size, y + 12), (thing.width * size, y + 12)
    below = (x + grip.side * 4, y + thing.height * size * 0.8)
    return (below, lying[1]) if grip.side < 0 else (lying[0], below)


def _mirrored(left: Hand, right: Hand) -> Hands:
    return (right and (-right[0], right[1])), (left and (-left[0], left[1]))
