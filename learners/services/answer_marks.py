"""What names an answer to the page that shows it, and whether what a page sends is an answer at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Max

from learners.models import Attempt, Response
from learners.services.commands import Order

LAST_SEQ = 2**31 - 1
"""The highest count the database keeps for an answer."""


def mark_of(response: Response | None) -> str:
    """What names an answer to its sender: it changes with every change of the answer."""
    return f"{response.origin}:{response.seq}" if response is not None else ""


def read_mark(mark: str) -> tuple[UUID | None, int]:
    """The origin and count that a mark names; no origin where it names none."""
    origin, _colon, seq = mark.rpartition(":")
    try:
        return UUID(origin), min(int(seq), LAST_SEQ)
    except ValueError:
        return None, 0


def says_nothing_new(order: Order, last: int, *, counted: bool) -> bool:
    """Whether a page repeats what it was shown, or what it said last about this question.

    Pages send all their questions at every save, so such a repeat is no answer: one given elsewhere since then stands.
    `counted` pages keep a count of their answers; what another page sends again was handed in by a tap.
    """
    seen = order.delivery.seen
    if order.delivery.command_id is not None or seen is None or order.attempt is None or (last >= 0 and not counted):
        return False
    if last < 0 and not seen:
        return not order.body["answer"]
    origin, seq = (order.origin, last) if last >= 0 else read_mark(seen)
    said = order.attempt.commands.filter(kind="save", item_id=order.item_id, origin=origin, seq=seq)
    return said.filter(digest=order.digest).exists()


def is_same(stored: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether a stored answer, tries aside, is this answer."""
    return {key: value for key, value in stored.items() if key != "tries"} == dict(answer)


def last_seq(attempt: Attempt, item_id: str, origin: UUID) -> int:
    """The highest count of an origin's answers to an item so far, -1 for none; the answer itself may be overwritten."""
    mine = attempt.commands.filter(kind__in=["save", "check"], item_id=item_id, origin=origin)
    last = mine.aggregate(last=Max("seq"))["last"]
    return -1 if last is None else int(last)
