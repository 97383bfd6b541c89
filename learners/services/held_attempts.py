"""The attempt that a device sends something about, read and locked in as few and as plain statements as there are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from courses.models import QuizVersion
from learners.models import Attempt, Enrolment, Person

# Written by hand: a phone sends this with every answer, and the ORM takes longer to write such a query than the
# database to answer it.
ATTEMPT = """
SELECT a.*, (SELECT v.digest FROM courses_quizversion v WHERE v.id = a.version_id) AS version_digest
FROM learners_attempt a WHERE a.public_id = %s
"""
ENROLMENT = "SELECT * FROM learners_enrolment WHERE id = %s AND person_id = %s"


def held_attempt(*, person: Person, public_id: UUID) -> Attempt | None:
    """The person's own attempt with its enrolment and version, locked until the transaction ends; None for no such.

    The attempt is locked first and then its enrolment, as everybody does who needs both.
    """
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    attempt: Any = next(iter(Attempt.objects.raw(ATTEMPT + lock, [public_id.hex])), None)
    if attempt is None:
        return None
    mine = Enrolment.objects.raw(ENROLMENT + lock, [attempt.enrolment_id, person.pk])
    enrolment = next(iter(mine), None)
    if enrolment is None:
        return None
    attempt.enrolment = enrolment
    attempt.version = QuizVersion.from_db(
        attempt._state.db, ["id", "digest"], [attempt.version_id, attempt.version_digest]
    )
    held: Attempt = attempt
    return held
