"""Tries at a secret, counted: five in a quarter of an hour for one account or one person.

Each try takes one of five places in the cache that lives in the database, and a place is taken atomically: two guesses
at once cannot share it. Nothing here runs inside the transaction of what is tried, whose rollback would forget the try.
"""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass

from django.core.cache import cache

MOST_TRIES = 5
WINDOW_SECONDS = 15 * 60


class TooManyTries(Exception):
    """No try is left; `minutes` is how long to wait for the next one, at least 1."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(minutes)


@dataclass(frozen=True)
class Try:
    """One try taken; the right secret gives it back."""

    place: str

    def give_back(self) -> None:
        """Free the place, because the secret was right."""
        cache.delete(self.place)


def begin(purpose: str, subject: str) -> Try:
    """Take one try at a subject (a phone, an e-mail, a person's public id). Raises TooManyTries."""
    name = hashlib.sha256(f"{purpose}:{subject}".encode()).hexdigest()
    places = [f"tries:{name}:{number}" for number in range(MOST_TRIES)]
    now = time.time()
    for place in places:
        if cache.add(place, now + WINDOW_SECONDS, WINDOW_SECONDS):
            return Try(place)
    ends = min(cache.get_many(places).values(), default=now)
    raise TooManyTries(max(1, math.ceil((ends - now) / 60)))
