"""The body of a lesson as stream data: steps with what belongs to them, then the practice question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from seeds.linter.references import LESSON as NAMED_LESSON
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
        for place, block in enumerate(step.blocks, start=1):
            body.append(_further(block) | {"id": block_id(*path, "block", place)})
    question = [item_block(code, lesson.practice, picture_id)]
    body.append({"type": "practice", "value": question, "id": block_id(code, lesson.key, "practice")})
    return body


def _further(block: str | CalloutFile | TableFile) -> Block:
    if isinstance(block, CalloutFile):
        return {"type": "callout", "value": _callout(block)}
    if isinstance(block, TableFile):
        return {"type": "table", "value": _table(block)}
    return {"type": "rich_text", "value": rich_text(block)}


def with_titles(lesson: LessonFile, titles: Mapping[str, str]) -> LessonFile:
    """Return the lesson with the title of a lesson wherever its texts name one by `{lesson: key}`."""

    def told(text: str) -> str:
        return NAMED_LESSON.sub(lambda found: f"“{titles.get(found[1], found[1])}”", text)

    def step_told(step: StepFile) -> StepFile:
        callout = step.callout and replace(step.callout, text=told(step.callout.text))
        return replace(step, text=told(step.text), callout=callout)

    return replace(lesson, steps=tuple(map(step_told, lesson.steps)))


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
        "caption": table.caption,
    }
