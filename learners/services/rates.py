"""How often something may be asked for in a minute.

The count is a hint that costs a request next to nothing: it is kept in Redis, and without one by each process for
itself. What must survive an emptied Redis, as the limits of signing in, is not counted here.
"""

from __future__ import annotations

import hashlib
import time

from django.core.cache import caches

WINDOW_SECONDS = 60


class TooFast(Exception):
    """The minute's share is used; `seconds` is how long to wait, at least 1."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds)


def spend(purpose: str, subject: str, most: int) -> None:
    """Count one request of a subject. Raises TooFast beyond `most` in a minute."""
    now = int(time.time())
    minute = now // WINDOW_SECONDS
    name = f"rate:{hashlib.sha256(f'{purpose}:{subject}'.encode()).hexdigest()}:{minute}"
    if caches["counts"].count(name, WINDOW_SECONDS) > most:  # type: ignore[attr-defined]  # Ours: `cms.counts`.
        raise TooFast(WINDOW_SECONDS - now % WINDOW_SECONDS)
