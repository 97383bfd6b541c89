"""What a content file holds once it has been read: frozen records with texts in NFC, numbers as Decimal."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from seeds.schema.item_record import ItemFile, PictureFile

LEVELS = ("basic", "intermediate", "advanced")
FORMATS = ("self-paced", "blended", "in-person")
EVERY_QUIZ = ("single_choice", "multiple_response", "true_false", "numeric", "short_answer")
"""The types of item that a final quiz uses, all of them."""
CALLOUTS = ("tip", "warning", "info")


@dataclass(frozen=True)
class Both:
    """A text in Vietnamese and English."""

    vi: str
    en: str


@dataclass(frozen=True)
class CalloutFile:
    """A remark set apart: a tip, a warning or an information."""

    kind: str
    text: str


@dataclass(frozen=True)
class TableFile:
    """A small table; every row is as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class StepFile:
    """One screen of a lesson; `text` is Markdown with bold and lists."""

    title: str
    text: str
    picture: PictureFile | None = None
    callout: CalloutFile | None = None
    table: TableFile | None = None


@dataclass(frozen=True)
class LessonFile:
    """A lesson of three to seven steps and one practice question; `key` is also its slug."""

    key: str
    title: str
    minutes: int
    summary: str
    steps: tuple[StepFile, ...]
    practice: ItemFile
    line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class ModuleFile:
    """A chapter; it has no lessons while the course is only announced."""

    title: Both
    lessons: tuple[LessonFile, ...] = ()


@dataclass(frozen=True)
class QuizFile:
    """The final quiz; `attempts` 0 means without limit."""

    title: str
    attempts: int
    items: tuple[ItemFile, ...]


@dataclass(frozen=True)
class DrawFile:
    """So many items drawn from the bank with this key; without tags and difficulty from all of it."""

    bank: str
    count: int
    tags: tuple[str, ...] = ()
    difficulty: str = ""
    line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class SectionFile:
    """A part of an exercise: what is asked in it, and a heading unless its title is empty."""

    title: str
    text: str
    entries: tuple[ItemFile | DrawFile, ...]


@dataclass(frozen=True)
class ExerciseFile:
    """A quiz beside the final one, not needed to complete the course; `settings` are fields of the quiz page."""

    title: str
    purpose: str
    settings: Mapping[str, Any]
    bands: tuple[tuple[int, str], ...]
    sections: tuple[SectionFile, ...]

    @property
    def items(self) -> list[ItemFile]:
        """The items it holds itself."""
        return [each for section in self.sections for each in section.entries if isinstance(each, ItemFile)]

    @property
    def draws(self) -> list[DrawFile]:
        """What it draws from banks."""
        return [each for section in self.sections for each in section.entries if isinstance(each, DrawFile)]


@dataclass(frozen=True)
class BankFile:
    """A store of items that exercises draw from."""

    key: str
    title: str
    items: tuple[ItemFile, ...]
    path: Path = field(default=Path(), compare=False)


@dataclass(frozen=True)
class HoursFile:
    """Learning hours by kind, in halves."""

    self_paced: Decimal
    in_class: Decimal
    practice: Decimal

    @property
    def total(self) -> Decimal:
        """All hours of the course."""
        return self.self_paced + self.in_class + self.practice


@dataclass(frozen=True)
class SourceFile:
    """Where facts come from and the day they were checked."""

    text: str
    date: datetime.date


@dataclass(frozen=True)
class CourseFile:
    """A course as its file holds it; `lines` gives the line of a top key for faults found across files."""

    code: str
    slug: str
    title: Both
    summary: Both
    audiences: tuple[str, ...]
    level: str
    format: str
    hours: HoursFile
    competences: tuple[str, ...]
    outcomes: tuple[Both, ...]
    certifies: bool
    pass_mark: Decimal
    validity_months: int | None
    prerequisites: tuple[str, ...]
    cover: PictureFile
    modules: tuple[ModuleFile, ...]
    quiz: QuizFile | None = None
    exercise: ExerciseFile | None = None
    sources: tuple[SourceFile, ...] = ()
    path: Path = field(default=Path(), compare=False)
    lines: dict[str, int] = field(default_factory=dict, compare=False)

    @property
    def is_complete(self) -> bool:
        """Whether it can be learnt now, or is only announced."""
        return self.quiz is not None

    @property
    def lessons(self) -> list[LessonFile]:
        """All lessons in their order."""
        return [lesson for module in self.modules for lesson in module.lessons]

    @property
    def items(self) -> list[ItemFile]:
        """All questions: of the lessons, the final quiz and the exercise."""
        practice = [lesson.practice for lesson in self.lessons]
        quiz = self.quiz.items if self.quiz else ()
        return [*practice, *quiz, *(self.exercise.items if self.exercise else ())]

    @property
    def pictures(self) -> list[PictureFile]:
        """The cover and every picture of a step or a question."""
        steps = [step for lesson in self.lessons for step in lesson.steps]
        shown = [step.picture for step in steps if step.picture]
        return [self.cover, *shown, *(picture for item in self.items for picture in item.pictures)]
