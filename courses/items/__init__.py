"""The types of item a quiz can have, one module each: every module here that defines a type with a name is found."""

import inspect
from importlib import import_module
from pkgutil import iter_modules

from courses.items.base import SCORER_VERSION, FrozenItem, ItemType, Response, ResponseError


def _types() -> list[ItemType]:
    found: list[ItemType] = []
    for module in iter_modules(__path__, f"{__name__}."):
        for _, member in inspect.getmembers(import_module(module.name), inspect.isclass):
            if issubclass(member, ItemType) and "name" in vars(member) and member.__module__ == module.name:
                found.append(member())
    return sorted(found, key=lambda item_type: item_type.order)


ITEM_TYPES: dict[str, ItemType] = {item_type.name: item_type for item_type in _types()}

__all__ = ["ITEM_TYPES", "SCORER_VERSION", "FrozenItem", "ItemType", "Response", "ResponseError"]
