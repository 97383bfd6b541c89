"""The time a report speaks about: a year, a quarter, a month or any run of days."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

YEAR, RANGE = "year", "range"
QUARTERS = {f"q{number}": roman for number, roman in enumerate(("I", "II", "III", "IV"), start=1)}
MONTHS = {f"m{number}": number for number in range(1, 13)}


class PeriodError(ValueError):
    """The words do not name a time; the message is for the officer."""


@dataclass(frozen=True)
class Period:
    """Whole days from `first` to `last`, both counted, in the site's time zone."""

    first: datetime.date
    last: datetime.date
    label: str
    slug: str

    @property
    def starts_at(self) -> datetime.datetime:
        """The first moment inside."""
        return _midnight(self.first)

    @property
    def ends_before(self) -> datetime.datetime:
        """The first moment after; inside means `starts_at <= moment < ends_before`."""
        return _midnight(self.last + datetime.timedelta(days=1))


def period_choices() -> list[tuple[str, str]]:
    """The kinds of period a form offers, with their words."""
    quarters = [(kind, _("Quarter %s") % roman) for kind, roman in QUARTERS.items()]
    months = [(kind, _("Month %s") % number) for kind, number in MONTHS.items()]
    return [(YEAR, _("Whole year")), *quarters, *months, (RANGE, _("From day to day"))]


def year_period(year: int) -> Period:
    """A calendar year."""
    return _months(year, 1, 12, _("Year %(year)s") % {"year": year}, str(year))


def read_period(
    kind: str, year: int | None, first: datetime.date | None = None, last: datetime.date | None = None
) -> Period:
    """The period a form names. A range takes `first` and `last`, every other kind takes `year`.

    Raises PeriodError when a part is missing or the range runs backwards.
    """
    if kind == RANGE:
        return _range(first, last)
    if year is None:
        raise PeriodError(_("Choose a year."))
    if kind in QUARTERS:
        quarter = int(kind[1:])
        label = _("Quarter %(quarter)s/%(year)s") % {"quarter": QUARTERS[kind], "year": year}
        return _months(year, quarter * 3 - 2, quarter * 3, label, f"{year}-quy-{quarter}")
    if kind in MONTHS:
        month = MONTHS[kind]
        label = _("Month %(month)s/%(year)s") % {"month": month, "year": year}
        return _months(year, month, month, label, f"{year}-thang-{month:02d}")
    return year_period(year)


def _range(first: datetime.date | None, last: datetime.date | None) -> Period:
    if first is None or last is None:
        raise PeriodError(_("Choose the first and the last day."))
    if last < first:
        raise PeriodError(_("The last day comes before the first one. Please swap them."))
    words = {"first": first.strftime("%d/%m/%Y"), "last": last.strftime("%d/%m/%Y")}
    return Period(first, last, _("From %(first)s to %(last)s") % words, f"{first:%Y%m%d}-{last:%Y%m%d}")


def _months(year: int, first: int, last: int, label: str, slug: str) -> Period:
    days = calendar.monthrange(year, last)[1]
    return Period(datetime.date(year, first, 1), datetime.date(year, last, days), label, slug)


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
