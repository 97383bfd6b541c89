"""Draw the pictures of the content anew where their SVG changed."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seeds.pictures import BrokenPicture, draw_all
from seeds.schema.catalogue import CONTENT


class Command(BaseCommand):
    """Writes a `.webp` beside each `.svg`; a picture that is up to date is left alone."""

    help = "Draw the small pictures of the content from their SVG files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--root", type=Path, default=CONTENT / "images", help="the folder of pictures")
        parser.add_argument("--force", action="store_true", help="draw every picture, also those up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = draw_all(options["root"], force=options["force"])
        except BrokenPicture as error:
            raise CommandError(f"Không vẽ được hình: {error}") from error
        for path in written:
            self.stdout.write(f"{path.relative_to(options['root'])}: {path.stat().st_size / 1000:.1f} kB")
        self.stdout.write(f"Đã vẽ {len(written)} hình.")
