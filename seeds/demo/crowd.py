"""Made-up people of the demonstration: names, communes, the day each of them came."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password

from courses.models import Audience, CoursePage
from learners.enums import BirthPrecision, Channel, ConsentPurpose, Sex
from learners.models import AdministrativeUnit, Person, User
from learners.services.consents import record_consents, texts_in_force
from seeds.demo.people import home_commune

DAYS_BACK = 240
MARK = "demo-"
"""How the user name of everybody made up begins."""
EVENING_MINUTES = (6 * 60, 21 * 60)


@dataclass(frozen=True)
class Figure:
    """Somebody of the crowd before they come: who, to which course, when (a local day and time of day, aware)."""

    number: int
    full_name: str
    sex: str
    born: int
    unit: AdministrativeUnit
    audience: Audience
    course: CoursePage
    comes: datetime.datetime


def username(number: int) -> str:
    """The user name that marks somebody as made up."""
    return f"{MARK}{number:03d}"


def crowd(
    demo: dict[str, Any], courses: list[CoursePage], dice: random.Random, now: datetime.datetime
) -> Iterator[Figure]:
    """The people of the file, spread over the last months, more of them lately."""
    words = demo["crowd"]
    units = _units(demo, words["communes"])
    for number in range(1, words["size"] + 1):
        course = courses[number % len(courses)]
        sex = dice.choice([Sex.FEMALE, Sex.MALE])
        comes = some_time(now - datetime.timedelta(days=dice.triangular(1, DAYS_BACK, 1)), dice)
        yield Figure(
            number=number,
            full_name=f"{dice.choice(words[sex.value])} {dice.choice(words['given'])}",
            sex=sex,
            born=dice.randint(1950, 2006),
            unit=_unit_then(dice.choice(units), comes.date()),
            audience=dice.choice(list(course.audiences.all())),
            course=course,
            comes=min(comes, now),
        )


def some_time(day: datetime.datetime, dice: random.Random) -> datetime.datetime:
    """A moment of that day at which people learn, to the second."""
    first, last = EVENING_MINUTES
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + datetime.timedelta(minutes=dice.randint(first, last), seconds=dice.randint(0, 59))


def bring_in(figure: Figure) -> Person:
    """Store a person with their consents; no password opens the account, which only marks them as made up."""
    user = User.objects.create(username=username(figure.number), password=make_password(None), is_demo=True)
    person = Person.objects.create(
        user=user,
        full_name=figure.full_name,
        birth_date=datetime.date(figure.born, 1, 1),
        birth_precision=BirthPrecision.YEAR,
        sex=figure.sex,
        unit=figure.unit,
        audience=figure.audience,
    )
    texts = [text for text in texts_in_force("vi") if text.purpose != ConsentPurpose.ETHNICITY]
    record_consents(person=person, texts=texts, channel=Channel.ASSISTED)
    return person


def _units(demo: dict[str, Any], count: int) -> list[AdministrativeUnit]:
    """So many communes spread over the list, with more weight on the home commune."""
    home = home_commune(demo)
    communes = AdministrativeUnit.objects.filter(generation=home.generation).communes().order_by("code")
    rows = list(communes.select_related("generation").prefetch_related("origins__old__generation"))
    here = next(unit for unit in rows if unit == home)
    step = max(len(rows) // count, 1)
    return [here] * 3 + [unit for unit in rows[::step] if unit != here][: count - 1]


def _unit_then(unit: AdministrativeUnit, day: datetime.date) -> AdministrativeUnit:
    """The unit, or one that became it, on the map in force that day."""
    while unit.generation.valid_from > day and (origin := next(iter(unit.origins.all()), None)):
        unit = origin.old
    return unit
