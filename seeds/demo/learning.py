"""A learning history for the demonstration: made-up people who really took the courses, through the same services as
everybody, so that every figure of a report has its rows."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction

from courses.models import CoursePage
from learners.enums import BirthPrecision, Channel, ConsentPurpose, Sex
from learners.models import AdministrativeUnit, ConsentText, Enrolment, Person, User
from learners.services.attempts import save_response, start_attempt, submit_attempt
from learners.services.consents import record_consents, texts_in_force
from learners.services.enrolments import enrol
from learners.services.progress import complete_lesson
from seeds.demo.answers import right_answer, wrong_answer
from seeds.demo.people import home_commune
from seeds.loaders.content import ContentFolder

# How far people get: the part of the lessons done, and whether the quiz is passed (None: not tried).
PATHS: list[tuple[float, bool | None]] = [
    (0, None), (0.3, None), (0.6, None), (1, None), (1, False), (1, True), (1, True), (1, True), (1, True), (1, True),
]  # fmt: skip


def ensure_learning(folder: ContentFolder) -> int:
    """Let the made-up people learn, once; return how many were added."""
    if User.objects.filter(username=_username(1)).exists():
        return 0
    dice = random.Random(2026)  # noqa: S311 - the same people in every demonstration, no secret.
    courses = list(_open_courses())
    with transaction.atomic():
        for number, person in enumerate(_crowd(folder.demo, dice, courses), start=1):
            _study(person, courses[number % len(courses)], dice)
    return number


def _username(number: int) -> str:
    return f"demo-{number:03d}"


def _open_courses() -> list[CoursePage]:
    rows = CoursePage.objects.live().filter(locale__language_code="vi").with_opening().filter(is_open=True)
    return list(rows.prefetch_related("audiences").order_by("code"))


def _crowd(demo: dict[str, Any], dice: random.Random, courses: list[CoursePage]) -> Iterator[Person]:
    crowd = demo["crowd"]
    units = _units(demo, crowd["communes"])
    texts = [text for text in texts_in_force("vi") if text.purpose != ConsentPurpose.ETHNICITY]
    for number in range(1, crowd["size"] + 1):
        course = courses[number % len(courses)]
        yield _person(number, crowd, dice, dice.choice(units), course, texts)


def _units(demo: dict[str, Any], count: int) -> list[AdministrativeUnit]:
    """So many communes spread over the list, with more weight on the home commune."""
    home = home_commune(demo)
    communes = list(AdministrativeUnit.objects.filter(generation=home.generation).communes().order_by("code"))
    step = max(len(communes) // count, 1)
    return [home] * 3 + [unit for unit in communes[::step] if unit != home][: count - 1]


def _person(
    number: int, crowd: dict[str, Any], dice: random.Random, unit: AdministrativeUnit, course: CoursePage,
    texts: list[ConsentText],
) -> Person:  # fmt: skip
    sex = dice.choice([Sex.FEMALE, Sex.MALE])
    # No password opens this account: it only marks the person as made up.
    user = User.objects.create(username=_username(number), password=make_password(None), is_demo=True)
    person = Person.objects.create(
        user=user,
        full_name=f"{dice.choice(crowd[sex.value])} {dice.choice(crowd['given'])}",
        birth_date=datetime.date(dice.randint(1950, 2006), 1, 1),
        birth_precision=BirthPrecision.YEAR,
        sex=sex,
        unit=unit,
        audience=dice.choice(list(course.audiences.all())),
    )
    record_consents(person=person, texts=texts, channel=Channel.ASSISTED)
    return person


def _study(person: Person, course: CoursePage, dice: random.Random) -> None:
    enrolment = enrol(person=person, course=course)
    part, passes = dice.choice(PATHS)
    lessons = enrolment.rule["lessons"]
    for key in lessons[: round(len(lessons) * part)]:
        complete_lesson(enrolment=enrolment, lesson_key=UUID(key))
    if passes is not None:
        for quiz_key in enrolment.rule["quizzes"]:
            _sit(person, enrolment, UUID(quiz_key), passes, dice)


def _sit(person: Person, enrolment: Enrolment, quiz_key: UUID, passes: bool, dice: random.Random) -> None:
    """Sit a quiz once: about nine right answers in ten for those who pass, three for the others."""
    attempt = start_attempt(enrolment=enrolment, quiz_key=quiz_key, language="vi")
    items = attempt.version.items
    page = uuid4()
    wrong = dice.sample(attempt.draw, k=len(attempt.draw) // (10 if passes else 1) - (0 if passes else 3))
    for item_id in attempt.draw:
        answer = wrong_answer if item_id in wrong else right_answer
        save_response(person=person, attempt=attempt, item_id=item_id, body=answer(items[item_id]), origin=page)
    submit_attempt(attempt=attempt)
