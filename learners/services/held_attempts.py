"""The attempt that a device sends something about, read and locked in as few and as plain statements as there are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from courses.models import QuizVersion
from learners.models import Attempt, Enrolment, Person
from learners.stored_rows import stored_rows

# A version never changes: what was read of it before the attempt was locked is true afterwards too.
DIGEST = "(SELECT digest FROM courses_quizversion WHERE id = version_id)"


def held_attempt(*, person: Person, public_id: UUID) -> Attempt | None:
    """The person's own attempt with its enrolment and version, locked until the transaction ends; None for no such.

    The attempt is locked first and then its enrolment, as everybody does who needs both.
    """
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    found = stored_rows(Attempt, f"WHERE public_id = %s{lock}", [public_id.hex], version_digest=DIGEST)
    attempt: Any = next(iter(found), None)
    if attempt is None:
        return None
    mine = stored_rows(Enrolment, f"WHERE id = %s AND person_id = %s{lock}", [attempt.enrolment_id, person.pk])
    if not mine:
        return None
    attempt.enrolment = mine[0]
    attempt.version = QuizVersion.from_db(
        attempt._state.db, ["id", "digest"], [attempt.version_id, attempt.version_digest]
    )
    held: Attempt = attempt
    return held
