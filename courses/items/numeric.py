"""A number, with a tolerance. Response: `{"text": str}`, as written.

Frozen: `"answer"` and `"tolerance"` as decimal strings, `"unit"`. Where the author asked for it:
`"units"` ([{"unit", "factor"}]) - other units an answer may have, each with how many of it make one of `unit`, so that
grams have the factor 1000 beside kilograms;
`"unit_required"` (true) - a number without a unit earns nothing;
`"also"` ([{"answer", "tolerance", "share", "feedback"?}]) - further numbers, in `unit`, that earn a share of 0 to 1;
`"typed"` (true) - numbers are read as people type them: "1 000", "１２", "3,5 triệu", and "đ" or "VND" for đồng.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.items.base import RIGHT, WRONG, FrozenItem, Response, filled, text_of, thaw_list
from courses.items.number_block import NumericBlock
from courses.items.written import (
    WrittenItem,
    best_share,
    frozen_number,
    frozen_share,
    is_share,
    said_on,
)
from courses.numbers import editable, number_of, typed_number
from courses.text import format_number
from courses.units import names_of, split_power, without_unit


@dataclass(frozen=True)
class Quantity:
    """A number somebody wrote; `factor` of its unit make one of the item's, and `has_unit` tells if one was written."""

    number: Decimal
    factor: Decimal
    has_unit: bool

    def is_within(self, row: FrozenItem) -> bool:
        """Whether it is the row's answer, the ends of its tolerance included."""
        distance = abs(self.number - Decimal(row["answer"]) * self.factor)
        return distance <= Decimal(row["tolerance"]) * self.factor


class Numeric(WrittenItem):
    """All the points for a number within the tolerance, its ends included; the unit may be written or left out."""

    name = "numeric"
    label = gettext_lazy("Number")
    icon = "order"
    order = 40
    block_class = NumericBlock

    def freeze_key(self, value: Mapping[str, Any]) -> FrozenItem:
        """Return the numbers as plain decimal strings; what is no number stays as written."""
        return _frozen_answer(value) | {"unit": text_of(value, "unit")} | filled(
            {
                "units": [
                    {"unit": text_of(row, "unit"), "factor": _canonical(text_of(row, "factor"))}
                    for row in value.get("units") or []
                    if text_of(row, "unit")
                ],
                "unit_required": bool(value.get("unit_required")) or None,
                "also": [_frozen_row(row) for row in value.get("also") or [] if text_of(row, "answer")],
                "typed": bool(value.get("typed")) or None,
            }
        )  # fmt: skip

    def thaw_key(self, item: FrozenItem) -> dict[str, Any]:
        """Return the numbers the Vietnamese way."""
        units = [row | {"factor": _shown(row["factor"])} for row in item.get("units") or []]
        also = [
            _thawed_answer(row) | {"share": _shown(row["share"]), "feedback": row.get("feedback", "")}
            for row in item.get("also") or []
        ]
        return _thawed_answer(item) | {
            "unit": item["unit"],
            "units": thaw_list(item["id"], "units", units),
            "unit_required": bool(item.get("unit_required")),
            "also": thaw_list(item["id"], "also", also),
            "typed": bool(item.get("typed")),
        }

    def key_faults(self, item: FrozenItem) -> list[str]:
        """All numbers must be numbers, and a unit that is asked for must be known."""
        found = []
        if frozen_number(item.get("answer")) is None:
            found.append(_("The right answer is not a number."))
        if not _is_tolerance(item.get("tolerance")):
            found.append(_("The tolerance is not zero or a number above zero."))
        rows = item.get("also") or []
        if any(frozen_number(row.get("answer")) is None or not _is_tolerance(row.get("tolerance")) for row in rows):
            found.append(_("A further answer is not a number, or its tolerance is not."))
        if not all(is_share(frozen_number(row.get("share"))) for row in rows):
            found.append(_("The part of the points for a further answer is not between 0 and 100%."))
        if any((frozen_number(row.get("factor")) or WRONG) <= 0 for row in item.get("units") or []):
            found.append(_("Another unit does not say how many of it make one of the unit."))
        if (item.get("unit_required") or item.get("units")) and not item.get("unit"):
            found.append(_("Name the unit of the right answer."))
        return found

    def public(self, item: FrozenItem, seed: int) -> dict[str, Any]:
        """Add the unit, unless writing it is a part of the question."""
        shown = super().public(item, seed) | {"unit": item["unit"]}
        del shown["longest"]
        return shown | {"unit": "", "unit_required": True} if item.get("unit_required") else shown

    def score(self, item: FrozenItem, response: Response) -> Decimal:
        """Return 1 for a number within the tolerance, a further answer's share, else 0; what is no number earns 0."""
        given = _quantity(item, response.get("text", ""))
        if given is None or (item.get("unit_required") and not given.has_unit):
            return WRONG
        return RIGHT if given.is_within(item) else best_share(_further(item, given))

    def answer_feedback(self, item: FrozenItem, response: Response) -> list[str]:
        """Say what could not be read or lacks its unit, else the author's words for a further answer."""
        given = _quantity(item, response["text"])
        if given is None:
            return [_("This could not be read as a number. Write it like 12 or 2,5, with no other words.")]
        if item.get("unit_required") and not given.has_unit:
            return [_("Write the unit after the number too.")]
        return [] if given.is_within(item) else said_on(_further(item, given))

    def right_answer(self, item: FrozenItem) -> str:
        """Return the number the Vietnamese way, its tolerance if it has one, and its unit."""
        words = [format_number(Decimal(item["answer"]))]
        if Decimal(item["tolerance"]):
            words.append(f"± {format_number(Decimal(item['tolerance']))}")
        return " ".join([*words, item["unit"]]).strip()


def _quantity(item: FrozenItem, text: str) -> Quantity | None:
    # A phone's keyboard adds a full stop when the blank is tapped twice.
    head, is_typed = text.strip().rstrip(". "), bool(item.get("typed"))
    read = typed_number if is_typed else number_of
    for unit, factor in sorted(_units(item), key=lambda each: len(each[0]), reverse=True):
        rest = without_unit(head, unit)
        number = None if rest is None else read(rest)
        if number is not None:
            return Quantity(number, factor, has_unit=True)
    number = read(head)
    return None if number is None else Quantity(number, _bare_factor(item, head), has_unit=False)


def _units(item: FrozenItem) -> Iterator[tuple[str, Decimal]]:
    """Yield every name of a unit that an answer may have, with its factor."""
    own = [(item["unit"], Decimal(1)), *((row["unit"], Decimal(row["factor"])) for row in item.get("units") or [])]
    if not item.get("typed"):
        yield from own
        return
    power, base = split_power(item["unit"])
    for unit, factor in [*own, (base, Decimal(10) ** power)] if power else own:
        yield from ((name, factor) for name in names_of(unit))


def _bare_factor(item: FrozenItem, head: str) -> Decimal:
    """Where the unit is "triệu đồng", somebody who writes "3,5 triệu" means the same as by "3,5"."""
    power = split_power(item["unit"])[0] if item.get("typed") else 0
    return Decimal(10) ** power if any(character.isalpha() for character in head) else Decimal(1)


def _further(item: FrozenItem, given: Quantity) -> list[FrozenItem]:
    return [row for row in item.get("also") or [] if given.is_within(row)]


def _frozen_answer(value: Mapping[str, Any]) -> FrozenItem:
    return {
        "answer": _canonical(text_of(value, "answer")),
        "tolerance": _canonical(text_of(value, "tolerance") or "0"),
    }


def _frozen_row(row: Mapping[str, Any]) -> FrozenItem:
    share = frozen_share(text_of(row, "share") or "0")
    return _frozen_answer(row) | {"share": share} | filled({"feedback": text_of(row, "feedback")})


def _thawed_answer(row: FrozenItem) -> dict[str, Any]:
    return {"answer": _shown(row["answer"]), "tolerance": _shown(row["tolerance"])}


def _is_tolerance(text: Any) -> bool:
    number = frozen_number(text)
    return number is not None and number >= 0


def _canonical(text: str) -> str:
    number = number_of(text)
    return text if number is None else f"{number:f}"


def _shown(text: str) -> str:
    number = frozen_number(text)
    return text if number is None else editable(number)
