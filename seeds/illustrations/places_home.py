"""Home: the place most lessons are about, so it has more views than others."""

from __future__ import annotations

from seeds.illustrations.pen import (
    CLAY,
    INDIGO,
    LEAF,
    LEAF_LIGHT,
    LEAF_MID,
    LITCHI,
    LITCHI_MID,
    PLUM,
    SKY,
    SKY_MID,
    SOFT,
    STEEL,
    SUN,
    SUN_TINT,
    WHITE,
    WIDTH,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    area,
    disc,
    lighter,
    line,
    oval,
    put,
    rect,
    row,
)
from seeds.illustrations.scenery import (
    LAMP,
    LITCHI_TREE,
    PALM,
    PLANT,
    SHELF,
    WALL_CLOCK,
    Place,
    hills,
    room,
    sky,
    table,
    window,
)

_CALENDAR = rect(-32, -4, 64, 84, WHITE, 4) + rect(-32, -4, 64, 26, LITCHI, 4) + disc(0, 52, 15, SUN)
_BENCH = (
    rect(20, 214, 600, 20, WOOD_DARK, 8)
    + row(rect(0, 232, 12, 96, WOOD), 36, 0, 46, 13)
    + rect(20, 300, 600, 26, WOOD_DARK, 4)
)
_HOME = (
    room(262)
    + window(246, 34, 150, 118)
    + put(_CALENDAR, 96, 44)
    + put(LAMP, 190, 44)
    + put(WALL_CLOCK, 470, 70)
    + _BENCH
)
_HOME += put(
    rect(-36, -40, 72, 70, WOOD_DARK, 4)
    + rect(-27, -31, 54, 52, LEAF_LIGHT)
    + disc(8, -14, 8, SUN)
    + area("M-27,21 L-27,6 L-6,-10 L12,6 L27,-2 L27,21 Z", LEAF_MID),
    572,
    84,
)

_SOFA = (
    rect(40, 206, 560, 130, LEAF_MID, 34)
    + rect(84, 222, 228, 110, LEAF_LIGHT, 22)
    + rect(328, 222, 228, 110, LEAF_LIGHT, 22)
)
_PICTURE = rect(-78, -48, 156, 96, WOOD_DARK, 4) + rect(-70, -40, 140, 80, SKY)
_PICTURE += area("M-70,40 L-70,16 L-34,-16 L-6,14 L22,-8 L70,26 L70,40 Z", LEAF_MID) + disc(36, -20, 10, SUN)
_BOOKS = "".join(
    rect(x, -h, 15, h, colour, 2) for x, h, colour in ((8, 40, LITCHI), (26, 46, SUN), (44, 38, LEAF), (62, 44, STEEL))
)
_LIVING_ROOM = (
    room(268) + put(_PICTURE, 318, 84) + put(SHELF, 24, 110) + put(_BOOKS, 30, 110) + put(PLANT, 146, 66, 0.8)
)
_LIVING_ROOM += _SOFA + line("M572,330 L572,108", SOFT, 7) + area("M536,112 L608,112 L592,54 L552,54 Z", SUN)
_DOOR = rect(0, 0, 190, 330, WOOD_DARK, 4) + rect(14, 14, 162, 316, SKY) + disc(124, 66, 17, SUN)
_DOOR += area("M14,190 Q60,118 104,176 Q140,140 176,172 L176,330 L14,330 Z", LEAF_LIGHT)
_DOOR += (
    area("M14,236 Q90,212 176,240 L176,330 L14,330 Z", LEAF_MID)
    + rect(-44, 4, 52, 326, WOOD, 3)
    + rect(182, 4, 52, 326, WOOD, 3)
)
_DISHES = rect(0, 0, 176, 290, WOOD, 6) + rect(12, 12, 152, 128, SUN_TINT) + rect(12, 72, 152, 8, WOOD_DARK)
_DISHES += row(area("M-14,-22 L14,-22 Q12,0 0,0 Q-12,0 -14,-22 Z", WHITE), 38, 72, 50, 3)
_DISHES += row(rect(-10, -30, 20, 30, SKY_MID, 5), 38, 138, 50, 3) + line("M88,150 L88,286", WOOD_DARK, 5)
_HALL = (
    room(276) + put(_DOOR, 236, 20) + put(_DISHES, 16, 60) + put(_CALENDAR, 560, 44) + rect(500, 190, 128, 150, WOOD, 6)
)
_HALL += put(oval(0, -22, 26, 22, LEAF_LIGHT) + oval(0, 0, 15, 22, CLAY), 562, 172)

_CURTAIN = area("M0,0 L58,0 Q62,80 20,150 Q8,176 0,178 Z", LITCHI_MID)
_DRAPES = put(_CURTAIN.replace("@drape", LITCHI_MID), 0, 0) + put(
    _CURTAIN.replace("@drape", LITCHI_MID), 196, 0, flip=True
)
_BED = rect(0, 0, 330, 150, WOOD, 16) + rect(18, 20, 130, 74, WHITE, 20) + rect(164, 20, 130, 74, WHITE, 20)
_BED += rect(-8, 82, 346, 90, "#8fb8c9", 14) + line("M0,104 L330,104", WHITE, 6)
_WARDROBE = rect(0, 0, 150, 300, WOOD_LIGHT, 6) + line("M75,12 L75,292", WOOD_DARK, 4) + disc(64, 150, 5, WOOD_DARK)
_WARDROBE += disc(86, 150, 5, WOOD_DARK) + rect(14, 16, 50, 110, SUN_TINT, 4) + rect(86, 16, 50, 110, SUN_TINT, 4)
_BEDROOM = room(272) + put(_WARDROBE, 474, 44) + window(230, 34, 176, 126) + put(_DRAPES, 220, 22) + put(_BED, 30, 196)
_BEDROOM += put(WALL_CLOCK, 110, 84)
_POTTED = line("M0,-70 L-14,0 M0,-70 L14,0", SOFT, 3) + area("M-22,0 L22,0 L15,32 L-15,32 Z", CLAY)
_POTTED += area("M0,4 Q-40,-8 -44,34 Q-20,10 0,4 Q40,-8 44,34 Q20,10 0,4 Z", LEAF)
_PORCH = (
    sky(430, 96)
    + hills(208)
    + put(LITCHI_TREE, 214, 190, 0.5)
    + put(PALM, 500, 282, 0.8)
    + rect(0, 0, WIDTH, 34, WOOD_DARK)
    + row(rect(0, 34, 26, 300, WOOD), 0, 0, 614, 2)
    + rect(322, 34, 20, 300, WOOD)
    + put(_POTTED, 108, 104)
    + put(_POTTED, 566, 104)
    + rect(0, 226, WIDTH, 14, WOOD_DARK, 4)
    + row(rect(0, 240, 12, 90, WOOD_LIGHT), 40, 0, 46, 13)
)
_NIGHT = (
    rect(0, 0, 150, 130, WHITE, 6)
    + rect(9, 9, 132, 112, INDIGO)
    + disc(100, 44, 18, SUN_TINT)
    + disc(92, 38, 16, INDIGO)
)
_NIGHT += "".join(disc(x, y, 3, SUN_TINT) for x, y in ((30, 30), (54, 62), (36, 92), (112, 90)))
_NIGHT += rect(71, 0, 8, 130, WHITE) + rect(-8, 124, 166, 12, WHITE, 4)
_GLOW = f'<circle cx="0" cy="0" r="96" fill="{SUN}" fill-opacity="0.28"/>'
_TABLE_LAMP = (
    _GLOW + area("M-34,20 L34,20 L20,-34 L-20,-34 Z", SUN) + rect(-5, 20, 10, 56, SOFT) + rect(-26, 74, 52, 10, SOFT, 5)
)
_EVENING = room(262) + put(_NIGHT, 246, 30) + put(_TABLE_LAMP, 110, 118) + rect(34, 200, 152, 130, WOOD, 6)
_EVENING += (
    line("M34,256 L186,256", WOOD_DARK, 5) + put(SHELF, 452, 112) + put(_BOOKS, 462, 112) + put(PLANT, 574, 68, 0.7)
)
_EVENING += rect(440, 214, 190, 120, PLUM, 30) + rect(462, 196, 146, 100, lighter(PLUM, 0.2), 26)

PLACES: dict[str, Place] = {
    "home": Place((_HOME, _LIVING_ROOM, _HALL, _BEDROOM, _PORCH, _EVENING), table()),
}
