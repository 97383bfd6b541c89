"""Events of one attempt that came together: its first answers and the handing in after them, in a few statements."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from courses.items import ResponseError
from learners.enums import AttemptState
from learners.inserted_rows import insert_rows
from learners.models import Attempt, Response
from learners.names import BadName, tidy_name
from learners.services.attempts import Submission, hand_in, is_withdrawn
from learners.services.commands import Order, Receipt, command_row
from learners.services.enrolments import correct_certificate_name
from learners.services.held_attempts import held_attempt
from learners.services.responses import UnknownItem, checked_answer, kept_facts, ready
from learners.services.sync_events import Arrived, body_of, certificate_name_of, clipped, order_of

logger = logging.getLogger(__name__)

Taken = dict[UUID, Receipt]

KNOWN = """
SELECT item_id, body FROM learners_response WHERE attempt_id = %s
UNION ALL SELECT item_id, NULL FROM learners_command WHERE attempt_id = %s AND item_id <> ''
"""


def runs_of(arrivals: Iterable[Arrived]) -> list[list[Arrived]]:
    """The events in their order, cut where the next one is no answer to the same attempt; a submit ends its run."""
    runs: list[list[Arrived]] = []
    for arrived in arrivals:
        last = runs[-1][-1].event if runs else None
        follows = last is not None and (last.kind, last.subject) == ("save", arrived.event.subject)
        if follows and arrived.event.kind in {"save", "submit"}:
            runs[-1].append(arrived)
        else:
            runs.append([arrived])
    return runs


def take_together(run: list[Arrived]) -> Taken:
    """Receipts, by event, of what one transaction could do of saves of one attempt and the submit that may follow.

    Only what is plain is done here: the answers about whose question and command nothing is known yet, while the
    attempt is open, and the submit when that was all that came before it. The receipts are those each event would get
    by itself. Whatever goes wrong undoes all of it, and everything left out is for the caller to take one by one.
    """
    try:
        with transaction.atomic():
            return _take(run)
    except Exception as error:  # noqa: BLE001 - no event may stop another: taken by itself, each says what is wrong.
        logger.warning("sync: events are taken one by one: %s", type(error).__name__)
        return {}


def _take(run: list[Arrived]) -> Taken:
    first, last = run[0], run[-1]
    saves = [each for each in run if each.event.kind == "save"]
    attempt = held_attempt(person=first.person, public_id=first.event.subject)
    if attempt is None or not _is_plainly_open(attempt := ready(attempt, first.person)):
        return {}
    touched, answers = _known(attempt)
    orders = _new_orders(attempt, saves, touched)
    done = _keep(attempt, first.device, orders, answers)
    if last.event.kind == "submit" and len(orders) == len(saves):
        order = order_of(last, attempt, {"submit": str(attempt.public_id)})
        done.append((order, handed_in(last, attempt, answers=answers)))
    # An id that came before meets its own first row here, and undoes all of this.
    insert_rows(command_row(order, receipt) for order, receipt in done)
    return {order.command_id: receipt for order, receipt in done}


def _is_plainly_open(attempt: Attempt) -> bool:
    return attempt.state == AttemptState.OPEN and not is_withdrawn(attempt) and not attempt.place


def _known(attempt: Attempt) -> tuple[set[str], dict[str, Any]]:
    """The questions of the attempt that anything came about, and the answers stored."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [attempt.pk, attempt.pk])
        rows = cursor.fetchall()
    return {item for item, _body in rows}, {item: json.loads(body) for item, body in rows if body is not None}


def _new_orders(attempt: Attempt, saves: list[Arrived], touched: set[str]) -> list[Order]:
    """The commands to carry out: each the first about its question."""
    orders = []
    for each in saves:
        event = each.event
        if event.item not in touched:
            answer = _readable(attempt, each)
            if answer is not None:
                told = {"item": event.item, "answer": answer}
                orders.append(order_of(each, attempt, told, clipped(each.delivery, attempt)))
        # Whatever comes later about the same question is not its first answer.
        touched.add(event.item)
    return orders


def _readable(attempt: Attempt, arrived: Arrived) -> Mapping[str, Any] | None:
    try:
        return checked_answer(attempt, arrived.event.item, body_of(attempt, arrived.event))
    except (ResponseError, UnknownItem):
        return None


def _keep(attempt: Attempt, origin: UUID, orders: list[Order], answers: dict[str, Any]) -> list[tuple[Order, Receipt]]:
    """Store the answers, add them to those known, and return each with its receipt."""
    now = timezone.now()
    # What is scored is what the database gives back.
    answers |= json.loads(json.dumps({order.item_id: order.body["answer"] for order in orders}))
    insert_rows(
        Response(
            attempt_id=attempt.pk, item_id=order.item_id, body=order.body["answer"], origin=origin, seq=order.seq or 0,
            saved_at=now,
        )
        for order in orders
    )  # fmt: skip
    return [(order, {"status": "stored"} | kept_facts(order, now)) for order in orders]


def handed_in(arrived: Arrived, attempt: Attempt, **known: Any) -> Receipt:
    """Hand in, under the name that was corrected on the phone; one that cannot be a name does not stop handing in."""
    name = certificate_name_of(arrived.event)
    if name and name != attempt.enrolment.certificate_name:
        with suppress(BadName):
            correct_certificate_name(enrolment=attempt.enrolment, full_name=name)
            attempt.enrolment.certificate_name = tidy_name(name)
    return _submitted(hand_in(attempt, **known))


def _submitted(submission: Submission) -> Receipt:
    """The receipt of handing in."""
    closed, credential = submission.attempt, submission.completion.credential
    return {
        "status": "stored",
        "state": closed.state,
        "score": str(closed.score) if closed.score is not None else None,
        "passed": closed.passed,
        "completed": submission.completion.done,
        "certificate": credential.code if credential else None,
    }
