"""`manage.py outbox`: what waits, and the relay that hands it on."""

from __future__ import annotations

import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from learners import outbox


class Command(BaseCommand):
    """`--status` prints counts and the oldest wait; `--relay` hands entries on until it is stopped."""

    help = "Shows the outbox or relays its entries to the workers."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--status", action="store_true", help="print counts as JSON")
        what.add_argument("--relay", action="store_true", help="hand entries on, once a second")
        what.add_argument("--once", action="store_true", help="hand on what is due and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["status"]:
            self.stdout.write(json.dumps(outbox.status()))
            return
        while True:
            handed = outbox.relay()
            if options["once"]:
                self.stdout.write(f"{handed} handed on")
                return
            time.sleep(0 if handed else 1)
