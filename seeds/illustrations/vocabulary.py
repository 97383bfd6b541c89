"""The words a scene is made of, a scene that was checked, and the name of its picture."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from seeds.illustrations import (
    people,
    places_buildings,
    places_home,
    places_outdoors,
    places_public,
    places_rooms,
    things_devices,
    things_papers,
    things_signs,
    things_world,
)
from seeds.illustrations.scenery import Place
from seeds.illustrations.thing import Thing

PLACES: dict[str, Place] = {
    **places_home.PLACES,
    **places_buildings.PLACES,
    **places_outdoors.PLACES,
    **places_rooms.PLACES,
    **places_public.PLACES,
}
PEOPLE = people.PEOPLE
THINGS: dict[str, Thing] = {
    **things_devices.THINGS,
    **things_papers.THINGS,
    **things_signs.THINGS,
    **things_world.THINGS,
}
_WORDS: dict[str, tuple[str, ...]] = {"Nơi": tuple(PLACES), "Người": tuple(PEOPLE), "Vật": tuple(THINGS)}
MOST_PEOPLE, MOST_THINGS = 3, 4
_NAME_LENGTH = 12


class UnknownWord(ValueError):
    """A scene names what nobody can draw, or too much; says what, and the nearest known word."""


@dataclass(frozen=True)
class Scene:
    """One checked scene. Raises UnknownWord for a word outside the vocabulary and for too many people or things."""

    place: str
    people: tuple[str, ...] = ()
    things: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if faults := scene_faults(self.place, self.people, self.things):
            raise UnknownWord(" ".join(faults))

    def named(self, track: str = "") -> str:
        """Return the name of the picture: twelve hexadecimal digits of the scene's canonical JSON (with its track)."""
        spec = {"place": self.place, "people": self.people, "things": self.things} | ({"track": track} if track else {})
        canonical = json.dumps(spec, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:_NAME_LENGTH]


def scene_faults(place: str, people: Sequence[str], things: Sequence[str]) -> list[str]:
    """Return a Vietnamese sentence for everything a scene asks that cannot be drawn, in the order it is written."""
    faults = [] if place in PLACES else [_unknown(place, "Nơi")]
    faults += [_unknown(word, "Người") for word in people if word not in PEOPLE]
    faults += [_unknown(word, "Vật") for word in things if word not in THINGS]
    if len(people) > MOST_PEOPLE:
        faults.append(f"Cảnh có {len(people)} người, nhiều nhất {MOST_PEOPLE}.")
    if len(things) > MOST_THINGS:
        faults.append(f"Cảnh có {len(things)} vật, nhiều nhất {MOST_THINGS}.")
    return faults


def _unknown(word: str, kind: str) -> str:
    known = _WORDS[kind]
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    elsewhere = next((name.lower() for name, words in _WORDS.items() if word in words), "")
    advice = f"Có lẽ là “{near[0]}”." if near else f"Chọn một trong: {', '.join(known)}."
    return f"{kind} “{word}” không có trong bộ hình. " + (f"Từ này là một {elsewhere}." if elsewhere else advice)
