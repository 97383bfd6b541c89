"""What places are made of: sky, hills, trees, houses, furniture, and the table or ground in front of the people."""

from __future__ import annotations

from dataclasses import dataclass

from seeds.illustrations.pen import (
    HEIGHT,
    LEAF,
    LEAF_LIGHT,
    LEAF_MID,
    LEAF_TINT,
    LINE,
    LITCHI,
    LITCHI_MID,
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
    darker,
    disc,
    line,
    oval,
    put,
    rect,
    row,
    star,
)

GROUND = 372
TABLE = 344


@dataclass(frozen=True)
class Place:
    """A place: what lies behind the people (one of several views), what stands before them, whether it is outdoors,
    and how far it steps back (0-1).

    `@wall`, `@floor`, `@top`, `@face` and `@seam` stand for the colours the scene chooses, `@sky` for those of the day.
    """

    backs: tuple[str, ...]
    front: str
    outdoors: bool = False
    veil: float = 0.14

    @property
    def surface(self) -> int:
        """Where the lower edge of things is."""
        return GROUND if self.outdoors else TABLE


HILL_FAR, HILL_NEAR, MEADOW = "#bcd9cb", "#9cc7ae", "#86b893"
CLOUD = oval(0, 0, 34, 14, WHITE) + disc(-10, -10, 15, WHITE) + disc(12, -8, 12, WHITE)


def sky(sun: float = 84, sun_y: float = 66) -> str:
    """Return the sky with sun and clouds."""
    return (
        rect(0, 0, WIDTH, HEIGHT, "@sky") + disc(sun, sun_y, 34, SUN) + put(CLOUD, 236, 60, 1.2) + put(CLOUD, 560, 44)
    )


def hills(y: float = 210) -> str:
    """Return the two rows of rounded hills of Lục Ngạn, the nearer one beginning at `y`."""
    far = f"M0,{y - 20} Q80,{y - 104} 176,{y - 46} Q262,{y - 126} 360,{y - 50} Q452,{y - 132} 540,{y - 54}"
    far += f" Q600,{y - 84} 640,{y - 60} L640,400 L0,400 Z"
    near = f"M0,{y + 20} Q120,{y - 62} 262,{y + 8} Q400,{y - 70} 520,{y} Q590,{y - 34} 640,{y - 6} L640,400 L0,400 Z"
    return area(far, HILL_FAR) + area(near, HILL_NEAR)


def grass(y: float = 340, colour: str = MEADOW) -> str:
    """Return the rise of ground in front of the people."""
    edge = area(f"M0,{y + 8} Q160,{y - 14} 330,{y + 4} Q500,{y + 20} 640,{y - 4} L640,400 L0,400 Z", colour)
    tuft = line("M-8,0 Q-6,-10 -10,-16 M0,0 L0,-20 M8,0 Q6,-10 11,-15", LEAF_MID, 4)
    return edge + put(tuft, 36, 388) + put(tuft, 612, 386) + put(tuft, 322, 394, 0.8)


def table(top: str = "@top", face: str = "@face", y: float = 322) -> str:
    """Return the table in front of the people, as wide as the picture."""
    seam = "@seam" if face.startswith("@") else darker(face, 0.1)
    return rect(0, y, WIDTH, 36, top) + rect(0, y + 34, WIDTH, 50, face) + line(f"M34,{y + 56} L606,{y + 56}", seam, 4)


def window(x: float, y: float, w: float = 130, h: float = 110) -> str:
    """Return a window with hills behind, by its upper left corner."""
    glass = rect(x, y, w, h, WHITE, 6) + rect(x + 9, y + 9, w - 18, h - 18, SKY)
    bottom, left, right = y + h - 9, x + 9, x + w - 9
    slope = f"M{left},{bottom} L{left},{bottom - 22} Q{x + w * 0.35:.0f},{bottom - 52} {x + w * 0.6:.0f},{bottom - 18}"
    hill = area(f"{slope} Q{right - 16},{bottom - 40} {right},{bottom - 26} L{right},{bottom} Z", HILL_NEAR)
    bars = rect(x + w / 2 - 4, y, 8, h, WHITE) + rect(x - 8, y + h - 4, w + 16, 12, WHITE, 4)
    return glass + disc(x + w * 0.7, y + h * 0.34, 13, SUN) + hill + bars


_LEAF = area("M0,0 Q-26,-30 0,-76 Q26,-30 0,0 Z", LEAF)
PLANT = (
    put(_LEAF, -6, 0, turn=-38)
    + put(_LEAF, 6, 0, turn=38)
    + put(_LEAF, 0, 0, 1.15)
    + area("M-30,-6 L30,-6 L22,44 L-22,44 Z", LITCHI)
    + rect(-34, -10, 68, 13, LITCHI_MID, 4)
)
FLAG = (
    rect(-4, -96, 7, 250, SOFT, 3)
    + area("M2,-92 Q34,-102 62,-90 T118,-92 L118,-18 Q90,-8 62,-18 T2,-18 Z", LITCHI)
    + star(58, -55, 24, SUN)
)
PENNANT = rect(-30, 0, 60, 84, LITCHI, 3) + star(0, 40, 19, SUN) + rect(-38, -6, 76, 9, WOOD_DARK, 4)

_DOTS = ((-70, -10), (-40, -52), (-8, -20), (20, -70), (52, -34), (78, 0), (-20, 22), (36, 14), (-58, 30), (64, 40))
LITCHI_TREE = (
    area("M-16,40 Q-10,100 -22,170 L26,170 Q12,100 18,40 Z", WOOD_DARK)
    + disc(-58, 6, 64, LEAF_MID)
    + disc(60, 8, 62, LEAF_MID)
    + disc(0, -44, 72, LEAF)
    + disc(2, 24, 60, LEAF_MID)
    + "".join(
        disc(x - 6, y, 8.5, LITCHI) + disc(x + 7, y + 3, 8.5, LITCHI_MID) + disc(x, y + 12, 8.5, LITCHI)
        for x, y in _DOTS
    )
)
PALM = line("M0,0 Q6,-80 2,-150", "#b9a184", 12) + "".join(
    put(area("M0,0 Q34,-34 82,-2 Q40,-12 0,0 Z", LEAF_MID), 2, -150, turn=turn)
    for turn in (-70, -20, 30, 150, 200, 250)
)
HOUSE = (
    rect(-100, 0, 200, 110, "#fbf1d8")
    + area("M-126,4 L-88,-62 L88,-62 L126,4 Z", LITCHI)
    + line("M-112,-16 L112,-16 M-100,-36 L100,-36", LITCHI_MID, 4)
    + rect(-94, -72, 188, 13, darker(LITCHI, 0.25), 5)
    + rect(-26, 30, 52, 80, WOOD_DARK, 3)
    + line("M0,34 L0,108", WOOD, 4)
    + rect(-84, 30, 42, 40, SKY_MID, 4)
    + rect(42, 30, 42, 40, SKY_MID, 4)
    + line("M-63,30 L-63,70 M63,30 L63,70", WHITE, 4)
)
STILT_HOUSE = (
    row(rect(0, 40, 9, 58, WOOD_DARK), -82, 0, 52, 4)
    + rect(-92, -18, 184, 62, WOOD)
    + line("M-60,-16 L-60,42 M-28,-16 L-28,42 M4,-16 L4,42 M36,-16 L36,42 M66,-16 L66,42", WOOD_DARK, 3)
    + rect(-98, 40, 196, 9, WOOD_DARK, 3)
    + rect(-16, -8, 32, 50, "#6b4526", 2)
    + area("M-124,-12 L-70,-92 L70,-92 L124,-12 Z", "#8d7a54")
    + line("M-104,-34 L104,-34 M-90,-54 L90,-54 M-78,-74 L78,-74", "#76653f", 4)
    + line("M26,98 L56,48", WOOD_DARK, 6)
)
POLE = rect(-5, -150, 10, 260, "#b7aa96") + rect(-42, -138, 84, 8, SOFT, 3) + row(disc(0, -144, 5, SOFT), -34, 0, 34, 3)
SHELF = rect(0, 0, 150, 9, WOOD_DARK, 3)
BINDERS = "".join(
    rect(x, -h, 20, h, colour, 3) + rect(x + 5, -h + 10, 10, 16, WHITE, 2)
    for x, h, colour in (
        (4, 66, LITCHI),
        (27, 66, LEAF),
        (50, 60, SUN),
        (73, 66, STEEL),
        (100, 62, LEAF_MID),
        (123, 66, LITCHI),
    )
)
BOOKCASE = (
    rect(-10, 0, 170, 250, WOOD_LIGHT, 5)
    + rect(0, 10, 150, 232, "#f7e7cf")
    + put(BINDERS, 0, 84)
    + put(SHELF, 0, 84)
    + put(BINDERS, 0, 164, 1)
    + put(SHELF, 0, 164)
    + put(SHELF, 0, 240)
)
CROSS = rect(-11, -32, 22, 64, LEAF_MID, 4) + rect(-32, -11, 64, 22, LEAF_MID, 4)
WALL_CLOCK = disc(0, 0, 30, SOFT) + disc(0, 0, 24, WHITE) + line("M0,-14 L0,0 L10,6", SOFT, 4)
EMBLEM = disc(0, 0, 46, SUN) + disc(0, 0, 39, LITCHI) + star(0, -2, 27, SUN)
LAMP = line("M0,-200 L0,0", SOFT, 4) + area("M-34,26 Q-30,-8 0,-8 Q30,-8 34,26 Z", LEAF) + oval(0, 26, 16, 6, SUN)


def room(skirting: float = 250) -> str:
    """Return wall and dado of a room."""
    return (
        rect(0, 0, WIDTH, HEIGHT, "@wall")
        + rect(0, skirting, WIDTH, HEIGHT - skirting, "@floor")
        + rect(0, skirting - 4, WIDTH, 8, WHITE)
    )


def crates(x: float, y: float) -> str:
    """Return a crate full of lychees by the middle of its upper edge."""
    fruit = "".join(
        disc(x + dx, y - 6 - (dx % 28) / 4, 14, LITCHI if dx % 3 else LITCHI_MID) for dx in range(-56, 57, 16)
    )
    leaves = area(f"M{x - 40},{y - 12} q14,-30 44,-22 q-12,20 -44,22 Z", LEAF_MID)
    return (
        fruit
        + leaves
        + rect(x - 74, y, 148, 70, WOOD, 4)
        + line(f"M{x - 74},{y + 22} L{x + 74},{y + 22} M{x - 74},{y + 44} L{x + 74},{y + 44}", WOOD_DARK, 4)
    )


def paddies(y: float) -> str:
    """Return rice fields with rows of young plants."""
    fields = area(f"M0,{y} L640,{y - 10} L640,400 L0,400 Z", "#a9cf8e") + area(
        f"M0,{y + 44} L640,{y + 26} L640,{y + 34} L0,{y + 54} Z", "#cfe3c0"
    )
    plant = line("M0,0 L0,-15 M0,0 L-7,-12 M0,0 L7,-12", LEAF_MID, 4)
    return fields + "".join(row(put(plant, 0, 0), 10 + (at % 2) * 22, y + 28 + at * 38, 44, 15) for at in range(2))


TINTS = (SUN_TINT, LEAF_TINT, SKY, "#fbe9e3", "#f3eadb", "#e9e6f1")
FLOORS = ("#f0dcae", LEAF_LIGHT, SKY_MID, "#eec9bd", LINE, "#cfc8df")
TABLES = (
    (WOOD_LIGHT, WOOD),
    ("#f1dcb8", "#dcb880"),
    ("#d3a273", WOOD_DARK),
    ("#eae3d5", "#c9bca2"),
    ("#cfe0d3", LEAF_MID),
    ("#f1d3ca", "#c48a7a"),
)
SKIES = (SKY, "#cfe6f0", "#fdeccb", "#e2f0ea", "#e4ecf7")
GREY_FLOOR, DARK = "#d9d3c7", STEEL_DARK
