"""A learning history for the demonstration: made-up people who took the courses over the last months, through the same
services as everybody, so that every figure of a report has its rows and every certificate its place in the register."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from courses.models import CoursePage
from learners.models import Enrolment, OutboxEntry, User
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.enrolments import completion_rule, enrol
from learners.services.progress import complete_lesson
from learners.services.responses import save_response
from seeds.demo.answers import right_answer, wrong_answer
from seeds.demo.clock import PastClock, past_clock
from seeds.demo.crowd import Figure, bring_in, crowd, some_time, username
from seeds.loaders.content import ContentFolder

# How far people get: the part of the lessons done, and whether the quiz is passed (None: not tried).
PATHS: list[tuple[float, bool | None]] = [
    (0, None), (0.3, None), (0.6, None), (1, None), (1, False), (1, True), (1, True), (1, True), (1, True), (1, True),
]  # fmt: skip
LESSONS_A_DAY, DAYS_BETWEEN = (1, 3), (1, 5)
LESSON_SECONDS, ANSWER_SECONDS = 6 * 60, 40
# What begins this late might not have ended by now.
LONGEST_SITTING = datetime.timedelta(hours=1)

Event = tuple[datetime.datetime, int, Callable[[], object]]


def ensure_learning(folder: ContentFolder) -> int:
    """Let the made-up people learn, once; return how many were added."""
    if User.objects.filter(username=username(1)).exists():
        return 0
    dice = random.Random(2026)  # noqa: S311 - the same people in every demonstration, no secret.
    now = timezone.localtime()
    with transaction.atomic(), past_clock() as clock:
        figures = list(crowd(folder.demo, list(_open_courses()), dice, now))
        events = [event for figure in figures for event in Story(figure, dice, clock).events()]
        # In the order of time, as it happened: the register numbers certificates by it.
        for moment, _number, act in sorted(events, key=lambda event: event[:2]):
            if moment <= now - LONGEST_SITTING:
                clock.moment = moment
                act()
    # What follows from the past is due now, not late since then.
    OutboxEntry.objects.filter(created_at__lt=now).update(created_at=now, next_at=now)
    return len(figures)


def _open_courses() -> list[CoursePage]:
    rows = CoursePage.objects.live().filter(locale__language_code="vi").with_opening().filter(is_open=True)
    return list(rows.prefetch_related("audiences").order_by("code"))


@dataclass
class Story:
    """What one of the crowd does, day after day; those who come late have not come far yet."""

    figure: Figure
    dice: random.Random
    clock: PastClock
    enrolment: Enrolment = field(init=False)

    def events(self) -> Iterator[Event]:
        """Each thing done with its moment, in order."""
        rule = completion_rule(self.figure.course)
        part, passes = self.dice.choice(PATHS)
        keys = [UUID(key) for key in rule["lessons"]][: round(len(rule["lessons"]) * part)]
        moment = self.figure.comes
        yield moment, self.figure.number, self.join
        while keys:
            today, keys = self._today(keys)
            yield moment, self.figure.number, lambda today=today: self.read(today)
            moment = some_time(moment + datetime.timedelta(days=self.dice.randint(*DAYS_BETWEEN)), self.dice)
        for key in rule["quizzes"] if passes is not None else ():
            yield moment, self.figure.number, lambda key=key: self.sit(UUID(key), passes is True)

    def _today(self, keys: list[UUID]) -> tuple[list[UUID], list[UUID]]:
        """The lessons of one day and those that remain."""
        count = self.dice.randint(*LESSONS_A_DAY)
        return keys[:count], keys[count:]

    def join(self) -> None:
        """Come and enrol."""
        self.enrolment = enrol(person=bring_in(self.figure), course=self.figure.course)

    def read(self, keys: list[UUID]) -> None:
        """Finish a few lessons."""
        for key in keys:
            self.clock.forward(LESSON_SECONDS)
            complete_lesson(enrolment=self.enrolment, lesson_key=key)

    def sit(self, quiz_key: UUID, passes: bool) -> None:
        """Sit a quiz once: about nine right answers in ten for those who pass, three for the others."""
        attempt = start_attempt(enrolment=self.enrolment, quiz_key=quiz_key, language="vi")
        items = attempt.version.items
        page = uuid4()
        number = len(attempt.draw) // (10 if passes else 1) - (0 if passes else 3)
        wrong = self.dice.sample(attempt.draw, k=number)
        for item_id in attempt.draw:
            self.clock.forward(ANSWER_SECONDS)
            body = (wrong_answer if item_id in wrong else right_answer)(items[item_id])
            save_response(person=self.enrolment.person, attempt=attempt, item_id=item_id, body=body, origin=page)
        submit_attempt(attempt=attempt)
