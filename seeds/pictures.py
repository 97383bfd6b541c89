"""The drawings of the content (SVG) as the small pictures a phone loads (WebP)."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

WIDTH, HEIGHT = 640, 400
# The first quality that brings a picture under the limit is taken; the last one stands whatever it weighs.
QUALITIES = (70, 60, 50)
LIGHT_BYTES = 15_000
PAGE = f"""#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)
"""
# Raised when a change below draws other pixels from the same file.
EDITION = b"1"
IMAGE_DESCRIPTION = 0x010E
# What would draw differently elsewhere, reach outside the file or put letters into a picture.
_FORBIDDEN = re.compile(r"<\s*(text|image|style|script|foreignObject)\b|<!ENTITY|href\s*=\s*[\"'](?!#)", re.IGNORECASE)


class BrokenPicture(ValueError):
    """An SVG that cannot be drawn; says the file and why."""

    def __init__(self, svg: Path, reason: str) -> None:
        super().__init__(f"{svg}: {reason}")
        self.svg = svg
        self.reason = reason


def draw(svg: Path) -> bytes:
    """Return the WebP of an SVG, 640 pixels wide, 15 kB or little more; the same file gives the same bytes.

    Raises BrokenPicture for a file that is no SVG or holds what our pictures may not hold.
    """
    source = _source(svg)
    try:
        png = typst.compile(PAGE.encode(), format="png", ppi=72, sys_inputs={"svg": source})
    except typst.TypstError as error:
        raise BrokenPicture(svg, str(error).splitlines()[0]) from error
    if not isinstance(png, bytes):
        raise BrokenPicture(svg, "the drawing does not fit one page")
    return _webp(png, _digest(source))


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


def _source(svg: Path) -> str:
    try:
        source = svg.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BrokenPicture(svg, "is no UTF-8 text") from error
    if found := _FORBIDDEN.search(source):
        raise BrokenPicture(svg, f"holds {found.group()!r}, which a picture may not hold")
    return source


def _digest(source: str) -> str:
    return hashlib.sha256(EDITION + source.encode()).hexdigest()


def _drawn_from(picture: Path) -> str:
    """The digest a picture carries; empty when there is no picture or none of ours."""
    try:
        with Image.open(picture) as image:
            return str(image.getexif().get(IMAGE_DESCRIPTION, ""))
    except OSError:
        return ""


def _webp(png: bytes, digest: str) -> bytes:
    content = b""
    with Image.open(BytesIO(png)) as image:
        flat = image.convert("RGB").resize((WIDTH, HEIGHT))
        exif = Image.Exif()
        exif[IMAGE_DESCRIPTION] = digest
        for quality in QUALITIES:
            file = BytesIO()
            flat.save(file, "WEBP", quality=quality, method=6, exif=exif)
            content = file.getvalue()
            if len(content) <= LIGHT_BYTES:
                break
    return content
