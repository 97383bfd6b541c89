"""Many first answers at once: what a phone that was offline sends after a quiz, in a few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.items import ResponseError
from learners.enums import AttemptState
from learners.models import Attempt, Command, Person, Response
from learners.services.attempts import is_withdrawn
from learners.services.commands import Delivery, Order, Receipt, command_row
from learners.services.responses import UnknownItem, checked_answer, kept_facts, locked


@dataclass(frozen=True)
class FreshAnswer:
    """An answer as a device gave it; its delivery names the command."""

    command_id: UUID
    item_id: str
    body: Mapping[str, Any]
    seq: int
    delivery: Delivery


@transaction.atomic
def save_fresh(
    *, person: Person, attempt: Attempt, origin: UUID, answers: Sequence[FreshAnswer]
) -> dict[UUID, Receipt]:
    """Keep the answers about whose question and command nothing is known yet; return their receipts by command.

    With nothing to compare with, each would be stored by `responses.save_response` too, with this receipt. All others
    are left to it: a second answer, a repeat, one that cannot be read, and everything once the attempt is not plainly
    open. Raises CommandRefused (somebody else's attempt), IntegrityError (a command that arrived elsewhere meanwhile).
    """
    attempt = locked(attempt, person)
    if attempt.state != AttemptState.OPEN or is_withdrawn(attempt) or attempt.place:
        return {}
    orders = _new_orders(person, attempt, origin, answers)
    now = timezone.now()
    receipts = {order.command_id: {"status": "stored"} | kept_facts(order, now) for order in orders}
    Response.objects.bulk_create(
        Response(
            attempt=attempt, item_id=order.item_id, body=order.body["answer"], origin=origin, seq=order.seq or 0,
            saved_at=now,
        )
        for order in orders
    )  # fmt: skip
    Command.objects.bulk_create(command_row(order, receipts[order.command_id]) for order in orders)
    return receipts


def _new_orders(person: Person, attempt: Attempt, origin: UUID, answers: Sequence[FreshAnswer]) -> list[Order]:
    known = set(Command.objects.filter(pk__in=[row.command_id for row in answers]).values_list("pk", flat=True))
    touched = {
        *attempt.responses.values_list("item_id", flat=True),
        *attempt.commands.values_list("item_id", flat=True),
    }
    orders = []
    for row in answers:
        if row.item_id not in touched and row.command_id not in known:
            answer = _readable(attempt, row)
            if answer is not None:
                told = {"item": row.item_id, "answer": answer}
                orders.append(
                    Order(person, row.command_id, "save", told, attempt, row.item_id, origin, row.seq, row.delivery)
                )
        # Whatever comes later about the same question is not its first answer, nor is a repeated command a new one.
        touched.add(row.item_id)
        known.add(row.command_id)
    return orders


def _readable(attempt: Attempt, row: FreshAnswer) -> dict[str, Any] | None:
    try:
        return checked_answer(attempt, row.item_id, row.body)
    except (ResponseError, UnknownItem):
        return None
