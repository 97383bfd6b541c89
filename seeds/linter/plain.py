"""What course files say, as the plain texts that rules read."""

from __future__ import annotations

import re
from typing import Any

from courses.rules.lesson import LessonText, Passage
from courses.rules.module import ModuleText
from courses.rules.prose import words
from seeds.schema import CalloutFile, ItemFile, LessonFile, ModuleFile, StepFile, TableFile

_LINK = re.compile(r"\[([^\[\]]+)\]\([^\s()]+\)")
_MARKER = re.compile(r"^(-|\d+[.)]|#{2,3})\s+")


def plain_lines(source: str) -> tuple[str, ...]:
    """Return the paragraphs, list entries and headings of a text as written in a file, without their marks.

    A line that begins none of these belongs to the one before it, as in `seeds.loaders.rich_text`.
    """
    found: list[str] = []
    joins = False
    for line in (each.strip() for each in source.splitlines()):
        starts = bool(_MARKER.match(line))
        text = _LINK.sub(r"\1", _MARKER.sub("", line).replace("**", ""))
        if joins and text and not starts:
            found[-1] = f"{found[-1]} {text}"
        elif text:
            found.append(text)
        joins = bool(text) and not line.startswith("#")
    return tuple(found)


def lesson_text(lesson: LessonFile) -> LessonText:
    """Return a lesson as rules see it."""
    return LessonText(
        passages=tuple(_passage(step) for step in lesson.steps),
        minutes=lesson.minutes,
        actions=sum(
            isinstance(each, CalloutFile) and each.kind == "do"
            for step in lesson.steps
            for each in (step.callout, *step.blocks)
        ),
        pictures=sum(step.picture is not None for step in lesson.steps),
        practice=frozen(lesson.practice),
        updated=lesson.updated,
        review=lesson.review,
        summary=lesson.summary,
    )


def module_text(module: ModuleFile) -> ModuleText:
    """Return a module as rules see it."""
    plan = module.session_plan
    return ModuleText(
        words=sum(lesson_text(lesson).words for lesson in module.lessons),
        minutes=module.minutes,
        task_sheet=module.task_sheet is not None,
        session_plan=plan is not None,
        plan_minutes=sum(row.minutes for row in plan.rows) if plan else 0,
    )


def room_lines(module: ModuleFile) -> list[str]:
    """Return what the task sheet and the session plan of a module say."""
    sheet, plan = module.task_sheet, module.session_plan
    found = [sheet.title, sheet.goal, *sheet.steps, *sheet.done_when] if sheet else []
    return found + (
        [*plan.materials, *(text for row in plan.rows for text in (row.activity, row.check))] if plan else []
    )


def frozen(item: ItemFile) -> dict[str, Any]:
    """Return a question in its frozen form; ids are paths of keys, pictures are taken for drawn."""
    return item.frozen(lambda path: "/".join(map(str, path)), lambda picture: {"image": 1, "alt": picture.alt})


def _passage(step: StepFile) -> Passage:
    blocks = [each for each in (step.text, step.callout, step.table, *step.blocks) if each is not None]
    tables = [each for each in blocks if isinstance(each, TableFile)]
    texts = [each.text if isinstance(each, CalloutFile) else each for each in blocks if not isinstance(each, TableFile)]
    lines = [line for text in texts for line in plain_lines(text)]
    cells = [cell for table in tables for row in (table.header, *table.rows) for cell in row]
    return Passage(tuple(lines), tuple(cell for cell in cells if words(cell)), step.title)
