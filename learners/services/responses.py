"""Answers of an open attempt: saved, checked, flagged - each an idempotent command in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.enums import Navigation
from courses.items import ITEM_TYPES, ResponseError
from courses.rules.quiz_settings import ALL_ON_ONE_PAGE
from courses.rules.scoring import check_body, given, is_settled
from learners.enums import AttemptState, ClosedBy, SetAsideReason
from learners.models import Attempt, Enrolment, Flag, Person, Response, ResponseFile
from learners.services.answer_marks import is_same, last_seq, mark_of, says_nothing_new
from learners.services.attempts import is_overdue, is_withdrawn, submit_attempt
from learners.services.commands import (
    PLAIN,
    CommandRefused,
    Delivery,
    Order,
    Receipt,
    digest_of,
    once,
    refusal,
    set_aside,
)
from learners.services.quiz_times import shown

# Often enough for "last active", seldom enough that saving an answer is no second write.
ACTIVITY_STEP = timedelta(hours=1)


class UnknownItem(KeyError):
    """The item is not among those drawn for the attempt."""


@transaction.atomic
def save_response(
    *,
    person: Person,
    attempt: Attempt,
    item_id: str,
    body: Mapping[str, Any],
    origin: UUID,
    seq: int | None = None,
    delivery: Delivery = PLAIN,
) -> Receipt:
    """Keep an answer; the receipt says when. Repeating a save returns its first receipt.

    `origin` names the page or device that sends, `seq` counts its answers to this item: of one origin the highest count
    stands, of two the answer that arrived last, and the one it replaced unseen is set aside. A plain form knows no
    count: there the answer that stands already, sent again, is the same command, and any other is the next one.
    An answer that comes too late is set aside and refused in its receipt. Raises courses.items.ResponseError,
    CommandRefused (somebody else's attempt), UnknownItem.
    """
    attempt = locked(attempt, person)
    answer = checked_answer(attempt, item_id, body)
    last = last_seq(attempt, item_id, origin)
    stored = attempt.responses.filter(item_id=item_id).first()
    stands = stored is not None and stored.origin == origin and is_same(stored.body, answer)
    counted = seq is not None
    if seq is None:
        seq = max(last, 0) if stands else last + 1
    command_id = delivery.command_id or uuid5(origin, f"{item_id}:{seq}")
    order = Order(
        person, command_id, "save", {"item": item_id, "answer": answer}, attempt, item_id, origin, seq, delivery
    )  # fmt: skip
    stale = says_nothing_new(order, last, counted=counted)
    return once(order, lambda: _keep(order, stored, answer, last, stale=stale))


def _keep(
    order: Order, stored: Response | None, answer: Mapping[str, Any], last: int, *, stale: bool = False
) -> Receipt:
    attempt, now = order.attempt, timezone.now()
    assert attempt is not None and order.seq is not None and order.origin is not None  # noqa: S101, PT018 - for mypy.
    known = kept_facts(order, now)
    refused = _refused(order, stored)
    if refused is not None:
        return refused | known
    if order.seq <= last or (stale and stored is not None and stored.origin != order.origin):
        return {"status": "merged"} | known
    overtaken = _overtakes(order, stored, answer)
    if overtaken is not None:
        set_aside(order, SetAsideReason.OVERTAKEN, {"item": order.item_id, "answer": overtaken})
    tries = (stored.body or {}).get("tries") if stored is not None else None
    fresh = {
        "body": {**answer, **({"tries": tries} if tries else {})},
        "origin": order.origin, "seq": order.seq, "saved_at": now,
    }  # fmt: skip
    Response.objects.update_or_create(attempt=attempt, item_id=order.item_id, defaults=fresh)
    if overtaken is None:
        return {"status": "stored"} | known
    return {"status": "conflict"} | known | _conflict_words(attempt, order.item_id, overtaken)


def kept_facts(order: Order, now: datetime) -> dict[str, Any]:
    """What a receipt says of an answer besides its status; `late` where it came in the minutes after the end."""
    facts = {"item": order.item_id, "origin": str(order.origin), "seq": order.seq, "saved_at": now.isoformat()}
    end = order.attempt.due_at if order.attempt is not None else None
    return facts | ({"late": True} if end is not None and now > end else {})


def _refused(order: Order, stored: Response | None) -> Receipt | None:
    """The refusal that an answer meets, set aside first; None when it may be kept."""
    attempt = order.attempt
    assert attempt is not None  # noqa: S101 - for mypy: an answer has an attempt.
    if attempt.state != AttemptState.OPEN:
        return closed_receipt(order, attempt)
    if is_withdrawn(attempt):
        set_aside(order, SetAsideReason.WITHDRAWN)
        return refusal("withdrawn", _("You left this course. The answer is kept aside; ask your trainer."))
    item = attempt.version.items[order.item_id]
    left_behind = page_of(attempt, order.item_id) < attempt.place
    if left_behind or is_settled(item, stored.body if stored else None, attempt.version.settings):
        answer = order.body["answer"]
        if not answer or (stored is not None and is_same(stored.body, answer)):
            # A page sends all its questions: a finished one that says nothing new keeps no other from being saved.
            return {"status": "merged", "item": order.item_id}
        set_aside(order, SetAsideReason.PASSED_BY)
        return refusal("passed_by", _("This question is finished. Its earlier answer stands."))
    return None


def closed_receipt(order: Order, attempt: Attempt) -> Receipt:
    """Set aside what came for a closed attempt and tell its result."""
    given_at = order.delivery.given_at
    in_time = given_at is not None and attempt.submitted_at is not None and given_at <= attempt.submitted_at
    set_aside(order, SetAsideReason.LATE if in_time else SetAsideReason.CLOSED)
    at = shown(attempt.submitted_at) if attempt.submitted_at else ""
    words = _("This try was handed in at %(at)s. What came after it is kept aside and does not change the result.")
    score = str(attempt.score) if attempt.score is not None else None
    return refusal("closed", words % {"at": at}, score=score)


def _overtakes(order: Order, stored: Response | None, answer: Mapping[str, Any]) -> dict[str, Any] | None:
    """The answer of another origin that this one replaces without having seen it; None when there is none."""
    if stored is None or stored.origin == order.origin or order.delivery.seen is None:
        return None
    other = dict(stored.body or {})
    other.pop("tries", None)
    seen = order.delivery.seen == mark_of(stored)
    return None if seen or not other or other == answer else other


def _conflict_words(attempt: Attempt, item_id: str, other: Mapping[str, Any]) -> dict[str, Any]:
    item = attempt.version.items[item_id]
    text = ITEM_TYPES[item["type"]].answer_text(item, given(other).answer)
    words = _("Question %(number)s has two answers. The one sent now counts; the other was: %(other)s.")
    # What is only read between the questions has no number.
    upto = attempt.draw[: attempt.draw.index(item_id) + 1]
    number = sum(ITEM_TYPES[attempt.version.items[key]["type"]].graded for key in upto)
    return {"other": dict(other), "message": words % {"number": number, "other": text}}


@transaction.atomic
def check_response(
    *,
    person: Person,
    attempt: Attempt,
    item_id: str,
    body: Mapping[str, Any],
    origin: UUID,
    seq: int | None = None,
    delivery: Delivery = PLAIN,
) -> Receipt:
    """Save an answer and use one of its tries, where a quiz tells right or wrong question by question.

    The same answer checked twice in a row uses one try, and so does one that a page or an event repeats later.
    Refusals and errors as in `save_response`.
    """
    attempt = locked(attempt, person)
    answer = checked_answer(attempt, item_id, body)
    if not attempt.version.settings.checks_each_item or not answer:
        raise ResponseError(_("Please choose or write an answer first."))
    stored = attempt.responses.filter(item_id=item_id).first()
    tries = list(given(stored.body if stored else None).tries)
    command_id = delivery.command_id or uuid5(origin, f"{item_id}:check:{digest_of(answer)}")
    told = {"item": item_id, "answer": answer}
    order = Order(person, command_id, "check", told, attempt, item_id, origin, seq, delivery)
    if tries and tries[-1] == answer:
        return once(order, lambda: {"status": "duplicate", "item": item_id, "try": len(tries)})
    return once(order, lambda: _refused(order, stored) or _keep_try(order, stored, answer, tries))


def _keep_try(order: Order, stored: Response | None, answer: dict[str, Any], tries: list[Any]) -> Receipt:
    attempt, now = order.attempt, timezone.now()
    assert attempt is not None  # noqa: S101 - for mypy: a check has an attempt.
    body = {**answer, "tries": [*tries, answer]}
    fresh = {"body": body, "origin": order.origin, "seq": order.seq or 0, "saved_at": now}
    if stored is not None and stored.origin == order.origin and stored.seq > (order.seq or stored.seq):
        # The device went on answering before this check arrived.
        later = {key: value for key, value in stored.body.items() if key != "tries"}
        if not is_settled(attempt.version.items[order.item_id], body, attempt.version.settings):
            fresh |= {"body": {**later, "tries": body["tries"]}, "seq": stored.seq}
        elif later and later != answer:
            set_aside(order, SetAsideReason.PASSED_BY, {"item": order.item_id, "answer": later})
    Response.objects.update_or_create(attempt=order.attempt, item_id=order.item_id, defaults=fresh)
    return {"status": "stored", "item": order.item_id, "try": len(tries) + 1, "saved_at": now.isoformat()}


@transaction.atomic
def flag_item(
    *,
    person: Person,
    attempt: Attempt,
    item_id: str,
    flagged: bool,
    origin: UUID,
    seq: int = 0,
    delivery: Delivery = PLAIN,
) -> Receipt:
    """Mark a question to be looked at again, or take the mark away; of one origin the highest count stands."""
    attempt = locked(attempt, person)
    if item_id not in attempt.draw:
        raise UnknownItem(item_id)
    command_id = delivery.command_id or uuid5(origin, f"{item_id}:flag:{seq}:{flagged}")
    body = {"item": item_id, "flagged": flagged}
    order = Order(person, command_id, "flag", body, attempt, item_id, origin, seq, delivery)
    return once(order, lambda: _keep_flag(order, attempt, flagged))


def _keep_flag(order: Order, attempt: Attempt, flagged: bool) -> Receipt:
    if attempt.state != AttemptState.OPEN:
        return closed_receipt(order, attempt)
    stored = attempt.flags.filter(item_id=order.item_id).first()
    if stored is not None and stored.origin == order.origin and stored.seq > (order.seq or 0):
        return {"status": "merged", "item": order.item_id}
    fresh = {"flagged": flagged, "origin": order.origin, "seq": order.seq or 0, "at": timezone.now()}
    Flag.objects.update_or_create(attempt=attempt, item_id=order.item_id, defaults=fresh)
    return {"status": "stored", "item": order.item_id}


@transaction.atomic
def leave_page(*, attempt: Attempt, page: int) -> None:
    """Note that a page was left behind, where there is no way back; pages count from 0."""
    if attempt.version.settings.navigation == Navigation.SEQUENTIAL:
        rows = Attempt.objects.filter(pk=attempt.pk, state=AttemptState.OPEN, place__lte=page)
        rows.update(place=page + 1)


def page_of(attempt: Attempt, item_id: str) -> int:
    """The page an item is shown on, from 0."""
    size = attempt.version.settings.page_size
    return 0 if size == ALL_ON_ONE_PAGE else attempt.draw.index(item_id) // size


def locked(attempt: Attempt, person: Person) -> Attempt:
    """The person's attempt, locked; one whose time is over is handed in first. Raises CommandRefused."""
    rows = Attempt.objects.with_version().select_for_update(of=("self",))
    return ready(rows.get(pk=attempt.pk), person)


def ready(attempt: Attempt, person: Person) -> Attempt:
    """As `locked`, of an attempt whose row the caller read and locked in this transaction. Raises CommandRefused."""
    if attempt.enrolment.person_id != person.pk:
        raise CommandRefused
    if attempt.state == AttemptState.OPEN and is_overdue(attempt):
        attempt = submit_attempt(attempt=attempt, by=ClosedBy.TIME).attempt
    _note_activity(attempt)
    return attempt


def _note_activity(attempt: Attempt) -> None:
    now, last = timezone.now(), attempt.enrolment.last_active_at
    if last is None or last < now - ACTIVITY_STEP:
        stale = Q(last_active_at__isnull=True) | Q(last_active_at__lt=now - ACTIVITY_STEP)
        Enrolment.objects.filter(stale, pk=attempt.enrolment_id).update(last_active_at=now)


def checked_answer(attempt: Attempt, item_id: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The answer as it is stored. Raises courses.items.ResponseError, UnknownItem."""
    if item_id not in attempt.draw:
        raise UnknownItem(item_id)
    item = attempt.version.items[item_id]
    answer = check_body(item, body, attempt.version.settings)
    if item["type"] != "file_upload" or not answer:
        return answer
    # A phone may name any file: only one this person handed in for this question is an answer, under its own name.
    owner = attempt.enrolment.person_id
    kept = ResponseFile.objects.filter(person=owner, item_id=item_id, public_id=answer["file"]).first()
    if kept is None:
        raise ResponseError(_("This answer could not be read. Please choose the file again."))
    return {**answer, "name": kept.name}
