"""`manage.py rescore --check`: a score is a function of what is stored, and nothing else."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from learners.services.invariants import differing_scores


class Command(BaseCommand):
    """Recomputes every score; prints the attempts that differ; exit status 1 when there are any."""

    help = "Recomputes every score from the frozen versions and the stored answers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", required=True, help="compare, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        differing = list(differing_scores())
        self.stdout.write(f"{len(differing)} differ {differing[:20] or ''}")
        if differing:
            sys.exit(1)
