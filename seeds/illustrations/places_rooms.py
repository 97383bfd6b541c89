"""Rooms one lives, works and learns in. A table stands before the people."""

from __future__ import annotations

from seeds.illustrations.pen import (
    LEAF,
    LEAF_LIGHT,
    LEAF_MID,
    LINE,
    LITCHI,
    LITCHI_MID,
    SILVER,
    SKY,
    SKY_MID,
    STEEL,
    STEEL_DARK,
    SUN,
    WHITE,
    WIDTH,
    WOOD,
    WOOD_DARK,
    darker,
    disc,
    line,
    oval,
    put,
    rect,
    ring,
)
from seeds.illustrations.scenery import (
    BOOKCASE,
    PENNANT,
    PLANT,
    SHELF,
    WALL_CLOCK,
    Place,
    room,
    table,
    window,
)

_POT = rect(-34, -40, 68, 40, STEEL, 8) + rect(-42, -34, 84, 8, STEEL_DARK, 4) + disc(0, -46, 6, STEEL_DARK)
_PAN = line("M0,0 L0,26", WOOD_DARK, 7) + disc(0, 48, 25, STEEL_DARK) + disc(0, 48, 17, STEEL)
_KITCHEN = (
    rect(0, 0, WIDTH, 400, "@wall")
    + "".join(line(f"M0,{y} L640,{y}", WHITE, 3) for y in (130, 174, 218, 262, 306))
    + "".join(line(f"M{x},130 L{x},322", WHITE, 3) for x in range(22, 640, 66))
    + rect(0, 0, WIDTH, 18, WOOD_DARK)
    + put(SHELF, 20, 96, 1.3)
    + put(_POT, 76, 96)
    + put(_POT, 168, 96, 0.8)
    + window(272, 26, 120, 92)
    + line("M430,52 L620,52", STEEL_DARK, 6)
    + put(_PAN, 462, 54)
    + put(_PAN, 522, 54, 0.85)
    + put(line("M0,0 L0,50", WOOD_DARK, 6) + oval(0, 60, 15, 18, STEEL), 578, 54)
)
_MONITOR = rect(-60, -70, 120, 84, STEEL_DARK, 7) + rect(-52, -62, 104, 66, SKY)
_BOARD = rect(0, 0, 220, 130, SILVER, 6) + rect(8, 8, 204, 114, WHITE) + rect(22, 22, 44, 40, SUN, 3)
_BOARD += rect(78, 26, 44, 40, LITCHI_MID, 3)
_BOARD += rect(26, 72, 44, 40, LEAF_LIGHT, 3) + line("M140,34 L194,34 M140,56 L180,56 M90,92 L194,92", SKY_MID, 8)
_CABINET = rect(0, 0, 120, 200, STEEL, 6)
_CABINET += "".join(rect(10, y, 100, 52, SILVER, 4) + rect(44, y + 20, 32, 8, STEEL_DARK, 4) for y in (10, 72, 134))
_DESK_ROOM = room(266) + window(24, 26, 190, 150) + put(_BOARD, 246, 30) + put(_CABINET, 506, 140)
_DESK_ROOM += put(PLANT, 566, 96, 0.95) + put(PLANT, 40, 268, 1.1)
_OFFICE = (
    room(266) + put(BOOKCASE, 24, 30) + window(236, 30, 168, 126) + put(BOOKCASE, 476, 30, 1) + put(PLANT, 428, 262)
)
_MEETING = (
    room(270)
    + rect(0, 0, 70, 330, LITCHI)
    + rect(570, 0, 70, 330, LITCHI)
    + line("M22,0 L22,330 M48,0 L48,330 M592,0 L592,330 M618,0 L618,330", darker(LITCHI), 6)
    + rect(150, 22, 340, 178, STEEL_DARK, 8)
    + rect(160, 32, 320, 158, WHITE)
    + line("M186,166 L454,166", LINE, 6)
    + "".join(
        rect(x, 160 - h, 34, h, colour, 4)
        for x, h, colour in ((204, 44, LEAF_LIGHT), (258, 66, LEAF_MID), (312, 56, SUN), (366, 94, LEAF))
    )
    + line("M206,96 L272,70 L326,82 L414,48", LITCHI, 6)
    + "".join(rect(x, 232, 92, 100, WOOD_DARK, 18) for x in (92, 214, 336, 458))
)
_CLASSROOM = (
    room(268)
    + rect(100, 30, 440, 190, WOOD_DARK, 8)
    + rect(112, 42, 416, 166, LEAF)
    + line("M150,82 L300,82 M150,112 L258,112", LEAF_LIGHT, 7)
    + put(ring(0, 0, 30, "#dfeee6", 5) + line("M-30,0 L30,0 M0,-30 L0,30", "#dfeee6", 4), 468, 98)
    + line("M340,130 L372,76 L404,130 Z", "#f5d98f", 5)
    + rect(250, 210, 140, 10, WOOD, 3)
    + put(PENNANT, 46, 52, 0.9)
    + put(WALL_CLOCK, 594, 74)
    + rect(20, 240, 60, 90, WOOD, 4)
    + rect(560, 240, 60, 90, WOOD, 4)
)
PLACES: dict[str, Place] = {
    "kitchen": Place((_KITCHEN,), table("#efe2c8", LEAF_MID)),
    "office": Place((_OFFICE, _DESK_ROOM), table()),
    "meeting-room": Place((_MEETING,), table(WOOD, WOOD_DARK)),
    "classroom": Place((_CLASSROOM,), table("#eed0a4", "#d9ae7c")),
}
