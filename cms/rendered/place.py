"""Which content is in force, and where a person stands in a lesson: one query for both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import Subquery

from cms.models import ContentEdition
from learners.access import own_enrolments_in
from learners.models import LessonPosition, Person

NO_PERSON, NO_COURSE, NO_LESSON = -1, UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Place:
    """Whether somebody takes the course, and the screen of the lesson they saw last."""

    enrolled: bool = False
    screen: int | None = None


def edition_and_place(person: Person | None, course_key: UUID | None, lesson_key: UUID | None) -> tuple[str, Place]:
    """Return the token of the content in force, empty where none was written yet, and the place of a person."""
    if person is None or course_key is None or lesson_key is None:
        return str(ContentEdition.objects.values_list("token", flat=True).first() or ""), Place()
    statement, blanks = _statement(connection.vendor)
    given = {NO_PERSON: person.pk, _stored(NO_COURSE): _stored(course_key), _stored(NO_LESSON): _stored(lesson_key)}
    with connection.cursor() as cursor:
        cursor.execute(statement, [given.get(blank, blank) for blank in blanks])
        row = cursor.fetchone()
    return (str(UUID(str(row[0]))), Place(row[1] is not None, row[2])) if row else ("", Place())


@cache
def _statement(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The query, built once an engine: building it takes longer than answering it."""
    newest = Subquery(own_enrolments_in(Person(pk=NO_PERSON), NO_COURSE).values("pk")[:1])
    screens = LessonPosition.objects.filter(enrolment=newest, lesson_key=NO_LESSON).values("screen")[:1]
    rows = ContentEdition.objects.annotate(enrolment=newest, screen=Subquery(screens))
    statement, blanks = rows.values_list("token", "enrolment", "screen").query.sql_with_params()
    return statement, tuple(blanks)


def _stored(key: UUID) -> Any:
    return models.UUIDField().get_db_prep_value(key, connection)
