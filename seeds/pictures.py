"""The drawings of the content (SVG) as the small pictures a phone loads (WebP)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from learners.certificates.render import FONTS

SCENE, SCREEN = (640, 400), (360, 560)
"""Width and height of a drawing; screens of phones stand in folders called `screens` and are drawn finer."""
SCREENS = "screens"
# The first quality that brings a picture under the limit is taken; the last one stands whatever it weighs.
QUALITIES = (70, 60, 50)
LIGHT_BYTES = 15_000
# Scenes are made of few plain colours: kept exactly, they weigh less than blurred ones. The first count that brings a
# picture under the limit is taken; the last one stands.
COLOURS = (56, 40, 28)
LIGHT_SCENE_BYTES = 9_000
# Two colours nearer than this (the square of their distance) share one place in the palette.
NEAR = 60
PAGE = """#set page(width: {}pt, height: {}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)
"""
# Raised when a change below draws other pixels from the same file.
EDITION = b"1"
IMAGE_DESCRIPTION = 0x010E
# What would draw differently elsewhere, reach outside the file or put letters into a picture.
_OUTSIDE = r"<\s*({}image|style|script|foreignObject)\b|<!ENTITY|href\s*=\s*[\"'](?!#)"
_FORBIDDEN = re.compile(_OUTSIDE.format("text|"), re.IGNORECASE)
# A screen without its words would teach nobody. They are drawn in the house's own font.
_FORBIDDEN_ON_SCREENS = re.compile(_OUTSIDE.format(""), re.IGNORECASE)


class BrokenPicture(ValueError):
    """An SVG that cannot be drawn; says the file and why."""

    def __init__(self, svg: Path, reason: str) -> None:
        super().__init__(f"{svg}: {reason}")
        self.svg = svg
        self.reason = reason


def draw(svg: Path) -> bytes:
    """Return the WebP of an SVG, 15 kB or little more; the same file gives the same bytes.

    It is 640 pixels wide; a phone's screen is 540, twice as fine as it is shown. Raises BrokenPicture for a file that
    is no SVG or holds what our pictures may not hold.
    """
    source = _source(svg)
    size, fineness = (SCREEN, 1.5) if _is_screen(svg) else (SCENE, 1)
    with _drawing(source, svg, size, fineness) as drawn:
        return _webp(drawn, _digest(source))


def draw_scenes(root: Path, sources: Mapping[str, str], force: bool = False) -> list[Path]:
    """Write `<name>.webp` below `root` for every SVG that is missing there or was drawn from another source.

    `sources` maps names (`scenes/0123456789ab`) to SVG. Returns what was written.
    """
    written = []
    for name, source in sorted(sources.items()):
        target = root / f"{name}.webp"
        if force or not is_drawn_from(target, source):
            with _drawing(source, target, SCENE, 1) as drawn:
                content = _plain_webp(drawn, _digest(source))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            written.append(target)
    return written


def is_drawn_from(picture: Path, source: str) -> bool:
    """Whether a picture is there and was drawn from just this SVG."""
    return _drawn_from(picture) == _digest(source)


def draw_all(root: Path, force: bool = False) -> list[Path]:
    """Write a `.webp` beside every SVG below `root` whose drawing is missing or was made from another content.

    A picture carries the digest of its SVG, so neither dates nor a list of files are needed. Returns what was written.
    """
    written = []
    for svg in sorted(root.rglob("*.svg")):
        target = svg.with_suffix(".webp")
        if force or _drawn_from(target) != _digest(_source(svg)):
            target.write_bytes(draw(svg))
            written.append(target)
    return written


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _drawing(source: str, name: Path, size: tuple[int, int], fineness: float) -> Image.Image:
    """Return the drawn pixels of an SVG; raises BrokenPicture with the name."""
    if found := (_FORBIDDEN_ON_SCREENS if _is_screen(name) else _FORBIDDEN).search(source):
        raise BrokenPicture(name, f"holds {found.group()!r}, which a picture may not hold")
    compiler = typst.Compiler(PAGE.format(*size).encode(), font_paths=_fonts(), sys_inputs={"svg": source})
    try:
        png = compiler.compile(format="png", ppi=72 * fineness)
    except typst.TypstError as error:
        raise BrokenPicture(name, str(error).splitlines()[0]) from error
    if not isinstance(png, bytes):
        raise BrokenPicture(name, "the drawing does not fit one page")
    with Image.open(BytesIO(png)) as image:
        return image.convert("RGB").resize((round(size[0] * fineness), round(size[1] * fineness)))


def _is_screen(svg: Path) -> bool:
    return svg.parent.name == SCREENS


def _source(svg: Path) -> str:
    try:
        return svg.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BrokenPicture(svg, "is no UTF-8 text") from error


def _digest(source: str) -> str:
    return hashlib.sha256(EDITION + source.encode()).hexdigest()


def _drawn_from(picture: Path) -> str:
    """The digest a picture carries; empty when there is no picture or none of ours."""
    try:
        with Image.open(picture) as image:
            return str(image.getexif().get(IMAGE_DESCRIPTION, ""))
    except OSError:
        return ""


def _webp(drawn: Image.Image, digest: str) -> bytes:
    content = b""
    for quality in QUALITIES:
        file = BytesIO()
        drawn.save(file, "WEBP", quality=quality, method=6, exif=_signed(digest))
        content = file.getvalue()
        if len(content) <= LIGHT_BYTES:
            break
    return content


def _plain_webp(drawn: Image.Image, digest: str) -> bytes:
    content = b""
    for count in COLOURS:
        file = BytesIO()
        plain = drawn.quantize(palette=_palette(drawn, count), dither=Image.Dither.NONE).convert("RGB")
        plain.save(file, "WEBP", lossless=True, quality=60, method=4, exif=_signed(digest))
        content = file.getvalue()
        if len(content) <= LIGHT_SCENE_BYTES:
            break
    return content


def _palette(drawn: Image.Image, count: int) -> Image.Image:
    """Return the colours that cover most of a drawing, none of them close to another."""
    chosen: list[tuple[int, int, int]] = []
    found: Any = drawn.getcolors(drawn.width * drawn.height) or []
    for _, colour in sorted(found, reverse=True):
        if all(sum((one - two) ** 2 for one, two in zip(colour, other, strict=True)) > NEAR for other in chosen):
            chosen.append(colour)
        if len(chosen) == count:
            break
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in (*chosen, *(chosen[:1] * (256 - len(chosen)))) for part in colour])
    return palette


def _signed(digest: str) -> Image.Exif:
    exif = Image.Exif()
    exif[IMAGE_DESCRIPTION] = digest
    return exif
