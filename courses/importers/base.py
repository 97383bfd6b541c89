"""What every reader of a file gives: items as they would be frozen, pictures beside them, and messages with a place."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Literal

from courses.items.base import FrozenItem

LARGEST_FILE = 10 * 1024 * 1024
MOST_ITEMS = 1000

# Ids made from the place in the file: reading the same bytes twice gives the same items.
_NAMESPACE = uuid.UUID("6f5cf5b6-2f0e-5a52-9d0c-5b2f3f8b8a55")


class Unreadable(Exception):
    """The file as a whole cannot be read; its text tells the trainer why, and a way out."""


@dataclass(frozen=True)
class Message:
    """What the trainer should know about one place of the file.

    `place` names it as the trainer sees it (“Câu 12”, “dòng 34”); an error keeps its item from being imported,
    a warning does not.
    """

    level: Literal["error", "warning"]
    place: str
    text: str


@dataclass
class ReadItem:
    """One question of the file. `item` is None when nothing could be made of it; the messages say why.

    A picture of the item stands as {"file": name in Reading.pictures, "alt": str}: it gets its database key at import.
    """

    number: int
    item: FrozenItem | None
    messages: list[Message] = field(default_factory=list)

    @property
    def importable(self) -> bool:
        """Whether it may be chosen for import."""
        return self.item is not None and not any(message.level == "error" for message in self.messages)


@dataclass
class Reading:
    """A whole file: its items in order, its pictures by name, and what concerns no single item."""

    items: list[ReadItem] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)


def new_id(*parts: object) -> str:
    """Return an id that follows from the place in the file alone, such as ("item", 3) or ("item", 3, "option", 1)."""
    return str(uuid.uuid5(_NAMESPACE, ":".join(str(part) for part in parts)))
