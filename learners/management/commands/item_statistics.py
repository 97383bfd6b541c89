"""`manage.py item_statistics --check` and `--rebuild`: the sums behind item analysis are those of the rows."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from learners.enums import TaskState
from learners.models import OutboxEntry
from learners.services.item_statistics import differences, quizzes_counted, rebuild_item_statistics

SHOWN = 20


class Command(BaseCommand):
    """Compares the sums with a recount (exit status 1 when they differ), or counts everything afresh."""

    help = "Checks or rebuilds the sums of the questions of every quiz."

    def add_arguments(self, parser: CommandParser) -> None:
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--check", action="store_true", help="compare with a recount, write nothing")
        way.add_argument("--rebuild", action="store_true", help="count every quiz afresh")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            quizzes = quizzes_counted()
            people = sum(rebuild_item_statistics(quiz_key=key) for key in quizzes)
            self.stdout.write(f"{people} counted in {len(quizzes)} quizzes")
            return
        found = [line for key in quizzes_counted() for line in differences(quiz_key=key)]
        waiting = OutboxEntry.objects.filter(kind="count_attempt", state=TaskState.WAITING).count()
        self.stdout.write(f"{len(found)} differ" + (f", {waiting} still to be counted" if waiting else ""))
        for line in found[:SHOWN]:
            self.stdout.write(line)
        if found:
            sys.exit(1)
