"""Reading the modules, lessons and steps of a course file."""

from __future__ import annotations

import yaml

from courses.items import ITEM_TYPES
from seeds.schema.fields import KEY, Fields
from seeds.schema.item import read_item
from seeds.schema.nodes import Notebook
from seeds.schema.records import (
    CALLOUTS,
    CalloutFile,
    LessonFile,
    ModuleFile,
    StepFile,
    TableFile,
)
from seeds.schema.text import SUMMARY_LENGTH, TITLE_LENGTH, read_both, read_picture


def read_module(node: yaml.Node, notes: Notebook) -> ModuleFile:
    """Read one chapter; without the key `lessons` it is only announced."""
    fields = Fields(node, notes, "modules")
    title = read_both(fields.fields("title"), TITLE_LENGTH)
    nodes = fields.entries("lessons", least=2, most=20, optional=True)
    fields.done()
    return ModuleFile(title=title, lessons=tuple(_lesson(each, notes) for each in nodes))


def _lesson(node: yaml.Node, notes: Notebook) -> LessonFile:
    fields = Fields(node, notes, "lessons")
    lesson = LessonFile(
        key=fields.text("key", longest=80, shape=KEY),
        title=fields.text("title", longest=TITLE_LENGTH),
        minutes=fields.whole("minutes", least=1, most=60),
        summary=fields.text("summary", longest=SUMMARY_LENGTH),
        steps=tuple(_step(each, notes) for each in fields.entries("steps", least=3, most=7)),
        practice=read_item(fields.take("practice"), notes, "practice"),
        line=fields.line,
    )
    fields.done()
    kind = ITEM_TYPES.get(lesson.practice.type)
    if kind and (kind.marked_by_person or not kind.graded):
        fields.fault("practice", "Câu hỏi trong bài học phải là loại máy chấm được ngay.")
    if lesson.steps and not any(step.picture for step in lesson.steps):
        fields.fault("steps", "Bài học cần ít nhất một hình ở một bước nào đó.")
    return lesson


def _step(node: yaml.Node, notes: Notebook) -> StepFile:
    fields = Fields(node, notes, "steps")
    step = StepFile(
        title=fields.text("title", longest=TITLE_LENGTH),
        text=fields.text("text", longest=3000),
        picture=read_picture(fields.fields("picture")) if fields.has("picture") else None,
        callout=_callout(fields.fields("callout")) if fields.has("callout") else None,
        table=_table(fields.fields("table")) if fields.has("table") else None,
    )
    fields.done()
    return step


def _callout(fields: Fields) -> CalloutFile:
    callout = CalloutFile(kind=fields.choice("kind", CALLOUTS), text=fields.text("text", longest=600))
    fields.done()
    return callout


def _table(fields: Fields) -> TableFile:
    header = fields.row("header")
    rows = tuple(_row(node, fields, len(header)) for node in fields.entries("rows", most=30))
    fields.done()
    return TableFile(header=header, rows=rows)


def _row(node: yaml.Node, fields: Fields, width: int) -> tuple[str, ...]:
    cells = node.value if isinstance(node, yaml.SequenceNode) else []
    if len(cells) != width:
        fields.notes.note(node, f"Dòng của bảng có {len(cells)} ô, tiêu đề có {width} ô.")
    return tuple(fields.checked(cell, "rows", 500) for cell in cells)
