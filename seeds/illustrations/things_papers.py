"""Cards, papers, money and what lies on a desk. The origin is the middle of each."""

from __future__ import annotations

from seeds.illustrations.pen import (
    BLUE,
    CLAY,
    INK,
    LEAF,
    LEAF_LIGHT,
    LEAF_MID,
    LEAF_TINT,
    LINE,
    LITCHI,
    PAPER,
    SKIN_MID,
    SKY_MID,
    SOFT,
    STEEL_DARK,
    SUN,
    SUN_TINT,
    WHITE,
    WOOD,
    WOOD_DARK,
    area,
    darker,
    disc,
    line,
    oval,
    put,
    rect,
    ring,
    row,
    star,
)
from seeds.illustrations.thing import Nature, Thing

_PORTRAIT = (
    rect(-60, -18, 42, 52, WHITE, 5)
    + disc(-39, -2, 10, SKIN_MID)
    + area("M-58,34 Q-58,14 -39,14 Q-20,14 -20,34 Z", LEAF)
)
_EDGE = rect(-78, -51, 156, 102, WHITE, 14)
_ID = (
    _EDGE
    + rect(-74, -47, 148, 94, "#bfe0d2", 11)
    + rect(-74, -47, 148, 22, LITCHI, 10)
    + disc(-56, -36, 8, SUN)
    + line("M-40,-36 L30,-36", WHITE, 6)
    + _PORTRAIT
    + line("M-4,-8 L58,-8 M-4,8 L58,8 M-4,24 L30,24", SOFT, 6)
    + rect(40, 16, 24, 20, SUN, 4)
)
_HEALTH = (
    _EDGE
    + rect(-74, -47, 148, 94, "#f7d7d6", 11)
    + rect(-74, -47, 148, 24, BLUE, 10)
    + line("M-54,-35 L20,-35", WHITE, 6)
    + disc(-42, 12, 24, WHITE)
    + rect(-48, -4, 12, 32, LEAF_MID, 3)
    + rect(-58, 6, 32, 12, LEAF_MID, 3)
    + line("M-4,-6 L58,-6 M-4,10 L58,10 M-4,26 L34,26", SOFT, 6)
)
_BANK = (
    _EDGE
    + rect(-74, -47, 148, 94, LEAF, 11)
    + rect(-74, -28, 148, 20, INK)
    + rect(-58, 2, 30, 24, SUN, 5)
    + line("M-58,14 L-28,14", WOOD_DARK, 3)
    + disc(40, 20, 15, LITCHI)
    + disc(57, 20, 15, SUN)
)
_TEXT = line("M-36,-30 L36,-30 M-36,-10 L36,-10 M-36,10 L36,10 M-36,30 L8,30", LINE, 8)
_SHEET = area("M-52,-70 L30,-70 L54,-46 L54,70 L-52,70 Z", WHITE) + area("M30,-70 L54,-46 L30,-46 Z", LINE)
_PAPERS = (
    put(rect(-52, -66, 104, 136, SKY_MID, 5), 10, 2, turn=8)
    + put(rect(-52, -68, 104, 138, SUN_TINT, 5), 4, 0, turn=3)
    + _SHEET
    + rect(-36, -54, 50, 12, "@accent", 4)
    + put(_TEXT, 0, 8)
)
_BOXES = "".join(rect(-36, y, 17, 17, LEAF_TINT, 4) + line(f"M-8,{y + 9} L36,{y + 9}", LINE, 8) for y in (-34, -6, 22))
_FORM = (
    _SHEET
    + rect(-36, -56, 54, 12, "@accent", 4)
    + _BOXES
    + line("M-33,-26 L-28,-21 L-19,-33 M-33,2 L-28,7 L-19,-5", LEAF, 5)
    + line("M2,56 q8,-14 14,0 t14,-4", BLUE, 4)
)
_CHECKLIST = (
    rect(-56, -66, 112, 140, WOOD, 9)
    + rect(-46, -54, 92, 120, WHITE, 4)
    + rect(-22, -76, 44, 24, STEEL_DARK, 8)
    + put(_BOXES, 2, 8)
    + line("M-31,-18 L-26,-13 L-17,-25 M-31,10 L-26,15 L-17,3 M-31,38 L-26,43 L-17,31", LEAF, 5)
)
_RECEIPT = (
    area("M-42,-72 L42,-72 L42,70 L28,60 L14,70 L0,60 L-14,70 L-28,60 L-42,70 Z", WHITE)
    + rect(-26, -58, 52, 12, "@accent", 4)
    + line("M-28,-30 L4,-30 M-28,-12 L4,-12 M-28,6 L4,6", LINE, 7)
    + line("M18,-30 L28,-30 M18,-12 L28,-12 M18,6 L28,6", SOFT, 7)
    + line("M-28,26 L28,26", LINE, 4)
    + line("M-4,44 L28,44", LEAF, 9)
)
_STAMP = (
    area("M-16,-10 L16,-10 L26,34 L-26,34 Z", WOOD_DARK)
    + disc(0, -36, 28, WOOD)
    + rect(-46, 32, 92, 22, LITCHI, 6)
    + rect(-52, 54, 104, 10, INK, 5)
)
_ENVELOPE = (
    rect(-76, -50, 152, 100, SUN_TINT, 8)
    + area("M-74,46 L-14,-8 L14,-8 L74,46 Z", PAPER)
    + area("M-76,-44 Q-76,-50 -68,-50 L68,-50 Q76,-50 76,-44 L8,14 Q0,20 -8,14 Z", "#efd493")
    + disc(0, 12, 17, LITCHI)
    + star(0, 12, 10, SUN)
)
_NOTE = rect(-72, -36, 144, 72, "@note", 7) + ring(0, 0, 22, WHITE, 5) + disc(0, 0, 11, WHITE)
_NOTE += disc(-52, 0, 6, WHITE) + disc(52, 0, 6, WHITE)
_MONEY = (
    put(_NOTE.replace("@note", LEAF_LIGHT), 6, -20, turn=-12)
    + put(_NOTE.replace("@note", "#7fb0cf"), 2, -4, turn=-4)
    + put(_NOTE.replace("@note", LEAF_MID), 0, 14, turn=4)
)
_COIN = oval(0, 0, 34, 13, "#d9982a") + oval(0, -6, 34, 13, SUN) + oval(0, -6, 22, 7.5, "#f9d378")
_COINS = "".join(put(_COIN, -38, y) for y in (46, 30, 14, -2)) + "".join(
    put(_COIN, 38, y) for y in (46, 30, 14, -2, -18, -34)
)
_COINS += disc(-38, -38, 26, SUN) + ring(-38, -38, 18, "#d9982a", 5)
_BOOK = (
    area("M0,-44 Q-40,-66 -84,-50 L-84,44 Q-40,30 0,52 Q40,30 84,44 L84,-50 Q40,-66 0,-44 Z", "@accent")
    + area("M0,-50 Q-38,-68 -74,-56 L-74,34 Q-38,24 0,42 Z", WHITE)
    + area("M0,-50 Q38,-68 74,-56 L74,34 Q38,24 0,42 Z", PAPER)
    + line("M-60,-38 Q-36,-44 -16,-34 M-60,-16 Q-36,-22 -16,-12 M-60,6 Q-36,0 -16,10", LINE, 6)
    + line("M60,-38 Q36,-44 16,-34 M60,-16 Q36,-22 16,-12", LINE, 6)
    + line("M0,-48 L0,46", darker(LINE), 4)
)
_PEN = put(
    rect(-12, -80, 24, 112, BLUE, 8) + rect(-12, -80, 24, 22, SUN, 8) + area("M-12,32 L12,32 L3,62 L-3,62 Z", SKIN_MID)
    + area("M-5,54 L5,54 L0,68 Z", INK) + rect(12, -70, 7, 48, STEEL_DARK, 3),
    0, 0, turn=34,
)  # fmt: skip
_FOLDER = (
    area("M-82,-52 L-26,-52 L-10,-36 L82,-36 L82,56 L-82,56 Z", "#d9982a")
    + rect(-60, -44, 116, 80, WHITE, 4)
    + line("M-44,-28 L30,-28", LINE, 7)
    + area("M-88,-16 L88,-16 L78,60 L-78,60 Z", SUN)
    + rect(-24, 8, 48, 22, SUN_TINT, 5)
)
_CALENDAR = (
    rect(-66, -62, 132, 130, WHITE, 11)
    + area("M-66,-28 L-66,-51 Q-66,-62 -55,-62 L55,-62 Q66,-62 66,-51 L66,-28 Z", LITCHI)
    + rect(-40, -76, 12, 30, SOFT, 5)
    + rect(28, -76, 12, 30, SOFT, 5)
    + "".join(row(rect(-9, -9, 18, 18, LINE, 4), -42, y, 28, 4) for y in (-6, 20, 46))
    + rect(5, 11, 18, 18, LEAF, 4)
    + ring(14, 20, 18, SUN, 5)
)
_SIGNATURE = (
    rect(-62, -52, 124, 104, WHITE, 7)
    + line("M-44,-32 L44,-32 M-44,-14 L20,-14", LINE, 7)
    + line("M-44,26 Q-30,-10 -22,14 T-2,16 T16,18 L32,14", BLUE, 6)
    + line("M-46,36 L40,36", SOFT, 3)
    + put(_PEN, 48, -6, 0.6)
)
_QR_EYE = rect(-15, -15, 30, 30, INK, 4) + rect(-8, -8, 16, 16, WHITE, 2) + rect(-4, -4, 8, 8, INK)
_QR_DOTS: tuple[tuple[int, int], ...] = (
    (-8, -44),
    (4, -34),
    (-8, -22),
    (-44, -4),
    (-30, 6),
    (-12, 0),
    (4, 8),
    (18, -6),
    (32, 4),
    (44, -8),
)
_QR_DOTS += ((-6, 24), (8, 34), (-6, 44), (22, 22), (36, 30), (24, 42), (44, 44), (16, 8), (44, 18))
_QR = (
    rect(-64, -64, 128, 128, WHITE, 10)
    + put(_QR_EYE, -38, -38)
    + put(_QR_EYE, 38, -38)
    + put(_QR_EYE, -38, 38)
    + "".join(rect(x - 5, y - 5, 10, 10, INK) for x, y in _QR_DOTS)
)
_MAP = (
    area("M-80,-46 L-28,-60 L28,-46 L80,-60 L80,46 L28,60 L-28,46 L-80,60 Z", LEAF_TINT)
    + area("M-28,-60 L28,-46 L28,60 L-28,46 Z", LEAF_LIGHT)
    + line("M-80,20 Q-40,-6 -8,16 T80,-12", SKY_MID, 10)
    + line("M-60,44 Q-20,-30 56,-36", CLAY, 4)
    + area("M20,-62 Q46,-62 46,-38 Q46,-20 20,8 Q-6,-20 -6,-38 Q-6,-62 20,-62 Z", LITCHI)
    + disc(20, -38, 10, WHITE)
)

THINGS: dict[str, Thing] = {
    "id-card": Thing(Nature.HAND, 156, 102, _ID),
    "health-card": Thing(Nature.HAND, 156, 102, _HEALTH),
    "bank-card": Thing(Nature.HAND, 156, 102, _BANK),
    "papers": Thing(Nature.HAND, 124, 146, _PAPERS),
    "form": Thing(Nature.HAND, 106, 140, _FORM),
    "checklist": Thing(Nature.HAND, 112, 150, _CHECKLIST),
    "receipt": Thing(Nature.HAND, 84, 142, _RECEIPT),
    "stamp": Thing(Nature.DESK, 104, 128, _STAMP),
    "envelope": Thing(Nature.HAND, 152, 100, _ENVELOPE),
    "money": Thing(Nature.HAND, 152, 110, _MONEY),
    "coins": Thing(Nature.DESK, 146, 128, _COINS),
    "book": Thing(Nature.HAND, 168, 118, _BOOK),
    "pen": Thing(Nature.BADGE, 120, 140, _PEN),
    "folder": Thing(Nature.HAND, 176, 116, _FOLDER),
    "calendar": Thing(Nature.HAND, 132, 144, _CALENDAR),
    "signature": Thing(Nature.BADGE, 150, 110, _SIGNATURE),
    "qr-code": Thing(Nature.HAND, 128, 128, _QR),
    "map": Thing(Nature.HAND, 160, 120, _MAP),
}
