"""Our items in other people's formats: frozen items and pictures in, bytes and messages out. No database, no network.

Each module offers `write(items, pictures) -> Written`; `pictures` holds the bytes of each CourseImage by its key.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from courses.importers.base import Message


@dataclass(frozen=True)
class Written:
    """A finished file. Each message names an item (“Câu 12”) and what of it the format cannot hold.

    An error says that the item is not in the file, a warning that it is there without something.
    """

    data: bytes
    messages: list[Message] = field(default_factory=list)
