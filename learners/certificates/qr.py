"""QR codes as drawings: one unit a module, without the quiet zone around them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class QrDrawing:
    """A square of `side` units and the dark modules in it as an SVG path."""

    side: int
    path: str


def qr_drawing(text: str) -> QrDrawing:
    """Return the QR of a text; it stands a stain on 15 % of it."""
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415 - it brings what draws letters into photos, for few.
    from qrcode.main import QRCode  # noqa: PLC0415 - the same.

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    matrix = code.get_matrix()
    return QrDrawing(len(matrix), "".join(_dark_runs(row, y) for y, row in enumerate(matrix)))


def _dark_runs(row: list[bool], y: int) -> str:
    """The dark modules of a line as path; neighbours are one piece, so that no seam shows between them."""
    drawn, x = "", 0
    for dark, modules in groupby(row):
        width = len(list(modules))
        drawn += f"M{x} {y}h{width}v1h-{width}z" if dark else ""
        x += width
    return drawn
