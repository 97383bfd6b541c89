"""Attempts as a member of staff lists them: one query with what deserves a look, titles beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.models import CoursePage, QuizVersion
from learners.models import Attempt, AttemptAction, Command, SetAside
from learners.models.attempt import AttemptQuerySet


def with_signs(attempts: AttemptQuerySet) -> QuerySet[Attempt]:
    """Attempts, newest first, with `aside` (answers set aside), `doubtful_clock` and `cared_for` (staff did something).

    Draws are left out: a list shows none of them.
    """
    aside = SetAside.objects.filter(attempt=OuterRef("pk")).order_by().values("attempt")
    counted = Subquery(aside.annotate(found=Count("pk")).values("found"), output_field=IntegerField())
    found = attempts.annotate(
        aside=Coalesce(counted, 0),
        doubtful_clock=Exists(Command.objects.filter(attempt=OuterRef("pk"), clock_doubtful=True)),
        cared_for=Exists(AttemptAction.objects.filter(attempt=OuterRef("pk"))),
    )
    return found.select_related("enrolment__person").defer("draw").order_by("-started_at", "-pk")


def quiz_titles(keys: Iterable[UUID]) -> dict[UUID, str]:
    """Titles of quizzes by key, as last published; the quiz may be gone from the site."""
    rows = QuizVersion.objects.filter(quiz_key__in=set(keys)).order_by("number")
    return {key: title or "" for key, title in rows.values_list("quiz_key", "content__title")}


def course_titles(keys: Iterable[UUID]) -> dict[UUID, str]:
    """Titles of courses by key; of several languages the Vietnamese one."""
    rows = CoursePage.objects.filter(translation_key__in=set(keys)).order_by("locale__language_code")
    return dict(rows.values_list("translation_key", "title"))


def quiz_choices(attempts: AttemptQuerySet) -> list[tuple[str, list[tuple[str, str]]]]:
    """The quizzes of these attempts by course, for a list to choose from."""
    return quiz_choices_of(set(attempts.order_by().values_list("enrolment__course_key", "quiz_key").distinct()))


def quiz_choices_of(pairs: Collection[tuple[UUID, UUID]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Quizzes by course, from pairs of the keys of course and quiz."""
    quizzes, courses = quiz_titles(quiz for _, quiz in pairs), course_titles(course for course, _ in pairs)
    groups: dict[str, list[tuple[str, str]]] = {}
    for course, quiz in pairs:
        groups.setdefault(courses.get(course, "–"), []).append((str(quiz), quizzes.get(quiz, "–")))
    return [(course, sorted(rows, key=lambda row: row[1])) for course, rows in sorted(groups.items())]
