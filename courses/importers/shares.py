"""Numbers of other programs: percentages, weights and points, always as decimals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from courses.numbers import canonical

WHOLE = Decimal(100)
_CLOSE = Decimal("0.01")
_LONGEST = 40
_WIDEST = 20
_LARGEST_FACTOR = 100
_NEARLY = Decimal("0.0001")


def number(text: str | None) -> Decimal | None:
    """Read "3.5", "3,5" or "1e-3"; None for anything else, and for what is too long or too large to be meant."""
    written = (text or "").strip().replace("\u2212", "-").replace(",", ".")
    if not written or len(written) > _LONGEST:
        return None
    try:
        value = Decimal(written)
    except InvalidOperation:
        return None
    if not value.is_finite() or (value and abs(value.adjusted()) > _WIDEST) or abs(_exponent(value)) > _LONGEST:
        return None
    return value


def weights(percents: Sequence[Decimal]) -> list[str] | None:
    """Return the options' weights, -1 to 1, or None when all right options share equally.

    With an equal split wrong options count nothing, or take away as much as a right one gives.
    """
    right = [percent for percent in percents if percent > 0]
    wrong = [percent for percent in percents if percent <= 0]
    if not right:
        return None
    share = WHOLE / len(right)
    equal = all(abs(percent - share) < _CLOSE for percent in right)
    if equal and (all(not percent for percent in wrong) or all(abs(percent + share) < _CLOSE for percent in wrong)):
        return None
    return [canonical(min(max(percent, -WHOLE), WHOLE) / WHOLE) for percent in percents]


def whole_points(points: Sequence[Decimal]) -> tuple[int, list[tuple[str, bool]]]:
    """Return the factor that makes all points whole, and for each its points and whether they had to be rounded.

    Points keep their proportions: 0.25 and 0.5 become 1 and 2 with the factor 4.
    """
    factor = next(
        (n for n in range(1, _LARGEST_FACTOR + 1) if all(_is_whole(value * n) for value in points)),
        1,
    )
    scaled = [value * factor for value in points]
    return factor, [(str(_rounded(value)), not _is_whole(value)) for value in scaled]


def _is_whole(value: Decimal) -> bool:
    nearest = value.to_integral_value()
    return nearest >= 1 and abs(value - nearest) <= _NEARLY * max(Decimal(1), nearest)


def _rounded(value: Decimal) -> int:
    return max(1, int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP)))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
