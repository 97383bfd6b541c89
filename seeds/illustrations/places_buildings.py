"""Before buildings everybody knows: school, hospital, house of culture, bus stop."""

from __future__ import annotations

from seeds.illustrations.pen import (
    BLUE,
    INK,
    LEAF,
    LEAF_LIGHT,
    LEAF_MID,
    LITCHI,
    LITCHI_MID,
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
    WOOD_DARK,
    area,
    disc,
    line,
    put,
    rect,
    row,
)
from seeds.illustrations.scenery import (
    CROSS,
    EMBLEM,
    FLAG,
    LITCHI_TREE,
    Place,
    hills,
    sky,
)

_SHELTER = (
    sky(90, 60)
    + hills(180)
    + rect(0, 250, WIDTH, 150, "#d8d3c8")
    + rect(330, 92, 380, 190, LITCHI, 24)
    + rect(352, 114, 96, 78, SKY, 8)
    + rect(462, 114, 96, 78, SKY, 8)
    + rect(572, 114, 68, 130, SKY_MID, 6)
    + rect(330, 222, 310, 12, SUN)
    + disc(420, 284, 34, INK)
    + disc(420, 284, 15, SILVER)
    + rect(18, 70, 12, 300, STEEL_DARK)
    + rect(268, 70, 12, 300, STEEL_DARK)
    + area("M-10,48 L300,48 L318,80 L-10,80 Z", LEAF)
    + rect(44, 100, 206, 150, "#e8f2f6")
    + put(
        rect(-24, -24, 48, 48, BLUE, 8)
        + rect(-14, -13, 28, 20, WHITE, 4)
        + disc(-8, 12, 5, WHITE)
        + disc(8, 12, 5, WHITE),
        300,
        130,
    )
)
_PAVEMENT = (
    rect(0, 350, WIDTH, 50, "#c9c2b4")
    + line("M0,352 L640,352", "#aea695", 5)
    + line("M100,360 L84,400 M260,360 L254,400 M420,360 L426,400 M560,360 L574,400", "#b6ae9e", 3)
)


_PANE = rect(0, 0, 46, 46, SKY_MID, 4) + line("M23,2 L23,44", WHITE, 4)
_FLAME_TREE = (
    area("M-12,40 L12,40 L18,150 L-18,150 Z", WOOD_DARK)
    + disc(-50, 10, 54, LEAF_MID)
    + disc(50, 8, 56, LEAF_MID)
    + disc(0, -30, 62, LEAF)
)
_FLAME_TREE += "".join(
    disc(x, y, 13, LITCHI_MID)
    for x, y in ((-70, -10), (-34, -44), (-6, -8), (28, -58), (50, -16), (80, 6), (-40, 26), (30, 30), (-4, -74))
)
_SCHOOL = (
    sky(86, 58)
    + hills(170)
    + rect(120, 92, 430, 190, "#f6d98c")
    + rect(108, 76, 454, 22, LITCHI, 4)
    + rect(120, 180, 430, 12, WHITE)
    + row(_PANE, 140, 116, 66, 6)
    + row(_PANE, 140, 206, 66, 6)
    + rect(290, 40, 92, 44, "#f6d98c")
    + area("M276,44 L336,10 L396,44 Z", LITCHI)
    + put(disc(0, 0, 16, WHITE) + line("M0,-9 L0,0 L7,4", INK, 3), 336, 58)
    + put(_FLAME_TREE, 46, 180, 1.05)
    + put(FLAG, 508, 150, 0.95)
    + rect(0, 278, WIDTH, 122, "#e3d3b2")
)
_HOSPITAL = (
    sky(560, 56)
    + hills(180)
    + rect(70, 60, 330, 240, WHITE)
    + rect(400, 130, 190, 170, "#e8f2ee")
    + rect(58, 48, 354, 20, LEAF_MID, 4)
    + rect(392, 118, 208, 18, LEAF_MID, 4)
    + "".join(row(_PANE, 92, y, 76, 4) for y in (128, 192))
    + row(_PANE, 420, 156, 56, 3)
    + row(_PANE, 420, 218, 56, 3)
    + put(disc(0, 0, 38, WHITE) + CROSS, 236, 62, 1)
    + rect(0, 290, WIDTH, 110, "#dcd8cc")
    + put(LITCHI_TREE.replace(LITCHI_MID, LEAF_LIGHT).replace(LITCHI, LEAF_LIGHT), 24, 210, 0.62)
)
_CULTURE_HOUSE = (
    sky(92, 56)
    + hills(190)
    + put(
        rect(-190, 0, 380, 150, "#f8e2a4")
        + area("M-222,6 L-150,-74 L150,-74 L222,6 Z", LITCHI)
        + line("M-196,-20 L196,-20 M-176,-44 L176,-44", LITCHI_MID, 4)
        + area("M-80,8 L0,-58 L80,8 Z", "#fbedc4")
        + put(EMBLEM, 0, -14, 0.5)
        + "".join(rect(x, 8, 16, 142, WHITE) for x in (-80, 64))
        + rect(-46, 40, 92, 110, WOOD_DARK, 4)
        + "".join(rect(x, 44, 56, 60, SKY_MID, 4) for x in (-164, 108)),
        330, 134, 1.06,
    )
    + rect(0, 282, WIDTH, 118, "#e6d2ad")
    + put(FLAG, 40, 152, 0.9)
    + put(rect(-4, -60, 8, 240, SOFT) + area("M0,-58 L44,-82 L44,-18 L0,-42 L-44,-18 L-44,-82 Z", STEEL), 598, 130)
)  # fmt: skip

_BANYAN = area("M-30,60 Q-20,140 -46,230 L50,230 Q24,140 34,60 Z", WOOD_DARK) + line(
    "M-12,80 L-20,200 M14,90 L22,204", "#8a5c36", 6
)
_BANYAN += "".join(
    disc(x, y, r, c)
    for x, y, r, c in ((-90, 30, 70, LEAF_MID), (96, 26, 72, LEAF_MID), (0, -30, 88, LEAF), (10, 50, 70, LEAF_MID))
)
_NOTICES = rect(-96, -66, 192, 118, WOOD_DARK, 6) + rect(-86, -56, 172, 98, SUN_TINT) + rect(-66, 50, 10, 90, WOOD_DARK)
_NOTICES += rect(56, 50, 10, 90, WOOD_DARK) + area("M-110,-62 L0,-98 L110,-62 Z", LITCHI)
_NOTICES += rect(-72, -40, 46, 62, WHITE) + rect(-14, -44, 40, 52, LEAF_LIGHT) + rect(38, -38, 38, 64, WHITE)
_EAVES = area("M-230,10 Q-180,0 -160,-56 L160,-56 Q180,0 230,10 Q214,26 196,18 L-196,18 Q-214,26 -230,10 Z", LITCHI)
_COMMUNAL_HOUSE = (
    rect(-170, 10, 340, 150, SUN_TINT)
    + _EAVES
    + line("M-186,2 L186,2 M-172,-28 L172,-28", LITCHI_MID, 4)
    + line("M-60,-64 Q0,-48 60,-64", SUN, 9)
    + "".join(rect(x, 18, 18, 142, WOOD_DARK, 3) for x in (-160, -74, 56, 142))
    + rect(-46, 44, 92, 116, "#7a3a26", 3)
)
_OLD_HALL = (
    sky(548, 56)
    + hills(190)
    + put(_COMMUNAL_HOUSE, 360, 128, 1.05)
    + rect(0, 282, WIDTH, 118, "#e6d2ad")
    + put(_BANYAN, 60, 92, 1.05)
    + put(_NOTICES, 560, 196, 0.9)
)
_HEDGE = "".join(disc(x, 380, 30, LEAF_MID) for x in range(0, 660, 42)) + rect(0, 378, WIDTH, 30, LEAF_MID)
PLACES: dict[str, Place] = {
    "bus-stop": Place((_SHELTER,), _PAVEMENT, outdoors=True),
    "school": Place(
        (_SCHOOL,),
        _PAVEMENT.replace("#c9c2b4", "#d9c39a").replace("#aea695", "#bfa87c").replace("#b6ae9e", "#c8b080"),
        outdoors=True,
    ),
    "hospital": Place((_HOSPITAL,), _HEDGE, outdoors=True),
    "culture-house": Place(
        (_CULTURE_HOUSE, _OLD_HALL),
        _PAVEMENT.replace("#c9c2b4", "#d8bd8f").replace("#aea695", "#bb9d6c").replace("#b6ae9e", "#c4a878"),
        outdoors=True,
    ),
}
