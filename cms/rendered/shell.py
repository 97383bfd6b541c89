"""A rendered page cut where it differs per person, each part compressed by itself.

Parts that are compressed apart can be put together in any order without compressing again, and what is secret in one
(a form's token) never shares a window with what somebody else may choose.
"""

from __future__ import annotations

import re
import secrets
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Unguessable, so that no author can write one; what is kept holds no mark any more.
_SECRET = secrets.token_hex(16)
SLOTS = {name: f"[{name}-{_SECRET}]" for name in ("person", "token")}
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_END = b"\x03\x00"
_RAW_DEFLATE = -15


@dataclass(frozen=True)
class Shell:
    """The fixed parts of a page, deflated; between part n and n + 1 stands the slot `slots[n]`."""

    parts: tuple[bytes, ...]
    slots: tuple[str, ...]
    style_digest: str
    screen: int | None = None


def cut(html: str, style_digest: str, screen: int | None = None) -> Shell:
    """Cut a page at its marks."""
    names = {mark: name for name, mark in SLOTS.items()}
    pieces = re.split("|".join(map(re.escape, names)), html)
    slots = tuple(names[mark] for mark in re.findall("|".join(map(re.escape, names)), html))
    return Shell(tuple(deflated(piece) for piece in pieces), slots, style_digest, screen)


def deflated(text: str, level: int = 9) -> bytes:
    """Compress a part so that any other may follow it."""
    packer = zlib.compressobj(level, zlib.DEFLATED, _RAW_DEFLATE)
    return packer.compress(text.encode()) + packer.flush(zlib.Z_FULL_FLUSH)


def inflated(part: bytes) -> bytes:
    """Return the text of a part as it is sent uncompressed."""
    return zlib.decompressobj(_RAW_DEFLATE).decompress(part)


def filled(shell: Shell, values: Mapping[str, str]) -> list[bytes]:
    """Return all parts of the page in order, deflated, the slots filled with `values`."""
    parts = [shell.parts[0]]
    for slot, part in zip(shell.slots, shell.parts[1:], strict=True):
        parts += [deflated(values[slot], level=1), part]
    return parts


def gzipped(parts: Sequence[bytes]) -> bytes:
    """Return one gzip file (RFC 1952) of parts that are deflated already."""
    checksum, length = 0, 0
    for part in parts:
        text = inflated(part)
        checksum, length = zlib.crc32(text, checksum), length + len(text)
    return b"".join([_HEAD, *parts, _END, struct.pack("<LL", checksum, length)])
