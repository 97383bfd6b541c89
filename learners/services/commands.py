"""Commands: whatever a device sends, it may send twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from learners.models import Attempt, Command, Person


class CommandRefused(Exception):
    """A command id that belongs to somebody else, or was used before for other content. The first stays."""


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: equal values give equal texts."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(value: Any) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def once(
    *,
    person: Person,
    command_id: UUID,
    kind: str,
    attempt: Attempt | None,
    body: Any,
    effect: Callable[[], dict[str, Any]],
) -> dict[str, Any]:
    """Run the effect of a command exactly once and return its receipt; a replay gets the first receipt again.

    The caller holds the lock of the attempt (or enrolment) inside its transaction, so two deliveries of one command
    cannot both find it new. Raises CommandRefused.
    """
    digest = digest_of([kind, attempt.pk if attempt else None, body])
    known = Command.objects.filter(pk=command_id).first()
    if known is not None:
        if known.person_id != person.pk or known.digest != digest:
            raise CommandRefused
        return {**known.receipt, "status": "duplicate"}
    receipt = effect()
    Command.objects.create(id=command_id, person=person, attempt=attempt, kind=kind, digest=digest, receipt=receipt)
    return receipt
