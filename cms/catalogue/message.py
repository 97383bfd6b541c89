"""What a sentence to be translated is."""

from __future__ import annotations

from dataclasses import dataclass

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Message:
    """One sentence as it stands in one file: the English, its plural if it counts, its context if it has one."""

    msgid: str
    plural: str
    context: str | None
    file: str

    @property
    def key(self) -> Key:
        """What gettext looks a sentence up by."""
        return self.context, self.msgid
