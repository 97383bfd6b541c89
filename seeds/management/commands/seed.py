"""Bring the site to what `seeds/content` says, or only check the files."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seeds.linter import lint
from seeds.linter.drafts import draft_faults, is_draft_folder
from seeds.loaders.checks import content_faults
from seeds.loaders.content import CONTENT, ContentFolder
from seeds.loaders.everything import load_everything
from seeds.loaders.tally import Tally


class Command(BaseCommand):
    """Running it twice changes nothing the second time; pages a person edited are never overwritten."""

    help = "Fill the site with its courses, units and pages; a second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only check the files, write nothing")
        parser.add_argument("--only", nargs="+", default=[], metavar="CODE", help="load only these courses")
        parser.add_argument("--content", type=Path, default=CONTENT, help="another folder of content files")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"] and is_draft_folder(options["content"]):
            self.check_drafts(options["content"])
            return
        folder = ContentFolder(options["content"])
        self.check_files(folder, options["check"])
        if options["check"]:
            return
        started = time.monotonic()
        tally = Tally(self.say if options["verbosity"] else lambda line: None)
        load_everything(folder, tally, options["only"])
        for line in tally.lines():
            tally.say(line)
        tally.say("Đã cập nhật dữ liệu." if tally.changed else "Không có gì thay đổi.")
        tally.say(f"Xong sau {time.monotonic() - started:.0f} giây.")

    def say(self, line: str) -> None:
        """Print one line at once, so that progress is seen while it happens."""
        self.stdout.write(line)
        self.stdout.flush()

    def check_drafts(self, folder: Path) -> None:
        """Print every fault of courses that are still being written; raises CommandError when there is one."""
        count, faults = draft_faults(folder)
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"{len(faults)} chỗ cần sửa trong {count} khóa học.")
        self.say(f"{count} khóa học đều đúng.")

    def check_files(self, folder: ContentFolder, checking: bool) -> None:
        """Print every fault of the files with its line; raises CommandError when there is one."""
        faults = content_faults(folder)
        # What could only be better stops nobody who loads: a trainer's course must come in as it was exported.
        if checking and not faults:
            faults = lint(folder.courses)
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"{len(faults)} chỗ cần sửa trong {folder.root.name}. Chưa ghi gì vào cơ sở dữ liệu.")
        if checking:
            self.say(f"{len(folder.courses)} khóa học và các tệp khác đều đúng.")
