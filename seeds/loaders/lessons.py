"""The body of a lesson as stream data: steps with what belongs to them, then the practice question."""

from __future__ import annotations

from typing import Any

from seeds.loaders.identity import block_id
from seeds.loaders.items import Block, PictureId, item_block
from seeds.loaders.rich_text import rich_text
from seeds.schema import CalloutFile, LessonFile, PictureFile, StepFile, TableFile


def lesson_body(code: str, lesson: LessonFile, picture_id: PictureId) -> list[Block]:
    """Return the stream data of a lesson; `picture_id` gives a picture's primary key, None while it is not drawn."""
    body: list[Block] = []
    for number, step in enumerate(lesson.steps, start=1):
        path = (code, lesson.key, "step", number)
        body.append({"type": "step", "value": _step(step, picture_id), "id": block_id(*path)})
        if step.callout:
            body.append({"type": "callout", "value": _callout(step.callout), "id": block_id(*path, "callout")})
        if step.table:
            body.append({"type": "table", "value": _table(step.table), "id": block_id(*path, "table")})
    question = [item_block(code, lesson.practice, picture_id)]
    body.append({"type": "practice", "value": question, "id": block_id(code, lesson.key, "practice")})
    return body


def picture_value(picture: PictureFile | None, picture_id: PictureId) -> dict[str, Any]:
    """Return the value of an ImageBlock; without a picture it is what the editor writes for an empty one."""
    found = picture_id(picture) if picture else None
    if picture is None or found is None:
        return {"image": None, "decorative": None, "alt_text": None}
    return {"image": found, "decorative": False, "alt_text": picture.alt}


def _step(step: StepFile, picture_id: PictureId) -> dict[str, Any]:
    return {
        "title": step.title,
        "picture": picture_value(step.picture, picture_id),
        "audio": None,
        "text": rich_text(step.text),
    }


def _callout(callout: CalloutFile) -> dict[str, Any]:
    return {"kind": callout.kind, "text": rich_text(callout.text)}


def _table(table: TableFile) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in table.header],
        "rows": [{"values": list(row)} for row in table.rows],
        "caption": "",
    }
