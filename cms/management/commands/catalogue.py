"""Bring the catalogues of translations up to what the code says, or only check them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.catalogue.collect import collect
from cms.catalogue.faults import faults_of_borrowed, faults_of_own
from cms.catalogue.store import in_order, merged, read, write

OWN = Path("cms/locale/vi/LC_MESSAGES/django.po")
BORROWED = Path("cms/locale_wagtail/vi/LC_MESSAGES")
DOMAINS = ("django", "djangojs")


class Command(BaseCommand):
    """`cms/locale` holds our own sentences, `cms/locale_wagtail` those of Django and the packages."""

    help = "Collect the sentences of the code into the catalogues and compile them; --check only says what is wrong."
    # It reads files only, so it also works where no database is set up.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when anything is wrong")
        parser.add_argument("--offer", nargs="+", type=Path, default=[], help="take missing translations from these")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        if not options["check"]:
            self.renew(root, [read(path) for path in options["offer"]])
        faults = list(self.faults(root))
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults in the catalogues.")
        self.stdout.write("Every sentence is translated.")

    def renew(self, root: Path, offered: list[polib.POFile]) -> None:
        """Write every catalogue anew: ours from the code, the borrowed ones from themselves."""
        write(merged(collect(root), read(root / OWN), offered), root / OWN)
        for domain in DOMAINS:
            path = root / BORROWED / f"{domain}.po"
            write(in_order(read(path)), path)

    def faults(self, root: Path) -> Iterator[str]:
        """Say each fault of each catalogue."""
        yield from faults_of_own(collect(root), root / OWN)
        for domain in DOMAINS:
            yield from faults_of_borrowed(root / BORROWED / f"{domain}.po", installed(domain))


def installed(domain: str) -> Iterator[polib.POFile]:
    """The English catalogues of Django and the installed packages, which list what each of them says.

    Whole packages are searched: a block of Wagtail's may be used without its app being installed.
    """
    names = {"django", *(app.name.split(".")[0] for app in apps.get_app_configs())}
    for name in sorted(names):
        for path in sorted(Path(str(sys.modules[name].__file__)).parent.rglob(f"locale/en/LC_MESSAGES/{domain}.po")):
            yield polib.pofile(str(path))
