"""Covers of courses: the scene before a framed view of its place, on a woven band in the colour of the track."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seeds.illustrations.composition import HEADER, Composition
from seeds.illustrations.pen import (
    BLUE,
    HEIGHT,
    INDIGO,
    LEAF,
    LITCHI,
    LITCHI_MID,
    PLUM,
    SUN,
    WHITE,
    WIDTH,
    area,
    darker,
    disc,
    lighter,
    line,
    mixed,
    rect,
    ring,
    row,
    star,
)
from seeds.illustrations.vocabulary import Scene, UnknownWord

BAND, BAND_SURFACE = 338, 360
_DIAMOND = area("M0,-17 L17,0 L0,17 L-17,0 Z", SUN) + area("M0,-8 L8,0 L0,8 L-8,0 Z", LITCHI)
_FLOWER = "".join(disc(x, y, 7, "#f7c6d2") for x, y in ((0, -10), (10, -2), (6, 9), (-6, 9), (-10, -2))) + disc(
    0, 0, 6, SUN
)
_ZIGZAG = line("M-20,12 L0,-12 L20,12", LITCHI_MID, 7) + line("M-20,22 L0,-2 L20,22", SUN, 4) + disc(0, 14, 4, WHITE)
_PLUS = rect(-5, -15, 10, 30, WHITE, 2) + rect(-15, -5, 30, 10, WHITE, 2)
_DRUM_SUN = ring(0, 0, 15, SUN, 4) + star(0, 0, 10, SUN)
_CHEVRON = line("M-14,8 L0,-8 L14,8 M-14,20 L0,4 L14,20", SUN, 5)
_NODE = line("M-24,0 L24,0 M0,0 L0,-16", "#8fd0c6", 4) + disc(0, 0, 8, SUN) + disc(0, -16, 4, WHITE)
_SHEET = rect(-12, -16, 24, 32, WHITE, 3) + line("M-5,-6 L5,-6 M-5,2 L5,2", BLUE, 3)
_LINKS = ring(-8, 0, 11, WHITE, 5) + ring(8, 0, 11, SUN, 5)
_FRUIT = disc(-8, 4, 9, LITCHI) + disc(8, 4, 9, LITCHI_MID) + line("M-8,-4 L0,-14 L8,-4", LEAF, 4)
_WAVE = line("M-20,6 Q-10,-12 0,6 T20,6", WHITE, 5) + disc(0, -11, 4, SUN)


@dataclass(frozen=True)
class Track:
    """What tells the covers of a track apart: the colour of band and frame, and the motif woven into the band."""

    colour: str
    motif: str


TRACKS: dict[str, Track] = {
    "CD": Track(LEAF, _DIAMOND),
    "PN": Track("#a93a68", _FLOWER),
    "DT": Track(INDIGO, _ZIGZAG),
    "CC": Track("#8f1d2b", star(0, 0, 16, SUN)),
    "MC": Track(BLUE, _SHEET),
    "LD": Track("#6b4b2a", _CHEVRON),
    "IT": Track("#1d5a63", _NODE),
    "GY": Track("#3c8f6c", _PLUS),
    "VH": Track(PLUM, _DRUM_SUN),
    "TC": Track("#c4622d", _LINKS),
    "DN": Track("#e0b04a", _FRUIT),
    "TX": Track("#50648c", _WAVE),
}
# The view of the place: what is left of the picture when its frame is laid over it.
_VIEWS = (
    "M320,-40 A296,296 0 0 1 616,256 L616,400 L24,400 L24,256 A296,296 0 0 1 320,-40 Z",
    "M46,24 L594,24 Q616,24 616,46 L616,400 L24,400 L24,46 Q24,24 46,24 Z",
    "M24,400 L24,190 Q24,24 190,24 L450,24 Q616,24 616,190 L616,400 Z",
    "M24,400 L24,100 L110,24 L530,24 L616,100 L616,400 Z",
    "M24,400 L24,120 Q90,30 200,52 Q320,-12 440,52 Q550,30 616,120 L616,400 Z",
    "M24,400 L24,24 L430,24 Q616,24 616,210 L616,400 Z",
)


class Cover(Composition):
    """A scene as the cover of a course of a track."""

    def __init__(self, scene: Scene, track: str) -> None:
        if track not in TRACKS:
            raise UnknownWord(f"Không có mảng “{track}”. Chọn một trong: {', '.join(TRACKS)}.")
        self.track = TRACKS[track]
        super().__init__(scene)
        self.view = self.random.choice(_VIEWS)

    @property
    def has_table(self) -> bool:
        """Whether there is something to lay hands on: the band always is."""
        return True

    @property
    def surface(self) -> float:
        """Where the lower edge of what stands is."""
        return BAND_SURFACE

    def _background(self) -> str:
        tint = mixed(self.track.colour, WHITE, 0.7)
        frame = f'<path d="M0,0 H{WIDTH} V{HEIGHT} H0 Z {self.view}" fill="{tint}" fill-rule="evenodd"/>'
        return super()._background() + frame + line(self.view, self.track.colour, 8)

    def _front(self) -> str:
        colour = self.track.colour
        edges = rect(0, BAND, WIDTH, 24, lighter(colour, 0.32)) + rect(0, BAND + 22, WIDTH, HEIGHT - BAND, colour)
        seams = rect(0, BAND + 22, WIDTH, 4, SUN) + rect(0, HEIGHT - 5, WIDTH, 5, darker(colour, 0.25))
        return edges + seams + row(self.track.motif, 20, 380, 40, 16)


def cover_svg(scene: Mapping[str, Any], track: str) -> str:
    """Return the SVG of the cover of a course: a scene with the keys place, people and things. Raises UnknownWord."""
    return f"{HEADER}{Cover(as_scene(scene), track).drawn()}</svg>"


def as_scene(spec: Mapping[str, Any]) -> Scene:
    """Return the scene of a mapping as content files hold it; absent lists are empty. Raises UnknownWord."""
    return Scene(str(spec.get("place", "")), _words(spec.get("people")), _words(spec.get("things")))


def _words(listed: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(map(str, listed or ()))
