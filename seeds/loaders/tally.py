"""What a run of the loaders did, by kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any, Literal, TypeVar

from django.db.models import Model

Outcome = Literal["created", "updated", "moved", "removed", "unchanged", "kept"]
Row = TypeVar("Row", bound=Model)

OUTCOMES: dict[Outcome, str] = {
    "created": "thêm mới",
    "updated": "cập nhật",
    "moved": "chuyển chỗ",
    "removed": "gỡ xuống",
    "unchanged": "không đổi",
    "kept": "giữ bản đã sửa",
}
CHANGES: tuple[Outcome, ...] = ("created", "updated", "moved", "removed")


class Tally:
    """Counts outcomes by kind, in the order in which the kinds were first met, and passes on what is worth a line."""

    def __init__(self, say: Callable[[str], None] = lambda line: None) -> None:
        self.say = say
        self.counts: dict[str, Counter[Outcome]] = defaultdict(Counter)

    def note(self, kind: str, outcome: Outcome, number: int = 1) -> None:
        """Count an outcome so many times."""
        self.counts[kind][outcome] += number

    @property
    def changed(self) -> bool:
        """Whether anything was created, updated, moved or taken off."""
        return any(counts[each] for counts in self.counts.values() for each in CHANGES)

    def lines(self) -> list[str]:
        """One line a kind: “Bài học: 52 thêm mới, 3 không đổi”."""
        return [
            f"{kind}: " + ", ".join(f"{counts[each]} {words}" for each, words in OUTCOMES.items() if counts[each])
            for kind, counts in self.counts.items()
        ]


def keep_or_create(tally: Tally, kind: str, model: type[Row], key: dict[str, Any], values: dict[str, Any]) -> Row:
    """Return the row with this key, made from the values if there is none; one that exists stays as people left it."""
    row, made = model._default_manager.get_or_create(**key, defaults=values)
    tally.note(kind, "created" if made else "unchanged")
    return row


def put(tally: Tally, kind: str, model: type[Row], key: dict[str, Any], values: dict[str, Any]) -> Row:
    """Return the row with this key, holding these values: for reference lists, whose source is the file."""
    row, made = model._default_manager.get_or_create(**key, defaults=values)
    stale = [] if made else [name for name, value in values.items() if getattr(row, name) != value]
    for name in stale:
        setattr(row, name, values[name])
    if stale:
        row.save(update_fields=stale)
    tally.note(kind, "created" if made else "updated" if stale else "unchanged")
    return row
