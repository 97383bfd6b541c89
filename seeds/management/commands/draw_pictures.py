"""Draw the pictures of the content anew where their SVG, their scene or the drawing code changed."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seeds.illustrations.album import draw_used, outdated, unused, used_pictures
from seeds.pictures import BrokenPicture, draw_all
from seeds.schema.catalogue import CONTENT


class Command(BaseCommand):
    """Writes a `.webp` for each `.svg` and each scene of a course; a picture that is up to date is left alone."""

    help = "Draw the small pictures of the content from their SVG files and from the scenes in the course files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--content", type=Path, default=CONTENT, help="another folder of content files")
        parser.add_argument("--root", type=Path, help="only the SVG files below this folder")
        parser.add_argument("--force", action="store_true", help="draw every picture, also those up to date")
        parser.add_argument("--check", action="store_true", help="only say which scenes are to be drawn or removed")

    def handle(self, *args: Any, **options: Any) -> None:
        root, content = options["root"], options["content"]
        if options["check"]:
            self.check_scenes(content)
            return
        try:
            written = draw_all(root or content / "images", force=options["force"])
            drawn, removed = ([], []) if root else draw_used(content, force=options["force"])
        except BrokenPicture as error:
            raise CommandError(f"Không vẽ được hình: {error}") from error
        for path in [*written, *drawn]:
            self.stdout.write(f"{path.relative_to(root or content / 'images')}: {path.stat().st_size / 1000:.1f} kB")
        if not (root or used_pictures(content)[1]):
            self.stderr.write("Có khóa học còn lỗi, hình của khóa đó chưa được vẽ. Chạy manage.py seed --check để xem.")
        if removed:
            self.stdout.write(f"Đã bỏ {len(removed)} hình không khóa học nào dùng.")
        self.stdout.write(f"Đã vẽ {len(written) + len(drawn)} hình.")

    def check_scenes(self, content: Path) -> None:
        """Name every picture of a scene that is not as it should be; raises CommandError when there is one."""
        old, idle = outdated(content), unused(content)
        for path in old:
            self.stderr.write(f"{path.name}: cần vẽ lại.")
        for path in idle:
            self.stderr.write(f"{path.name}: không khóa học nào dùng.")
        if old or idle:
            raise CommandError("Chạy manage.py draw_pictures.")
        self.stdout.write("Mọi hình đều đúng với cảnh của nó.")
