"""Reading a question of a content file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml
from django.utils.translation import override

from courses.items import ITEM_TYPES
from courses.items.item_block import DIFFICULTIES
from seeds.schema.fields import KEY, Fields
from seeds.schema.item_arranged import ARRANGED
from seeds.schema.item_chosen import CHOSEN
from seeds.schema.item_marked import MARKED
from seeds.schema.item_record import ItemFile
from seeds.schema.item_written import WRITTEN
from seeds.schema.nodes import Notebook
from seeds.schema.text import read_picture

READERS: Mapping[str, Callable[[Fields], dict[str, Any]]] = CHOSEN | WRITTEN | ARRANGED | MARKED
"""How the keys of each type are read into the frozen form. A type without a reader cannot be written in a file."""
# Shorter answers stand inside other words by chance.
TELLING_LENGTH = 5
PROMPT_LENGTH, HINT_LENGTH, WORDS_LENGTH = 600, 300, 600
# What is only read may be long, such as a page of a log.
INFORMATION_LENGTH = 2000
MOST_OUTCOMES = 20


def read_item(node: yaml.Node | None, notes: Notebook, name: str = "items") -> ItemFile:
    """Read one question; its faults go into the notebook."""
    fields, before = Fields(node, notes, name), len(notes.faults)
    kind = fields.choice("type", READERS)
    graded = kind not in READERS or ITEM_TYPES[kind].graded
    item = ItemFile(
        key=fields.text("key", longest=80, shape=KEY),
        type=kind,
        prompt=fields.text("prompt", longest=PROMPT_LENGTH if graded else INFORMATION_LENGTH),
        hint=fields.text("hint", longest=HINT_LENGTH) if graded else "",
        explanation=fields.text("explanation", longest=WORDS_LENGTH) if graded else "",
        points=fields.whole("points", least=1, most=20) if graded and fields.has("points") else 1,
        own=READERS[kind](fields) if kind in READERS else {},
        more=_more(fields, graded),
        line=fields.line,
    )
    if kind in READERS:
        fields.done()
    _check_hints(fields, item)
    if kind in READERS and len(notes.faults) == before:
        _check_sittable(fields, item)
    return item


def _more(fields: Fields, graded: bool) -> dict[str, Any]:
    """Read the filled keys among those that an item of any type may have."""
    found: dict[str, Any] = {}
    if fields.has("picture"):
        found["picture"] = read_picture(fields.fields("picture"))
    if fields.has("tags"):
        found["tags"] = list(fields.texts("tags", longest=40))
        if any("," in tag for tag in found["tags"]):
            fields.fault("tags", "Một nhãn không có dấu phẩy: dấu phẩy ngăn các nhãn với nhau.")
    if graded:
        found |= _more_of_question(fields)
    return found


def _more_of_question(fields: Fields) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if fields.has("more_hints"):
        found["more_hints"] = list(fields.texts("more_hints", longest=HINT_LENGTH))
    if fields.has("feedback"):
        said = fields.fields("feedback")
        kinds = [kind for kind in ("right", "partial", "wrong") if said.has(kind)]
        found["feedback"] = {kind: said.text(kind, longest=WORDS_LENGTH) for kind in kinds}
        said.done()
    if fields.has("difficulty"):
        found["difficulty"] = fields.choice("difficulty", [word for word, _label in DIFFICULTIES])
    if fields.has("outcome"):
        found["outcome"] = fields.whole("outcome", least=1, most=MOST_OUTCOMES)
    if fields.has("competence"):
        found["competence"] = fields.text("competence", shape=r"\d\.\d")
    return found


def _check_hints(fields: Fields, item: ItemFile) -> None:
    hints = [("hint", item.hint)] + [("more_hints", hint) for hint in item.more.get("more_hints", [])]
    answers = [answer.casefold() for answer in _answers(item.own) if len(answer) >= TELLING_LENGTH]
    for key, hint in hints:
        if any(answer in hint.casefold() for answer in answers):
            fields.fault(key, "Gợi ý nói mất câu trả lời đúng. Viết lại gợi ý cho người học tự nghĩ ra.")


def _answers(own: Mapping[str, Any]) -> Iterator[str]:
    """What a hint must not say."""
    yield from own.get("accepted", [])
    for part in [*own.get("options", []), *own.get("places", [])]:
        if part["correct"]:
            yield part["text"]
    for gap in own.get("gaps", []):
        yield from gap.get("accepted", [])


def _check_sittable(fields: Fields, item: ItemFile) -> None:
    """Note why the item could not be sat, in the words the editor uses for it."""
    frozen = item.frozen(lambda path: "/".join(map(str, path)), lambda picture: {"image": 1, "alt": picture.alt})
    with override("vi"):
        for fault in ITEM_TYPES[item.type].faults(frozen):
            fields.notes.note(fields.line, fault)
