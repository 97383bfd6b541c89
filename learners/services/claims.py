"""What a phone recorded before anybody signed in becomes a person's - as a claim, which proves nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from courses.items import ResponseError
from learners.enums import ClaimKind
from learners.models import ClaimedProgress, Person

MOST_QUESTIONS = 500


@transaction.atomic
def claim_progress(*, person: Person, subject: UUID, body: Mapping[str, Any]) -> bool:
    """Note a lesson read or a practice quiz done without an account, once; the best practice result stands.

    `body` is {"kind": "lesson"} or {"kind": "practice", "right": n, "asked": n}. Returns whether anything is new.
    Raises courses.items.ResponseError.
    """
    kind, right, asked = body.get("kind"), body.get("right"), body.get("asked")
    fits = _is_result(right, asked) if kind == ClaimKind.PRACTICE else right is asked is None
    if kind not in ClaimKind.values or not fits:
        raise ResponseError(_("This could not be read. It stays on your phone."))
    row, new = ClaimedProgress.objects.get_or_create(
        person=person, kind=kind, subject=subject, defaults={"right": right, "asked": asked}
    )
    if new or right is None or asked is None or right * (row.asked or 1) <= (row.right or 0) * asked:
        return new
    row.right, row.asked = right, asked
    row.save(update_fields=["right", "asked"])
    return True


def _is_result(right: Any, asked: Any) -> bool:
    numbers = all(isinstance(each, int) and not isinstance(each, bool) for each in (right, asked))
    return numbers and 0 <= right <= asked <= MOST_QUESTIONS and asked > 0
