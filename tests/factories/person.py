"""People, with and without a way in."""

from __future__ import annotations

import datetime
from typing import Any

from learners.models import Person, User


def make_person(user: User | None = None, full_name: str = "Nguyễn Thị Hoa", pin: str = "", **fields: Any) -> Person:
    """A person born in 1960, on a phone if one is given, with an own PIN if one is given."""
    person = Person(user=user, full_name=full_name, **({"birth_date": datetime.date(1960, 11, 5)} | fields))
    person.set_pin(pin)
    person.save()
    return person
