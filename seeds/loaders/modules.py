"""What a module gives a trainer, and where a course's facts come from, as values of their pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from courses.rules.module import MINUTES
from seeds.loaders.identity import block_id
from seeds.loaders.items import Block
from seeds.schema import CourseFile, ModuleFile, SessionPlanFile, TaskSheetFile


def room_values(code: str, number: int, module: ModuleFile) -> dict[str, Any]:
    """Return the fields of a module that say how long it takes and how it is taught in a room."""
    path = (code, "module", number)
    return {f"minutes_{kind}": module.minutes.get(kind, 0) for kind in MINUTES} | {
        "task_sheet": _stream("sheet", path, _sheet(module.task_sheet, path)),
        "session_plan": _stream("plan", path, _plan(module.session_plan, path)),
    }


def sources(course: CourseFile) -> list[Block]:
    """Return the sources of a course as stream data."""
    return [
        {
            "type": "source",
            "value": {"text": source.text, "date": source.date.isoformat()},
            "id": block_id(course.code, "source", number),
        }
        for number, source in enumerate(course.sources, start=1)
    ]


def _sheet(sheet: TaskSheetFile | None, path: tuple[str | int, ...]) -> dict[str, Any] | None:
    return sheet and {
        "title": sheet.title,
        "goal": sheet.goal,
        "steps": _list(sheet.steps, (*path, "steps")),
        "done_when": _list(sheet.done_when, (*path, "done_when")),
    }


def _plan(plan: SessionPlanFile | None, path: tuple[str | int, ...]) -> dict[str, Any] | None:
    return plan and {
        "materials": _list(plan.materials, (*path, "materials")),
        "rows": _list(
            [{"minutes": row.minutes, "activity": row.activity, "check": row.check} for row in plan.rows],
            (*path, "rows"),
        ),
    }


def _stream(kind: str, path: tuple[str | int, ...], value: dict[str, Any] | None) -> list[Block]:
    return [{"type": kind, "value": value, "id": block_id(*path, kind)}] if value else []


def _list(values: Sequence[Any], path: tuple[str | int, ...]) -> list[Block]:
    return [
        {"type": "item", "value": value, "id": block_id(*path, place)} for place, value in enumerate(values, start=1)
    ]
