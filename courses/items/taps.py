"""Taps on a picture: rectangles in per cent of it, and which of them a tap meets.

A place is {"id", "text", "x", "y", "w", "h"}: decimal strings in per cent, from the picture's upper left corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.items.base import FrozenItem, ResponseError
from courses.items.rubric import decimal_text, number_of

SIDES = ("x", "y", "w", "h")
WHOLE = Decimal(100)
# A hundredth of a per cent is far less than a pixel of a phone.
FINEST = Decimal("0.01")
_PIXELS = re.compile(r"-?[0-9]{1,5}")
_SIZE = re.compile(r"([1-9][0-9]{0,4})x([1-9][0-9]{0,4})")


def place_at(places: Iterable[FrozenItem], point: Mapping[str, str]) -> FrozenItem | None:
    """Return the smallest place that holds the point, edges included; of equal ones the author's first."""
    x, y = Decimal(point["x"]), Decimal(point["y"])
    holding = []
    for place in places:
        left, top, width, height = (Decimal(place[side]) for side in SIDES)
        if left <= x <= left + width and top <= y <= top + height:
            holding.append((width * height, place))
    return min(holding, key=lambda found: found[0])[1] if holding else None


def frozen_sides(value: Mapping[str, Any]) -> FrozenItem:
    """Return the four sides of an editor's place as decimal strings; one that is not filled in is empty."""
    return {side: decimal_text(value.get(side)) for side in SIDES}


def thawed_sides(place: FrozenItem) -> dict[str, Any]:
    """Return the four sides of a frozen place as the editor holds them."""
    return {side: place[side] or None for side in SIDES}


def is_on_picture(place: FrozenItem) -> bool:
    """Return whether a place has a size and lies wholly on its picture."""
    left, top, width, height = (number_of(place.get(side)) for side in SIDES)
    if left is None or top is None or width is None or height is None:
        return False
    fits = left + width <= WHOLE and top + height <= WHOLE
    return fits and left >= 0 and top >= 0 and width > 0 and height > 0


def posted_tap(data: Mapping[str, Any], name: str) -> dict[str, str] | None:
    """Return where a picture button was tapped, in per cent; None when it was not, or by a key, which sends 0 and 0.

    The button `name` sends `name.x` and `name.y` in pixels, and `name-size` says how large it was shown. Raises
    ResponseError.
    """
    x, y = data.get(f"{name}.x") or "", data.get(f"{name}.y") or ""
    if not x or not y or x == y == "0":
        return None
    size = _SIZE.fullmatch(data.get(f"{name}-size") or "")
    if size is None or not _PIXELS.fullmatch(x) or not _PIXELS.fullmatch(y):
        raise ResponseError(_unreadable())
    return {"x": _per_cent(Decimal(x) / int(size[1]) * WHOLE), "y": _per_cent(Decimal(y) / int(size[2]) * WHOLE)}


def checked_point(point: Any) -> dict[str, str]:
    """Return a point in per cent from outside in its stored form, or raise ResponseError."""
    if not isinstance(point, Mapping) or set(point) != {"x", "y"}:
        raise ResponseError(_unreadable())
    x, y = number_of(point["x"]), number_of(point["y"])
    if x is None or y is None or not (0 <= x <= WHOLE and 0 <= y <= WHOLE):
        raise ResponseError(_unreadable())
    return {"x": _per_cent(x), "y": _per_cent(y)}


def _per_cent(number: Decimal) -> str:
    """A browser may count a pixel beyond the edge; that is the edge."""
    return decimal_text(min(max(number, Decimal(0)), WHOLE).quantize(FINEST))


def _unreadable() -> str:
    return _("This tap could not be read. Please tap again, or choose a name below the picture.")
