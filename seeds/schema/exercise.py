"""Reading the quiz a course has beside the final one, and the banks that such quizzes draw from."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from courses.enums import FeedbackMode, Grading, Navigation, Purpose
from courses.items import ITEM_TYPES
from courses.items.item_block import DIFFICULTIES
from seeds.schema.fields import KEY, Fields
from seeds.schema.item import read_item
from seeds.schema.item_record import ItemFile
from seeds.schema.nodes import Fault, FaultyFile, Notebook, root_node
from seeds.schema.records import BankFile, DrawFile, ExerciseFile, SectionFile
from seeds.schema.text import TITLE_LENGTH

PURPOSES = [purpose.value for purpose in Purpose if purpose != Purpose.CERTIFYING]
MOST_MINUTES, MOST_PAUSE = 600, 100_000
LEAST_MARK = Decimal("0.01")
CHOICES = {"feedback": FeedbackMode.values, "grading": Grading.values, "navigation": Navigation.values}
NUMBERS = {
    "attempts_allowed": (0, 100), "item_tries": (1, 10), "page_size": (0, 50), "minutes": (1, MOST_MINUTES),
    "pause_minutes": (0, MOST_PAUSE),
}  # fmt: skip
TEXTS = {"entry_code": 30, "honesty": 300}
MOMENTS = ("opens_at", "closes_at")


def read_exercise(fields: Fields) -> ExerciseFile:
    """Read an exercise; a setting it does not name is what the quiz page says by itself."""
    purpose = fields.choice("purpose", PURPOSES) if fields.has("purpose") else str(Purpose.GRADED)
    exercise = ExerciseFile(
        title=fields.text("title", longest=TITLE_LENGTH),
        purpose=purpose,
        settings=read_settings(fields),
        bands=_bands(fields),
        sections=_sections(fields),
        id=fields.uuid("id"),
    )
    fields.done()
    for item in exercise.items if purpose == Purpose.PRACTICE else ():
        if item.type in ITEM_TYPES and ITEM_TYPES[item.type].marked_by_person:
            fields.notes.note(item.line, "Bài luyện tập chỉ gồm câu hỏi máy chấm được.")
    return exercise


def read_bank(path: Path) -> BankFile:
    """Return the bank of a file; raises FaultyFile with every fault if there is one."""
    bank, found = _read_bank(path)
    if bank is None or found:
        raise FaultyFile(found)
    return bank


def bank_faults(path: Path) -> list[Fault]:
    """Return everything to mend in the file of a bank."""
    return _read_bank(path)[1]


def check_keys(notes: Notebook, items: list[ItemFile]) -> None:
    """Note questions of one place that have the same key."""
    seen: set[str] = set()
    for item in items:
        if item.key and item.key in seen:
            notes.note(item.line, f"Hai câu hỏi có cùng “key”: {item.key}.")
        seen.add(item.key)


def _read_bank(path: Path) -> tuple[BankFile | None, list[Fault]]:
    notes = Notebook(path)
    node = root_node(notes)
    bank = bank_at(node, notes) if node is not None else None
    return bank, sorted(set(notes.faults))


def bank_at(node: yaml.Node, notes: Notebook) -> BankFile:
    """Return what a tree says of a bank of the notebook's file; with faults noted it is not to be used."""
    fields = Fields(node, notes, "ngân hàng câu hỏi")
    bank = BankFile(
        key=fields.text("key", longest=80, shape=KEY),
        title=fields.text("title", longest=TITLE_LENGTH),
        items=tuple(read_item(entry, notes) for entry in fields.entries("items")),
        path=notes.file,
    )
    if bank.key and notes.file.stem != bank.key:
        fields.fault("key", f"Mã ngân hàng là {bank.key} nhưng tệp tên {notes.file.name}.")
    check_keys(notes, list(bank.items))
    fields.done()
    return bank


def read_settings(fields: Fields) -> dict[str, Any]:
    """Return the settings that are written, as values of the quiz page's fields."""
    found: dict[str, Any] = {}
    for key, allowed in CHOICES.items():
        if fields.has(key):
            found[key] = fields.choice(key, allowed)
    for key, (least, most) in NUMBERS.items():
        if fields.has(key):
            found[key] = fields.whole(key, least=least, most=most)
    for key, longest in TEXTS.items():
        if fields.has(key):
            found[key] = fields.text(key, longest=longest)
    for key in MOMENTS:
        if fields.has(key):
            found[key] = _moment(fields, key)
    if fields.has("pass_mark"):
        found["pass_mark"] = fields.number("pass_mark", least=LEAST_MARK, most=1)
    if fields.has("shuffle"):
        found["shuffle"] = fields.flag("shuffle")
    return found


def _moment(fields: Fields, key: str) -> datetime.datetime | None:
    word = fields.text(key)
    try:
        moment = datetime.datetime.fromisoformat(word)
    except ValueError:
        moment = None
    if word and (moment is None or moment.tzinfo is None):
        fields.fault(key, "Giờ viết theo dạng 2026-12-01T08:00:00+07:00.")
        return None
    return moment


def _bands(fields: Fields) -> tuple[tuple[int, str], ...]:
    bands = []
    for node in fields.entries("bands", most=10, optional=True):
        entry = Fields(node, fields.notes, "bands")
        bands.append((entry.whole("percent", least=0, most=100), entry.text("text", longest=600)))
        entry.done()
    return tuple(bands)


def _sections(fields: Fields) -> tuple[SectionFile, ...]:
    """Read the sections, or the items of an exercise without any as one section that has no title."""
    if not fields.has("sections"):
        return (SectionFile("", "", _entries(fields)),)
    sections = []
    for node in fields.entries("sections", most=20):
        entry = Fields(node, fields.notes, "sections")
        title, text = entry.text("title", longest=TITLE_LENGTH), entry.text("text", longest=600, optional=True)
        sections.append(SectionFile(title, text, _entries(entry)))
        entry.done()
    return tuple(sections)


def _entries(fields: Fields) -> tuple[ItemFile | DrawFile, ...]:
    return tuple(_entry(node, fields.notes) for node in fields.entries("items"))


def _entry(node: yaml.Node, notes: Notebook) -> ItemFile | DrawFile:
    """Read a question, or a draw, which is known by its key `draw`."""
    entry = Fields(node, notes, "items")
    if not entry.has("draw"):
        return read_item(node, notes)
    draw = DrawFile(
        bank=entry.text("draw", longest=80, shape=KEY),
        count=entry.whole("count", least=1, most=100),
        tags=entry.texts("tags", longest=40) if entry.has("tags") else (),
        difficulty=entry.choice("difficulty", [word for word, _l in DIFFICULTIES]) if entry.has("difficulty") else "",
        line=entry.line,
    )
    entry.done()
    return draw
