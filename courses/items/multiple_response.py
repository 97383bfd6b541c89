"""Several right options, at least one wrong. Response: `{"options": [id, ...]}`, sorted.

Frozen options may have `"weight"`, a decimal string from -1 to 1. When one has, picking an option earns its weight, an
option without one earns nothing, and the sum is the score.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import ListBlock

from courses.items.base import RIGHT, WRONG, FrozenItem, Response, ResponseError, filled, text_of
from courses.items.choice import ChoiceItem, OptionBlock, OptionsItemBlock, known_ids, options_error, right_ids, texts
from courses.items.key_block import KeyBlock
from courses.items.written import frozen_number, frozen_share, rows_error
from courses.numbers import editable, share_of

# Three times 33,3% is meant to be everything.
_NEARLY_ALL = Decimal("0.999")
_STEPS = 1000


class WeightedOptionBlock(OptionBlock):
    """An option that may count more or less than the others, or cost points."""

    weight = KeyBlock(
        required=False,
        max_length=12,
        label=gettext_lazy("Weight"),
        help_text=gettext_lazy("Usually empty. Else the part of the points: 50%, or 0,5; -50% takes points away."),
    )


class MultipleResponseBlock(OptionsItemBlock):
    """A question with one or more right options and at least one wrong one."""

    options = ListBlock(
        WeightedOptionBlock(),
        label=gettext_lazy("Options"),
        help_text=gettext_lazy("Tick what is right. Learners see the options in another order each time."),
    )

    class Meta:
        icon = "tasks"
        label = gettext_lazy("Multiple choice")

    def wrong_fields(self, value: Any) -> dict[str, ValidationError]:
        """Refuse a weight that is no number from -1 to 1."""
        sentence = ValidationError(_("Write a part of the points here, from -100% to 100%."))
        wrong = {
            place: {"weight": sentence}
            for place, option in enumerate(value["options"])
            if option["weight"] and not _may_weigh(share_of(option["weight"]))
        }
        return rows_error("options", wrong)

    def missing_fields(self, value: Any) -> dict[str, ValidationError]:
        """Ask for a wrong option too, as ticking everything must not be the answer, and for weights that add up."""
        missing = super().missing_fields(value)
        if not missing and all(option["correct"] for option in value["options"]):
            return options_error(_("At least one option must be wrong."))
        faults = [] if missing else _weight_faults([_weighed(option) for option in value["options"]])
        return options_error(faults[0]) if faults else missing


class MultipleResponse(ChoiceItem):
    """Points in part: by the options' weights, else right ones picked less wrong ones picked over the right ones."""

    name = "multiple_response"
    label = gettext_lazy("Multiple choice")
    icon = "tasks"
    order = 20
    block_class = MultipleResponseBlock
    answer_key = "options"

    def freeze_option(self, value: Mapping[str, Any]) -> FrozenItem:
        """Add the weight, where there is one."""
        return super().freeze_option(value) | filled({"weight": frozen_share(text_of(value, "weight"))})

    def thaw_option(self, option: FrozenItem) -> dict[str, Any]:
        """Add the weight the Vietnamese way."""
        child = super().thaw_option(option)
        number = frozen_number(option.get("weight"))
        child["value"]["weight"] = option.get("weight", "") if number is None else editable(number)
        return child

    def key_faults(self, item: FrozenItem) -> list[str]:
        """Add what is wrong with the weights."""
        return super().key_faults(item) + _weight_faults(item.get("options") or [])

    def read(self, item: FrozenItem, data: Mapping[str, Any], name: str) -> Response:
        """Return `{"options": [id, ...]}`."""
        posted = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        ids = [posted] if isinstance(posted, str) else posted
        return self.check_answer(item, [option for option in ids if option])

    def check_answer(self, item: FrozenItem, answer: Any) -> Response:
        """Refuse anything but a list of the item's options."""
        if not isinstance(answer, list):
            raise ResponseError(_("This answer could not be read. Please choose or write it again."))
        chosen = known_ids(item, answer)
        return {"options": chosen} if chosen else {}

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return the sum of the weights picked, -1 to 1; without weights (right - wrong picked) / right, at least 0."""
        right, picked = right_ids(item), set(response.get("options", []))
        if _is_weighted(item["options"]):
            return _clamped(sum((_weight(option) for option in item["options"] if option["id"] in picked), WRONG))
        if not right:
            return WRONG
        return max(WRONG, Decimal(len(picked & right) - len(picked - right)) / len(right))

    def chance(self, item: FrozenItem) -> Decimal:
        """Return what ticking each option or not, by tossing a coin, earns on average; weights to a thousandth."""
        right, options = len(right_ids(item)), item["options"]
        if not right:
            return WRONG
        weighted = _is_weighted(options)
        steps = [int(_weight(each) * _STEPS) if weighted else 1 if each["correct"] else -1 for each in options]
        sums = Counter({0: 1})
        for step in steps:
            sums = sums + Counter({total + step: ways for total, ways in sums.items()})
        earned = sum((ways * _earned(total, right, weighted) for total, ways in sums.items()), WRONG)
        return earned / 2 ** len(options)

    def answer_text(self, item: FrozenItem, response: Response) -> str:
        """Return the texts of the chosen options."""
        return texts(item, set(response.get("options", [])))

    def right_option_faults(self, right: int, total: int) -> list[str]:
        """At least one option must be right and one wrong."""
        return (
            [_("Every option is marked as right.")] if 0 < right == total else super().right_option_faults(right, total)
        )


def _is_weighted(options: list[FrozenItem]) -> bool:
    return any("weight" in option for option in options)


def _weight(option: FrozenItem) -> Decimal:
    return frozen_number(option.get("weight")) or WRONG


def _weighed(value: Mapping[str, Any]) -> FrozenItem:
    weight = frozen_share(text_of(value, "weight"))
    return {"correct": bool(value["correct"])} | filled({"weight": weight})


def _may_weigh(number: Decimal | None) -> bool:
    return number is not None and -RIGHT <= number <= RIGHT


def _clamped(total: Decimal) -> Decimal:
    return RIGHT if total >= _NEARLY_ALL else max(-RIGHT, total)


def _earned(total: int, right: int, weighted: bool) -> Decimal:
    return _clamped(Decimal(total) / _STEPS) if weighted else max(WRONG, Decimal(total) / right)


def _weight_faults(options: list[FrozenItem]) -> list[str]:
    if not _is_weighted(options):
        return []
    if not all(_may_weigh(frozen_number(option["weight"])) for option in options if "weight" in option):
        return [_("A weight is not a number from -100% to 100%.")]
    right = [_weight(option) for option in options if option.get("correct")]
    if any(weight < 0 for weight in right):
        return [_("A right option takes points away. Change its weight.")]
    if _clamped(sum(right, WRONG)) < RIGHT:
        return [_("The weights of the right options do not reach 100%.")]
    return []
