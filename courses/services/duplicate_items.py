"""Questions that stand twice: within a bank, across banks, and in quizzes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, When

from courses.items import FrozenItem
from courses.models import ItemBank, QuizPage
from courses.rules.similar_items import item_key, similar_items
from courses.services.bank_items import draft_items


@dataclass(frozen=True)
class PlacedItem:
    """A question and where it stands; `number` counts from 1 as the author does."""

    owner: ItemBank | QuizPage
    number: int
    item: FrozenItem


@dataclass(frozen=True)
class Duplicate:
    """Two questions that say the same (`exact`) or nearly the same."""

    first: PlacedItem
    second: PlacedItem
    exact: bool


@dataclass(frozen=True)
class Duplicates:
    """What was found; `complete` is False when there is more than one search looks for."""

    found: list[Duplicate]
    complete: bool


def duplicate_items(*, bank_id: int | None = None) -> Duplicates:
    """Find duplicates in the newest drafts of all banks and quizzes; with a bank, those with one foot in it."""
    placed = [each for owner in _owners() for each in _placed(owner)]
    within = None
    if bank_id is not None:
        within = [place for place, each in enumerate(placed) if _is_bank(each.owner, bank_id)]
    pairs = similar_items([each.item for each in placed], within)
    found = [Duplicate(placed[pair.first], placed[pair.second], pair.exact) for pair in pairs.found]
    return Duplicates(found, pairs.complete)


def already_in_bank(items: Sequence[FrozenItem], bank: ItemBank) -> dict[str, int]:
    """Return, by the id of each of these items that a bank's draft holds already, the number it has there."""
    held: dict[str, int] = {}
    for number, item in enumerate(draft_items(bank), start=1):
        held.setdefault(item_key(item), number)
    keys = {item["id"]: item_key(item) for item in items}
    return {item_id: held[key] for item_id, key in keys.items() if key and key in held}


def _owners() -> list[ItemBank | QuizPage]:
    """Every bank, and every quiz once: translations hold the same questions on purpose."""
    banks: list[Any] = list(ItemBank.objects.select_related("latest_revision"))
    first = Case(When(locale__language_code=settings.LANGUAGE_CODE, then=0), default=1)
    quizzes = QuizPage.objects.select_related("latest_revision").order_by(first, "path")
    once: dict[Any, QuizPage] = {}
    for quiz in quizzes:
        once.setdefault(quiz.translation_key, quiz)
    return [*banks, *once.values()]


def _placed(owner: ItemBank | QuizPage) -> list[PlacedItem]:
    return [PlacedItem(owner, number, item) for number, item in enumerate(draft_items(owner), start=1)]


def _is_bank(owner: ItemBank | QuizPage, bank_id: int) -> bool:
    return isinstance(owner, ItemBank) and owner.pk == bank_id
