"""A content file in another language: a file that holds only words, laid over the Vietnamese one.

What a translation does not name is inherited, so that minutes, right answers and pictures stand in one place only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from seeds.schema.course import course_at
from seeds.schema.exercise import bank_at
from seeds.schema.nodes import Fault, Notebook, line_of, root_node
from seeds.schema.records import BankFile, CourseFile

FOLDER, OTHER = "translations", "en"
WORDLESS = frozenset({"vi", "en", "tags", "entry_code", "slug", "id", "cover"})
"""Keys under which no translation is looked for: both languages stand there, or nobody reads them."""
VIETNAMESE_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")


@dataclass(frozen=True)
class Translations:
    """What is written in one other language: courses by code and item banks by key, and what to mend in the files."""

    courses: dict[str, CourseFile] = field(default_factory=dict)
    banks: dict[str, BankFile] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_translations(content: Path, language: str) -> Translations:
    """Read all that the content folder holds in a language; files with faults are left out of what is returned."""
    found = Translations()
    for path in sorted((content / FOLDER / language).glob("*/*.yaml")):
        kind = path.parent.name
        notes = Notebook(path)
        node = _laid_over(notes, content / kind / path.name)
        if node is not None and not notes.faults:
            _keep(found, kind, node, notes)
        found.faults.extend(sorted(set(notes.faults)))
    return found


def _keep(found: Translations, kind: str, node: yaml.Node, notes: Notebook) -> None:
    read: CourseFile | BankFile = course_at(node, notes) if kind == "courses" else bank_at(node, notes)
    if notes.faults:
        return
    if isinstance(read, CourseFile):
        found.courses[read.code] = read
    else:
        found.banks[read.key] = read


def _laid_over(notes: Notebook, original: Path) -> yaml.Node | None:
    """Return the original's tree with the words of the notebook's file; None where either cannot be read."""
    words, base = root_node(notes), root_node(Notebook(original))
    if words is None:
        return None
    if base is None:
        notes.note(1, f"Không đọc được tệp gốc {original.name}.")
        return None
    return _Overlay(notes).merged(base, words, "tệp")


class _Overlay:
    """Lays words over an original and notes what does not fit and what was forgotten."""

    def __init__(self, notes: Notebook) -> None:
        self.notes = notes

    def merged(self, base: yaml.Node, words: yaml.Node, name: str) -> yaml.Node:
        if isinstance(base, yaml.MappingNode) and isinstance(words, yaml.MappingNode):
            return self._mapping(base, words)
        if isinstance(base, yaml.SequenceNode) and isinstance(words, yaml.SequenceNode):
            return self._sequence(base, words, name)
        if type(base) is not type(words):
            self.notes.note(words, f"“{name}” ở bản gốc có dạng khác.")
        return words

    def _mapping(self, base: yaml.MappingNode, words: yaml.MappingNode) -> yaml.Node:
        said = {key.value: (key, value) for key, value in words.value}
        known = {key.value for key, _value in base.value}
        for name, (key, _value) in said.items():
            if name not in known:
                self.notes.note(key, f"Bản gốc không có mục “{name}” ở đây.")
        pairs = []
        for key, value in base.value:
            if key.value in said:
                if key.value == "key" and said["key"][1].value != value.value:
                    self.notes.note(said["key"][1], f"Ở bản gốc, “key” ở chỗ này là {value.value}.")
                pairs.append((key, self.merged(value, said[key.value][1], key.value)))
            else:
                self._forgotten(key.value, value, words)
                pairs.append((key, value))
        return yaml.MappingNode(words.tag, pairs, words.start_mark, words.end_mark)

    def _sequence(self, base: yaml.SequenceNode, words: yaml.SequenceNode, name: str) -> yaml.Node:
        if not any(isinstance(entry, yaml.MappingNode) for entry in base.value):
            return words
        if len(base.value) != len(words.value):
            self.notes.note(words, f"“{name}” ở bản gốc có {len(base.value)} mục, ở đây có {len(words.value)}.")
            return words
        entries = [self.merged(*pair, name) for pair in zip(base.value, words.value, strict=True)]
        return yaml.SequenceNode(words.tag, entries, words.start_mark, words.end_mark)

    def _forgotten(self, name: str, value: yaml.Node, words: yaml.MappingNode) -> None:
        """Note each Vietnamese text that nothing was laid over."""
        for text in _texts(name, value):
            if _is_vietnamese(text):
                shown = text.strip().partition("\n")[0][:60]
                self.notes.note(line_of(words), f"Chưa dịch “{name}”: {shown}")


def _texts(name: str, node: yaml.Node) -> Iterator[str]:
    if name in WORDLESS:
        return
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _texts(key.value, value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _texts("", entry)
    else:
        yield node.value


def _is_vietnamese(text: str) -> bool:
    return "đ" in text.lower() or not VIETNAMESE_MARKS.isdisjoint(unicodedata.normalize("NFD", text))
