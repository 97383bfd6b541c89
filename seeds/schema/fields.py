"""Reading one mapping of a content file: every missing, wrong, repeated or unknown key becomes a fault."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

import yaml

from seeds.schema.nodes import Notebook, line_of

KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
"""The shape of every key, slug and code word."""
UUID_SHAPE = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
_WHOLE = re.compile(r"0|-?[1-9]\d{0,11}")
_STRING, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


class Fields:
    """One mapping being read. Each method takes a key once and answers a value of its type, an empty one on a fault."""

    def __init__(self, node: yaml.Node | None, notes: Notebook, name: str) -> None:
        self.notes = notes
        self.name = name
        self.node = node
        self.line = line_of(node) if node else 1
        self._taken: set[str] = set()
        self._nodes: dict[str, yaml.Node] = {}
        if isinstance(node, yaml.MappingNode):
            self._index(node)
        elif node is not None:
            notes.note(node, f"“{name}” phải gồm các dòng “tên mục: nội dung”.")

    def _index(self, node: yaml.MappingNode) -> None:
        for key, value in node.value:
            word = key.value if isinstance(key, yaml.ScalarNode) else ""
            if word in self._nodes:
                self.notes.note(key, f"Mục “{word}” viết hai lần trong “{self.name}”.")
            self._nodes[word] = value

    def has(self, key: str) -> bool:
        """Whether the key is written."""
        return key in self._nodes

    def line_at(self, key: str) -> int:
        """The line of a key's value, else of the mapping."""
        return line_of(self._nodes[key]) if key in self._nodes else self.line

    def fault(self, key: str, message: str) -> None:
        """Note a fault at the value of a key."""
        self.notes.note(self.line_at(key), message)

    def take(self, key: str, *, optional: bool = False) -> yaml.Node | None:
        """Return the node of a key and count it as known; a missing one is a fault unless it is optional."""
        self._taken.add(key)
        if key not in self._nodes and not optional and isinstance(self.node, yaml.MappingNode):
            self.notes.note(self.line, f"Thiếu mục “{key}” trong “{self.name}”.")
        return self._nodes.get(key)

    def text(self, key: str, *, longest: int = 10_000, shape: str = "", optional: bool = False) -> str:
        """Return the text of a key, at most `longest` characters and wholly of the pattern `shape` if one is given."""
        node = self.take(key, optional=optional)
        return self.checked(node, key, longest, shape) if node is not None else ""

    def texts(self, key: str, *, longest: int = 10_000, shape: str = "", least: int = 1) -> tuple[str, ...]:
        """Return a list of different texts, `least` or more of them."""
        nodes = self.entries(key, least=least)
        found = tuple(self.checked(node, key, longest, shape) for node in nodes)
        for place, node in enumerate(nodes):
            if found[place] and found[place] in found[:place]:
                self.notes.note(node, f"“{found[place]}” viết hai lần trong “{key}”.")
        return found

    def row(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, where the same text may stand twice."""
        return tuple(self.checked(node, key, 500) for node in self.entries(key))

    def scalar(self, key: str) -> str:
        """Return what stands in the file for a number or a date, whatever YAML would make of it."""
        node = self.take(key)
        return self._word(node, key) if node is not None else ""

    def choice(self, key: str, allowed: Collection[str], *, optional: bool = False) -> str:
        """Return one of the allowed words."""
        word = self.text(key, optional=optional)
        if word and word not in allowed:
            self.fault(key, f"“{key}” phải là một trong: {', '.join(allowed)}.")
        return word

    def uuid(self, key: str) -> UUID | None:
        """Return the key of a page where one is written."""
        word = self.text(key, shape=UUID_SHAPE, optional=True)
        return UUID(word) if re.fullmatch(UUID_SHAPE, word) else None

    def number(self, key: str, *, least: Decimal | int | None = None, most: int | None = None) -> Decimal:
        """Return a decimal number within its limits, both included."""
        word = self.scalar(key)
        if not word:
            return Decimal(0)
        if not _NUMBER.fullmatch(word):
            self.fault(key, f"“{key}” phải là số, phần lẻ viết sau dấu chấm (ví dụ 0.5).")
            return Decimal(0)
        value = Decimal(word)
        if (least is not None and value < least) or (most is not None and value > most):
            limits = [f"từ {least}"] * (least is not None) + [f"đến {most}"] * (most is not None)
            self.fault(key, f"“{key}” phải {' '.join(limits)}.")
        return value

    def whole(self, key: str, *, least: int, most: int = 1000) -> int:
        """Return a whole number within its limits, both included."""
        value = self.number(key, least=least, most=most)
        if value != int(value):
            self.fault(key, f"“{key}” phải là số nguyên.")
        return int(value)

    def flag(self, key: str, *, optional: bool = False) -> bool:
        """Return true or false."""
        node = self.take(key, optional=optional)
        word = node.value if isinstance(node, yaml.ScalarNode) else ""
        if node is not None and word not in {"true", "false"}:
            self.notes.note(node, f"“{key}” chỉ viết true hoặc false.")
        return word == "true"

    def is_null(self, key: str) -> bool:
        """Whether the key is written with no value (`null`)."""
        node = self._nodes.get(key)
        return node is not None and node.tag == _NULL

    def fields(self, key: str, *, optional: bool = False) -> Fields:
        """Return the mapping under a key."""
        return Fields(self.take(key, optional=optional), self.notes, key)

    def entries(self, key: str, *, least: int = 1, most: int = 200, optional: bool = False) -> list[yaml.Node]:
        """Return the nodes of a list of `least` to `most` entries."""
        node = self.take(key, optional=optional)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.notes.note(node, f"“{key}” phải là một danh sách.")
            return []
        if not least <= len(node.value) <= most:
            self.notes.note(node, f"“{key}” phải có từ {least} đến {most} mục, đang có {len(node.value)}.")
        return list(node.value)

    def done(self) -> None:
        """Note every key nobody took."""
        for word, node in self._nodes.items():
            if word not in self._taken:
                self.notes.note(node, f"Không có mục nào tên “{word}” trong “{self.name}”.")

    def checked(self, node: yaml.Node, key: str, longest: int, shape: str = "") -> str:
        """Return the text of a node; a fault names it by the key it stands under."""
        word = self._word(node, key)
        if len(word) > longest:
            self.notes.note(node, f"“{key}” dài {len(word)} chữ, nhiều nhất {longest}.")
        if word and shape and not re.fullmatch(shape, word):
            self.notes.note(node, f"“{key}” viết chưa đúng dạng: {word[:60]}")
        # Unquoted, 0123, yes, 2.1 and 2024-06-25 come out of YAML as something else than was written.
        if word and node.tag != _STRING and not _WHOLE.fullmatch(word):
            self.notes.note(node, f"Cho nội dung của “{key}” vào ngoặc kép, nếu không máy sẽ hiểu thành thứ khác.")
        return word

    def _word(self, node: yaml.Node, key: str) -> str:
        if isinstance(node, yaml.ScalarNode) and node.tag != _NULL and node.value.strip():
            return str(node.value).strip()
        self.notes.note(node, f"“{key}” còn để trống hoặc không phải một dòng chữ.")
        return ""
