"""What a module says about its time, and what it gives a trainer who teaches it in a room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.enums import Format
from courses.rules.finding import Finding
from courses.rules.limits import READING_SLACK, WORDS_A_MINUTE

MINUTES = ("reading", "listening", "doing", "practising")
"""The four kinds of time a learner spends on a module."""


@dataclass(frozen=True)
class ModuleText:
    """A module as rules see it; `minutes` by kind, empty while unsaid; `plan_minutes` of the session plan's rows."""

    words: int
    minutes: Mapping[str, int]
    task_sheet: bool = False
    session_plan: bool = False
    plan_minutes: int = 0


def module_findings(module: ModuleText) -> Iterator[Finding]:
    """Yield what one module should do better."""
    if not module.minutes:
        yield Finding("minutes", _("Say how many minutes the module takes: reading, listening, doing, practising."))
    else:
        counted, said = math.ceil(module.words / WORDS_A_MINUTE), module.minutes.get("reading", 0)
        if abs(counted - said) > READING_SLACK:
            message = _("Reading takes %(counted)s minutes (%(words)s words, %(speed)s a minute), not %(said)s.")
            values = {"counted": counted, "words": module.words, "speed": WORDS_A_MINUTE, "said": said}
            yield Finding("minutes", message % values)
    if module.task_sheet and not module.session_plan:
        yield Finding("session-plan", _("Add a session plan for the trainer beside the task sheet."))
    if module.session_plan and not module.task_sheet:
        yield Finding("task-sheet", _("Add a task sheet for the learners beside the session plan."))


def time_findings(modules: Sequence[ModuleText], course: Any) -> Iterator[Finding]:
    """Yield what the modules say about time that does not agree with the course.

    `course` has `format`, `hours_self_paced`, `hours_class` and `hours_practice` (hours).
    """
    total = sum(sum(module.minutes.values()) for module in modules)
    own = course.hours_self_paced * 60
    if all(module.minutes for module in modules) and total != own:
        message = _(
            "The modules take %(total)s minutes together, the course says %(own)s on one's own: make them equal."
        )
        yield Finding("hours", message % {"total": total, "own": _whole(own)})
    sheets = [place for place, module in enumerate(modules, start=1) if not module.task_sheet]
    if course.format == Format.IN_PERSON and sheets:
        for place in sheets:
            yield Finding(
                "task-sheet", _("A course taught in class has a task sheet and a session plan in each module."), place
            )
    elif course.format == Format.BLENDED and len(sheets) == len(modules):
        yield Finding("task-sheet", _("A course taught partly in class has a task sheet and a session plan somewhere."))
    planned, most = sum(module.plan_minutes for module in modules), (course.hours_class + course.hours_practice) * 60
    if planned > most:
        message = _(
            "The session plans take %(planned)s minutes, the course has %(most)s in class and practice together."
        )
        yield Finding("session-plan", message % {"planned": planned, "most": _whole(most)})


def _whole(minutes: Decimal) -> str:
    return f"{minutes.normalize():f}"
