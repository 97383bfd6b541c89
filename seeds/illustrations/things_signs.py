"""Signs and ideas: what stands for something else and floats as an emblem. The origin is the middle of each."""

from __future__ import annotations

from seeds.illustrations.pen import (
    BLUE,
    INDIGO,
    INK,
    LEAF,
    LEAF_LIGHT,
    LEAF_MID,
    LITCHI,
    SILVER,
    SKIN,
    SKIN_MID,
    SKY,
    SOFT,
    STEEL,
    STEEL_DARK,
    SUN,
    WHITE,
    WOOD_DARK,
    area,
    darker,
    disc,
    line,
    oval,
    put,
    rect,
    ring,
    star,
)
from seeds.illustrations.thing import Nature, Thing

_SHIELD_EDGE = "M0,-84 Q34,-60 72,-60 Q78,40 0,86 Q-78,40 -72,-60 Q-34,-60 0,-84 Z"
_SHIELD = (
    area(_SHIELD_EDGE, LEAF)
    + put(area(_SHIELD_EDGE, WHITE), 0, 0, 0.86)
    + put(area(_SHIELD_EDGE, LEAF_MID), 0, 0, 0.76)
    + line("M-28,0 L-8,22 L32,-24", WHITE, 15)
)
_LOCK = (
    line("M-26,-6 L-26,-32 Q-26,-60 0,-60 Q26,-60 26,-32 L26,-6", STEEL_DARK, 13)
    + rect(-46, -12, 92, 74, SUN, 13)
    + rect(-46, 40, 92, 22, "#dd9f22", 11)
    + disc(0, 18, 11, INK)
    + rect(-5, 22, 10, 24, INK, 4)
)
_KEY = put(
    ring(-38, 0, 24, SUN, 15) + line("M-12,0 L62,0 M38,2 L38,24 M58,2 L58,20", SUN, 14),
    0, 0, turn=-32,
)  # fmt: skip
_WARNING = (
    area("M-12,-68 Q0,-84 12,-68 L82,54 Q88,72 70,74 L-70,74 Q-88,72 -82,54 Z", SUN)
    + area("M-9,-30 L9,-30 L6,28 L-6,28 Z", INK)
    + disc(0, 48, 9, INK)
)
_STOP = (
    area("M-34,-82 L34,-82 L82,-34 L82,34 L34,82 L-34,82 L-82,34 L-82,-34 Z", WHITE)
    + area("M-31,-75 L31,-75 L75,-31 L75,31 L31,75 L-31,75 L-75,31 L-75,-31 Z", LITCHI)
    + line("M-22,10 L-22,-26 M-7,6 L-7,-40 M8,6 L8,-38 M22,10 L22,-26", SKIN, 13)
    + area("M-29,2 L29,2 L28,28 Q24,50 0,50 Q-20,50 -29,28 Z", SKIN)
    + line("M26,30 L42,8", SKIN, 13)
)
_TICK = disc(0, 0, 78, WHITE) + disc(0, 0, 70, LEAF_MID) + line("M-32,2 L-9,27 L36,-25", WHITE, 17)
_QUESTION = (
    disc(0, 0, 78, WHITE)
    + disc(0, 0, 70, SUN)
    + line("M-22,-22 Q-22,-46 2,-46 Q26,-46 26,-23 Q26,-6 2,4 L2,18", INK, 14)
)
_QUESTION += disc(2, 42, 9, INK)
_CLOUD = area(
    "M-58,40 Q-84,38 -84,12 Q-84,-12 -58,-16 Q-52,-54 -10,-54 Q24,-54 36,-24 Q80,-28 84,8 Q84,40 56,40 Z", "#7fb0cf"
)
_CLOUD += line("M0,24 L0,-18 M-18,-2 L0,-22 L18,-2", WHITE, 11)
_WIFI = line("M-62,-18 Q0,-72 62,-18 M-40,8 Q0,-26 40,8", LEAF, 15) + disc(0, 38, 14, LEAF)
_CHART = (
    line("M-64,-60 L-64,58 L66,58", SOFT, 8)
    + rect(-46, 10, 24, 42, LEAF_LIGHT, 4)
    + rect(-12, -16, 24, 68, LEAF_MID, 4)
    + rect(22, -40, 24, 92, LEAF, 4)
    + line("M-46,-20 L-12,-42 L16,-50 L54,-70", LITCHI, 8)
)
_CLOCK = disc(0, 0, 70, WHITE) + ring(0, 0, 66, LEAF, 11) + line("M0,-38 L0,0 L26,18", INK, 9) + disc(0, 0, 8, LITCHI)
_GLOBE = (
    disc(0, 0, 70, "#6aa7c8")
    + area("M-52,-46 Q-20,-70 8,-62 Q20,-40 -2,-24 Q-10,-4 -30,-8 Q-40,8 -62,-2 Q-70,-26 -52,-46 Z", LEAF_MID)
    + area("M10,4 Q40,-10 62,6 Q64,34 36,56 Q14,52 14,30 Q2,18 10,4 Z", LEAF_MID)
    + line("M-70,0 Q0,24 70,0 M0,-70 Q-36,0 0,70 M0,-70 Q36,0 0,70", WHITE, 4)
)
_NODE = disc(0, 0, 19, "@node")
_NETWORK = (
    line("M0,0 L-50,-44 M0,0 L52,-40 M0,0 L-48,46 M0,0 L50,46 M-50,-44 L52,-40", STEEL, 7)
    + "".join(
        disc(x, y, 18, colour)
        for x, y, colour in ((-50, -44, SUN), (52, -40, LITCHI), (-48, 46, BLUE), (50, 46, LEAF_MID))
    )
    + disc(0, 0, 25, LEAF)
)
_BUBBLE = "M-70,-64 L70,-64 Q88,-64 88,-46 L88,20 Q88,38 70,38 L-4,38 L-40,72 L-36,38"
_BUBBLE += " L-70,38 Q-88,38 -88,20 L-88,-46 Q-88,-64 -70,-64 Z"
_SPEECH = (
    area(_BUBBLE, WHITE)
    + line(_BUBBLE, LEAF_MID, 5)
    + line("M-58,-36 L58,-36 M-58,-13 L58,-13 M-58,10 L14,10", LEAF_LIGHT, 11)
)
_SPEECH_BAD = (
    area(_BUBBLE, LITCHI)
    + area("M-10,-52 L10,-52 L6,-2 L-6,-2 Z", WHITE)
    + disc(0, 16, 9, WHITE)
    + line("M-62,-40 L-36,-14 M-36,-40 L-62,-14 M36,-40 L62,-14 M62,-40 L36,-14", "#e9a3a6", 9)
)
_BELL = (
    area("M-50,36 Q-38,22 -38,-8 Q-38,-48 0,-50 Q38,-48 38,-8 Q38,22 50,36 Z", SUN)
    + disc(0, -54, 9, "#dd9f22")
    + rect(-58, 32, 116, 14, "#dd9f22", 7)
    + area("M-15,50 L15,50 Q12,68 0,68 Q-12,68 -15,50 Z", LITCHI)
)
_HEART = area("M0,60 Q-74,8 -66,-28 Q-56,-62 -24,-56 Q-6,-52 0,-32 Q6,-52 24,-56 Q56,-62 66,-28 Q74,8 0,60 Z", LITCHI)
_HEART += line("M-46,-26 Q-42,-40 -28,-40", "#e78a8f", 8)
_CHIP = (
    line("M-28,-72 L-28,72 M0,-72 L0,72 M28,-72 L28,72 M-72,-28 L72,-28 M-72,0 L72,0 M-72,28 L72,28", STEEL, 9)
    + rect(-50, -50, 100, 100, LEAF, 11)
    + rect(-26, -26, 52, 52, SUN, 7)
    + line("M-10,0 L-2,9 L12,-9", LEAF, 7)
)
_DISK = area("M-54,0 L54,0 L54,26 Q54,44 0,44 Q-54,44 -54,26 Z", "@node")
_DATABASE = (
    "".join(put(_DISK.replace("@node", colour), 0, y) for y, colour in ((20, LEAF), (-12, LEAF_MID), (-44, LEAF)))
    + oval(0, -44, 54, 18, LEAF_LIGHT)
    + "".join(disc(-32, y, 5, SUN) for y in (-8, 24, 54))
)
_BUG = (
    line("M-34,-18 L-66,-36 M-38,10 L-72,10 M-32,34 L-62,56 M34,-18 L66,-36 M38,10 L72,10 M32,34 L62,56", INK, 8)
    + line("M-14,-48 Q-18,-68 -34,-72 M14,-48 Q18,-68 34,-72", INK, 7)
    + disc(0, -38, 22, INK)
    + oval(0, 16, 40, 50, LITCHI)
    + line("M0,-30 L0,64", INK, 6)
    + disc(-18, 4, 8, INK)
    + disc(18, 4, 8, INK)
    + disc(-16, 34, 7, INK)
    + disc(16, 34, 7, INK)
)
_HOOK = (
    line("M12,-72 L12,16 Q12,56 -22,56 Q-54,56 -54,24", STEEL_DARK, 14)
    + area("M-70,32 L-54,-6 L-38,32 Z", STEEL_DARK)
    + ring(12, -76, 11, STEEL_DARK, 8)
    + put(rect(-34, -24, 68, 48, SUN, 5) + line("M-32,-22 L0,6 L32,-22", LITCHI, 6), 36, 22, turn=10)
)
_MASK = (
    area("M-64,-24 Q-66,-70 0,-72 Q66,-70 64,-24 L58,-30 L-58,-30 Z", INK)
    + oval(0, -6, 54, 58, SKIN_MID)
    + area("M-64,-18 Q-66,-76 0,-76 Q66,-76 64,-18 Q40,-34 0,-34 Q-40,-34 -64,-18 Z", INK)
    + area("M-56,-22 Q0,-34 56,-22 L54,14 Q24,20 0,2 Q-24,20 -54,14 Z", INDIGO)
    + oval(-25, -5, 12, 8, WHITE)
    + oval(25, -5, 12, 8, WHITE)
    + disc(-22, -5, 5, INK)
    + disc(28, -5, 5, INK)
    + line("M-18,32 Q4,38 20,26", INK, 6)
)
_LINK = put(
    line("M-10,-20 L-44,-20 Q-64,-20 -64,0 Q-64,20 -44,20 L-10,20", LEAF, 15)
    + line("M10,-20 L44,-20 Q64,-20 64,0 Q64,20 44,20 L10,20", BLUE, 15)
    + line("M-26,0 L26,0", SOFT, 13),
    0, 0, turn=-35,
)  # fmt: skip
_DOWNLOAD = line("M0,-62 L0,16 M-32,-14 L0,20 L32,-14", LEAF, 17) + line("M-58,30 L-58,56 L58,56 L58,30", SOFT, 14)
_TRASH = (
    area("M-48,-34 L48,-34 L38,68 L-38,68 Z", STEEL)
    + line("M-18,-14 L-14,50 M0,-14 L0,50 M18,-14 L14,50", SILVER, 7)
    + rect(-60, -48, 120, 16, STEEL_DARK, 7)
    + line("M-18,-50 L-18,-64 L18,-64 L18,-50", STEEL_DARK, 9)
)
_HANDSHAKE = (
    area("M-88,-34 L-58,-46 L-40,26 L-72,40 Z", LEAF)
    + area("M88,-34 L58,-46 L40,26 L72,40 Z", BLUE)
    + area("M-58,-36 Q-30,-44 -4,-26 L44,22 Q40,38 26,36 L-10,40 L-44,18 Z", SKIN)
    + area("M58,-36 Q30,-46 8,-34 L-18,-12 Q-10,6 10,-6 L46,20 Z", SKIN_MID)
    + line("M-20,22 L-8,36 M-2,22 L10,36 M16,18 L26,32", SKIN_MID, 7)
)
_MEGAPHONE = put(
    area("M-44,-20 L44,-58 L44,58 L-44,20 Z", LITCHI)
    + rect(-68, -22, 30, 44, WHITE, 9)
    + rect(38, -64, 15, 128, SUN, 7)
    + area("M-34,22 L-10,30 L-2,68 L-24,68 Z", darker(LITCHI))
    + line("M66,-22 L86,-34 M70,0 L92,0 M66,22 L86,34", SOFT, 7),
    -8, 0, turn=-12,
)  # fmt: skip
_RING = ring(0, 20, 44, "#dd9f22", 13) + area("M-26,-44 L-14,-64 L14,-64 L26,-44 L0,-16 Z", "#8fcbe0")
_RING += line("M-26,-44 L26,-44 M-8,-62 L0,-20 L8,-62", WHITE, 3)
_STAR = star(0, 6, 78, SUN)
_VIDEO = (
    rect(-74, -52, 148, 104, INK, 12)
    + rect(-64, -42, 128, 70, SKY, 5)
    + area("M-16,-30 L26,-7 L-16,16 Z", LITCHI)
    + line("M-60,40 L60,40", SOFT, 6)
    + line("M-60,40 L-14,40", LITCHI, 6)
    + disc(-14, 40, 7, WHITE)
)
_DROP = area("M0,-72 Q52,-4 50,24 Q46,66 0,66 Q-46,66 -50,24 Q-52,-4 0,-72 Z", "#5fa3cd") + line(
    "M-28,22 Q-26,44 -6,48", SKY, 9
)
_SCALES = (
    line("M0,-58 L0,56 M-60,-40 L60,-40", WOOD_DARK, 9)
    + line("M-60,-40 L-82,14 M-60,-40 L-38,14 M60,-40 L38,14 M60,-40 L82,14", SOFT, 4)
    + area("M-88,12 L-32,12 Q-36,38 -60,38 Q-84,38 -88,12 Z", SUN)
    + area("M88,12 L32,12 Q36,38 60,38 Q84,38 88,12 Z", SUN)
    + rect(-40, 54, 80, 13, WOOD_DARK, 6)
    + disc(0, -60, 11, SUN)
)

THINGS: dict[str, Thing] = {
    "shield": Thing(Nature.SIGN, 150, 172, _SHIELD),
    "lock": Thing(Nature.BADGE, 92, 126, _LOCK),
    "key": Thing(Nature.BADGE, 120, 110, _KEY),
    "warning": Thing(Nature.SIGN, 168, 152, _WARNING),
    "stop": Thing(Nature.SIGN, 164, 164, _STOP),
    "tick": Thing(Nature.SIGN, 156, 156, _TICK),
    "question": Thing(Nature.SIGN, 156, 156, _QUESTION),
    "cloud": Thing(Nature.BADGE, 168, 96, _CLOUD),
    "wifi": Thing(Nature.BADGE, 138, 110, _WIFI),
    "chart": Thing(Nature.BADGE, 138, 138, _CHART),
    "clock": Thing(Nature.SIGN, 144, 144, _CLOCK),
    "globe": Thing(Nature.SIGN, 140, 140, _GLOBE),
    "network": Thing(Nature.BADGE, 142, 132, _NETWORK),
    "speech": Thing(Nature.SIGN, 176, 136, _SPEECH),
    "speech-bad": Thing(Nature.SIGN, 176, 136, _SPEECH_BAD),
    "bell": Thing(Nature.BADGE, 116, 132, _BELL),
    "heart": Thing(Nature.BADGE, 136, 120, _HEART),
    "chip": Thing(Nature.BADGE, 150, 150, _CHIP),
    "database": Thing(Nature.BADGE, 110, 130, _DATABASE),
    "bug": Thing(Nature.BADGE, 148, 142, _BUG),
    "hook": Thing(Nature.BADGE, 140, 150, _HOOK),
    "mask": Thing(Nature.BADGE, 130, 130, _MASK),
    "link": Thing(Nature.BADGE, 124, 110, _LINK),
    "download": Thing(Nature.BADGE, 132, 132, _DOWNLOAD),
    "trash": Thing(Nature.BADGE, 120, 136, _TRASH),
    "handshake": Thing(Nature.BADGE, 176, 92, _HANDSHAKE),
    "megaphone": Thing(Nature.BADGE, 150, 116, _MEGAPHONE),
    "ring": Thing(Nature.BADGE, 102, 140, _RING),
    "star": Thing(Nature.BADGE, 150, 150, _STAR),
    "video": Thing(Nature.HAND, 148, 104, _VIDEO),
    "water": Thing(Nature.BADGE, 100, 140, _DROP),
    "scales": Thing(Nature.DESK, 176, 140, _SCALES),
}
