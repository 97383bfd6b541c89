"""What a content file holds once it has been read: frozen records with texts in NFC, numbers as Decimal."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from seeds.schema.item_record import ItemFile, PictureFile

LEVELS = ("basic", "intermediate", "advanced")
FORMATS = ("self-paced", "blended", "in-person")
EVERY_QUIZ = ("single_choice", "multiple_response", "true_false", "numeric", "short_answer")
"""The types of item that a final quiz uses, all of them."""
CALLOUTS = ("do", "tip", "warning", "info")


@dataclass(frozen=True)
class Both:
    """A text in Vietnamese and English."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        """The text as pages of this language show it: Vietnamese wherever nobody has written another."""
        return self.en if language == "en" else self.vi


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
    caption: str = ""


@dataclass(frozen=True)
class StepFile:
    """One screen of a lesson; `text` is Markdown with bold, lists and links.

    `blocks` is what follows besides the one remark and the one table that most steps have: texts, remarks, tables.
    """

    title: str
    text: str
    picture: PictureFile | None = None
    callout: CalloutFile | None = None
    table: TableFile | None = None
    blocks: tuple[str | CalloutFile | TableFile, ...] = ()
    line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class LessonFile:
    """A lesson of three to seven steps and one practice question; `key` is also its slug.

    `updated` and `review` are the first days of the months in which it was checked and is to be checked again.
    """

    key: str
    title: str
    minutes: int
    summary: str
    steps: tuple[StepFile, ...]
    practice: ItemFile
    updated: datetime.date | None = None
    review: datetime.date | None = None
    required: bool = True
    id: UUID | None = None
    line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class TaskSheetFile:
    """What learners do in the room, on one printed page."""

    title: str
    goal: str
    steps: tuple[str, ...]
    done_when: tuple[str, ...]


@dataclass(frozen=True)
class PlanRowFile:
    """A part of a session: its minutes, what happens, what the trainer looks at."""

    minutes: int
    activity: str
    check: str


@dataclass(frozen=True)
class SessionPlanFile:
    """How a trainer teaches a module in a room."""

    materials: tuple[str, ...]
    rows: tuple[PlanRowFile, ...]


@dataclass(frozen=True)
class ModuleFile:
    """A chapter; it has no lessons while the course is only announced. `minutes` by kind, empty while unsaid."""

    title: Both
    lessons: tuple[LessonFile, ...] = ()
    minutes: Mapping[str, int] = field(default_factory=dict)
    task_sheet: TaskSheetFile | None = None
    session_plan: SessionPlanFile | None = None
    id: UUID | None = None
    line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class QuizFile:
    """The final quiz; `attempts` 0 means without limit.

    It asks its `items`, or draws as many as `draw` says from its `bank`, evenly over the outcomes.
    """

    title: str
    attempts: int
    items: tuple[ItemFile, ...] = ()
    draw: int = 0
    bank: tuple[ItemFile, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    id: UUID | None = None
    line: int = field(default=1, compare=False)


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
    id: UUID | None = None

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
    """A course as its file holds it; `lines` gives the line of a top key for faults found across files.

    `id` here and below is the key of a page that was made in the CMS; of all others it follows from their place.
    """

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
    reuses: tuple[str, ...] = ()
    id: UUID | None = None
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
        quiz = (*self.quiz.items, *self.quiz.bank) if self.quiz else ()
        return [*practice, *quiz, *(self.exercise.items if self.exercise else ())]

    @property
    def pictures(self) -> list[PictureFile]:
        """The cover and every picture of a step or a question."""
        steps = [step for lesson in self.lessons for step in lesson.steps]
        shown = [step.picture for step in steps if step.picture]
        return [self.cover, *shown, *(picture for item in self.items for picture in item.pictures)]
