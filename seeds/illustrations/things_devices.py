"""Devices: what has a screen, a cable or a battery. The origin is the middle of each."""

from __future__ import annotations

from seeds.illustrations.pen import (
    BLUE,
    INK,
    LEAF,
    LEAF_LIGHT,
    LEAF_MID,
    LEAF_TINT,
    LINE,
    LITCHI,
    LITCHI_TINT,
    SILVER,
    SKY,
    SKY_MID,
    SOFT,
    STEEL,
    STEEL_DARK,
    SUN,
    WHITE,
    WOOD_DARK,
    area,
    disc,
    line,
    put,
    rect,
    row,
)
from seeds.illustrations.thing import Nature, Thing

_LINES = rect(-24, 4, 48, 8, LINE, 4) + rect(-24, 18, 34, 8, LINE, 4)
_TOP = rect(-35, -62, 70, 26, "@accent", 8)
_SLOPE = area("M-35,18 L-35,-6 L-10,-30 L8,-6 L18,-16 L35,4 L35,18 Z", LEAF_MID)
_PIN = area("M0,-36 Q22,-36 22,-16 Q22,-2 0,24 Q-22,-2 -22,-16 Q-22,-36 0,-36 Z", LITCHI) + disc(0, -16, 8, WHITE)
# What a phone shows: an app, a talk, a list, a map, a picture, a big yes.
SCREENS = (
    rect(-28, -54, 56, 42, LEAF_TINT, 6)
    + disc(0, -33, 14, "@accent")
    + put(_LINES, 0, -4)
    + rect(-26, 34, 52, 18, "@accent", 9),
    rect(-28, -50, 40, 24, LINE, 9)
    + rect(-10, -18, 38, 24, "@accent", 9)
    + rect(-28, 14, 44, 24, LINE, 9)
    + rect(-28, 46, 56, 8, LINE, 4),
    _TOP + "".join(disc(-20, y, 8, LEAF_LIGHT) + rect(-6, y - 4, 34, 8, LINE, 4) for y in (-18, 6, 30, 50)),
    rect(-35, -62, 70, 124, LEAF_TINT, 8)
    + line("M-32,30 Q-4,4 4,20 T32,-14", SKY_MID, 9)
    + line("M-20,-56 L14,56", WHITE, 6)
    + _PIN,
    rect(-35, -62, 70, 80, SKY, 8) + disc(16, -40, 9, SUN) + _SLOPE + line("M-24,34 L24,34 M-24,50 L6,50", LINE, 8),
    disc(0, -20, 27, LEAF_MID)
    + line("M-12,-20 L-3,-10 L13,-30", WHITE, 7)
    + rect(-26, 20, 52, 8, LINE, 4)
    + rect(-26, 38, 52, 16, "@accent", 8),
)
_PHONE = (
    rect(-46, -76, 92, 152, WHITE, 18)
    + rect(-42, -72, 84, 144, INK, 15)
    + rect(-35, -62, 70, 124, WHITE, 8)
    + "@screen"
)
_TABLET = (
    rect(-72, -54, 144, 108, INK, 12)
    + rect(-63, -46, 126, 92, WHITE, 5)
    + rect(-54, -37, 48, 46, LEAF_TINT, 5)
    + disc(-30, -14, 13, "@accent")
    + put(_LINES, 30, -32)
    + rect(6, 2, 48, 8, LINE, 4)
    + rect(-54, 20, 108, 16, "@accent", 8)
)
_PAGE = (
    rect(-60, -38, 120, 11, "@accent", 4)
    + rect(-60, -18, 46, 40, LEAF_TINT, 4)
    + area("M-56,18 L-42,-2 L-34,8 L-26,0 L-18,18 Z", LEAF_MID)
    + rect(-4, -18, 64, 8, LINE, 4)
    + rect(-4, -3, 64, 8, LINE, 4)
    + rect(-4, 12, 42, 8, LINE, 4)
)
_LAPTOP = (
    rect(-82, -66, 164, 108, STEEL_DARK, 9)
    + rect(-74, -58, 148, 92, WHITE, 4)
    + put(_PAGE, 0, -8)
    + area("M-86,42 L86,42 L104,58 Q104,66 96,66 L-96,66 Q-104,66 -104,58 Z", STEEL)
    + rect(-24, 46, 48, 8, STEEL_DARK, 3)
)
_COMPUTER = (
    rect(-92, -86, 184, 126, INK, 10)
    + rect(-83, -77, 166, 104, WHITE, 4)
    + put(_PAGE, 0, -26, 1.12)
    + area("M-16,40 L16,40 L20,66 L-20,66 Z", STEEL_DARK)
    + rect(-48, 62, 96, 14, STEEL, 7)
)
_PRINTER = (
    area("M-48,-62 L48,-62 L48,-16 L-48,-16 Z", WHITE)
    + line("M-32,-46 L32,-46 M-32,-32 L14,-32", LINE, 6)
    + rect(-82, -24, 164, 74, STEEL, 12)
    + rect(-82, -24, 164, 24, STEEL_DARK, 10)
    + rect(-58, 24, 116, 12, INK, 6)
    + area("M-48,30 L48,30 L58,62 L-58,62 Z", WHITE)
    + line("M-36,46 L30,46", LINE, 6)
    + disc(60, -12, 6, LEAF_LIGHT)
    + disc(42, -12, 6, SUN)
)
_SCANNER = (
    area("M-84,0 L-70,-70 L66,-70 L84,0 Z", STEEL_DARK)
    + area("M-62,-8 L-53,-60 L50,-60 L62,-8 Z", SILVER)
    + rect(-92, -4, 184, 48, STEEL, 10)
    + rect(-78, -2, 156, 12, "#bfead0", 5)
    + disc(66, 28, 8, LEAF_LIGHT)
    + put(rect(-34, -24, 68, 46, WHITE, 3) + line("M-22,-10 L22,-10 M-22,4 L10,4", LINE, 6), 0, -30)
    + rect(-80, 44, 24, 8, INK, 3)
    + rect(56, 44, 24, 8, INK, 3)
)
_RACK = rect(-44, -10, 88, 22, LEAF, 4) + disc(-32, 1, 4.5, SUN) + disc(-18, 1, 4.5, LEAF_LIGHT)
_RACK += line("M8,-5 L8,7 M20,-5 L20,7 M32,-5 L32,7", INK, 5)
_SERVER = rect(-56, -84, 112, 162, STEEL_DARK, 9) + "".join(put(_RACK, 0, y) for y in (-60, -30, 0, 30, 60))
_SERVER += rect(-48, 78, 22, 8, INK, 2) + rect(26, 78, 22, 8, INK, 2)
_WAVES = line("M-40,-12 Q0,-48 40,-12 M-24,6 Q0,-14 24,6", "@accent", 11) + disc(0, 24, 9, "@accent")
_ROUTER = (
    line("M-52,20 L-66,-44 M52,20 L66,-44", STEEL_DARK, 9)
    + rect(-80, 12, 160, 42, WHITE, 14)
    + rect(-80, 36, 160, 18, SILVER, 9)
    + row(disc(0, 0, 5, LEAF_MID), -52, 26, 20, 4)
    + put(_WAVES, 0, -36, 0.8)
)
_CAMERA = (
    rect(-28, -50, 56, 26, STEEL_DARK, 8)
    + rect(-72, -36, 144, 84, STEEL_DARK, 14)
    + rect(-72, -14, 144, 40, INK)
    + disc(0, 6, 34, SILVER)
    + disc(0, 6, 26, INK)
    + disc(0, 6, 16, BLUE)
    + disc(-6, -1, 5, WHITE)
    + rect(40, -28, 20, 12, SUN, 4)
)
_MICROPHONE = (
    rect(-24, -76, 48, 80, STEEL, 24)
    + line("M-22,-54 L22,-54 M-23,-38 L23,-38 M-23,-22 L23,-22", STEEL_DARK, 4)
    + line("M-38,-22 Q-38,24 0,24 Q38,24 38,-22 M0,24 L0,58", INK, 7)
    + rect(-34, 56, 68, 14, INK, 7)
    + rect(-24, -8, 48, 10, "@accent")
)
_TV = (
    line("M-34,62 L-50,78 M34,62 L50,78", INK, 8)
    + rect(-96, -62, 192, 126, INK, 9)
    + rect(-87, -53, 174, 106, SKY, 4)
    + area("M-87,53 L-87,30 L-40,-6 L0,26 L34,4 L87,40 L87,53 Z", LEAF_MID)
    + disc(46, -24, 15, SUN)
)
_RADIO = (
    line("M38,-44 L70,-84", STEEL_DARK, 6)
    + rect(-84, -46, 168, 96, "@accent", 14)
    + rect(-70, -34, 62, 72, LITCHI_TINT, 10)
    + disc(-39, 2, 25, SOFT)
    + disc(-39, 2, 12, STEEL_DARK)
    + rect(6, -30, 66, 22, LITCHI_TINT, 5)
    + line("M44,-28 L44,-10", LITCHI, 4)
    + disc(22, 20, 12, WHITE)
    + disc(56, 20, 12, WHITE)
)
_BATTERY = (
    rect(-13, -74, 26, 14, STEEL_DARK, 4)
    + rect(-38, -64, 76, 132, STEEL_DARK, 12)
    + rect(-29, -55, 58, 114, WHITE, 6)
    + rect(-23, -4, 46, 57, LEAF_MID, 4)
    + area("M6,-42 L-18,4 L-2,4 L-8,36 L18,-12 L2,-12 Z", SUN)
)
_PLUG = (
    line("M0,28 Q0,62 34,62 L70,62", INK, 10)
    + rect(-26, -66, 12, 40, STEEL, 4)
    + rect(14, -66, 12, 40, STEEL, 4)
    + area("M-42,-30 L42,-30 L42,0 Q42,36 0,36 Q-42,36 -42,0 Z", "@accent")
)
_SIM = (
    area("M-46,-62 L22,-62 L46,-36 L46,62 L-46,62 Z", "@accent")
    + rect(-28, -20, 56, 60, SUN, 8)
    + line("M-28,0 L-8,0 M-28,20 L-8,20 M8,0 L28,0 M8,20 L28,20 M-8,-20 L-8,40 M8,-20 L8,40", WOOD_DARK, 4)
)
_HEADSET = (
    line("M-56,10 Q-60,-62 0,-62 Q60,-62 56,10", INK, 13)
    + rect(-74, 0, 34, 56, "@accent", 14)
    + rect(40, 0, 34, 56, "@accent", 14)
    + line("M60,54 Q56,76 18,74", INK, 7)
    + rect(-8, 66, 30, 15, STEEL_DARK, 7)
)
_DRONE = (
    line("M-66,-22 L66,-22 M-66,-22 L-66,-36 M66,-22 L66,-36", STEEL_DARK, 9)
    + line("M-98,-38 L-34,-38 M34,-38 L98,-38", STEEL, 7)
    + area("M-38,-34 L38,-34 L50,0 Q46,18 26,18 L-26,18 Q-46,18 -50,0 Z", "@accent")
    + disc(0, 14, 15, INK)
    + disc(0, 14, 8, SKY_MID)
    + line("M-34,18 L-44,42 M34,18 L44,42", STEEL_DARK, 7)
)
_SENSOR = (
    rect(-5, -14, 10, 98, STEEL_DARK, 3)
    + rect(-34, -46, 68, 52, WHITE, 9)
    + rect(-24, -37, 48, 20, LEAF_TINT, 4)
    + line("M-18,-22 L-8,-32 L2,-25 L16,-34", "@accent", 4)
    + disc(-14, -5, 5, LEAF_MID)
    + disc(4, -5, 5, SUN)
    + area("M-54,-58 L42,-78 L54,-54 L-42,-36 Z", BLUE)
    + line("M-24,-62 L-10,-42 M10,-70 L24,-50", SKY, 3)
)
_ROBOT = (
    line("M0,-66 L0,-84", STEEL_DARK, 6)
    + disc(0, -88, 9, LITCHI)
    + rect(-50, -66, 100, 72, SILVER, 22)
    + rect(-36, -50, 72, 40, INK, 16)
    + disc(-16, -30, 8, "#8fe3c0")
    + disc(16, -30, 8, "#8fe3c0")
    + rect(-62, -44, 12, 28, STEEL, 5)
    + rect(50, -44, 12, 28, STEEL, 5)
    + rect(-40, 10, 80, 66, "@accent", 18)
    + disc(0, 40, 15, WHITE)
    + line("M-7,40 L-2,46 L8,34", "@accent", 5)
    + line("M-50,26 Q-68,40 -58,58 M50,26 Q68,40 58,58", STEEL, 13)
)

THINGS: dict[str, Thing] = {
    "phone": Thing(Nature.HAND, 88, 148, _PHONE),
    "tablet": Thing(Nature.HAND, 144, 108, _TABLET),
    "laptop": Thing(Nature.DESK, 208, 132, _LAPTOP),
    "computer": Thing(Nature.DESK, 184, 162, _COMPUTER),
    "printer": Thing(Nature.DESK, 164, 124, _PRINTER),
    "scanner": Thing(Nature.DESK, 184, 124, _SCANNER),
    "server": Thing(Nature.DESK, 112, 172, _SERVER),
    "router": Thing(Nature.DESK, 160, 128, _ROUTER),
    "camera": Thing(Nature.HAND, 144, 100, _CAMERA),
    "microphone": Thing(Nature.HAND, 76, 146, _MICROPHONE),
    "tv": Thing(Nature.DESK, 192, 142, _TV),
    "radio": Thing(Nature.DESK, 168, 140, _RADIO),
    "battery": Thing(Nature.DESK, 76, 142, _BATTERY),
    "plug": Thing(Nature.BADGE, 130, 140, _PLUG),
    "sim": Thing(Nature.HAND, 92, 124, _SIM),
    "headset": Thing(Nature.DESK, 148, 148, _HEADSET),
    "drone": Thing(Nature.FLYING, 196, 90, _DRONE),
    "sensor": Thing(Nature.DESK, 108, 168, _SENSOR),
    "robot": Thing(Nature.DESK, 128, 176, _ROBOT),
}
