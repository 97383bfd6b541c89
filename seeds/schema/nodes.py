"""A YAML file as nodes that remember their lines, so that every fault can name the line it stands on."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
# The C reader gives the same nodes and lines ten times faster; it is missing only where PyYAML was built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend: the file, the line (from 1), a Vietnamese sentence that says what to do, the rule's name."""

    file: Path
    line: int
    message: str
    rule: str = "format"

    def __str__(self) -> str:
        return f"{self.file.name}:{self.line}: {self.rule}: {self.message}"


class FaultyFile(ValueError):
    """A content file that cannot be used; `faults` says why, in the order of the lines."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class Notebook:
    """Collects the faults of one file while it is being read."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def note(self, at: yaml.Node | int, message: str) -> None:
        """Write down a fault at a node or at a line number."""
        self.faults.append(Fault(self.file, at if isinstance(at, int) else line_of(at), message))


def line_of(node: yaml.Node) -> int:
    """The line a node begins on, counted from 1."""
    return int(node.start_mark.line) + 1


def root_node(notes: Notebook) -> yaml.MappingNode | None:
    """Return the top mapping of the notebook's file; None, with the fault noted, if there is none to be had."""
    text = _text(notes)
    if text is None:
        return None
    for number, line in enumerate(text.splitlines(), start=1):
        if not unicodedata.is_normalized("NFC", line):
            notes.note(number, "Chữ có dấu chưa theo chuẩn NFC. Gõ lại dòng này bằng bộ gõ Unicode dựng sẵn.")
    node = _composed(text, notes)
    if node is None and not notes.faults:
        notes.note(1, "Tệp chưa có nội dung.")
    elif node is not None and not isinstance(node, yaml.MappingNode):
        notes.note(node, "Tệp phải bắt đầu bằng các dòng “tên mục: nội dung”.")
    return node if isinstance(node, yaml.MappingNode) else None


def _text(notes: Notebook) -> str | None:
    try:
        size = notes.file.stat().st_size
        if size > MAX_BYTES:
            notes.note(1, f"Tệp quá lớn: {size // 1000} kB, nhiều nhất {MAX_BYTES // 1000} kB.")
            return None
        return _decoded(notes.file.read_bytes(), notes)
    except OSError:
        notes.note(1, "Không mở được tệp này.")
        return None


def _decoded(data: bytes, notes: Notebook) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        notes.note(data.count(b"\n", 0, error.start) + 1, "Tệp không lưu ở dạng UTF-8. Lưu lại với mã UTF-8.")
        return None


def _composed(text: str, notes: Notebook) -> yaml.Node | None:
    try:
        # Nodes are made only of what is known to be shallow: the composer itself follows any depth into the ground.
        return yaml.compose(text, Loader=_LOADER) if _is_plain(text, notes) else None
    except yaml.YAMLError as error:
        notes.note(_line_in(error, text), "YAML viết sai ở đây: xem lại thụt đầu dòng, dấu hai chấm và dấu ngoặc kép.")
        return None


def _is_plain(text: str, notes: Notebook) -> bool:
    """Whether the text has neither references (a few lines could stand for millions) nor bottomless nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = int(event.start_mark.line) + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            notes.note(line, "Không dùng dấu * để trỏ tới chỗ khác. Viết lại nội dung ở đây.")
            return False
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            notes.note(line, "Các mục lồng vào nhau quá nhiều tầng.")
            return False
    return True


def _line_in(error: yaml.YAMLError, text: str) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return int(mark.line) + 1
    return text.count("\n", 0, getattr(error, "position", 0)) + 1
