"""Goods of the region, vehicles, buildings and what else stands in the world. The origin is the middle of each."""

from __future__ import annotations

from seeds.illustrations.pen import (
    BLUE,
    CLAY,
    INK,
    LEAF,
    LEAF_LIGHT,
    LEAF_MID,
    LITCHI,
    LITCHI_MID,
    SILVER,
    SKIN,
    SKY,
    SKY_MID,
    SOFT,
    STEEL,
    STEEL_DARK,
    STRAW,
    SUN,
    SUN_TINT,
    WHITE,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    area,
    disc,
    line,
    put,
    rect,
)
from seeds.illustrations.thing import Nature, Thing

FRUIT = disc(0, 0, 17, LITCHI) + disc(-5, -6, 4.5, "#dd7a80")
_LEAFLET = area("M0,0 Q18,-22 46,-14 Q30,8 0,0 Z", LEAF_MID)
_BUNCH = ((-34, 4), (34, 4), (-17, -12), (17, -12), (0, 4), (-26, 28), (26, 28), (0, 34), (-9, 20), (13, 54), (-13, 54))
LITCHIS = (
    line("M0,-30 L-4,-62", WOOD_DARK, 7)
    + put(_LEAFLET, 0, -42)
    + put(_LEAFLET, 0, -40, flip=True)
    + "".join(put(FRUIT, x, y) for x, y in _BUNCH)
)
_RICE = (
    area("M-52,-30 Q-74,20 -56,62 L56,62 Q74,20 52,-30 Z", STRAW)
    + area("M-58,-34 Q0,-76 58,-34 Q0,-16 -58,-34 Z", WHITE)
    + line("M-50,-28 Q0,-8 50,-28", WOOD, 8)
    + line("M0,44 L0,2 M0,12 q-14,-2 -16,-14 M0,12 q14,-2 16,-14 M0,28 q-14,-2 -16,-14 M0,28 q14,-2 16,-14", LEAF, 7)
)
_VEGETABLES = (
    put(area("M0,34 Q-40,10 -34,-36 Q-14,-66 0,-34 Q14,-66 34,-36 Q40,10 0,34 Z", LEAF_MID), -36, -12)
    + put(area("M0,34 Q-34,6 -26,-38 Q0,-62 26,-38 Q34,6 0,34 Z", LEAF_LIGHT), -2, -20)
    + put(
        area("M-14,-36 Q10,-44 18,-30 L4,44 Q-2,50 -6,42 Z", "#e2803f")
        + line("M2,-38 L-6,-58 M6,-38 L16,-60", LEAF, 7),
        40,
        -4,
        turn=14,
    )
    + area("M-76,8 L76,8 Q70,60 40,62 L-40,62 Q-70,60 -76,8 Z", WOOD)
    + line("M-70,24 L70,24 M-62,42 L62,42", WOOD_DARK, 5)
)
_BAG = (
    line("M-26,-34 Q-26,-74 0,-74 Q26,-74 26,-34", SOFT, 9)
    + area("M-54,-38 L54,-38 L62,66 L-62,66 Z", "@accent")
    + disc(0, 14, 22, SUN_TINT)
    + put(LITCHIS, 0, 10, 0.3)
)
_BOX = (
    area("M-70,-30 L70,-30 L70,58 L-70,58 Z", WOOD_LIGHT)
    + area("M-70,-30 L-52,-56 L52,-56 L70,-30 Z", WOOD)
    + area("M-14,-56 L14,-56 L17,-6 L-17,-6 Z", SUN_TINT)
    + line("M-48,38 L-18,38 M-48,22 L-30,22", WOOD_DARK, 6)
    + area("M40,44 L40,22 L32,22 L46,4 L60,22 L52,22 L52,44 Z", WOOD_DARK)
)
_MEDICINE = (
    rect(-62, -40, 66, 100, CLAY, 12)
    + rect(-56, -62, 54, 26, WHITE, 6)
    + rect(-62, -14, 66, 48, WHITE)
    + rect(-35, -6, 12, 32, LEAF_MID, 3)
    + rect(-45, 4, 32, 12, LEAF_MID, 3)
    + put(
        rect(-15, -38, 30, 38, LITCHI, 14) + rect(-15, -12, 30, 50, WHITE, 14) + rect(-15, -16, 30, 18, WHITE),
        40,
        18,
        turn=28,
    )
    + disc(56, -32, 16, SUN)
    + line("M45,-32 L67,-32", WHITE, 4)
)
_MAGNIFIER = (
    line("M28,28 L66,66", WOOD_DARK, 19)
    + disc(-12, -12, 58, STEEL_DARK)
    + disc(-12, -12, 46, SKY)
    + line("M-42,-18 Q-36,-42 -12,-44", WHITE, 8)
)
_WHEEL = disc(0, 0, 22, INK) + disc(0, 0, 10, SILVER)
_TRUCK = (
    rect(-96, -62, 122, 92, LEAF_MID, 7)
    + put(LITCHIS, -36, -14, 0.62)
    + area("M30,-34 L66,-34 Q76,-34 82,-24 L96,2 L96,30 L30,30 Z", "@accent")
    + area("M42,-22 L64,-22 L80,2 L42,2 Z", SKY)
    + rect(-100, 26, 198, 14, STEEL_DARK, 5)
    + put(_WHEEL, -58, 42)
    + put(_WHEEL, 58, 42)
    + disc(92, 18, 6, SUN)
)
_TRACTOR = (
    rect(-16, -70, 66, 10, STEEL_DARK, 4)
    + line("M-8,-62 L-8,-10 M42,-62 L48,-10", STEEL_DARK, 7)
    + area("M-70,-18 L10,-18 L10,-10 L60,-10 L60,34 L-70,34 Z", LITCHI)
    + line("M-52,-20 L-52,-52", STEEL_DARK, 9)
    + disc(34, 26, 46, INK)
    + disc(34, 26, 24, SUN)
    + disc(-56, 44, 28, INK)
    + disc(-56, 44, 13, SUN)
    + line("M-66,-2 L-30,-2", "#d9797f", 7)
)
_CART = (
    line("M-84,-58 L-58,-58 L-40,22 L58,22", SOFT, 9)
    + area("M-54,-40 L78,-40 L64,8 L-44,8 Z", "@accent")
    + line("M-20,-38 L-14,6 M14,-38 L14,6 M48,-38 L40,6", WHITE, 5)
    + "".join(put(FRUIT, x, y) for x, y in ((-26, -50), (4, -54), (34, -50), (58, -48)))
    + put(_WHEEL, -30, 46, 0.8)
    + put(_WHEEL, 48, 46, 0.8)
)
_TREE = (
    area("M-12,10 L12,10 L18,86 L-18,86 Z", WOOD_DARK)
    + disc(-38, -6, 46, LEAF_MID)
    + disc(38, -6, 46, LEAF_MID)
    + disc(0, -40, 52, LEAF)
    + disc(0, 4, 44, LEAF_MID)
    + "".join(
        put(FRUIT, x, y, 0.6) for x, y in ((-44, -14), (-18, -44), (22, -52), (46, 0), (8, 0), (-24, 18), (28, 26))
    )
)
_HOUSE = (
    rect(-66, -16, 132, 86, SUN_TINT)
    + area("M-86,-12 L-54,-68 L54,-68 L86,-12 Z", LITCHI)
    + line("M-74,-26 L74,-26 M-64,-44 L64,-44", LITCHI_MID, 4)
    + rect(-17, 12, 34, 58, WOOD_DARK, 3)
    + rect(-54, 8, 26, 28, SKY_MID, 3)
    + rect(28, 8, 26, 28, SKY_MID, 3)
)
_TEMPLE = (
    rect(-62, 6, 124, 62, SUN_TINT)
    + area("M-98,12 Q-70,0 -58,-26 L58,-26 Q70,0 98,12 Q90,20 78,18 L-78,18 Q-90,20 -98,12 Z", LITCHI)
    + area("M-66,-28 Q-46,-38 -38,-62 L38,-62 Q46,-38 66,-28 Q58,-22 50,-24 L-50,-24 Q-58,-22 -66,-28 Z", LITCHI)
    + line("M-24,-68 Q0,-58 24,-68", SUN, 7)
    + "".join(rect(x, 18, 10, 50, WOOD_DARK) for x in (-58, -26, 16, 48))
    + rect(-16, 26, 32, 42, "#6b2a22", 3)
    + rect(-78, 66, 156, 13, STEEL, 3)
)
_ROAD_SIGN = (
    rect(-6, -10, 12, 96, STEEL_DARK, 3)
    + area("M-66,-74 L40,-74 L68,-52 L40,-30 L-66,-30 Z", BLUE)
    + line("M-44,-52 L26,-52 M10,-64 L26,-52 L10,-40", WHITE, 8)
    + area("M60,-22 L-34,-22 L-58,-4 L-34,14 L60,14 Z", LEAF)
    + line("M38,-4 L-20,-4", WHITE, 7)
)


def _small(x: float, y: float, scale: float, cloth: str, hair: str, long: bool = False) -> str:
    """Return one small person of the family emblem."""
    locks = area("M-26,-4 Q-30,-34 0,-34 Q30,-34 26,-4 L26,20 L-26,20 Z", hair) if long else ""
    head = disc(0, 0, 23, SKIN) + area("M-24,-2 Q-28,-32 0,-32 Q28,-32 24,-2 Q14,-16 -2,-18 Q-18,-14 -24,-2 Z", hair)
    face = disc(-8, 2, 3, INK) + disc(8, 2, 3, INK) + line("M-7,10 Q0,16 7,10", INK, 3)
    body = area("M-42,88 Q-44,28 0,26 Q44,28 42,88 Z", cloth)
    return put(locks + body + head + face, x, y, scale)


_FAMILY = _small(-36, -30, 1, LEAF, INK) + _small(38, -26, 0.95, LITCHI, INK, long=True) + _small(2, 14, 0.68, SUN, INK)
_BABY = (
    area("M-50,62 Q-66,-6 -34,-40 Q0,-72 34,-40 Q66,-6 50,62 Q0,80 -50,62 Z", "#f6d5dc")
    + disc(0, -18, 34, SKIN)
    + line("M-4,-50 Q2,-62 10,-52", INK, 5)
    + line("M-17,-16 q5,5 10,0 M7,-16 q5,5 10,0", INK, 4)
    + disc(-20, -5, 6, "#efa9a4")
    + disc(20, -5, 6, "#efa9a4")
    + line("M-6,0 Q0,6 6,0", INK, 3.5)
    + area("M-46,18 Q0,44 46,18 L50,62 Q0,80 -50,62 Z", LITCHI_MID)
    + line("M-42,38 Q0,60 42,38", WHITE, 5)
)

THINGS: dict[str, Thing] = {
    "lychee": Thing(Nature.HAND, 104, 132, LITCHIS),
    "rice": Thing(Nature.DESK, 128, 128, _RICE),
    "vegetables": Thing(Nature.DESK, 152, 130, _VEGETABLES),
    "bag": Thing(Nature.HAND, 124, 144, _BAG),
    "box": Thing(Nature.DESK, 140, 116, _BOX),
    "medicine": Thing(Nature.DESK, 132, 126, _MEDICINE),
    "magnifier": Thing(Nature.BADGE, 146, 146, _MAGNIFIER),
    "truck": Thing(Nature.LARGE, 200, 128, _TRUCK),
    "tractor": Thing(Nature.LARGE, 164, 144, _TRACTOR),
    "cart": Thing(Nature.LARGE, 168, 132, _CART),
    "tree": Thing(Nature.LARGE, 170, 178, _TREE),
    "house": Thing(Nature.LARGE, 172, 140, _HOUSE),
    "temple": Thing(Nature.LARGE, 196, 150, _TEMPLE),
    "road-sign": Thing(Nature.LARGE, 136, 162, _ROAD_SIGN),
    "family": Thing(Nature.BADGE, 160, 130, _FAMILY),
    "baby": Thing(Nature.BADGE, 116, 136, _BABY),
}
