"""Lessons and modules of the CMS as mappings of a course file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from courses.items import ITEM_TYPES
from courses.models import LessonPage, ModulePage
from courses.rules.module import MINUTES
from seeds.export.items import item_entry
from seeds.export.markdown import markdown
from seeds.export.names import Names
from seeds.export.pictures import PictureNames
from seeds.export.writing import Flow, Row
from seeds.loaders.identity import key_of

Left = list[str]


def lesson_entry(lesson: LessonPage, code: str, names: Names, pictures: PictureNames, left: Left) -> dict[str, Any]:
    """Return a lesson; what the file has no place for is told in `left`."""
    entry: dict[str, Any] = {"key": lesson.slug}
    if lesson.translation_key != key_of(code, "lesson", lesson.slug):
        entry["id"] = str(lesson.translation_key)
    entry |= {"title": lesson.title, "minutes": lesson.minutes, "summary": lesson.summary}
    months = (("updated", lesson.updated_on), ("review", lesson.review_on))
    entry |= {name: f"{day:%Y-%m}" for name, day in months if day}
    entry |= {} if lesson.required else {"required": False}
    steps: list[dict[str, Any]] = []
    blocks = list(lesson.body)
    practice = blocks.pop() if blocks and blocks[-1].block_type == "practice" else None
    for block in blocks:
        _add(block, steps, lesson, pictures, left)
    entry["steps"] = steps
    for child in practice.value if practice is not None else ():
        item = ITEM_TYPES[child.block_type].freeze(child.value, str(child.id))
        entry["practice"] = item_entry(item, names, pictures.frozen_entry)
    if "practice" not in entry:
        left.append(f"{lesson.title}: chưa có câu luyện tập ở cuối bài, tệp cần một câu.")
    return entry


def room_entries(module: ModulePage) -> Iterator[tuple[str, Any]]:
    """Yield the minutes, the task sheet and the session plan of a module, as far as it has them."""
    if module.minutes:
        yield "minutes", Flow({kind: getattr(module, f"minutes_{kind}") for kind in MINUTES})
    for block in module.task_sheet:
        sheet = block.value
        lists = {name: list(sheet[name]) for name in ("steps", "done_when")}
        yield "task_sheet", {"title": sheet["title"], "goal": sheet["goal"]} | lists
    for block in module.session_plan:
        rows = [Flow({name: row[name] for name in ("minutes", "activity", "check")}) for row in block.value["rows"]]
        yield "session_plan", {"materials": list(block.value["materials"]), "rows": rows}


def _add(block: Any, steps: list[dict[str, Any]], lesson: LessonPage, pictures: PictureNames, left: Left) -> None:
    """Add a block of the body: a step begins one, all others join the step before."""
    kind, value = block.block_type, block.value
    if kind == "step":
        steps.append(_step(value, lesson, pictures, left))
        return
    if not steps:
        steps.append({"title": lesson.title, "text": lesson.summary or lesson.title})
    written = _further(kind, value)
    if written is None:
        left.append(f"{lesson.title}: tệp không có chỗ cho “{block.block.label}”.")
        return
    # A step has one place for a remark and one for a table, in this order; whatever else follows is listed.
    step, (name, content) = steps[-1], written
    simple = {"callout": {"callout", "table"}, "table": {"table"}}.get(name)
    if "blocks" in step or simple is None or simple & set(step):
        step.setdefault("blocks", []).append({name: content})
    else:
        step[name] = content


def _step(value: Any, lesson: LessonPage, pictures: PictureNames, left: Left) -> dict[str, Any]:
    step = {"title": value.get("title") or "", "text": _prose(value.get("text"))}
    image = value.get("picture")
    if image is not None:
        step["picture"] = pictures.entry(image, getattr(image, "contextual_alt_text", "") or "")
    if value.get("audio") is not None:
        left.append(f"{lesson.title}: tệp không có chỗ cho âm thanh của bước “{step['title']}”.")
    return step


def _further(kind: str, value: Any) -> tuple[str, Any] | None:
    if kind == "callout":
        return kind, {"kind": value.get("kind") or "tip", "text": _prose(value.get("text"))}
    if kind == "table" and value:
        header = Row(column["heading"] for column in value.columns)
        rows = [Row(str(cell.value or "") for cell in row) for row in value.rows]
        return kind, ({"caption": value.caption} if value.caption else {}) | {"header": header, "rows": rows}
    return ("text", _prose(value)) if kind == "rich_text" else None


def _prose(text: Any) -> str:
    """Rich text in the plain way of writing; a draft may lack it."""
    return markdown(getattr(text, "source", text) or "")
