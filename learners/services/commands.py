"""Commands: whatever a device sends, it may send twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from learners.enums import SetAsideReason
from learners.models import Attempt, Command, Person, SetAside

LONGEST_KEPT = timedelta(days=30)
Receipt = dict[str, Any]
"""What a command brought: `status` stored, merged, conflict, duplicate or refused (then with `code` and `message`)."""


class CommandRefused(Exception):
    """A command that belongs to somebody else; nothing is kept and nothing is told."""


@dataclass(frozen=True)
class Delivery:
    """How a command came: the id its device gave it, what the sender saw, and when it was given.

    `seen` is the mark of the answer the sender had before its eyes ("" for none); None where it does not say.
    `given_at` is the server's estimate of the device's time, between the attempt's start and the receipt.
    """

    command_id: UUID | None = None
    seen: str | None = None
    at_device: datetime | None = None
    given_at: datetime | None = None
    clock_doubtful: bool = False

    def when(self, now: datetime) -> datetime:
        """When something in the field happened: by the sender's clock, never in future and at most thirty days ago."""
        return min(max(self.given_at or now, now - LONGEST_KEPT), now)


PLAIN = Delivery()


@dataclass(frozen=True)
class Order:
    """A command about to be carried out: whose, which, about what, and from where."""

    person: Person
    command_id: UUID
    kind: str
    body: Any
    attempt: Attempt | None = None
    item_id: str = ""
    origin: UUID | None = None
    seq: int | None = None
    delivery: Delivery = PLAIN

    @property
    def digest(self) -> str:
        """SHA-256 of what the command says."""
        return digest_of([self.kind, self.attempt.pk if self.attempt else None, self.body])


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: equal values give equal texts."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(value: Any) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def once(order: Order, effect: Callable[[], Receipt]) -> Receipt:
    """Run the effect of a command exactly once and return its receipt; a replay gets the first receipt again.

    The caller holds the lock of the attempt (or enrolment) inside its transaction, so two deliveries of one command
    cannot both find it new. An id used before for other content keeps its first effect; what comes now is set aside.
    Raises CommandRefused for an id of somebody else.
    """
    known = Command.objects.filter(pk=order.command_id).first()
    if known is not None:
        return _again(order, known)
    receipt = effect()
    command_row(order, receipt).save(force_insert=True)
    return receipt


def command_row(order: Order, receipt: Receipt) -> Command:
    """The command with its receipt, not stored yet."""
    return Command(
        id=order.command_id, person_id=order.person.pk, attempt_id=order.attempt.pk if order.attempt else None,
        kind=order.kind, item_id=order.item_id, origin=order.origin, seq=order.seq, digest=order.digest,
        receipt=receipt, at_device=order.delivery.at_device, clock_doubtful=order.delivery.clock_doubtful,
    )  # fmt: skip


def _again(order: Order, known: Command) -> Receipt:
    if known.person_id != order.person.pk:
        raise CommandRefused
    if known.digest != order.digest:
        set_aside(order, SetAsideReason.ID_REUSED)
        return refusal("id_reused", _("This was sent before with another content. The first one is kept."))
    receipt: Receipt = known.receipt
    return receipt if receipt["status"] == "refused" else {**receipt, "status": "duplicate"}


def set_aside(order: Order, reason: SetAsideReason, body: Any = None) -> None:
    """Keep what a command says (or the answer it replaces) beside the record, once."""
    kept = order.body if body is None else body
    try:
        with transaction.atomic():
            SetAside.objects.create(
                person=order.person, attempt=order.attempt, command_id=order.command_id, kind=order.kind,
                item_id=order.item_id, body=kept, digest=digest_of([reason.value, kept]), reason=reason,
                at_device=order.delivery.at_device,
            )  # fmt: skip
    except IntegrityError:
        # The same content was set aside when it came before.
        return


def refusal(code: str, message: str, **more: Any) -> Receipt:
    """A receipt that says no, why, and what was kept."""
    return {"status": "refused", "code": code, "message": message, **more}
