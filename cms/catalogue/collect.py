"""All sentences of our own code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cms.catalogue.message import Message
from cms.catalogue.python_source import python_messages
from cms.catalogue.template_source import template_messages

ROOMS = ("courses", "learners", "cms", "seeds")
TEMPLATE_SUFFIXES = {".html", ".txt", ".svg"}


def collect(root: Path) -> list[Message]:
    """The sentences of Python files and templates under the rooms of `root`, in order; migrations speak to nobody."""
    messages = [message for room in ROOMS for message in _messages_in(root / room, root)]
    return sorted(messages, key=lambda message: (message.msgid, message.context or "", message.file))


def _messages_in(folder: Path, root: Path) -> Iterator[Message]:
    for path in sorted(folder.rglob("*")):
        file = path.relative_to(root)
        if path.suffix == ".py" and "migrations" not in file.parts:
            yield from python_messages(path.read_text("utf-8"), str(file))
        elif path.suffix in TEMPLATE_SUFFIXES and "templates" in file.parts:
            yield from template_messages(path.read_text("utf-8"), str(file))
