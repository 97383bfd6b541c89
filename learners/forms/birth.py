"""A birth date as exactly as it is known: three boxes, of which only the year must be filled."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.enums import BirthPrecision

OLDEST_YEARS = 120


class Birth(NamedTuple):
    """The first day that fits, and how exactly it is known."""

    date: datetime.date
    precision: BirthPrecision


class BirthWidget(forms.MultiWidget):
    """Day, month, year: each box with its own label."""

    template_name = "learners/widgets/birth.html"

    def __init__(self) -> None:
        box = {"inputmode": "numeric", "maxlength": 2, "autocomplete": "off"}
        boxes = {
            "day": forms.TextInput(box | {"autocomplete": "bday-day"}),
            "month": forms.TextInput(box | {"autocomplete": "bday-month"}),
            "year": forms.TextInput(box | {"autocomplete": "bday-year", "maxlength": 4}),
        }
        super().__init__(boxes)

    def decompress(self, value: Birth | None) -> list[int | None]:
        """Back into three boxes."""
        if value is None:
            return [None, None, None]
        day = value.date.day if value.precision == BirthPrecision.DAY else None
        month = value.date.month if value.precision != BirthPrecision.YEAR else None
        return [day, month, value.date.year]


class BirthField(forms.MultiValueField):
    """Gives a `Birth`; day and month may stay empty."""

    widget = BirthWidget

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.CharField(required=False, max_length=20) for _part in range(3)]
        super().__init__(parts, require_all_fields=False, required=True, **kwargs)

    def compress(self, data_list: Sequence[str]) -> Birth:
        """The three boxes as one date. Raises ValidationError with a sentence for people."""
        day, month, year = (self._number(part) for part in data_list)
        if not year or (day and not month):
            raise ValidationError(_("Write the year of birth; the day and the month if they are known."))
        try:
            date = datetime.date(year, month or 1, day or 1)
        except ValueError as error:
            raise ValidationError(_("There is no such day. Look at day, month and year again.")) from error
        today = timezone.localdate()
        if date > today:
            raise ValidationError(_("This day is still to come. Look at the year again."))
        if year < today.year - OLDEST_YEARS:
            raise ValidationError(_("This is more than 120 years ago. Write the year with four digits."))
        precision = BirthPrecision.DAY if day else BirthPrecision.MONTH if month else BirthPrecision.YEAR
        return Birth(date, precision)

    def _number(self, part: str) -> int:
        bare = (part or "").strip()
        if not bare:
            return 0
        if not (bare.isascii() and bare.isdigit()) or int(bare) == 0:
            raise ValidationError(_("Write the birth date with digits, for example 5, 11 and 1960."))
        return int(bare)
