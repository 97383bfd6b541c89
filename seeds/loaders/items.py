"""Items of the content files as blocks of the editor, every block and part with an id of its own.

There is one way for every type: file, frozen item, `thaw` of its type.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from wagtail.blocks import StructBlock

from courses.items import ITEM_TYPES, FrozenItem
from seeds.loaders.identity import block_id
from seeds.loaders.rich_text import rich_text
from seeds.schema import ItemFile, PictureFile

Block = dict[str, Any]
PictureId = Callable[[PictureFile], int | None]


def item_block(code: str, item: ItemFile, picture_id: PictureId) -> Block:
    """Return the stream child of one item. Its id follows from the course code and the item's key, nothing else."""
    frozen = frozen_item(code, item, picture_id)
    return {"type": item.type, "value": ITEM_TYPES[item.type].thaw(frozen), "id": frozen["id"]}


def frozen_item(code: str, item: ItemFile, picture_id: PictureId) -> FrozenItem:
    """Return the item as a quiz freezes it; `picture_id` gives a picture's primary key, None while it is not drawn."""

    def picture_of(picture: PictureFile) -> FrozenItem | None:
        found = picture_id(picture)
        return None if found is None else {"image": found, "alt": picture.alt}

    frozen = item.frozen(lambda path: block_id(code, *path), picture_of)
    return frozen | {"prompt": rich_text(item.prompt)}


def meaning(raw: Any) -> Any:
    """Return raw stream data with every item frozen, so that two ways of writing down the same item are equal."""
    if isinstance(raw, list):
        return [meaning(each) for each in raw]
    if not isinstance(raw, dict):
        return raw
    if raw.get("type") in ITEM_TYPES and isinstance(raw.get("value"), dict):
        kind = ITEM_TYPES[raw["type"]]
        return kind.freeze(_block(kind.name).to_python(raw["value"]), raw.get("id") or "")
    return {key: meaning(each) for key, each in raw.items()}


@cache
def _block(name: str) -> StructBlock:
    return ITEM_TYPES[name].block()()
