"""Steps put in their right order. Response: `{"order": [step ids]}`, all of them.

Frozen: `"steps": [{"id", "text"}]` in the right order; `"scoring": "exact"` when only the whole order counts. A form
gives each step its place, in a field called by the item's name and the step's id.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from math import factorial, prod
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock
from wagtail.blocks.list_block import ListBlockValidationError

from courses.items.arranged import SEPARATOR, in_seed_order, part_faults, posted_pairs, texts_by_id
from courses.items.base import (
    RIGHT,
    WRONG,
    FrozenItem,
    ItemType,
    Response,
    ResponseError,
    no_answer,
    text_of,
    texts_of,
)
from courses.items.item_block import ItemBlock, item_layout

# A learner never sees the steps in their right order at first, so two steps would give it away.
FEWEST_TO_WRITE, FEWEST_STEPS = 3, 2
# The exact average of guessing is summed over all shapes of an order; beyond this many steps it is as good as 2/√n.
MOST_SUMMED = 24


class PlacesError(ResponseError):
    """Places that make no order; `kept` is what to show in the form again: `{"places": {step id: place}}`."""

    def __init__(self, sentence: str, places: Mapping[str, int]) -> None:
        super().__init__(sentence, {"places": dict(places)})


class OrderingBlock(ItemBlock):
    """A question whose steps are put in their order."""

    steps = ListBlock(
        CharBlock(max_length=300, label=gettext_lazy("Step")),
        label=gettext_lazy("Steps in their right order"),
        help_text=gettext_lazy("The first step first. Learners see them mixed up, never in this order."),
    )
    scoring = ChoiceBlock(
        choices=[
            ("partial", gettext_lazy("Part of the points for steps in the right order among themselves")),
            ("exact", gettext_lazy("All the points for the whole order, none otherwise")),
        ],
        default="partial",
        label=gettext_lazy("How to count"),
    )

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("Putting in order")
        form_layout = item_layout("steps", "scoring")

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Refuse steps that say the same: nobody could tell which comes first."""
        steps = texts_of(value["steps"])
        return steps_error(_("Two steps say the same.")) if len(set(steps)) < len(steps) else {}

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for enough steps."""
        few = len(texts_of(value["steps"])) < FEWEST_TO_WRITE
        return steps_error(_("Write at least three steps.")) if few else {}


class Ordering(ItemType):
    """Points for the steps that stand in the right order among themselves, or for the whole order alone."""

    name = "ordering"
    label = gettext_lazy("Putting in order")
    icon = "list-ol"
    order = 80
    block_class = OrderingBlock
    answer_key = "order"

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return the steps that are not blank, each under the id of its block."""
        children = getattr(value.get("steps"), "bound_blocks", ())
        steps = [{"id": child.id, "text": text_of({"text": child.value}, "text")} for child in children]
        frozen: FrozenItem = {"steps": [step for step in steps if step["text"]]}
        return frozen | ({"scoring": "exact"} if value.get("scoring") == "exact" else {})

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return the steps as raw children that keep their ids, and how they count."""
        steps = [{"type": "item", "value": step["text"], "id": step["id"]} for step in item["steps"]]
        return {"steps": steps, "scoring": item.get("scoring", "partial")}

    def key_faults(self, item: FrozenItem) -> list[str]:
        """Return what is wrong with the steps."""
        steps = item.get("steps") or []
        found = [_("The question needs at least two steps.")] if len(steps) < FEWEST_STEPS else []
        if item.get("scoring", "exact") != "exact":
            found.append(_("Choose how the order is counted."))
        return found + part_faults(steps)

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add the steps mixed by the seed, never in their right order."""
        steps = in_seed_order(seed, item["id"], item["steps"])
        if [step["id"] for step in steps] == _ids(item):
            steps = [*steps[1:], *steps[:1]]
        return super().public(item, seed) | {"steps": steps}

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return `{"order": [step ids]}` of the places posted, or raise PlacesError with what was given."""
        posted = posted_pairs(data, name, _ids(item))
        if not posted:
            return {}
        numbers = {str(place): place for place in range(1, len(item["steps"]) + 1)}
        if not all(place in numbers for place in posted.values()):
            raise ResponseError(_("This choice is not among the options any more. Please choose again."))
        places = {step_id: numbers[place] for step_id, place in posted.items()}
        twice = sorted(place for place, times in Counter(places.values()).items() if times > 1)
        if twice:
            sentence = _("Place %(place)d is given to several steps. Please give every step a place of its own.")
            raise PlacesError(sentence % {"place": twice[0]}, places)
        if len(places) < len(numbers):
            raise PlacesError(_("Some steps have no place yet. Please give every step a place of its own."), places)
        return {"order": sorted(places, key=places.__getitem__)}

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse anything but all the steps, each once."""
        if not isinstance(answer, list) or not all(isinstance(step_id, str) for step_id in answer):
            raise ResponseError(_("This answer could not be read. Please choose or write it again."))
        if answer and sorted(answer) != sorted(_ids(item)):
            raise ResponseError(_("These are not all the steps, each once. Please put them in order again."))
        return {"order": [*answer]} if answer else {}

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return (most steps in the right order among themselves - 1) / (all steps - 1), or all or nothing."""
        right, given = _ids(item), response.get("order") or []
        if given == right:
            return RIGHT if right else WRONG
        if item.get("scoring") == "exact" or len(right) < FEWEST_STEPS:
            return WRONG
        place = {step_id: n for n, step_id in enumerate(right)}
        return max(WRONG, Decimal(_longest_rise([place[i] for i in given if i in place]) - 1) / (len(right) - 1))

    def chance(self, item: FrozenItem) -> Decimal:
        """Every order is as likely as any other."""
        steps = len(item["steps"])
        if steps < FEWEST_STEPS:
            return WRONG
        if item.get("scoring") == "exact":
            return 1 / Decimal(factorial(steps))
        return (_mean_rise(steps) - 1) / (steps - 1)

    def right_answer(self, item: FrozenItem) -> str:
        """Return the steps in their right order, numbered."""
        return _told(item, _ids(item))

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the steps in the order given, numbered."""
        return _told(item, response.get("order") or []) or no_answer()


def steps_error(sentence: str) -> dict[str, ValidationError]:
    """Return a fault of the whole list of steps, in the shape the editor shows."""
    return {"steps": ListBlockValidationError(non_block_errors=[ValidationError(sentence)])}


def _ids(item: FrozenItem) -> list[str]:
    return [step["id"] for step in item["steps"]]


def _told(item: FrozenItem, order: Sequence[str]) -> str:
    words = texts_by_id(item["steps"])
    known = [step_id for step_id in order if step_id in words]
    return SEPARATOR.join(f"{place}. {words[step_id]}" for place, step_id in enumerate(known, start=1))


def _longest_rise(places: Sequence[int]) -> int:
    """Return how many of the numbers, left where they are, can be kept so that each is larger than the one before."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


@cache
def _mean_rise(steps: int) -> Decimal:
    """Return the average of the longest rise over all orders of so many steps.

    Orders fall into classes by a partition of their number whose first part is the longest rise (Robinson-Schensted);
    a class has as many orders as the square of its count of tableaux, which the hook lengths give.
    """
    if steps > MOST_SUMMED:
        return 2 * Decimal(steps).sqrt()
    orders = factorial(steps)
    return Decimal(sum(shape[0] * (orders // _hooks(shape)) ** 2 for shape in _partitions(steps, steps))) / orders


def _partitions(total: int, largest: int) -> Iterator[tuple[int, ...]]:
    if not total:
        yield ()
    for first in range(min(total, largest), 0, -1):
        yield from ((first, *rest) for rest in _partitions(total - first, first))


def _hooks(shape: Sequence[int]) -> int:
    """Return the product of the hook lengths of a partition's cells."""
    columns = [sum(row > at for row in shape) for at in range(shape[0])]
    return prod(row - x + columns[x] - y - 1 for y, row in enumerate(shape) for x in range(row))
