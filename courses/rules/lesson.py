"""What makes a lesson one that can be learnt on a phone in a few minutes: pure functions over its plain content."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.rules.finding import Finding
from courses.rules.limits import LESSON_MINUTES, LESSON_WORDS, STEPS, longest_sentence
from courses.rules.prose import average_sentence, longest_of, words
from courses.rules.wording import ageing_name, wording_findings

UNTAUGHT = {"single_choice", "multiple_response", "picture_choice"}


@dataclass(frozen=True)
class Passage:
    """What stands on one screen: paragraphs, list entries and remarks as `lines`, cells of tables apart from them."""

    lines: tuple[str, ...]
    cells: tuple[str, ...] = ()
    title: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is read."""
        return (self.title, *self.lines, *self.cells)


@dataclass(frozen=True)
class LessonText:
    """A lesson as rules see it; `actions` counts remarks that say what to do now, `practice` is a frozen question."""

    passages: tuple[Passage, ...]
    minutes: int
    actions: int
    pictures: int
    silent_pictures: int = 0
    practice: Mapping[str, Any] | None = None
    updated: datetime.date | None = None
    review: datetime.date | None = None
    summary: str = ""

    @property
    def lines(self) -> list[str]:
        """The prose of all screens."""
        return [line for passage in self.passages for line in passage.lines]

    @property
    def words(self) -> int:
        """The words a learner reads: prose and cells, without titles."""
        return sum(len(words(text)) for passage in self.passages for text in (*passage.lines, *passage.cells))


def lesson_findings(lesson: LessonText, code: str) -> Iterator[Finding]:
    """Yield what a lesson of the course with this code should do better."""
    yield from _size(lesson)
    yield from _sentences(lesson, longest_sentence(code))
    if not lesson.actions:
        yield Finding(
            "do", _("Add a callout of the kind “Do it now”: one thing to do now, on the phone or at the counter.")
        )
    if not lesson.pictures:
        yield Finding("picture", _("Add a picture to at least one step."))
    if lesson.silent_pictures:
        yield Finding("alt-text", _("Say in words what matters in each picture."))
    yield from practice_findings(lesson.practice)
    yield from _dates(lesson)
    yield from wording_findings([lesson.summary])
    for place, passage in enumerate(lesson.passages, start=1):
        yield from wording_findings(passage.texts, place)


def practice_findings(item: Mapping[str, Any] | None) -> Iterator[Finding]:
    """Yield what is missing in the words that a practice question answers with."""
    if item is None:
        yield Finding("practice", _("End the lesson with a practice question."))
        return
    kind = item["type"]
    if kind in UNTAUGHT:
        silent = [option.get("text", "") for option in item["options"] if not option.get("feedback")]
        if silent:
            message = _("Give every option of the practice question words that teach; these have none: %(options)s")
            yield Finding("feedback", message % {"options": "; ".join(text[:40] for text in silent)})
    elif kind == "true_false":
        if len(item.get("feedback_on") or {}) < 2:
            yield Finding("feedback", _("Say something on both answers of the practice question: “true” and “false”."))
    elif not {"right", "wrong"} <= set(item.get("feedback") or {}):
        yield Finding("feedback", _("Give the practice question words for a right and for a wrong answer."))


def _size(lesson: LessonText) -> Iterator[Finding]:
    for rule, count, (least, most), message in (
        ("steps", len(lesson.passages), STEPS, _("A lesson has %(least)s to %(most)s steps, this one %(count)s.")),
        ("words", lesson.words, LESSON_WORDS, _("A lesson has %(least)s to %(most)s words, this one %(count)s.")),
        ("minutes", lesson.minutes, LESSON_MINUTES, _("A lesson takes %(least)s to %(most)s minutes, not %(count)s.")),
    ):
        if not least <= count <= most:
            yield Finding(rule, message % {"least": least, "most": most, "count": count})


def _sentences(lesson: LessonText, most: int) -> Iterator[Finding]:
    average = average_sentence(lesson.lines)
    if average > most:
        longest = longest_of(lesson.lines)
        message = _(
            "Sentences have %(average)s words on average, at most %(most)s is good. Cut the longest first "
            "(%(words)s words): %(sentence)s…"
        )
        values = {"average": f"{float(average):.1f}".replace(".", ","), "most": most, "words": len(words(longest))}
        yield Finding("sentences", message % (values | {"sentence": longest[:60]}), 0, longest[:30])


def _dates(lesson: LessonText) -> Iterator[Finding]:
    name = ageing_name(text for passage in lesson.passages for text in passage.texts)
    if name and not (lesson.updated and lesson.review):
        message = _("The lesson speaks of “%(name)s”, which changes: say when it was updated and when to look again.")
        yield Finding("review", message % {"name": name})
    elif bool(lesson.updated) != bool(lesson.review):
        yield Finding("review", _("Give both months: when it was updated and when somebody must look again."))
    elif lesson.updated and lesson.review and lesson.review <= lesson.updated:
        yield Finding("review", _("The month to look again must come after the month of the update."))
