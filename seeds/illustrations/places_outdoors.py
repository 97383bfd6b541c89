"""Places under the sky: fields and hills, village and road, and the buildings one stands in front of."""

from __future__ import annotations

from seeds.illustrations.pen import (
    CLAY,
    INK,
    LEAF,
    LEAF_LIGHT,
    LEAF_MID,
    LITCHI,
    LITCHI_MID,
    SKY_MID,
    SOFT,
    STEEL,
    STEEL_DARK,
    SUN,
    SUN_TINT,
    WHITE,
    WIDTH,
    WOOD,
    WOOD_DARK,
    area,
    disc,
    line,
    oval,
    put,
    rect,
    row,
)
from seeds.illustrations.scenery import (
    HOUSE,
    LITCHI_TREE,
    MEADOW,
    PALM,
    POLE,
    STILT_HOUSE,
    Place,
    crates,
    grass,
    hills,
    paddies,
    sky,
)

_HEN = (
    area("M-26,0 Q-34,-26 -42,-26 Q-36,6 -16,14 L14,14 Q30,6 26,-22 L16,-24 Q10,-4 -26,0 Z", CLAY)
    + disc(20, -26, 11, CLAY)
    + area("M12,-36 l4,-9 l5,6 l5,-6 l3,10 Z", LITCHI)
    + area("M30,-28 l10,4 l-10,4 Z", SUN)
    + disc(23, -28, 2.4, INK)
    + line("M-6,14 L-8,26 M8,14 L8,26", SUN, 4)
)
_BUFFALO = (
    area("M-66,30 Q-74,-22 -34,-28 Q0,-36 26,-26 Q44,-24 46,2 L42,30 Z", STEEL_DARK)
    + "".join(rect(x, 20, 13, 40, STEEL_DARK, 4) for x in (-62, -42, 12, 30))
    + area("M30,-22 Q46,-34 58,-24 Q74,-4 78,18 Q70,28 60,22 Q44,10 36,6 Z", STEEL_DARK)
    + line("M48,-24 Q28,-40 34,-58 M58,-22 Q78,-32 74,-52", INK, 6)
    + disc(60, -4, 3, WHITE)
    + line("M-66,-10 Q-80,4 -76,24", STEEL_DARK, 5)
)
_YARD = (
    sky(560, 60)
    + hills(190)
    + put(PALM, 66, 290, 1.3)
    + put(HOUSE, 330, 142, 1.55)
    + rect(0, 300, WIDTH, 100, "#e0b493")
    + put(oval(0, 0, 40, 12, SOFT) + area("M-40,0 Q-54,60 -26,84 L26,84 Q54,60 40,0 Z", CLAY), 590, 246, 0.9)
)
_YARD_FRONT = rect(0, 352, WIDTH, 48, "#d3a07c") + line(
    "M0,376 L640,376 M90,352 l0,24 M250,352 l0,24 M410,352 l0,24 M570,352 l0,24 M170,376 l0,24 M330,376 l0,24",
    "#bf8a66",
    3,
)
_STRIPES = "".join(
    area(f"M{x},0 L{x + 54},0 L{x + 54},58 Q{x + 27},86 {x},58 Z", LITCHI if at % 2 else WHITE)
    for at, x in enumerate(range(-4, 640, 54))
)
_STALLS = (
    rect(0, 0, WIDTH, 400, SUN_TINT)
    + rect(0, 170, WIDTH, 230, "#f2dcb4")
    + rect(26, 96, 12, 300, WOOD_DARK)
    + rect(602, 96, 12, 300, WOOD_DARK)
    + line("M60,150 L580,150", WOOD_DARK, 5)
    + "".join(
        put(area("M-18,0 Q-26,44 0,50 Q26,44 18,0 Z", colour), x, 154)
        for x, colour in ((90, SUN), (150, LEAF_MID), (480, CLAY), (550, LEAF_LIGHT))
    )
    + "".join(
        oval(x, 250, 64, 16, WOOD_DARK) + oval(x, 244, 56, 18, colour)
        for x, colour in ((90, LEAF_MID), (320, SUN), (540, CLAY))
    )
)
_STALL_FRONT = rect(0, 326, WIDTH, 30, "#e6bf94") + rect(0, 350, WIDTH, 50, LEAF_MID)
_STALL_FRONT += row(area("M0,0 L26,0 L13,22 Z", SUN_TINT), 8, 350, 48, 14)
_LUSH = sky(86, 60) + hills(196) + area("M0,262 Q160,236 320,256 T640,246 L640,400 L0,400 Z", MEADOW)
_SMALL_TREE = put(LITCHI_TREE, 0, 0, 0.42)
_ORCHARD = (
    _LUSH
    + "".join(put(_SMALL_TREE, x, y) for x, y in ((40, 212), (136, 204), (236, 210), (338, 204), (440, 206)))
    + put(LITCHI_TREE, 566, 152, 1.25)
    + put(LITCHI_TREE, 30, 196, 0.9)
)
_FIELD = sky(540, 70) + hills(200) + put(_BUFFALO, 330, 240, 0.62) + paddies(258) + put(PALM, 36, 264, 0.9)
_FIELD_FRONT = area("M0,352 Q180,338 330,350 T640,346 L640,400 L0,400 Z", "#93bf78") + row(
    line("M0,0 L0,-24 M0,0 L-11,-20 M0,0 L11,-20", LEAF, 5), 16, 398, 76, 9
)
_ROAD = (
    sky(110, 66)
    + hills(206)
    + rect(0, 236, WIDTH, 164, MEADOW)
    + area("M300,214 Q330,236 280,262 Q190,310 120,400 L560,400 Q520,310 420,262 Q352,236 322,214 Z", STEEL)
    + line("M318,240 L322,252 M332,268 L338,290 M346,316 L352,346", WHITE, 7)
    + "".join(put(POLE, x, y, s) for x, y, s in ((44, 220, 1.05), (196, 206, 0.55), (590, 206, 0.9)))
    + line("M0,70 Q40,96 44,78 Q130,150 196,130", SOFT, 2.5)
    + put(LITCHI_TREE, 500, 214, 0.5)
)
_LINE_OF_CLOTHES = line("M40,96 Q320,128 610,92", SOFT, 4) + "".join(
    area(f"M{x - 26},{y} L{x + 26},{y} L{x + 26},{y + 62} L{x - 26},{y + 62} Z", colour)
    for x, y, colour in (
        (110, 106, WHITE),
        (196, 111, LITCHI_MID),
        (282, 113, SKY_MID),
        (452, 108, SUN),
        (540, 102, WHITE),
    )
)
_GARDEN = (
    sky(330, 54)
    + hills(200)
    + put(LITCHI_TREE, 34, 196, 0.86)
    + put(LITCHI_TREE, 612, 190, 0.92)
    + _LINE_OF_CLOTHES
    + rect(0, 290, WIDTH, 110, "#e0b493")
    + rect(0, 244, WIDTH, 52, "#c98f68")
    + line("M0,262 L640,262 M0,280 L640,280", "#b57a55", 3)
    + "".join(
        put(area("M0,0 Q-34,-6 -30,-34 Q-8,-46 0,-20 Q8,-46 30,-34 Q34,-6 0,0 Z", LEAF), x, 250)
        for x in range(60, 640, 104)
    )
)
_PARASOL = rect(-4, -20, 8, 190, WOOD_DARK) + area(
    "M-110,0 Q-96,-74 0,-84 Q96,-74 110,0 Q82,-16 55,0 Q28,-16 0,0 Q-28,-16 -55,0 Q-82,-16 -110,0 Z", "@cover"
)
_PARASOL += area("M-38,-6 Q-34,-60 0,-84 Q34,-60 38,-6 Q20,-14 0,0 Q-20,-14 -38,-6 Z", WHITE)
_HEAP = "".join(disc(x, -8 - abs(x) / -5, 15, "@cover") for x in (-40, -14, 14, 40)) + disc(-26, -26, 15, "@cover")
_HEAP += disc(0, -32, 15, "@cover") + disc(26, -26, 15, "@cover") + area("M-66,-4 L66,-4 L54,34 L-54,34 Z", WOOD)
_OPEN_MARKET = (
    sky(320, 48)
    + hills(190)
    + rect(0, 262, WIDTH, 138, "#e9d3a8")
    + "".join(
        put(_PARASOL.replace("@cover", colour), x, y)
        for x, y, colour in ((104, 124, LITCHI), (330, 142, LEAF_MID), (548, 120, SUN))
    )
    + "".join(
        put(_HEAP.replace("@cover", colour), x, 268)
        for x, colour in ((104, LITCHI), (330, "#e2803f"), (548, LEAF_LIGHT))
    )
)


def _trunk(x: float, width: float, colour: str) -> str:
    return area(f"M{x},400 L{x + width * 0.2},-10 L{x + width * 0.8},-10 L{x + width},400 Z", colour)


_FOREST = (
    rect(0, 0, WIDTH, 400, "#d3e8d6")
    + hills(240)
    + "".join(_trunk(x, w, "#9a8a6a") for x, w in ((110, 26), (232, 22), (330, 28), (452, 24), (556, 22)))
    + "".join(disc(x, y, r, "#7fb392") for x, y, r in ((110, 40, 84), (250, 20, 80), (400, 34, 92), (540, 24, 84)))
    + _trunk(8, 58, WOOD_DARK)
    + _trunk(572, 62, WOOD_DARK)
    + "".join(disc(x, y, r, LEAF_MID) for x, y, r in ((10, 20, 96), (640, 14, 110)))
    + "".join(
        disc(x, y, r, LEAF)
        for x, y, r in ((90, -30, 84), (210, -52, 86), (340, -50, 84), (470, -54, 88), (566, -36, 70))
    )
    + "".join(
        put(area("M0,0 Q-30,-30 -8,-60 Q0,-30 0,0 Q4,-34 34,-50 Q28,-14 0,0 Z", LEAF), x, 330) for x in (96, 300, 520)
    )
)
_VILLAGE = (
    sky(320, 56)
    + hills(176)
    + area("M0,238 Q200,200 400,230 T640,220 L640,400 L0,400 Z", MEADOW)
    + put(STILT_HOUSE, 134, 170, 1.02)
    + put(STILT_HOUSE, 512, 178, 1.02, flip=True)
    + put(LITCHI_TREE, 326, 206, 0.36)
    + area("M300,250 Q340,290 280,400 L400,400 Q390,290 326,250 Z", "#e5cfa3")
)
_TERRACES = "".join(
    area(f"M0,{y} Q120,{y - 34 + at * 3} 250,{y - 6} T480,{y - 14} T640,{y - 30} L640,400 L0,400 Z", colour)
    for at, (y, colour) in enumerate(
        ((176, "#8dbb74"), (204, "#b9d98a"), (232, "#9cc77d"), (262, "#cbdf93"), (292, "#a6cd84"), (322, "#d8e29c"))
    )
)
_TERRACE_EDGES = "".join(
    line(f"M0,{y} Q120,{y - 34 + at * 3} 250,{y - 6} T480,{y - 14} T640,{y - 30}", "#6f9f62", 4)
    for at, y in enumerate((204, 232, 262, 292, 322))
)
_HILL_TERRACE = (
    sky(530, 62)
    + hills(150)
    + _TERRACES
    + _TERRACE_EDGES
    + put(STILT_HOUSE, 104, 128, 0.5)
    + put(LITCHI_TREE, 590, 138, 0.34)
)

PLACES: dict[str, Place] = {
    "yard": Place((_YARD, _GARDEN), _YARD_FRONT + put(_HEN, 592, 366, 0.9), outdoors=True),
    "market": Place((_STALLS + _STRIPES, _OPEN_MARKET), _STALL_FRONT),
    "orchard": Place((_ORCHARD,), grass(342) + put(crates(0, 0), 60, 352) + put(crates(0, 0), 590, 352), outdoors=True),
    "field": Place((_FIELD,), _FIELD_FRONT, outdoors=True),
    "road": Place((_ROAD,), grass(352), outdoors=True),
    "forest": Place((_FOREST,), grass(346, LEAF_LIGHT), outdoors=True),
    "village": Place((_VILLAGE,), grass(348), outdoors=True),
    "hill-terrace": Place((_HILL_TERRACE,), grass(350, "#8dbb74"), outdoors=True),
}
