"""The outbox: side effects written in the transaction of their cause, done later, done once.

`add` is the only way in; `relay` hands due entries on: to Celery where a broker is configured, else it runs them here.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from learners.enums import TaskState
from learners.inserted_rows import insert_rows
from learners.models import OutboxEntry

logger = logging.getLogger(__name__)

HANDLERS: dict[str, Callable[[str], None]] = {}
LONG_KINDS: set[str] = set()
MOST_TRIES = 10
HANDED_ON = datetime.timedelta(minutes=10)


def handles(kind: str, *, long: bool = False) -> Callable[[Callable[[str], None]], Callable[[str], None]]:
    """Register a function that does the work of one kind; it takes the subject and may run twice.

    One that takes `long` runs outside any transaction, because while it works nobody else may have to wait for the
    database; what it writes, it writes in short transactions of its own.
    """

    def register(handler: Callable[[str], None]) -> Callable[[str], None]:
        HANDLERS[kind] = handler
        if long:
            LONG_KINDS.add(kind)
        return handler

    return register


def add(kind: str, subject: str, *, at: datetime.datetime | None = None) -> None:
    """Note a task for a subject inside the caller's transaction, due at once or later; noted twice, it is done once."""
    entry = OutboxEntry(kind=kind, subject=subject, next_at=at or timezone.now())
    insert_rows([entry], unless_there=True)


def relay(*, limit: int = 100, here: bool = False) -> int:
    """Hand on the entries that are due and return how many; one handed on comes due again if nobody finishes it.

    `here` runs the entries in this process even where a broker is configured, as the demonstration does, which has no
    worker. While the broker is away the round ends at once: to ask again for every entry would take minutes.
    """
    now = timezone.now()
    handed = 0
    for pk in list(OutboxEntry.objects.due(now).values_list("pk", flat=True)[:limit]):
        # Of two relays at once only one moves the entry's time, and that one hands it on.
        if OutboxEntry.objects.due(now).filter(pk=pk).update(next_at=now + HANDED_ON):
            if not _hand_on(pk, here):
                break
            handed += 1
    return handed


def _hand_on(pk: int, here: bool) -> bool:
    if here or not settings.CELERY_BROKER_URL:
        run(pk)
        return True
    if not import_string(settings.HAND_ON)(pk):
        # Nothing is lost: the entry comes due again soon.
        soon = timezone.now() + datetime.timedelta(seconds=10)
        OutboxEntry.objects.filter(pk=pk, state=TaskState.WAITING).update(next_at=soon)
        return False
    return True


def run(pk: int) -> bool:
    """Do one entry's work and mark it done; a failure is noted and tried again later, ten times at most."""
    entry = OutboxEntry.objects.get(pk=pk)
    if entry.state == TaskState.DONE:
        return True
    try:
        with nullcontext() if entry.kind in LONG_KINDS else transaction.atomic():
            HANDLERS[entry.kind](entry.subject)
            OutboxEntry.objects.filter(pk=pk).update(state=TaskState.DONE, done_at=timezone.now(), error="")
    except Exception as error:  # noqa: BLE001 - whatever a task dies of is noted on its row, and the next one goes on.
        logger.warning("outbox %s failed: %s", entry.kind, type(error).__name__)
        _note_failure(entry, error)
        return False
    return True


def _note_failure(entry: OutboxEntry, error: Exception) -> None:
    tries = entry.tries + 1
    OutboxEntry.objects.filter(pk=entry.pk).exclude(state=TaskState.DONE).update(
        tries=tries,
        error=f"{type(error).__name__}: {error}"[:500],
        state=TaskState.FAILED if tries >= MOST_TRIES else TaskState.WAITING,
        next_at=timezone.now() + datetime.timedelta(seconds=min(2**tries, 300)),
    )


def status() -> dict[str, object]:
    """Counts by state and the age in seconds of the oldest waiting entry."""
    waiting = OutboxEntry.objects.filter(state=TaskState.WAITING)
    oldest = waiting.order_by("created_at").values_list("created_at", flat=True).first()
    counts = {state.value: OutboxEntry.objects.filter(state=state).count() for state in TaskState}
    return counts | {
        "oldest_seconds": int((timezone.now() - oldest).total_seconds()) if oldest else 0,
        "database": connection.vendor,
    }
