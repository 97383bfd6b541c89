"""The body of a lesson as stream data: steps with what belongs to them, then the practice question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from courses.text import nfc
from seeds.loaders.identity import block_id
from seeds.loaders.items import Block, Written, item_block
from seeds.loaders.rich_text import rich_text

PictureId = Callable[[str, str], int | None]


def lesson_body(code: str, lesson: Written, picture_id: PictureId) -> list[Block]:
    """Return the stream data of a lesson; `picture_id(path, alt)` gives the picture's primary key, None without one."""
    body: list[Block] = []
    for number, step in enumerate(lesson["steps"], start=1):
        path = (code, lesson["key"], "step", number)
        body.append({"type": "step", "value": _step(step, picture_id), "id": block_id(*path)})
        if "callout" in step:
            body.append({"type": "callout", "value": _callout(step["callout"]), "id": block_id(*path, "callout")})
        if "table" in step:
            body.append({"type": "table", "value": _table(step["table"]), "id": block_id(*path, "table")})
    if "practice" in lesson:
        question = [item_block(code, lesson["practice"])]
        body.append({"type": "practice", "value": question, "id": block_id(code, lesson["key"], "practice")})
    return body


def picture_value(picture: Written | None, picture_id: PictureId) -> dict[str, Any]:
    """Return the value of an ImageBlock; without a picture it is what the editor writes for an empty one."""
    found = picture_id(picture["picture"], picture["alt"]) if picture else None
    if picture is None or found is None:
        return {"image": None, "decorative": None, "alt_text": None}
    return {"image": found, "decorative": False, "alt_text": nfc(str(picture["alt"]))}


def _step(step: Written, picture_id: PictureId) -> dict[str, Any]:
    return {
        "title": nfc(str(step["title"])),
        "picture": picture_value(step.get("picture"), picture_id),
        "audio": None,
        "text": rich_text(step["text"]),
    }


def _callout(callout: Written) -> dict[str, Any]:
    return {"kind": callout["kind"], "text": rich_text(str(callout["text"]))}


def _table(table: Written) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": nfc(str(heading))} for heading in table["header"]],
        "rows": [{"values": [nfc(str(cell)) for cell in row]} for row in table["rows"]],
        "caption": "",
    }
