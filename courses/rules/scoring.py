"""What an answer to one item is worth: a pure function of the frozen item, the response and the quiz's settings.

A stored response is an item type's answer, together with what the way of sitting adds: `certainty` (1 to 3, how sure
the learner is) and `tries` (the answers checked before, oldest first).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.enums import FeedbackMode
from courses.items import ITEM_TYPES, FrozenItem, Response, ResponseError
from courses.rules.quiz_settings import QuizSettings

CERTAINTIES = (1, 2, 3)
# Certainty-based marking after Gardner-Medwin (1995): marks 1, 2, 3 when right and 0, -2, -6 when wrong, over 3.
_SURE_AND_RIGHT = {1: Decimal(1) / 3, 2: Decimal(2) / 3, 3: Decimal(1)}
_SURE_AND_WRONG = {1: Decimal(0), 2: Decimal(-2) / 3, 3: Decimal(-2)}


@dataclass(frozen=True)
class Given:
    """A stored response, taken apart."""

    answer: Response
    certainty: int = 1
    tries: tuple[Response, ...] = field(default=())


def given(body: Mapping[str, Any] | None) -> Given:
    """Take a stored response apart; none at all is an empty answer."""
    rest = dict(body or {})
    certainty, tries = rest.pop("certainty", 1), rest.pop("tries", [])
    return Given(rest, certainty, tuple(tries))


def check_body(item: FrozenItem, body: Any, settings: QuizSettings) -> Response:
    """Return a response from outside in its stored form, certainty included; raise ResponseError when it is none.

    Tries are the server's own count: a response that brings some is refused, as every unknown key is.
    """
    if not isinstance(body, Mapping):
        raise ResponseError(_("This answer could not be read. Please choose or write it again."))
    rest = dict(body)
    certainty = rest.pop("certainty", None) if settings.feedback == FeedbackMode.CERTAINTY else None
    answer = ITEM_TYPES[item["type"]].check(item, rest)
    if certainty is None or not answer:
        return answer
    if certainty not in CERTAINTIES or isinstance(certainty, bool):
        raise ResponseError(_("Please say how sure you are once more."))
    return answer | {"certainty": certainty}


def read_form(item: FrozenItem, data: Any) -> Response:
    """Return the response a form's data (a QueryDict or MultiValueDict) holds for an item, certainty included.

    Its fields are called `item-<id>` and `item-<id>-…`. Raises ResponseError.
    """
    name = f"item-{item['id']}"
    body = ITEM_TYPES[item["type"]].read(item, data, name)
    certainty = data.get(f"{name}-certainty", "")
    return body | {"certainty": int(certainty)} if body and certainty in {"1", "2", "3"} else body


def item_fraction(
    item: FrozenItem, body: Mapping[str, Any] | None, settings: QuizSettings, mark: Decimal | None = None
) -> Decimal | None:
    """Return the part of the item's points earned, -2 to 1; None while a person still has to mark it.

    `mark` is what the person gave, 0 to 1.
    """
    kind, found = ITEM_TYPES[item["type"]], given(body)
    if kind.marked_by_person:
        return mark if found.answer else Decimal(0)
    if settings.checks_each_item:
        return _after_tries(item, found, settings)
    fraction = kind.score(item, found.answer)
    if fraction is None or settings.feedback != FeedbackMode.CERTAINTY or not found.answer:
        return fraction
    right, wrong = _SURE_AND_RIGHT[found.certainty], _SURE_AND_WRONG[found.certainty]
    return fraction * right + (1 - fraction) * wrong


def tries_used(found: Given) -> int:
    """How often the answer was checked."""
    return len(found.tries)


def is_settled(item: FrozenItem, body: Mapping[str, Any] | None, settings: QuizSettings) -> bool:
    """Whether an item checked one by one takes no further answer: it was right, or its tries are used."""
    found = given(body)
    if not settings.checks_each_item or not found.tries:
        return False
    last = ITEM_TYPES[item["type"]].score(item, found.tries[-1])
    return last is None or last >= 1 or len(found.tries) >= settings.tries_an_item


def _after_tries(item: FrozenItem, found: Given, settings: QuizSettings) -> Decimal:
    """The last answer counts; every try before it costs an equal part. One that was never checked is the next try."""
    allowed = settings.tries_an_item
    answers = list(found.tries)
    if found.answer and len(answers) < allowed and (not answers or found.answer != answers[-1]):
        answers.append(found.answer)
    if not answers:
        return Decimal(0)
    fraction = ITEM_TYPES[item["type"]].score(item, answers[-1]) or Decimal(0)
    left = Decimal(allowed - len(answers) + 1) / allowed
    return fraction * left if fraction > 0 else fraction
