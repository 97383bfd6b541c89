"""The answers of a handed-in attempt as the beginning of the one that takes its place."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from courses.enums import Navigation
from courses.items import ITEM_TYPES, ResponseError
from courses.rules.quiz_settings import ALL_ON_ONE_PAGE
from courses.rules.scoring import check_body, is_settled
from learners.enums import SetAsideReason
from learners.models import Attempt, Flag, Response


def copy_answers(*, old: Attempt, new: Attempt, with_set_aside: bool) -> None:
    """Copy answers with the times they were saved, tries used and flags; the new attempt has the draw of the old one.

    `with_set_aside` lets answers that were given in time but came late stand before older ones. Where there is no way
    back, the learner goes on at the first page that lacks an answer.
    """
    # An origin of its own: a page still open on the old attempt never counts as the same page here.
    origin = uuid4()
    rows = {
        row.item_id: Response(
            attempt=new, item_id=row.item_id, body=row.body, origin=origin, seq=0, saved_at=row.saved_at
        )
        for row in old.responses.all()
    }
    if with_set_aside:
        _add_late(old, new, rows, origin)
    Response.objects.bulk_create(rows.values())
    Flag.objects.bulk_create(
        Flag(attempt=new, item_id=row.item_id, flagged=row.flagged, origin=row.origin, seq=row.seq, at=row.at)
        for row in old.flags.all()
    )
    place = _place(new, {key for key, row in rows.items() if row.body})
    if place:
        new.place = place
        new.save(update_fields=["place"])


def _add_late(old: Attempt, new: Attempt, rows: dict[str, Response], origin: Any) -> None:
    """Late answers in the order they came; one that the device gave before the answer that stands is left out."""
    for late in old.set_aside.filter(reason=SetAsideReason.LATE, kind="save"):
        stands = rows.get(late.item_id)
        answer = _readable(old, late.item_id, late.body.get("answer"))
        if answer is None or (stands is not None and late.at_device is not None and late.at_device < stands.saved_at):
            continue
        item = old.version.items[late.item_id]
        if stands is not None and is_settled(item, stands.body, old.version.settings):
            continue
        tries = (stands.body or {}).get("tries") if stands is not None else None
        body = {**answer, **({"tries": tries} if tries else {})}
        at = late.at_device or late.received_at
        rows[late.item_id] = Response(
            attempt=new, item_id=late.item_id, body=body, origin=origin, seq=0, saved_at=min(at, late.received_at)
        )


def _readable(attempt: Attempt, item_id: str, answer: Any) -> dict[str, Any] | None:
    if item_id not in attempt.draw or not isinstance(answer, dict):
        return None
    try:
        return check_body(attempt.version.items[item_id], answer, attempt.version.settings)
    except ResponseError:
        return None


def _place(attempt: Attempt, answered: set[str]) -> int:
    """How many pages were left behind: those before the first unanswered question, never all of them."""
    settings, items = attempt.version.settings, attempt.version.items
    if settings.navigation != Navigation.SEQUENTIAL or settings.page_size == ALL_ON_ONE_PAGE:
        return 0
    last = (len(attempt.draw) - 1) // settings.page_size
    missing = (
        n // settings.page_size
        for n, key in enumerate(attempt.draw)
        if ITEM_TYPES[items[key]["type"]].graded and key not in answered
    )
    return next(missing, last)
