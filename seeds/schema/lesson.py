"""Reading the modules, lessons and steps of a course file."""

from __future__ import annotations

import datetime

import yaml

from courses.items import ITEM_TYPES
from courses.rules.module import MINUTES
from seeds.schema.fields import KEY, Fields
from seeds.schema.item import read_item
from seeds.schema.nodes import Notebook
from seeds.schema.records import (
    CALLOUTS,
    CalloutFile,
    LessonFile,
    ModuleFile,
    PlanRowFile,
    SessionPlanFile,
    StepFile,
    TableFile,
    TaskSheetFile,
)
from seeds.schema.text import SUMMARY_LENGTH, TITLE_LENGTH, read_both, read_picture

LEAST_LESSONS, MOST_LESSONS = 1, 20
LINE_LENGTH = 300
MONTH = r"\d{4}-(0[1-9]|1[0-2])"


def read_module(node: yaml.Node, notes: Notebook) -> ModuleFile:
    """Read one chapter; without the key `lessons` it is only announced."""
    fields = Fields(node, notes, "modules")
    title = read_both(fields.fields("title"), TITLE_LENGTH)
    nodes = fields.entries("lessons", least=LEAST_LESSONS, most=MOST_LESSONS, optional=True)
    module = ModuleFile(
        title=title,
        lessons=tuple(_lesson(each, notes) for each in nodes),
        minutes=_minutes(fields.fields("minutes")) if fields.has("minutes") else {},
        task_sheet=_task_sheet(fields.fields("task_sheet")) if fields.has("task_sheet") else None,
        session_plan=_session_plan(fields.fields("session_plan")) if fields.has("session_plan") else None,
        id=fields.uuid("id"),
        line=fields.line,
    )
    fields.done()
    return module


def _minutes(fields: Fields) -> dict[str, int]:
    found = {kind: fields.whole(kind, least=0, most=6000) for kind in MINUTES}
    fields.done()
    return found


def _task_sheet(fields: Fields) -> TaskSheetFile:
    sheet = TaskSheetFile(
        title=fields.text("title", longest=TITLE_LENGTH),
        goal=fields.text("goal", longest=LINE_LENGTH),
        steps=_lines(fields, "steps", 3, 8),
        done_when=_lines(fields, "done_when", 2, 4),
    )
    fields.done()
    return sheet


def _session_plan(fields: Fields) -> SessionPlanFile:
    plan = SessionPlanFile(
        materials=_lines(fields, "materials", 1, 20),
        rows=tuple(_plan_row(Fields(node, fields.notes, "rows")) for node in fields.entries("rows", most=20)),
    )
    fields.done()
    return plan


def _plan_row(fields: Fields) -> PlanRowFile:
    row = PlanRowFile(
        minutes=fields.whole("minutes", least=1, most=600),
        activity=fields.text("activity", longest=600),
        check=fields.text("check", longest=LINE_LENGTH),
    )
    fields.done()
    return row


def _lines(fields: Fields, key: str, least: int, most: int) -> tuple[str, ...]:
    return tuple(fields.checked(node, key, LINE_LENGTH) for node in fields.entries(key, least=least, most=most))


def _lesson(node: yaml.Node, notes: Notebook) -> LessonFile:
    fields = Fields(node, notes, "lessons")
    lesson = LessonFile(
        key=fields.text("key", longest=80, shape=KEY),
        title=fields.text("title", longest=TITLE_LENGTH),
        minutes=fields.whole("minutes", least=1, most=60),
        summary=fields.text("summary", longest=SUMMARY_LENGTH),
        steps=tuple(_step(each, notes) for each in fields.entries("steps", least=3, most=7)),
        practice=read_item(fields.take("practice"), notes, "practice"),
        updated=_month(fields, "updated"),
        review=_month(fields, "review"),
        required=not fields.has("required") or fields.flag("required"),
        id=fields.uuid("id"),
        line=fields.line,
    )
    fields.done()
    kind = ITEM_TYPES.get(lesson.practice.type)
    if kind and (kind.marked_by_person or not kind.graded):
        fields.fault("practice", "Câu hỏi trong bài học phải là loại máy chấm được ngay.")
    if lesson.steps and not any(step.picture for step in lesson.steps):
        fields.fault("steps", "Bài học cần ít nhất một hình ở một bước nào đó.")
    return lesson


def _month(fields: Fields, key: str) -> datetime.date | None:
    """Read a month such as 2026-11 as its first day."""
    if not fields.has(key):
        return None
    before = len(fields.notes.faults)
    word = fields.text(key, shape=MONTH)
    return datetime.date.fromisoformat(f"{word}-01") if len(fields.notes.faults) == before else None


def _step(node: yaml.Node, notes: Notebook) -> StepFile:
    fields = Fields(node, notes, "steps")
    step = StepFile(
        title=fields.text("title", longest=TITLE_LENGTH),
        text=fields.text("text", longest=3000),
        picture=read_picture(fields.fields("picture")) if fields.has("picture") else None,
        callout=_callout(fields.fields("callout")) if fields.has("callout") else None,
        table=_table(fields.fields("table")) if fields.has("table") else None,
        blocks=tuple(_block(each, notes) for each in fields.entries("blocks", most=20, optional=True)),
        line=fields.line,
    )
    fields.done()
    return step


def _block(node: yaml.Node, notes: Notebook) -> str | CalloutFile | TableFile:
    """Read one more text, remark or table of a step, which is known by its one key."""
    fields = Fields(node, notes, "blocks")
    found: str | CalloutFile | TableFile
    if fields.has("callout"):
        found = _callout(fields.fields("callout"))
    elif fields.has("table"):
        found = _table(fields.fields("table"))
    else:
        found = fields.text("text", longest=3000)
    fields.done()
    return found


def _callout(fields: Fields) -> CalloutFile:
    callout = CalloutFile(kind=fields.choice("kind", CALLOUTS), text=fields.text("text", longest=600))
    fields.done()
    return callout


def _table(fields: Fields) -> TableFile:
    header = fields.row("header")
    rows = tuple(_row(node, fields, len(header)) for node in fields.entries("rows", most=30))
    caption = fields.text("caption", longest=TITLE_LENGTH, optional=True)
    fields.done()
    return TableFile(header=header, rows=rows, caption=caption)


def _row(node: yaml.Node, fields: Fields, width: int) -> tuple[str, ...]:
    cells = node.value if isinstance(node, yaml.SequenceNode) else []
    if len(cells) != width:
        fields.notes.note(node, f"Dòng của bảng có {len(cells)} ô, tiêu đề có {width} ô.")
    return tuple(fields.checked(cell, "rows", 500) for cell in cells)
