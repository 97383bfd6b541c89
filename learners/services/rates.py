"""How often something may be asked for in a minute, counted in the cache that lives in the database."""

from __future__ import annotations

import hashlib
import time

from django.core.cache import cache

WINDOW_SECONDS = 60


class TooFast(Exception):
    """The minute's share is used; `seconds` is how long to wait, at least 1."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds)


def spend(purpose: str, subject: str, most: int) -> None:
    """Count one request of a subject. Raises TooFast beyond `most` in a minute.

    The count is a hint, not a lock: two requests at once may count as one.
    """
    now = int(time.time())
    minute = now // WINDOW_SECONDS
    name = f"rate:{hashlib.sha256(f'{purpose}:{subject}'.encode()).hexdigest()}:{minute}"
    if cache.add(name, 1, WINDOW_SECONDS):
        return
    try:
        count = cache.incr(name)
    except ValueError:
        # The count went between the two steps, with old entries of a full cache: this request begins it anew.
        cache.set(name, 1, WINDOW_SECONDS)
        return
    if count > most:
        raise TooFast(WINDOW_SECONDS - now % WINDOW_SECONDS)
