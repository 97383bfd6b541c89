"""Six-digit PINs as pure functions: which ones are too easy to guess."""

from __future__ import annotations

import datetime
import re

from learners.enums import BirthPrecision

LENGTH = 6

_COMMON = {"147258", "258369", "147852", "159753", "159357", "102030", "142536", "123654", "456123", "789456", "456789"}


class WeakPin(ValueError):
    """The PIN may not be used; `reason` is "shape", "common" or "birth"."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def check(pin: str, *, birth_date: datetime.date | None = None, birth_precision: str = BirthPrecision.DAY) -> None:
    """Raise WeakPin unless the PIN is six digits, not among those tried first, and not made of the birth date."""
    if not re.fullmatch(r"[0-9]{6}", pin):
        raise WeakPin("shape")
    if _is_common(pin):
        raise WeakPin("common")
    if birth_date and pin_from_birth(pin, birth_date, birth_precision):
        raise WeakPin("birth")


def pin_from_birth(pin: str, day: datetime.date, precision: str) -> bool:
    """Whether the PIN holds the year of birth or is a usual way to write the date."""
    if f"{day:%Y}" in pin:
        return True
    if precision == BirthPrecision.YEAR:
        return False
    patterns = ["%d%m%y", "%y%m%d", "%m%d%y", "%y%d%m"] if precision == BirthPrecision.DAY else []
    month = f"{day:%m%y}"
    return pin in {day.strftime(pattern) for pattern in patterns} or pin.endswith(month) or pin.startswith(month)


def _is_common(pin: str) -> bool:
    """Two digits at most, parts that repeat, mirrors, runs up or down, shapes on the keys."""
    repeats = pin[:3] == pin[3:] or pin[:2] == pin[2:4] == pin[4:]
    mirror = pin == pin[::-1]
    doubled = pin[::2] == pin[1::2] and _is_run(pin[::2])
    runs = all(_is_run(half) for half in (pin[:3], pin[3:]))
    return len(set(pin)) <= 2 or repeats or mirror or doubled or runs or pin in _COMMON


def _is_run(digits: str) -> bool:
    """Neighbours on the keys, up or down, 0 after 9: "123", "321", "890"."""
    return digits in "012345678901" or digits in "109876543210"
