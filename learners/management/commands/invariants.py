"""`manage.py invariants`: does the learning record hold?"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from learners.services.invariants import check_invariants


class Command(BaseCommand):
    """Prints one line an invariant; exit status 1 when one is broken."""

    help = "Checks the invariants of the learning record on live data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = check_invariants()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=1))
        else:
            for each in findings:
                self.stdout.write(f"{'ok    ' if not each.broken else 'BROKEN'} {each.name} {each.examples or ''}")
        if any(each.broken for each in findings):
            sys.exit(1)
