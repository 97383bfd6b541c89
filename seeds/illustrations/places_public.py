"""Rooms of public life: clinic, counters, shop and workshop, studio and museum."""

from __future__ import annotations

from seeds.illustrations.pen import (
    CLAY,
    INDIGO,
    INK,
    LEAF,
    LEAF_LIGHT,
    LEAF_MID,
    LINE,
    LITCHI,
    PAPER,
    SILVER,
    SKY,
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
    WOOD_LIGHT,
    area,
    disc,
    line,
    oval,
    put,
    rect,
    ring,
    row,
    star,
)
from seeds.illustrations.scenery import (
    CROSS,
    EMBLEM,
    FLAG,
    LAMP,
    SHELF,
    Place,
    room,
    table,
    window,
)

_BOTTLES = "".join(
    rect(x, -h, 26, h, colour, 6) + rect(x + 5, -h - 10, 16, 12, WHITE, 3)
    for x, h, colour in ((4, 44, CLAY), (38, 34, LEAF_MID), (72, 48, SKY_MID), (108, 38, SUN))
)
_CLINIC = (
    room(262)
    + rect(30, 26, 180, 244, WHITE, 8)
    + rect(42, 40, 156, 218, SKY)
    + put(_BOTTLES, 50, 106)
    + rect(42, 106, 156, 8, WHITE)
    + put(_BOTTLES, 50, 180)
    + rect(42, 180, 156, 8, WHITE)
    + put(disc(0, 0, 48, WHITE) + CROSS, 318, 78)
    + line("M420,30 L640,30", STEEL, 7)
    + area("M440,30 L640,30 L640,300 L430,300 Q452,160 440,30 Z", "#b9ddd2")
    + line("M478,34 Q486,170 470,296 M526,34 Q532,170 522,296 M576,34 Q582,170 574,296", "#9ccbbd", 6)
)
_QUEUE = (
    rect(-84, -34, 168, 68, INK, 10)
    + "".join(rect(x, -20, 40, 40, SOFT, 6) for x in (-70, -20))
    + rect(30, -20, 42, 40, LITCHI, 6)
)
_QUEUE += line("M42,0 L58,0 M52,-8 L60,0 L52,8", WHITE, 5) + disc(-50, 0, 10, SUN) + disc(0, 0, 10, LEAF_LIGHT)
_COUNTER = (
    room(250)
    + rect(0, 0, WIDTH, 26, LEAF)
    + put(_QUEUE, 190, 72)
    + put(EMBLEM, 354, 80, 0.9)
    + put(FLAG, 470, 128, 0.9)
    + "".join(rect(x, 130, 8, 196, SILVER) for x in (18, 318, 614))
    + rect(22, 150, 296, 172, '#ffffff" fill-opacity="0.45')
    + rect(326, 150, 288, 172, '#ffffff" fill-opacity="0.45')
    + rect(14, 140, 612, 10, SILVER, 4)
)
_SEATS = row(
    rect(0, 0, 66, 64, LEAF_MID, 14) + rect(4, 58, 58, 20, LEAF, 8) + rect(28, 76, 10, 40, STEEL), 40, 216, 82, 7
)
_WAITING_HALL = (
    room(280)
    + rect(0, 0, WIDTH, 22, LEAF)
    + window(34, 44, 150, 124)
    + put(_QUEUE, 322, 80, 1.15)
    + put(EMBLEM, 482, 84, 0.86)
    + put(FLAG, 560, 142, 0.92)
    + _SEATS
)
_COUNTER_FRONT = (
    rect(0, 322, WIDTH, 30, "#efe2c8") + rect(0, 346, WIDTH, 54, LEAF) + row(disc(0, 0, 9, LITCHI), 40, 376, 80, 8)
)
_LED = (
    rect(0, 0, 104, 24, LEAF, 3)
    + disc(16, 12, 5, SUN)
    + disc(32, 12, 5, LEAF_LIGHT)
    + line("M58,6 L58,18 M72,6 L72,18 M86,6 L86,18", INK, 5)
)
_RACK = rect(-8, -10, 120, 300, STEEL_DARK, 8) + "".join(put(_LED, 0, y) for y in range(0, 280, 33))
_SERVERS = rect(0, 0, WIDTH, 400, "#d7e5e8") + rect(0, 290, WIDTH, 110, "#b9c9cf") + rect(0, 16, WIDTH, 18, STEEL)
_SERVERS += (
    row(_RACK, 20, 46, 124, 5)
    + line("M74,34 Q90,8 150,34 M330,34 Q350,6 420,34", LITCHI, 5)
    + line("M200,34 Q230,4 290,34 M450,34 Q490,4 560,34", SUN, 5)
)
_TOOLS = (
    put(line("M0,0 L0,64", WOOD_DARK, 12) + rect(-30, -14, 60, 24, STEEL_DARK, 5), 74, 66)
    + put(line("M0,0 L0,50", STEEL, 8) + rect(-10, 44, 20, 48, LITCHI, 8), 140, 54)
    + put(ring(0, 0, 17, STEEL, 11) + line("M0,20 L0,84", STEEL, 14), 208, 66)
    + put(area("M-20,0 L20,0 L14,80 L-14,80 Z", STEEL) + rect(-18, -30, 36, 34, WOOD, 10), 560, 70)
    + put(
        line("M-12,0 L10,54 M12,0 L-10,54", STEEL_DARK, 8)
        + line("M-10,54 Q-24,84 -12,104 M10,54 Q24,84 12,104", LITCHI, 11),
        488,
        50,
    )
)
_WORKSHOP = rect(0, 0, WIDTH, 400, "@wall") + rect(30, 24, 580, 160, WOOD_LIGHT, 8) + _TOOLS + put(LAMP, 330, 60, 1.3)
_WORKSHOP += (
    "".join(row(disc(0, 0, 2.6, WOOD), 50, y, 30, 19) for y in (38, 170))
    + put(SHELF, 40, 250, 1.2)
    + put(SHELF, 420, 250, 1.2)
)
_WORKSHOP += (
    rect(60, 206, 60, 44, STEEL, 5)
    + rect(130, 216, 70, 34, CLAY, 5)
    + rect(440, 202, 70, 48, LEAF_MID, 5)
    + rect(520, 214, 60, 36, SUN, 5)
)
_GOODS = "".join(
    rect(x, -h, w, h, colour, 5)
    for x, w, h, colour in (
        (6, 28, 46, LITCHI),
        (40, 34, 36, SUN),
        (80, 24, 50, LEAF_MID),
        (110, 34, 40, SKY_MID),
        (150, 26, 48, CLAY),
        (182, 32, 34, "#d9738c"),
    )
)
_SHOP = (
    rect(0, 0, WIDTH, 400, "@wall")
    + "".join(rect(x, 70, 240, 250, WOOD_LIGHT, 6) for x in (24, 376))
    + "".join(put(_GOODS, x + 10, y) + rect(x, y, 240, 10, WOOD_DARK, 3) for x in (24, 376) for y in (140, 212, 284))
    + put(LAMP, 320, 60, 1.2)
    + "".join(
        area(f"M{x},0 L{x + 64},0 L{x + 64},36 Q{x + 32},66 {x},36 Z", "@trim" if at % 2 else WHITE)
        for at, x in enumerate(range(0, 640, 64))
    )
)
_BANK = (
    room(256)
    + rect(0, 0, WIDTH, 34, LEAF)
    + "".join(
        rect(x, 34, 46, 290, WHITE)
        + rect(x - 8, 34, 62, 16, LINE, 3)
        + line(f"M{x + 15},54 L{x + 15},320 M{x + 31},54 L{x + 31},320", LINE, 4)
        for x in (30, 564)
    )
    + put(
        disc(0, 0, 62, "#d9982a")
        + disc(0, 0, 54, SUN)
        + rect(-17, -17, 34, 34, LEAF, 3)
        + ring(0, 0, 42, "#d9982a", 4),
        320,
        108,
    )
    + put(
        rect(-60, -44, 120, 108, STEEL_DARK, 8)
        + "".join(
            disc(-42, y, 6, SUN) + line(f"M-26,{y} L0,{y}", WHITE, 6) + line(f"M18,{y} L42,{y}", LEAF_LIGHT, 6)
            for y in (-24, 0, 24, 46)
        ),
        162,
        116,
    )
    + put(
        rect(-56, -50, 112, 150, STEEL, 12)
        + rect(-42, -36, 84, 54, SKY, 5)
        + rect(-30, 34, 60, 10, INK, 4)
        + rect(-30, 60, 60, 14, LEAF_LIGHT, 4),
        478,
        160,
    )
)
_POLICE = (
    room(258)
    + rect(0, 0, WIDTH, 30, "#5d6b3a")
    + put(
        area("M0,-76 Q34,-56 66,-56 Q70,36 0,80 Q-70,36 -66,-56 Q-34,-56 0,-76 Z", SUN)
        + area("M0,-66 Q30,-48 58,-48 Q60,30 0,68 Q-60,30 -58,-48 Q-30,-48 0,-66 Z", "#5d6b3a")
        + star(0, -2, 34, SUN),
        320,
        124,
        1.02,
    )
    + put(FLAG, 466, 136, 0.95)
    + rect(40, 60, 180, 130, WOOD_DARK, 6)
    + rect(50, 70, 160, 110, "#e9dcc0")
    + "".join(
        rect(x, y, 40, 44, colour, 3)
        for x, y, colour in ((60, 80, WHITE), (112, 84, SUN_TINT), (162, 78, WHITE), (66, 130, SKY), (118, 134, WHITE))
    )
)
_PANEL = "".join(
    area(f"M{x},{y} L{x + 40},{y + 20} L{x},{y + 40} L{x - 40},{y + 20} Z", colour)
    for y in (0, 40, 80, 120, 160, 200)
    for x, colour in ((60, "#4a5b91"), (140, "#3d4c7e"))
)
_STUDIO = (
    rect(0, 0, WIDTH, 400, "#34426f")
    + put(_PANEL, -20, 30)
    + put(_PANEL, 462, 30)
    + rect(222, 24, 196, 48, LITCHI, 12)
    + disc(254, 48, 12, WHITE)
    + line("M282,48 L392,48", WHITE, 8)
    + rect(236, 92, 168, 116, INK, 8)
    + row(rect(0, 0, 10, 60, LEAF_LIGHT, 5), 256, 120, 22, 7)
    + "".join(rect(256 + 22 * at, 150 - h / 2, 10, h, SUN, 5) for at, h in enumerate((30, 70, 46, 88, 54, 74, 34)))
    + line("M600,20 L470,96", STEEL, 8)
    + put(rect(-20, -34, 40, 68, STEEL_DARK, 18), 462, 112, turn=30)
    + line("M52,400 L52,120", STEEL, 8)
    + area("M12,58 L96,42 L104,124 L24,132 Z", SUN_TINT)
)
_DRUM = (
    oval(0, -44, 66, 16, "#c99a4b")
    + star(0, -44, 13, SUN_TINT)
    + area(
        "M-66,-44 Q-62,-10 -44,4 L-44,30 Q-50,50 -60,58 L60,58 Q50,50 44,30 L44,4 Q62,-10 66,-44 Q0,-18 -66,-44 Z",
        "#9c6f32",
    )
    + line("M-58,-16 Q0,6 58,-16 M-45,14 L45,14 M-50,40 L50,40", "#c99a4b", 5)
)
_FRAME = rect(-46, -56, 92, 112, WOOD_DARK, 4) + rect(-36, -46, 72, 92, PAPER)
_MUSEUM = (
    rect(0, 0, WIDTH, 400, "#f1e3c6")
    + rect(0, 262, WIDTH, 138, "#c99d74")
    + "".join(rect(x, 30, 40, 240, WHITE) + rect(x - 8, 22, 56, 16, LINE, 3) for x in (14, 586))
    + put(_FRAME + disc(0, -8, 20, LITCHI) + line("M-24,28 L24,28", LINE, 6), 138, 106, 1.1)
    + put(_FRAME + area("M-30,30 L-6,-14 L8,8 L18,-6 L34,30 Z", LEAF_MID) + disc(16, -26, 9, SUN), 502, 106, 1.1)
    + area("M224,290 L224,116 Q224,40 320,40 Q416,40 416,116 L416,290 Z", "#e2cda2")
    + put(_DRUM, 320, 152, 1.1)
    + rect(244, 216, 152, 110, WOOD_DARK, 4)
    + line("M60,30 L138,52 M580,30 L502,52", SUN, 3)
)

PLACES: dict[str, Place] = {
    "clinic": Place((_CLINIC,), table("#e6efe8", "#9ccbbd")),
    "counter": Place((_COUNTER, _WAITING_HALL), _COUNTER_FRONT),
    "server-room": Place((_SERVERS,), table("#e4e9eb", STEEL), veil=0.32),
    "workshop": Place((_WORKSHOP,), table(WOOD, WOOD_DARK)),
    "shop": Place((_SHOP,), table(WOOD_LIGHT, CLAY), veil=0.26),
    "bank": Place((_BANK,), table("#e6ebdf", LEAF)),
    "police-station": Place((_POLICE,), table("#d9b98b", "#7a8448")),
    "studio": Place((_STUDIO,), table("#5a6aa0", INDIGO)),
    "museum": Place((_MUSEUM,), table("#f6ecd6", "#8a5a34")),
}
