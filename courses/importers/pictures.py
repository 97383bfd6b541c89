"""The pictures of a file that is being read: recognised by their content, each under a name of its own."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections import Counter

from courses.rules.uploads import SIGNATURES
from courses.text import fold

KINDS = ("png", "jpg", "gif", "webp")
_LONGEST_NAME = 60
_DATA = re.compile(r"data:image/[a-z+.\-]+;base64,", re.I)


class NoPicture(ValueError):
    """The bytes are not a picture of a kind that pages show."""


class Pictures:
    """Gathers pictures by name. The same bytes are kept once."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._names: dict[bytes, str] = {}
        self._counts: Counter[str] = Counter()

    def add(self, name: str, content: bytes) -> str:
        """Keep a picture and return its name here. Raises NoPicture."""
        kind = next((kind for kind in KINDS if _begins_as(kind, content)), None)
        if kind is None:
            raise NoPicture(name)
        stem = re.sub(r"[^a-z0-9]+", "-", fold(name.rpartition("/")[2].rpartition(".")[0] or name)).strip("-")
        stem = stem[:_LONGEST_NAME] or "picture"
        digest = hashlib.sha256(content).digest()
        if digest not in self._names:
            self._counts[f"{stem}.{kind}"] += 1
            count = self._counts[f"{stem}.{kind}"]
            chosen = f"{stem}.{kind}" if count == 1 else f"{stem}_{count}.{kind}"
            self._names[digest], self.files[chosen] = chosen, content
        return self._names[digest]

    def add_base64(self, name: str, text: str) -> str:
        """Keep a picture written as base64 and return its name here. Raises NoPicture."""
        try:
            return self.add(name, base64.b64decode(text, validate=False))
        except (binascii.Error, ValueError) as error:
            raise NoPicture(name) from error

    def add_data_address(self, address: str) -> str | None:
        """Keep a picture that stands inside its own address; None when the address is of another kind."""
        head = _DATA.match(address)
        return self.add_base64("picture", address[head.end() :]) if head else None


def _begins_as(kind: str, content: bytes) -> bool:
    return any(content[start : start + len(mark)] == mark for start, mark in SIGNATURES[kind])
