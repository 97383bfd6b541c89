"""The types of item a quiz can have, one file each, found here by the name in an item's `type`."""

from courses.items.base import SCORER_VERSION, FrozenItem, ItemType, Response, ResponseError
from courses.items.multiple_response import MultipleResponse
from courses.items.numeric import Numeric
from courses.items.short_answer import ShortAnswer
from courses.items.single_choice import SingleChoice
from courses.items.true_false import TrueFalse

ITEM_TYPES: dict[str, ItemType] = {
    item_type.name: item_type
    for item_type in (SingleChoice(), MultipleResponse(), TrueFalse(), Numeric(), ShortAnswer())
}

__all__ = ["ITEM_TYPES", "SCORER_VERSION", "FrozenItem", "ItemType", "Response", "ResponseError"]
