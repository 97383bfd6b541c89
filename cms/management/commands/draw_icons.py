"""Draws the app's icons from the mark, so that its picture is kept in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.management.base import BaseCommand

SHEET = """#set page(width: {size}pt, height: {size}pt, margin: {margin}pt, fill: {fill})
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)
"""
# A maskable icon may lose a fifth at each side to the phone's own shape.
DRAWN = {
    "app-192.png": (192, 8, "none"),
    "app-512.png": (512, 20, "none"),
    "app-maskable-512.png": (512, 112, 'rgb("#fffaf1")'),
}


class Command(BaseCommand):
    """`manage.py draw_icons` writes the PNG files beside `mark.svg`."""

    help = "Draw the app's icons (PNG) from cms/static/icons/mark.svg."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every icon."""
        folder = Path(settings.BASE_DIR) / "cms" / "static" / "icons"
        mark = (folder / "mark.svg").read_text()
        for name, (size, margin, fill) in DRAWN.items():
            sheet = SHEET.format(size=size, margin=margin, fill=fill).encode()
            png = typst.compile(sheet, format="png", ppi=72, sys_inputs={"svg": mark})
            (folder / name).write_bytes(png)
            self.stdout.write(name)
