"""What a phone says it did, and what of it the services need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from courses.items import ResponseError
from courses.rules.scoring import read_form
from learners.models import Attempt, Person
from learners.services.commands import Delivery, Order
from learners.services.responses import UnknownItem


class NotFound(Exception):
    """The attempt, quiz, lesson or team is not in this person's record."""


class FormRefused(ResponseError):
    """The form of a page cannot be taken: a sentence for people, and the field it is about."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Event:
    """What happened on the device; `subject` is the quiz's or lesson's key, or the public id of an attempt or a team.

    `at_device` is the device's clock; `at_monotonic` (ms) and `boot` tell whether that clock was set in between.
    """

    id: UUID
    seq: int
    kind: str
    subject: UUID
    item: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    seen: str = ""
    at_device: datetime | None = None
    at_monotonic: int | None = None
    boot: str = ""


@dataclass(frozen=True)
class Batch:
    """Events of one device, oldest first; `sent_at` is the device's clock at sending."""

    device: UUID
    sent_at: datetime
    events: Sequence[Event]
    language: str = "vi"


@dataclass(frozen=True)
class Arrived:
    """One event on its way to its service."""

    person: Person
    event: Event
    device: UUID
    delivery: Delivery
    language: str


def attempt_of(arrived: Arrived) -> Attempt:
    """The person's own attempt that an event is about. Raises NotFound."""
    mine = Attempt.objects.filter(public_id=arrived.event.subject, enrolment__person=arrived.person)
    attempt = mine.with_version().first()
    if attempt is None:
        raise NotFound
    return attempt


def order_of(arrived: Arrived, attempt: Attempt | None, body: Any, delivery: Delivery | None = None) -> Order:
    """The command that an event is, delivered as it says or as is given here."""
    event = arrived.event
    return Order(
        arrived.person, event.id, event.kind, body, attempt, event.item, arrived.device, event.seq,
        delivery or arrived.delivery,
    )  # fmt: skip


def body_of(attempt: Attempt, event: Event) -> Mapping[str, Any]:
    """The answer itself; a page sends the fields of its form as they stand, so that only the item types read forms."""
    if set(event.body) != {"form"}:
        return event.body
    if event.item not in attempt.draw:
        raise UnknownItem(event.item)
    fields = form_fields(event, _("This answer could not be read. Please choose or write it again."))
    return read_form(attempt.version.items[event.item], fields)


def form_fields(event: Event, unreadable: str) -> MultiValueDict[str, str]:
    """The fields of a page's form as it would have posted them. Raises ResponseError with the sentence given."""
    fields, pairs = MultiValueDict[str, str](), event.body.get("form")
    for pair in pairs if isinstance(pairs, list) else [None]:
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(part, str) for part in pair):
            raise ResponseError(unreadable)
        fields.appendlist(*pair)
    return fields


def clipped(delivery: Delivery, attempt: Attempt) -> Delivery:
    """The delivery with its time inside the attempt: a clock that lies cannot answer before the start or in future."""
    if delivery.given_at is None:
        return delivery
    given_at = min(max(delivery.given_at, attempt.started_at), timezone.now())
    return Delivery(delivery.command_id, delivery.seen, delivery.at_device, given_at, delivery.clock_doubtful)


def certificate_name_of(event: Event) -> str:
    """The name for the certificate as it stood on the list that handed in; empty where none can be read."""
    try:
        return form_fields(event, "").get("certificate_name") or ""
    except ResponseError:
        return ""
