"""Heads: hair, hats and faces. The origin is the middle of the face; `@hair`, `@skin`, `@trim` stand for colours."""

from __future__ import annotations

from seeds.illustrations.pen import (
    INDIGO,
    INDIGO_MID,
    INK,
    LEAF,
    LITCHI,
    SILVER,
    SOFT,
    STRAW,
    STRAW_DARK,
    SUN,
    WHITE,
    area,
    darker,
    disc,
    line,
    mixed,
    oval,
    put,
    rect,
    ring,
    row,
    star,
)

CAP = area("M-42,4 Q-50,-53 0,-53 Q50,-53 42,4 Q38,-18 22,-27 Q-14,-20 -28,-30 Q-39,-16 -42,4 Z", "@hair")
PARTED = area("M-43,10 Q-49,-52 0,-52 Q49,-52 43,10 Q38,-20 4,-35 Q-38,-20 -43,10 Z", "@hair")
FRINGE = area("M-43,12 Q-50,-54 0,-54 Q50,-54 43,12 Q40,-8 36,-19 Q0,-30 -36,-19 Q-40,-8 -43,12 Z", "@hair")
SWEPT = area(
    "M-42,4 Q-50,-40 -26,-52 Q6,-66 34,-46 Q48,-34 42,4 Q38,-16 30,-25 Q6,-20 -14,-36 Q-34,-24 -42,4 Z", "@hair"
)
LOCKS = area("M-43,-4 Q-54,52 -47,98 Q-36,106 -28,92 Q-38,44 -37,-2 Z", "@hair")
LONG_BACK = area("M-46,0 Q-54,-54 0,-54 Q54,-54 46,0 L50,92 L-50,92 Z", "@hair")

# Style: what lies behind the body, what lies on the shoulders, what frames the face.
HAIR: dict[str, tuple[str, str, str]] = {
    "under": ("", "", PARTED),
    "cap": ("", "", CAP),
    "swept": ("", "", SWEPT),
    "bun": (disc(0, -54, 19, "@hair"), "", PARTED),
    "low-bun": (disc(0, 34, 40, "@hair"), "", PARTED),
    "bob": (area("M-48,0 Q-54,-56 0,-56 Q54,-56 48,0 L50,50 Q0,66 -50,50 Z", "@hair"), "", FRINGE),
    "long": (LONG_BACK, LOCKS + put(LOCKS, 0, 0, flip=True), PARTED),
    "tail": (area("M18,-48 Q74,-44 62,44 Q58,68 44,72 Q56,10 20,-14 Z", "@hair"), "", FRINGE),
    "pigtails": (oval(-54, 10, 15, 27, "@hair") + oval(54, 10, 15, 27, "@hair"), "", PARTED),
    "bald": (
        "",
        "",
        area("M-42,12 Q-50,-18 -34,-32 Q-36,-8 -37,10 Z", "@hair")
        + area("M42,12 Q50,-18 34,-32 Q36,-8 37,10 Z", "@hair"),
    ),
}

_CONE = (
    area("M-88,-16 Q-44,-50 0,-96 Q44,-50 88,-16 Q0,6 -88,-16 Z", STRAW)
    + area("M0,-96 Q44,-50 88,-16 Q50,-6 14,-5 Q16,-50 0,-96 Z", mixed(STRAW, STRAW_DARK, 0.55))
    + line("M-62,-33 Q0,-14 62,-33 M-34,-58 Q0,-46 34,-58", STRAW_DARK, 3)
)
_TAY = area(
    "M-47,26 Q-60,-46 -22,-58 L0,-74 L22,-58 Q60,-46 47,26 Q44,-6 24,-22 L0,-40 L-24,-22 Q-44,-6 -47,26 Z", INDIGO
) + area("M-22,-58 L0,-74 L22,-58 L0,-40 Z", INDIGO_MID)
_NUNG = (
    area(
        "M-46,24 Q-57,-48 -40,-56 Q0,-72 40,-56 Q57,-48 46,24 Q44,-4 35,-17 Q0,-34 -35,-17 Q-44,-4 -46,24 Z", "#23304f"
    )
    + area("M-42,-6 Q-40,-20 -36,-26 Q0,-44 36,-26 Q40,-20 42,-6 L36,-17 Q0,-34 -36,-17 Z", "#8fb8c9")
    + row(disc(0, 0, 3.2, WHITE), -27, -46, 18, 4)
    + row(disc(0, 0, 3.2, WHITE), -18, -57, 18, 3)
)
_DAO = (
    area("M-52,-12 Q-62,-66 0,-72 Q62,-66 52,-12 Q0,-42 -52,-12 Z", LITCHI)
    + line("M-51,-26 Q0,-56 51,-26 M-46,-46 Q0,-70 46,-46", SUN, 4)
    + line("M-50,-14 Q0,-42 50,-14", WHITE, 4)
    + line("M50,-14 L56,34 M44,-10 L47,30", LITCHI, 6)
    + disc(56, 38, 6, SUN)
    + disc(47, 34, 6, SUN)
)
_SAN_DIU = (
    area("M-48,36 Q-60,-34 -44,-54 Q0,-72 44,-54 Q60,-34 48,36 Q45,-6 36,-20 L-36,-20 Q-45,-6 -48,36 Z", "#3a2f2c")
    + area("M-50,-40 Q-46,-54 -40,-57 Q0,-72 40,-57 Q46,-54 50,-40 Q0,-52 -50,-40 Z", "#5a4840")
    + line("M-37,-23 L37,-23", LITCHI, 5)
)
_TURBAN = area("M-47,-10 Q-56,-54 0,-60 Q56,-54 47,-10 Q0,-34 -47,-10 Z", INDIGO) + line(
    "M-44,-22 Q-4,-50 40,-40 M-34,-40 Q0,-58 26,-52", INDIGO_MID, 4
)
_POLICE = (
    area("M-64,-46 Q-56,-82 0,-84 Q56,-82 64,-46 Q40,-32 0,-32 Q-40,-32 -64,-46 Z", "#5d6b3a")
    + area("M-44,-40 Q0,-52 44,-40 L43,-20 Q0,-33 -43,-20 Z", LITCHI)
    + area("M-42,-22 Q0,-36 42,-22 Q34,-8 0,-12 Q-34,-8 -42,-22 Z", INK)
    + disc(0, -54, 13, SUN)
    + star(0, -54, 10, LITCHI)
)
_NURSE = area("M-32,-38 L-36,-64 Q0,-76 36,-64 L32,-38 Q0,-50 -32,-38 Z", WHITE) + (
    rect(-4, -64, 8, 20, LEAF) + rect(-10, -58, 20, 8, LEAF)
)
_CAP_HAT = area("M-44,-14 Q-50,-58 0,-60 Q50,-58 44,-14 Q0,-32 -44,-14 Z", "@trim") + area(
    "M-44,-15 Q0,-34 44,-15 Q74,-10 70,-2 Q20,-22 -40,-8 Z", darker(LEAF)
)
_BUCKET = (
    area("M-36,-24 Q-38,-66 0,-68 Q38,-66 36,-24 Z", "#7a8448")
    + area("M-62,-6 Q-46,-40 0,-42 Q46,-40 62,-6 Q0,-26 -62,-6 Z", "#69733d")
    + star(0, -50, 8, SUN)
)
_SCARF = line("M-40,-4 Q-46,40 0,50 Q46,40 40,-4", "@trim", 11)
_BAND = line("M-42,-18 Q0,-52 42,-18", "@trim", 11)
_HEADSET = (
    line("M-44,0 Q-50,-56 0,-58 Q50,-56 44,0", INK, 7) + rect(-54, -10, 15, 28, INK, 7) + rect(39, -10, 15, 28, INK, 7)
)

# Hat: what lies behind the head, what lies over hair and face.
HATS: dict[str, tuple[str, str]] = {
    "": ("", ""),
    "cone": ("", put(line("M-37,-6 Q-34,38 0,46 Q34,38 37,-6", LITCHI, 3), 0, 0) + put(_CONE, 0, -6)),
    "cone-scarf": ("", _SCARF + put(_CONE, 0, -6)),
    "tay": (area("M-44,-20 L-62,82 Q0,96 62,82 L44,-20 Z", darker(INDIGO, 0.3)), _TAY),
    "nung": (area("M-45,0 L-56,76 Q0,88 56,76 L45,0 Z", "#19233c"), _NUNG),
    "dao": ("", _DAO),
    "san-diu": (area("M-46,0 L-60,84 Q0,96 60,84 L46,0 Z", "#2a211f"), _SAN_DIU),
    "turban": ("", _TURBAN),
    "police": ("", _POLICE),
    "nurse": ("", _NURSE),
    "cap": ("", _CAP_HAT),
    "bucket": ("", _BUCKET),
    "band": ("", _BAND),
    "headset": ("", _HEADSET),
}

GLASSES = (
    ring(-16, 0, 13, SOFT, 3.5)
    + ring(16, 0, 13, SOFT, 3.5)
    + line("M-3,-1 L3,-1 M-29,-2 L-38,-4 M29,-2 L38,-4", SOFT, 3)
)
BEARD = area("M-16,27 Q0,34 16,27 Q13,62 0,66 Q-13,62 -16,27 Z", "@hair")
EARRINGS = ring(-40, 20, 6, SILVER, 3.5) + ring(40, 20, 6, SILVER, 3.5)

_MOUTHS = {
    "smile": line("M-11,16 Q0,28 11,16", INK, 3.6),
    "worry": line("M-9,25 Q0,16 9,25", INK, 3.6),
    "wonder": oval(0, 22, 5, 6, "#7a3b33"),
    "laugh": area("M-13,14 Q0,18 13,14 Q11,31 0,31 Q-11,31 -13,14 Z", "#7a3b33")
    + area("M-10,16 Q0,19 10,16 L9,20 Q0,22 -9,20 Z", WHITE),
}
_BROWS = {
    "smile": "M-22,-15 Q-15,-20 -8,-16 M8,-16 Q15,-20 22,-15",
    "worry": "M-23,-13 Q-15,-20 -8,-20 M8,-20 Q15,-20 23,-13",
}


def face(mood: str, gaze: float, old: bool) -> str:
    """Return eyes, brows, nose, mouth and cheeks, moved sideways by `gaze` and in the `mood` of a word of _MOUTHS."""
    brow = line(_BROWS.get(mood, _BROWS["smile"]), "@brow", 3.4)
    eyes = disc(-15, 0, 4.4, INK) + disc(15, 0, 4.4, INK)
    nose = line("M0,2 Q5,10 -1,11", "@fold", 3)
    cheeks = disc(-25, 14, 8, "@cheek") + disc(25, 14, 8, "@cheek")
    folds = line(
        "M-30,-4 l-5,-4 M-30,2 l-6,0 M30,-4 l5,-4 M30,2 l6,0 M-17,13 q-5,6 -3,11 M17,13 q5,6 3,11", "@fold", 2.4
    )
    return put(cheeks + eyes + brow + nose + (folds if old else "") + _MOUTHS[mood], gaze, 0)
