"""Exercises that made-up people sat lately: some marked, some waiting for a marker, one answered on two phones."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from courses.enums import Purpose
from courses.items import FrozenItem
from courses.models import CoursePage, QuizPage
from courses.services.outline import course_outline
from learners.enums import Role
from learners.models import Attempt, Enrolment, OutboxEntry, Person
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.commands import Delivery
from learners.services.mark_queries import ask_about_mark
from learners.services.marking import mark_item
from learners.services.response_files import keep_file
from learners.services.responses import flag_item, save_response
from seeds.demo.answers import right_answer, wrong_answer
from seeds.demo.clock import PastClock, past_clock
from seeds.demo.crowd import MARK
from seeds.loaders.content import ContentFolder

ANSWER_SECONDS, MARK_SECONDS = 50, 6 * 60
PAGE = '#set page(width: 148mm, height: 210mm, margin: 16mm)\n#set text(size: 12pt, lang: "vi")\n#sys.inputs.plan'


@dataclass(frozen=True)
class Plan:
    """One sitting: how long ago it began, the part answered right, and what became of it."""

    ago: datetime.timedelta
    right: float
    marked: float | None = None
    asks: bool = False
    two_phones: bool = False
    hands_in: bool = True


# Five working days are given to mark: the one of eleven days ago is late.
PLANS = (
    Plan(datetime.timedelta(days=14), 0.9, marked=0.5, asks=True),
    Plan(datetime.timedelta(days=12), 1, marked=1),
    Plan(datetime.timedelta(days=11), 0.6),
    Plan(datetime.timedelta(days=4), 0.8, two_phones=True),
    Plan(datetime.timedelta(days=2), 0.7),
    Plan(datetime.timedelta(hours=5), 0.9),
    Plan(datetime.timedelta(hours=2), 0.5, hands_in=False),
)


def ensure_exercise(folder: ContentFolder) -> int:
    """Let made-up people of the course sit its exercise, once; return how many did."""
    words = folder.demo["exercise"]
    course = CoursePage.objects.live().filter(code=words["course"], locale__language_code="vi").first()
    quiz = _exercise_of(course) if course else None
    if course is None or quiz is None or _made_up(Attempt.objects.for_quiz(quiz.translation_key), "enrolment__"):
        return 0
    dice = random.Random(2027)  # noqa: S311 - the same answers in every demonstration, no secret.
    now, last = timezone.now(), OutboxEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    longest = max(plan.ago for plan in PLANS) + datetime.timedelta(days=1)
    early = Enrolment.objects.filter(course_key=course.translation_key, enrolled_at__lt=now - longest)
    people = _made_up(early).select_related("person").order_by("pk")
    trainer = next(entry for entry in folder.demo["staff"] if entry["role"] == Role.TRAINER)
    marker = Person.objects.get(user__email=trainer["email"])
    with transaction.atomic(), past_clock() as clock:
        sat = 0
        for enrolment, plan in zip(people, PLANS, strict=False):
            clock.moment = now - plan.ago
            Sitting(enrolment, quiz.translation_key, plan, words, dice, clock, sat, marker).sit()
            sat += 1
    # What follows from the past is due now, not late since then.
    OutboxEntry.objects.filter(pk__gt=last, next_at__lt=now).update(created_at=now, next_at=now)
    return sat


def _exercise_of(course: CoursePage) -> QuizPage | None:
    quizzes = course_outline(course).quizzes
    return next((quiz for quiz in quizzes if not quiz.required and quiz.purpose == Purpose.GRADED), None)


def _made_up(rows: QuerySet[Any], before: str = "") -> QuerySet[Any]:
    """Those rows that belong to the crowd; `before` leads from a row to its enrolment."""
    return rows.filter(**{f"{before}person__user__username__startswith": MARK})


@dataclass
class Sitting:
    """One person who sits the exercise as planned; `number` chooses among the texts of the file, `marker` marks."""

    enrolment: Enrolment
    quiz_key: UUID
    plan: Plan
    words: dict[str, Any]
    dice: random.Random
    clock: PastClock
    number: int
    marker: Person

    def sit(self) -> None:
        """Answer, hand in and be marked, as far as it is planned."""
        attempt = start_attempt(enrolment=self.enrolment, quiz_key=self.quiz_key, language="vi", promised=True)
        answers = list(self._answers(attempt))
        for item_id, body in answers if self.plan.hands_in else answers[: len(answers) // 2]:
            self.clock.forward(ANSWER_SECONDS)
            save_response(person=self._person, attempt=attempt, item_id=item_id, body=body, origin=_origin(attempt))
        if self.plan.two_phones:
            items = attempt.version.items
            self._answer_on_another_phone(attempt, next(key for key, _ in answers if right_answer(items[key])))
        if not self.plan.hands_in:
            return
        submit_attempt(attempt=attempt)
        if self.plan.marked is not None:
            self._mark(attempt, self.plan.marked)
        if self.plan.asks:
            self._ask(attempt)

    @property
    def _person(self) -> Person:
        return self.enrolment.person

    def _answers(self, attempt: Attempt) -> Iterator[tuple[str, dict[str, Any]]]:
        for item_id in attempt.draw:
            item = attempt.version.items[item_id]
            if item["type"] == "essay":
                yield item_id, {"text": self.words["essays"][self.number % len(self.words["essays"])]}
            elif item["type"] == "file_upload":
                yield item_id, self._file(attempt, item)
            elif body := (right_answer if self.dice.random() < self.plan.right else wrong_answer)(item):
                yield item_id, body

    def _file(self, attempt: Attempt, item: FrozenItem) -> dict[str, Any]:
        """Keep a page of a plan as a PDF and return the answer that names it."""
        plan = self.words["plans"][self.number % len(self.words["plans"])]
        content = typst.compile(PAGE.encode(), format="pdf", sys_inputs={"plan": plan})
        upload = SimpleUploadedFile("ke-hoach-khoi-phuc.pdf", bytes(content))
        kept = keep_file(person=self._person, attempt=attempt, item_id=item["id"], upload=upload)
        return {"file": str(kept.public_id), "name": kept.name}

    def _answer_on_another_phone(self, attempt: Attempt, item_id: str) -> None:
        """Flag an item, then answer it differently on a phone that never saw the first answer."""
        flag_item(person=self._person, attempt=attempt, item_id=item_id, flagged=True, origin=_origin(attempt))
        self.clock.forward(ANSWER_SECONDS)
        stored = attempt.responses.get(item_id=item_id)
        item = attempt.version.items[item_id]
        other = next(body for body in (wrong_answer(item), right_answer(item)) if body != stored.body)
        unseen = Delivery(seen="", at_device=self.clock.moment)
        save_response(
            person=self._person, attempt=attempt, item_id=item_id, body=other, origin=uuid4(), delivery=unseen
        )

    def _mark(self, attempt: Attempt, share: float) -> None:
        """Let the author of lessons mark each answer that waits, two days later."""
        self.clock.forward(2 * 24 * 3600)
        for task in attempt.marking_tasks.order_by("pk"):
            self.clock.forward(MARK_SECONDS)
            rubric = attempt.version.items[task.item_id]["rubric"]
            marks = {row["id"]: Decimal(row["points"]) * Decimal(str(share)) for row in rubric}
            comment = self.words["comments"][0 if share == 1 else 1]
            mark_item(attempt=attempt, item_id=task.item_id, marks=marks, comment=comment, by=self.marker)

    def _ask(self, attempt: Attempt) -> None:
        """Contest the mark of the first answer a person marked."""
        self.clock.forward(24 * 3600)
        attempt.refresh_from_db()
        item_id = attempt.manual_marks.earliest("pk").item_id
        ask_about_mark(person=self._person, attempt=attempt, item_id=item_id, text=self.words["question"])


def _origin(attempt: Attempt) -> UUID:
    """The one phone an attempt is sat on."""
    return attempt.public_id
