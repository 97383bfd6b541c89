"""Naming somebody who is registered: by exact phone and full name, a few tries at a time."""

from __future__ import annotations

from collections.abc import Iterable

from courses.text import fold
from learners.models import Person
from learners.services import tries

NAMING = "name-person"


def of_this_name(people: Iterable[Person], full_name: str) -> Person | None:
    """Who of these people has this full name, however it is typed."""
    known = fold(full_name)
    return next((each for each in people if each.name_folded == known), None)


def try_to_name(people: Iterable[Person], full_name: str, *, account: str) -> Person | None:
    """Who of the people with one phone has this full name; None for every other pair, whatever of it is wrong.

    Five wrong pairs in a quarter of an hour are all that an account has, so that nobody finds out by trying who is
    registered. Call it outside a transaction: a rollback would forget the try. Raises
    learners.services.tries.TooManyTries.
    """
    one_try = tries.begin(NAMING, account)
    found = of_this_name(people, full_name)
    if found is not None:
        one_try.give_back()
    return found
