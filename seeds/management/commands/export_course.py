"""Write a course of the CMS as a course file to the standard output."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.models import CoursePage
from seeds.export import export_course, export_words
from seeds.loaders.content import CONTENT, ContentFolder


class Command(BaseCommand):
    """What people edited is in the file, drafts too; importing it where it was made changes nothing."""

    help = "Write a course as a course file, to be kept, changed and loaded again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="code of the course, such as CD-06")
        parser.add_argument("--english", action="store_true", help="the English words, to be laid over that file")
        parser.add_argument("--content", type=Path, default=CONTENT, help="the folder whose names are used again")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = export_words if options["english"] else export_course
            exported = written(options["code"], ContentFolder(options["content"]))
        except CoursePage.DoesNotExist:
            raise CommandError(f"Không có khóa học nào mã {options['code']}.") from None
        for sentence in exported.left:
            self.stderr.write(sentence)
        self.stdout.write(exported.text, ending="")
