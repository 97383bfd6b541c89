"""Items of the content files as blocks of the editor, every block and option with an id of its own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from courses.text import format_number
from seeds.loaders.identity import block_id
from seeds.loaders.rich_text import rich_text
from seeds.schema import ItemFile

Block = dict[str, Any]


def item_block(code: str, item: ItemFile) -> Block:
    """Return the stream child of one item. Its id follows from the course code and the item's key, nothing else."""
    value = {
        "prompt": rich_text(item.prompt),
        "hint": item.hint,
        "explanation": item.explanation,
        "points": item.points,
    }
    return {"type": item.type, "value": value | _KEYS[item.type](code, item), "id": block_id(code, item.key)}


def _options(code: str, item: ItemFile) -> dict[str, Any]:
    return {
        "options": [
            {
                "type": "item",
                "value": {"text": option.text, "correct": option.correct},
                "id": block_id(code, item.key, option.key),
            }
            for option in item.options
        ]
    }


def _true_false(code: str, item: ItemFile) -> dict[str, Any]:
    return {"answer": "true" if item.answer else "false"}


def _numeric(code: str, item: ItemFile) -> dict[str, Any]:
    answer = format_number(Decimal(item.answer or 0))
    return {"answer": answer, "tolerance": format_number(item.tolerance), "unit": item.unit}


def _short_answer(code: str, item: ItemFile) -> dict[str, Any]:
    accepted = [
        {"type": "item", "value": wording, "id": block_id(code, item.key, "accepted", number)}
        for number, wording in enumerate(item.accepted, start=1)
    ]
    return {"accepted": accepted, "matching": item.matching}


_KEYS = {
    "single_choice": _options,
    "multiple_response": _options,
    "true_false": _true_false,
    "numeric": _numeric,
    "short_answer": _short_answer,
}
