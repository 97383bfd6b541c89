"""Colours and shapes: every function answers SVG with presentation attributes only, no ids and no references."""

from __future__ import annotations

WIDTH, HEIGHT = 640, 400

PAPER, WHITE, INK, SOFT, LINE = "#fffaf1", "#ffffff", "#1d1a16", "#5b5348", "#e7dcc8"
LEAF, LEAF_MID, LEAF_LIGHT, LEAF_TINT = "#0f5f43", "#2e7d5b", "#a5cbb4", "#e3f1ea"
LITCHI, LITCHI_MID, LITCHI_TINT = "#a81e2d", "#c8434f", "#fbe7e6"
SUN, SUN_TINT, STRAW, STRAW_DARK = "#f2b632", "#fcefcf", "#eddba6", "#d3b871"
SKY, SKY_MID, BLUE, INDIGO, INDIGO_MID = "#dcebf2", "#b4d2df", "#2f6c9c", "#2a3864", "#4a5b91"
WOOD, WOOD_DARK, WOOD_LIGHT, CLAY, PLUM = "#c9925f", "#a06c40", "#e6bf94", "#c4673f", "#6d4c80"
STEEL, STEEL_DARK, SILVER = "#8a96a0", "#4c565f", "#d5dce0"
SKIN, SKIN_MID, SKIN_DEEP = "#f2cda9", "#e4b58a", "#cf9a6e"


def number(value: float) -> str:
    """Return a coordinate as short as it can be written, to a tenth."""
    return f"{round(value, 1):g}"


def mixed(colour: str, other: str, share: float) -> str:
    """Return `colour` with a `share` (0-1) of the other one in it."""
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def darker(colour: str, share: float = 0.16) -> str:
    """Return the colour of the shadow side."""
    return mixed(colour, INK, share)


def lighter(colour: str, share: float = 0.2) -> str:
    """Return the colour of the lit side."""
    return mixed(colour, WHITE, share)


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0) -> str:
    """Return a rectangle by its upper left corner, `r` its rounding."""
    rounding = f' rx="{number(r)}"' if r else ""
    return f'<rect x="{number(x)}" y="{number(y)}" width="{number(w)}" height="{number(h)}"{rounding} fill="{fill}"/>'


def disc(x: float, y: float, r: float, fill: str) -> str:
    """Return a filled circle."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}" fill="{fill}"/>'


def oval(x: float, y: float, rx: float, ry: float, fill: str) -> str:
    """Return a filled ellipse."""
    return f'<ellipse cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}" fill="{fill}"/>'


def ring(x: float, y: float, r: float, colour: str, width: float) -> str:
    """Return a circle that is only a line."""
    where = f'cx="{number(x)}" cy="{number(y)}" r="{number(r)}"'
    return f'<circle {where} fill="none" stroke="{colour}" stroke-width="{number(width)}"/>'


def area(d: str, fill: str) -> str:
    """Return a filled path."""
    return f'<path d="{d}" fill="{fill}"/>'


def line(d: str, colour: str, width: float = 5) -> str:
    """Return a path that is only a line with round ends."""
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{number(width)}" {ends}/>'


def shadow(x: float, y: float, rx: float, ry: float = 7) -> str:
    """Return the soft shadow under something that stands."""
    where = f'cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(ry)}"'
    return f'<ellipse {where} fill="{INK}" fill-opacity="0.14"/>'


def put(content: str, x: float, y: float, scale: float = 1, turn: float = 0, flip: bool = False) -> str:
    """Return a drawing moved to a place, scaled about its origin, turned by degrees and mirrored if asked."""
    moves = f"translate({number(x)} {number(y)})"
    moves += f" rotate({number(turn)})" if turn else ""
    if flip or scale != 1:
        moves += f" scale({'-' if flip else ''}{scale:.3g} {scale:.3g})"
    return f'<g transform="{moves}">{content}</g>'


def row(content: str, x: float, y: float, step: float, count: int) -> str:
    """Return the same drawing `count` times from left to right."""
    return "".join(put(content, x + step * place, y) for place in range(count))


def star(x: float, y: float, r: float, fill: str) -> str:
    """Return a five-pointed star."""
    tips = ((0, -1), (0.225, -0.31), (0.951, -0.309), (0.363, 0.118), (0.588, 0.809), (0, 0.382))
    left = [(-a, b) for a, b in reversed(tips[1:5])]
    points = " ".join(f"{number(x + a * r)},{number(y + b * r)}" for a, b in [*tips, *left])
    return f'<polygon points="{points}" fill="{fill}"/>'


def paint(drawing: str, colours: dict[str, str]) -> str:
    """Return a drawing whose colour words (`@cloth`) are replaced; the longest words go first."""
    for word in sorted(colours, key=len, reverse=True):
        drawing = drawing.replace(f"@{word}", colours[word])
    return drawing
