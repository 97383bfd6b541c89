"""Reading a question of a content file."""

from __future__ import annotations

from typing import Any

import yaml

from seeds.schema.fields import Fields
from seeds.schema.nodes import Notebook
from seeds.schema.records import ITEM_TYPES, MATCHINGS, ItemFile, OptionFile

KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
OPTIONS = {"single_choice": (3, 4), "multiple_response": (4, 6)}
# Shorter answers stand inside other words by chance.
TELLING_LENGTH = 5


def read_item(node: yaml.Node | None, notes: Notebook, name: str = "items") -> ItemFile:
    """Read one question; its faults go into the notebook."""
    fields = Fields(node, notes, name)
    kind = fields.choice("type", ITEM_TYPES)
    item = ItemFile(
        key=fields.text("key", longest=80, shape=KEY),
        type=kind,
        prompt=fields.text("prompt", longest=600),
        hint=fields.text("hint", longest=300),
        explanation=fields.text("explanation", longest=600),
        points=fields.whole("points", least=1, most=20) if fields.has("points") else 1,
        line=fields.line,
        **_answer(fields, kind),
    )
    if kind in ITEM_TYPES:
        fields.done()
    _check_hint(fields, item)
    return item


def _answer(fields: Fields, kind: str) -> dict[str, Any]:
    """Read the keys that belong to one type."""
    if kind in OPTIONS:
        return {"options": _options(fields, kind)}
    if kind == "true_false":
        return {"answer": fields.flag("answer")}
    if kind == "numeric":
        return {
            "answer": fields.number("answer"),
            "tolerance": fields.number("tolerance", least=0),
            "unit": fields.text("unit", longest=30, optional=True),
        }
    if kind == "short_answer":
        accepted = fields.texts("accepted", longest=100)
        return {"accepted": accepted, "matching": fields.choice("matching", MATCHINGS)}
    return {}


def _options(fields: Fields, kind: str) -> tuple[OptionFile, ...]:
    least, most = OPTIONS[kind]
    options = tuple(_option(node, fields.notes) for node in fields.entries("options", least=least, most=most))
    for name in ("key", "text"):
        values = [getattr(option, name) for option in options]
        if len(set(values)) < len(values):
            fields.fault("options", f"Hai phương án có cùng “{name}”.")
    right = sum(option.correct for option in options)
    if kind == "single_choice" and right != 1:
        fields.fault("options", f"Câu chọn một phải có đúng một phương án đúng, đang có {right}.")
    if kind == "multiple_response" and not 1 <= right < max(len(options), 2):
        fields.fault("options", "Câu chọn nhiều phải có ít nhất một phương án đúng và một phương án sai.")
    return options


def _option(node: yaml.Node, notes: Notebook) -> OptionFile:
    fields = Fields(node, notes, "options")
    option = OptionFile(
        key=fields.text("key", longest=40, shape=KEY),
        text=fields.text("text", longest=300),
        correct=fields.flag("correct", optional=True),
    )
    fields.done()
    return option


def _check_hint(fields: Fields, item: ItemFile) -> None:
    answers = [*item.accepted, *(option.text for option in item.options if option.correct)]
    hint = item.hint.casefold()
    if any(len(answer) >= TELLING_LENGTH and answer.casefold() in hint for answer in answers):
        fields.fault("hint", "Gợi ý nói mất câu trả lời đúng. Viết lại gợi ý cho người học tự nghĩ ra.")
