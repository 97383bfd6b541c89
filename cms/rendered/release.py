"""Which code and templates this process runs."""

from __future__ import annotations

import hashlib
from functools import cache

from django.conf import settings

ROOMS = ("courses", "learners", "cms")
KINDS = {".py", ".html", ".css", ".js", ".svg", ".mo"}


@cache
def release() -> str:
    """Return a digest of everything a page is rendered with, so that a new version never shows an old one's pages."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for file in sorted((settings.BASE_DIR / room).rglob("*")):
            if file.suffix in KINDS:
                digest.update(f"{file.relative_to(settings.BASE_DIR)}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def key_of_release(key: str, prefix: str, version: int) -> str:
    """Return the name under which a cache keeps a rendered piece: of this release alone (a cache's KEY_FUNCTION)."""
    return f"{prefix}:{version}:{release()}:{key}"
