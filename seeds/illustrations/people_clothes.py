"""Clothes on a body with its neck at (0, 60) and its shoulders at y = 90; `@cloth`, `@dark`, `@trim` are colours."""

from __future__ import annotations

from seeds.illustrations.pen import (
    INDIGO,
    INK,
    LEAF,
    LITCHI,
    PAPER,
    SILVER,
    SOFT,
    STEEL,
    SUN,
    WHITE,
    area,
    disc,
    line,
    put,
    rect,
    row,
    star,
)

BODY = "M-88,290 L-79,124 Q-75,90 -40,78 Q-18,71 -16,58 L16,58 Q18,71 40,78 Q75,90 79,124 L88,290 Z"
NECK = area("M-15,30 L15,30 L17,66 Q0,82 -17,66 Z", "@fold")
_V_SKIN = area("M-17,62 L17,62 L0,94 Z", "@fold")
_COLLAR = area("M-17,58 L-28,74 L-10,94 L0,76 Z", "@trim") + area("M17,58 L28,74 L10,94 L0,76 Z", "@trim")
_BUTTONS = disc(0, 112, 3.4, "@trim") + disc(0, 140, 3.4, "@trim") + disc(0, 168, 3.4, "@trim")
_PLACKET = line("M0,92 L0,280", "@dark", 4)
_TIE = area("M-7,80 L7,80 L5,92 L12,150 L0,164 L-12,150 L-5,92 Z", "@trim")
_LANYARD = (
    line("M-20,72 L-4,142 M20,72 L4,142", LITCHI, 4) + rect(-17, 140, 34, 42, WHITE, 5) + disc(0, 155, 7, "@fold")
)
_LANYARD += line("M-8,170 L8,170", SOFT, 4)
_ROUND = line("M-19,62 Q0,92 19,62", "@trim", 7)
_NECKLACE = line("M-27,76 Q0,112 27,76", SILVER, 6)
_SIDE_CLOSE = line("M0,80 Q34,92 52,130 L54,284", "@trim", 5)
_POMPOMS = (
    disc(-16, 104, 11, LITCHI) + disc(16, 104, 11, LITCHI) + disc(-19, 130, 11, LITCHI) + disc(19, 130, 11, LITCHI)
)
_COAT = area("M-40,78 L-20,68 L-4,290 L-88,290 L-79,124 Q-75,90 -40,78 Z", "@coat") + area(
    "M40,78 L20,68 L4,290 L88,290 L79,124 Q75,90 40,78 Z", "@coat"
)
_LAPELS = area("M-20,64 L-40,80 L-34,118 L-6,176 L-8,120 Z", "@lapel") + area(
    "M20,64 L40,80 L34,118 L6,176 L8,120 Z", "@lapel"
)
_STETHOSCOPE = (
    line("M-28,78 Q-34,140 -8,150 M28,78 Q30,120 26,140", STEEL, 5)
    + disc(26, 148, 10, STEEL)
    + disc(26, 148, 4.5, WHITE)
)
_APRON = (
    area("M-36,116 L36,116 L46,160 L66,290 L-66,290 L-46,160 Z", "@trim")
    + line("M-34,118 L-24,74 M34,118 L24,74", "@trim", 8)
    + rect(-28, 190, 56, 44, PAPER, 6)
)
_OVERALLS = (
    area("M-38,126 L38,126 L52,170 L86,190 L88,290 L-88,290 L-86,190 L-52,170 Z", "@trim")
    + line("M-34,130 L-36,80 M34,130 L36,80", "@trim", 13)
    + disc(-34, 134, 5, SUN)
    + disc(34, 134, 5, SUN)
    + rect(-20, 146, 40, 32, "@coat", 5)
)
_RED_SCARF = area("M-30,70 Q0,88 30,70 L24,84 L8,92 L24,140 L2,104 L-18,142 L-8,92 L-24,84 Z", LITCHI)
_STRAPS = line("M-50,84 Q-40,140 -52,200 M50,84 Q40,140 52,200", "@coat", 15)
_VEST = (
    area("M-44,79 L-24,72 L-14,150 L-14,290 L-88,290 L-79,124 Q-75,90 -44,79 Z", "@coat")
    + area("M44,79 L24,72 L14,150 L14,290 L88,290 L79,124 Q75,90 44,79 Z", "@coat")
    + rect(-60, 150, 36, 34, "@lapel", 5)
    + rect(24, 150, 36, 34, "@lapel", 5)
)
_BADGE_STAR = disc(38, 124, 13, LITCHI) + star(38, 124, 10, SUN)
_TABS = area("M-18,62 L-34,74 L-22,92 L-6,80 Z", LITCHI) + area("M18,62 L34,74 L22,92 L6,80 Z", LITCHI)
_SHOULDER = rect(-72, 92, 30, 11, LITCHI, 4) + rect(42, 92, 30, 11, LITCHI, 4)
_KNOTS = "".join(line(f"M-13,{y} L13,{y}", "@trim", 5) + disc(0, y, 5, "@trim") for y in (108, 138, 168))
_FLOWER = put(
    row(disc(0, -6, 5, "@trim"), 0, 0, 0, 1)
    + disc(5.5, 2, 5, "@trim")
    + disc(-5.5, 2, 5, "@trim")
    + disc(0, -1, 3, SUN),
    0,
    0,
)
_FLOWERS = "".join(
    put(_FLOWER, x, y, 1.25) for x, y in ((-46, 128), (44, 118), (-22, 168), (28, 172), (-54, 206), (50, 222))
)
_AO_DAI = area("M-19,54 L19,54 L20,72 Q0,84 -20,72 Z", "@dark") + line("M4,76 Q40,88 56,132", "@dark", 5) + _FLOWERS
_TOWEL = area("M-30,70 Q0,92 30,70 L36,82 L30,150 L14,150 L12,98 Q0,104 -14,96 L-36,82 Z", WHITE)
_TOWEL += line("M15,138 L29,138 M14,128 L30,128", LITCHI, 3.5)

CLOTHES: dict[str, str] = {
    "plain": _ROUND,
    "tee": _ROUND + area("M-40,130 Q0,120 40,130 L40,152 Q0,142 -40,152 Z", "@trim"),
    "shirt": _V_SKIN + _PLACKET + _COLLAR + _BUTTONS,
    "blouse": _V_SKIN + _PLACKET + _BUTTONS + line("M-17,62 L0,94 L17,62", "@trim", 5),
    "flowered": _V_SKIN + _FLOWERS + line("M-17,62 L0,94 L17,62", "@trim", 5),
    "towel": _PLACKET + _TOWEL,
    "tay": _SIDE_CLOSE + line("M-18,62 Q0,84 18,62", "@trim", 8) + _NECKLACE,
    "nung": (
        _SIDE_CLOSE
        + line("M-18,62 Q0,84 18,62", WHITE, 7)
        + line("M2,90 Q34,98 46,132", SUN, 4)
        + _NECKLACE
        + row(disc(0, 0, 3.4, WHITE), -48, 206, 19, 6)
    ),
    "dao": (
        area("M-20,62 L20,62 L26,290 L-26,290 Z", WHITE)
        + area("M-20,62 L20,62 L24,290 L-24,290 Z", LITCHI)
        + row(area("M0,-9 L9,0 L0,9 L-9,0 Z", SUN), 0, 164, 0, 1)
        + row(area("M0,-9 L9,0 L0,9 L-9,0 Z", SUN), 0, 190, 0, 1)
        + line("M-27,78 L-32,284 M27,78 L32,284", WHITE, 4)
        + _POMPOMS
        + line("M-24,72 Q0,96 24,72", SILVER, 6)
    ),
    "san-diu": (
        area("M-19,60 L19,60 L6,112 L-6,112 Z", WHITE)
        + area("M-13,92 L13,92 L26,290 L-26,290 Z", LITCHI)
        + line("M-19,62 L-30,284 M19,62 L30,284", "@trim", 6)
        + area("M-80,190 L80,190 L82,214 L-82,214 Z", INDIGO)
        + line("M-80,202 L80,202", SUN, 4)
    ),
    "knots": line("M-18,62 Q0,82 18,62", "@trim", 8) + line("M0,82 L0,282", "@dark", 4) + _KNOTS,
    "officer": _V_SKIN + _PLACKET + _COLLAR + _LANYARD,
    "officer-tie": _COLLAR + _TIE + put(_LANYARD, 0, 6, 0.96),
    "police": _V_SKIN + _PLACKET + area("M-17,58 L-28,74 L-10,94 L0,76 Z", "@cloth") + _TABS + _SHOULDER + _BADGE_STAR,
    "nurse": _V_SKIN
    + line("M-17,62 L0,94 L17,62", "@trim", 6)
    + rect(22, 126, 32, 30, "@trim", 5)
    + rect(35, 131, 6, 20, WHITE)
    + rect(28, 138, 20, 6, WHITE),
    "doctor": _V_SKIN + _COAT + _LAPELS + _STETHOSCOPE,
    "ao-dai": _AO_DAI,
    "apron": _V_SKIN + _APRON,
    "overalls": _ROUND + _OVERALLS,
    "volunteer": _V_SKIN
    + _PLACKET
    + _COLLAR
    + _BADGE_STAR
    + line("M-20,72 L-4,142 M20,72 L4,142", SUN, 4)
    + rect(-17, 140, 34, 42, WHITE, 5)
    + line("M-9,154 L9,154 M-9,166 L5,166", LEAF, 5),
    "suit": area("M-17,58 L17,58 L24,80 L0,176 L-24,80 Z", WHITE)
    + _TIE
    + _LAPELS
    + disc(46, 112, 6, LITCHI)
    + star(46, 112, 4.6, SUN),
    "pupil": _V_SKIN + _PLACKET + _RED_SCARF + _STRAPS,
    "vest": _V_SKIN + _VEST + line("M-40,80 Q-20,150 20,160", INK, 5),
}
