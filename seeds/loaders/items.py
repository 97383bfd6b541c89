"""Items of the content files as blocks of the editor, every block and option with an id of its own."""

from __future__ import annotations

from typing import Any

from courses.text import nfc
from seeds.loaders.identity import block_id
from seeds.loaders.rich_text import rich_text

Written = dict[str, Any]
Block = dict[str, Any]


def item_block(code: str, item: Written) -> Block:
    """Return the stream child of one item. Its id follows from the course code and the item's key, nothing else."""
    value = {
        "prompt": rich_text(str(item["prompt"])),
        "hint": _text(item.get("hint", "")),
        "explanation": _text(item.get("explanation", "")),
        "points": int(item.get("points", 1)),
    }
    value |= _KEYS[item["type"]](code, item)
    return {"type": item["type"], "value": value, "id": block_id(code, item["key"])}


def _options(code: str, item: Written) -> Written:
    return {
        "options": [
            {
                "type": "item",
                "value": {"text": _text(option["text"]), "correct": bool(option.get("correct", False))},
                "id": block_id(code, item["key"], option["key"]),
            }
            for option in item["options"]
        ]
    }


def _true_false(code: str, item: Written) -> Written:
    return {"answer": "true" if item["answer"] else "false"}


def _numeric(code: str, item: Written) -> Written:
    return {
        "answer": _number(item["answer"]),
        "tolerance": _number(item.get("tolerance", 0)),
        "unit": _text(item.get("unit", "")),
    }


def _short_answer(code: str, item: Written) -> Written:
    accepted = [
        {"type": "item", "value": _text(wording), "id": block_id(code, item["key"], "accepted", number)}
        for number, wording in enumerate(item["accepted"], start=1)
    ]
    return {"accepted": accepted, "matching": item.get("matching", "lenient")}


_KEYS = {
    "single_choice": _options,
    "multiple_response": _options,
    "true_false": _true_false,
    "numeric": _numeric,
    "short_answer": _short_answer,
}


def _text(value: object) -> str:
    return nfc(str(value)).strip()


def _number(value: object) -> str:
    """A number as an author of Vietnamese writes it, a comma before the decimals; a quoted one stays as written."""
    return nfc(value).strip() if isinstance(value, str) else str(value).replace(".", ",")
