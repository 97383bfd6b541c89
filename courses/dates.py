"""Dates as Vietnamese people write them: 2/9/1945, 02-09-1945, "ngày 2 tháng 9 năm 1945"."""

import re
from datetime import date

from courses.text import fold

# Day, month and year; a day without its year, and a month of a year, are dates too, equal only to their like.
WrittenDate = tuple[int | None, int, int | None]

LONGEST_DATE = 60

_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_SEPARATOR = r" ?[/.\-] ?"
_FORMS = [
    re.compile(
        rf"(?:ngay |mung |mong )?(?P<d>[0-9]{{1,2}}){_SEPARATOR}(?P<m>[0-9]{{1,2}}){_SEPARATOR}(?P<y>[0-9]{{4}})"
    ),
    re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})"),
    re.compile(
        r"(?:ngay )?(?:mung |mong )?(?P<d>[0-9]{1,2}),? thang (?P<m>[0-9]{1,2})"
        rf"(?:(?:,? nam |{_SEPARATOR}|,? )(?P<y>[0-9]{{4}}))?"
    ),
    re.compile(r"(?:ngay |mung |mong )?(?P<d>[0-9]{1,2}) ?[/\-] ?(?P<m>[0-9]{1,2})"),
    re.compile(rf"(?:thang )?(?P<m>[0-9]{{1,2}}){_SEPARATOR}(?P<y>[0-9]{{4}})"),
    re.compile(r"thang (?P<m>[0-9]{1,2}),? nam (?P<y>[0-9]{4})"),
]


def read_date(text: str) -> WrittenDate | None:
    """Return the date a text is, or None: the day comes first, a year has four figures, and the day must exist."""
    if len(text) > LONGEST_DATE:
        return None
    written = fold(text.translate(_FULL_WIDTH)).strip(" .,;:!?\"'“”()")
    for form in _FORMS:
        found = form.fullmatch(written)
        if found is not None:
            parts = {"d": None, "m": None, "y": None} | found.groupdict()
            day, month, year = (None if parts[key] is None else int(parts[key] or 0) for key in "dmy")
            return (day, month or 0, year) if _exists(day, month or 0, year) else None
    return None


def _exists(day: int | None, month: int, year: int | None) -> bool:
    """Whether the calendar has the date; the 29th of February does exist where no year is told."""
    try:
        date(2000 if year is None else year, month, 1 if day is None else day)
    except ValueError:
        return False
    return True
