"""The keys behind ids: what a course file called a question or a part of it, found by trying the names it used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from string import ascii_lowercase

from seeds.loaders.identity import block_id, key_of
from seeds.schema.fields import KEY

_WRITTEN = re.compile(rf"\bkey[\"']?:\s*[\"']?(?P<key>{KEY})\b")


class Names:
    """Ids of one course, or of one bank, whose ids begin with `prefix`."""

    def __init__(self, prefix: str, known: Iterable[str]) -> None:
        self.prefix = prefix
        self.known = [*known, *ascii_lowercase]
        self.met: Counter[str] = Counter()
        self.items = {block_id(prefix, key): key for key in self.known}

    @classmethod
    def of_file(cls, prefix: str, path: Path) -> Names:
        """Return the names that a content file uses; without the file, only those every course may use."""
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        return cls(prefix, dict.fromkeys(found["key"] for found in _WRITTEN.finditer(text)))

    def item(self, item_id: str) -> str:
        """Return the key of a question; one made in the CMS is called by its id.

        The copy of a page has the questions of the page it was copied from; in a file each has a key of its own.
        """
        self.met[item_id] += 1
        known = self.items.get(item_id, item_id)
        return known if self.met[item_id] == 1 else str(key_of(self.prefix, item_id, self.met[item_id]))

    def part(self, item_key: str, part_id: str, *kind: str) -> str:
        """Return the key of an option, row or the like of a question."""
        found = (key for key in self.known if block_id(self.prefix, item_key, *kind, key) == part_id)
        return next(found, part_id)
