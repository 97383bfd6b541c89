"""A clock by which history is written.

Services take the time from `django.utils.timezone.now`, and columns of the record have it as their default; while
history is written both read this clock instead, so that what happened long ago is written by the services of today, in
the order in which it happened. It is the whole process that travels: this is for a command before it serves anybody.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.utils import timezone


class PastClock:
    """Shows the moment it is set to, until it is set to another."""

    def __init__(self, moment: datetime.datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime.datetime:
        return self.moment

    def forward(self, seconds: int) -> None:
        """Let time pass."""
        self.moment += datetime.timedelta(seconds=seconds)


@contextmanager
def past_clock() -> Iterator[PastClock]:
    """Let the process live by this clock, which begins at the present; the real one is back afterwards."""
    real = timezone.now
    fields = [field for model in apps.get_models() for field in model._meta.local_fields if field.default is real]
    clock = PastClock(real())
    try:
        _keep_time_by(clock, fields)
        yield clock
    finally:
        _keep_time_by(real, fields)


def _keep_time_by(now: Callable[[], datetime.datetime], fields: Iterable[Any]) -> None:
    timezone.now = now
    for field in fields:
        field.default = now
        # Django keeps the default once it was asked for.
        field.__dict__.pop("_get_default", None)
