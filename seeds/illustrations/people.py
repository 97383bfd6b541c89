"""The people of the vocabulary: who wears what, and how one is drawn half-length about the middle of the face."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from seeds.illustrations.pen import (
    BLUE,
    CLAY,
    INDIGO,
    INDIGO_MID,
    INK,
    LEAF,
    LEAF_MID,
    LITCHI,
    LITCHI_TINT,
    PLUM,
    SKIN,
    SKIN_DEEP,
    SKIN_MID,
    SKY_MID,
    STEEL,
    SUN,
    WHITE,
    area,
    darker,
    disc,
    line,
    mixed,
    oval,
    paint,
    put,
)
from seeds.illustrations.people_clothes import BODY, CLOTHES, NECK
from seeds.illustrations.people_heads import BEARD, EARRINGS, GLASSES, HAIR, HATS, face

Hand = tuple[float, float] | None
Hands = tuple[Hand, Hand]
BLACK, BROWN, GREY, PALE = INK, "#33241c", "#8b8378", "#cdc8bf"
DARK_HAIR = (BLACK, BLACK, BROWN)
OLD_HAIR = (GREY, PALE)
DRESSES = (LITCHI, LEAF, PLUM, BLUE, CLAY, "#c2497a", LEAF_MID)
SHIRTS = (LEAF, BLUE, SUN, CLAY, "#3f7f86", LITCHI, SKY_MID)
EARTHEN = ("#7a4f35", "#5b5a3a", PLUM, "#6a5a4c", LEAF_MID)
HEADWEAR_WIDE = ("cone", "cone-scarf")


@dataclass(frozen=True)
class Person:
    """How a kind of person looks. Each tuple holds what the seed of a scene chooses from."""

    clothes: tuple[str, ...]
    cloth: tuple[str, ...]
    hair: tuple[str, ...]
    hair_colours: tuple[str, ...] = DARK_HAIR
    hats: tuple[str, ...] = ("",)
    trim: str = WHITE
    coat: str = WHITE
    sleeve: str = ""
    extras: tuple[str, ...] = ("",)
    size: float = 1.0
    old: bool = False
    band: str = ""


PEOPLE: dict[str, Person] = {
    "old-woman": Person(
        ("blouse", "flowered"),
        (PLUM, "#7a4f35", LEAF, LITCHI),
        ("bun",),
        OLD_HAIR,
        ("", "band"),
        trim=LITCHI_TINT,
        old=True,
    ),
    "old-man": Person(
        ("shirt", "knots"),
        ("#6a5a4c", LEAF, SKY_MID, STEEL),
        ("bald", "cap"),
        OLD_HAIR,
        extras=(BEARD, GLASSES, ""),
        old=True,
    ),
    "woman": Person(
        ("blouse", "flowered"), DRESSES, ("low-bun", "bob", "bun"), trim=LITCHI_TINT, extras=(EARRINGS, "")
    ),
    "man": Person(("shirt",), SHIRTS, ("cap", "swept")),
    "young-woman": Person(("plain", "tee"), DRESSES, ("long", "tail"), trim=SUN),
    "young-man": Person(("tee", "plain"), SHIRTS, ("swept", "cap"), trim=WHITE),
    "girl": Person(("plain", "flowered"), (SUN, "#d9738c", LITCHI, SKY_MID), ("pigtails", "bob"), size=0.82),
    "boy": Person(("tee", "plain"), (SUN, LEAF_MID, BLUE, CLAY), ("cap", "swept"), size=0.82),
    "woman-tay": Person(("tay",), (INDIGO,), ("under",), hats=("tay",), trim=INDIGO_MID),
    "woman-nung": Person(("nung",), ("#2f5f78", "#2b5b52"), ("under",), hats=("nung",), trim=SKY_MID, sleeve=SKY_MID),
    "woman-dao": Person(("dao",), ("#23233a",), ("under",), hats=("dao",), trim=LITCHI, sleeve=LITCHI),
    "woman-san-diu": Person(("san-diu",), ("#59402f",), ("under",), hats=("san-diu",), trim=WHITE),
    "man-highland": Person(("knots",), (INDIGO, "#2b3f4d"), ("cap",), hats=("turban",), trim=INDIGO_MID),
    "farmer-woman": Person(
        ("blouse", "flowered"), EARTHEN, ("low-bun",), hats=("cone", "cone-scarf"), trim=LITCHI_TINT, band=LITCHI
    ),
    "farmer-man": Person(("towel",), EARTHEN, ("cap",), hats=("cone", "bucket"), extras=("",)),
    "officer-woman": Person(
        ("officer",), ("#c3dcea", WHITE, "#f6d9d6"), ("low-bun", "bob", "bun"), trim=SKY_MID, extras=("", GLASSES)
    ),
    "officer-man": Person(("officer-tie",), (WHITE, "#c3dcea"), ("cap", "swept"), trim=LEAF, extras=("", GLASSES)),
    "police": Person(("police",), ("#8f9c5c",), ("cap",), hats=("police",), trim="#6f7c42"),
    "nurse": Person(("nurse",), ("#bfe0d8", "#bcd9e8"), ("low-bun",), hats=("nurse",), trim=LEAF_MID),
    "doctor": Person(("doctor",), ("#a9cfd6", SKY_MID), ("swept", "low-bun"), trim=LEAF, extras=(GLASSES, "")),
    "teacher": Person(
        ("ao-dai",), (LITCHI, "#8a5aa0", "#2f7f86", "#d9738c"), ("long", "low-bun"), trim=WHITE, extras=(GLASSES, "")
    ),
    "trader": Person(("apron",), (SUN, "#d9738c", "#3f7f86"), ("bun", "bob"), trim=LEAF_MID, extras=(EARRINGS,)),
    "technician": Person(("overalls",), (SUN, "#e3d7c2"), ("cap",), hats=("cap",), trim="#2d5a80", coat="#234763"),
    "helper": Person(("volunteer",), ("#2a6fb0",), ("tail", "swept", "cap"), hats=("", "bucket"), trim="#1f5588"),
    "leader": Person(
        ("suit",), ("#2f3d52", "#3b3f46"), ("swept", "cap"), (GREY, BLACK), trim=LITCHI, extras=("", GLASSES)
    ),
    "student": Person(("pupil",), (WHITE,), ("cap", "tail", "pigtails"), trim=SKY_MID, coat=BLUE, size=0.88),
    "reporter": Person(
        ("vest",), (SKY_MID, WHITE, LITCHI_TINT), ("bob", "swept"), coat="#8a7a54", extras=(GLASSES, "")
    ),
}


@dataclass(frozen=True)
class Look:
    """One person with every choice made."""

    kind: Person
    clothes: str
    hair: str
    hat: str
    extra: str
    colours: dict[str, str]

    @property
    def sleeve(self) -> str:
        """The colour of the arms: a shadow of the coat if one is worn, else of the cloth."""
        coated = self.clothes in {"doctor"}
        return darker(self.colours["coat"], 0.1) if coated else self.colours["dark"]


def chosen_look(word: str, random: Random, taken: set[str]) -> Look:
    """Return a person of the word with colours the people beside do not wear, as far as there are others."""
    kind = PEOPLE[word]
    cloth = random.choice([colour for colour in kind.cloth if colour not in taken] or kind.cloth)
    taken.add(cloth)
    skin = random.choice((SKIN, SKIN, SKIN_MID, SKIN_MID, SKIN_DEEP))
    colours = _clothed(kind, cloth) | _skinned(kind, skin, random.choice(kind.hair_colours))
    clothes, hair, hat, extra = map(random.choice, (kind.clothes, kind.hair, kind.hats, kind.extras))
    return Look(kind, clothes, hair, hat, extra, colours)


def _clothed(kind: Person, cloth: str) -> dict[str, str]:
    white_coat = kind.coat == WHITE
    return {
        "cloth": cloth,
        "dark": darker(cloth, 0.1 if cloth == WHITE else 0.2),
        "trim": kind.band or (LITCHI if kind.trim == cloth else kind.trim),
        "coat": kind.coat,
        "lapel": darker(cloth if white_coat and "doctor" not in kind.clothes else kind.coat, 0.14),
    }


def _skinned(kind: Person, skin: str, hair: str) -> dict[str, str]:
    return {
        "hair": hair,
        "skin": skin,
        "fold": darker(skin, 0.16),
        "cheek": mixed(skin, "#e0556a", 0.24),
        "brow": mixed(hair, "#4a3f36", 0.4) if kind.old else hair,
    }


def figure(look: Look, mood: str, gaze: float) -> str:
    """Return body and head of a person, without arms; the origin is the middle of the face."""
    behind, locks, framing = HAIR[look.hair]
    hat_behind, hat = HATS[look.hat]
    ears = disc(-39, 5, 8.5, "@skin") + disc(39, 5, 8.5, "@skin")
    head = ears + oval(0, 0, 39.5, 43, "@skin") + face(mood, gaze, look.kind.old)
    beard = look.extra if look.extra is BEARD else ""
    glasses = put(look.extra, gaze, 0) if look.extra is GLASSES else look.extra.replace(BEARD, "")
    body = area(BODY, "@cloth") + NECK + CLOTHES[look.clothes]
    layers = (put(behind + hat_behind + body + locks, 0, -8), beard, head, framing, glasses, hat)
    return paint("".join(layers), look.colours)


def arms(look: Look, hands: Hands) -> str:
    """Return the arms reaching to the two hands, given from the middle of the face; None hides that arm behind."""
    drawn = ""
    for side, hand in zip((-1, 1), hands, strict=True):
        if hand is not None:
            drawn += _arm(look, side, hand)
    return paint(drawn, look.colours)


def palm(look: Look, hand: Hand) -> str:
    """Return only the hand, for what is held from below; nothing for no hand."""
    return "" if hand is None else paint(disc(hand[0], hand[1], 16.5, "@skin"), look.colours)


def _arm(look: Look, side: int, hand: tuple[float, float]) -> str:
    x, y = hand
    raised = abs(x) > 76 and y < 140
    elbow = (side * (80.0 if raised else 84.0), 180.0 if y > 190 else min(max(y + 6, 136.0), 152.0))
    near, cuff = _between(hand, elbow, 0.34), _between(hand, elbow, 0.14)
    upper = f"M{side * 60},104 Q{side * 84},126 {elbow[0]:.0f},{elbow[1]:.0f}"
    sleeve = line(f"{upper} L{cuff[0]:.0f},{cuff[1]:.0f}", look.sleeve, 31)
    if look.kind.sleeve:
        sleeve += line(f"M{near[0]:.0f},{near[1]:.0f} L{cuff[0]:.0f},{cuff[1]:.0f}", look.kind.sleeve, 31)
    thumb = line(f"M{x - side * 4:.0f},{y:.0f} l{side * -9},-16", "@skin", 10) if raised else ""
    return sleeve + thumb + disc(x, y, 16.5, "@skin")


def _between(one: tuple[float, float], two: tuple[float, float], share: float) -> tuple[float, float]:
    return one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share
