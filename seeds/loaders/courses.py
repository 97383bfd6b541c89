"""A course file becomes pages: the Vietnamese course with all below it, and the same in English or its face there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from courses.index_tasks import indexed_once
from courses.models import Audience, Competence, CoursePage, ItemBank, LessonPage, ModulePage, QuizPage
from courses.services.publish_course import publish_course
from learners.enums import RunKind
from learners.models import CourseOwnership, CourseRun, Organisation
from seeds.loaders.arrangement import set_in_order, take_off
from seeds.loaders.banks import load_course_bank
from seeds.loaders.identity import block_id, key_of
from seeds.loaders.items import Block
from seeds.loaders.lessons import lesson_body, with_titles
from seeds.loaders.modules import room_values, sources
from seeds.loaders.pages import Placed, Wanted, place, place_alias, place_and_publish
from seeds.loaders.pictures import PictureShelf
from seeds.loaders.quizzes import exercise_values, quiz_values
from seeds.loaders.tally import Tally, keep_or_create
from seeds.schema import CourseFile, LessonFile, ModuleFile

COURSE, MODULE, LESSON, QUIZ = "Khóa học", "Chương", "Bài học", "Bài kiểm tra"
CHAPTER_SLUGS, CHAPTER_SLUG = {"en": "module"}, "chuong"
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")


@dataclass
class CourseLoader:
    """Loads one course after the other under the catalogue of each language."""

    locales: dict[str, Locale]
    catalogues: dict[str, Page]
    owner: Organisation
    shelf: PictureShelf
    tally: Tally
    translations: Mapping[str, CourseFile] = field(default_factory=dict)
    begun: Mapping[str, Collection[str]] = field(default_factory=dict)
    banks: dict[tuple[str, str], ItemBank] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.audiences = {row.code: row for row in Audience.objects.all()}
        self.competences = {row.number: row for row in Competence.objects.all()}

    @transaction.atomic
    @indexed_once()
    def load(self, course: CourseFile) -> None:
        """Put a course in place and publish it as one; a fault in it takes all of it back."""
        placed = self._written(course, "vi")
        page = placed[0].page
        take_off(self._parent(page), [each.page for each in placed], self.tally)
        translated = self.translations.get(course.code)
        if translated:
            self._written(translated, "en")
        else:
            self._shown_in_english(course, [each.page for each in placed])
        for language, codes in self.begun.items():
            if course.code in codes:
                self._written(course, language)
        key = {"course_key": page.translation_key}
        keep_or_create(self.tally, "Chủ quản khóa học", CourseOwnership, key, {"organisation": self.owner})
        if course.lessons:
            keep_or_create(self.tally, "Đợt học", CourseRun, key | {"kind": RunKind.SELF_PACED}, {})

    def _written(self, course: CourseFile, language: str) -> list[Placed]:
        """Place all pages of a course that is written in a language, and publish what was written as one."""
        placed = list(self._tree(course, language))
        self._arrange([each.page for each in placed])
        revisions = {str(each.page.pk): each.revision.pk for each in placed if each.revision}
        if revisions:
            publish_course(course=placed[0].page, revisions=revisions)
        return placed

    def _tree(self, course: CourseFile, language: str) -> Iterator[Placed]:
        """Place the course page, then its modules with their lessons, then its exercise and its final quiz."""
        top = place(self._course(course, language), self._parent(self.catalogues[language]), self.tally)
        yield top
        for number, module in enumerate(course.modules, start=1):
            chapter = place(self._module(course, number, module, language), self._parent(top.page), self.tally)
            yield chapter
            for lesson in module.lessons:
                yield place(self._lesson(course, lesson, language), self._parent(chapter.page), self.tally)
        for quiz in self._quizzes(course, language):
            yield place(quiz, self._parent(top.page), self.tally)

    def _shown_in_english(self, course: CourseFile, pages: list[Page]) -> None:
        """Translate the course and its modules; lessons and quiz show Vietnamese text until somebody translates."""
        top = place_and_publish(self._course(course, "en"), self._parent(self.catalogues["en"]), self.tally)
        chapters: dict[Any, Page] = {}
        for number, module in enumerate(course.modules, start=1):
            wanted = self._module(course, number, module, "en")
            chapter = place_and_publish(wanted, self._parent(top), self.tally)
            chapters[chapter.translation_key] = chapter
        self._arrange([top, *self._faces(pages[1:], top, chapters)])

    def _faces(self, pages: list[Page], top: Page, chapters: dict[Any, Page]) -> Iterator[Page]:
        """The English face of each page below a course, in the order of the pages."""
        parent = top
        for page in pages:
            if isinstance(page, ModulePage):
                parent = chapters[page.translation_key]
                yield parent
            else:
                kind, above = (LESSON, parent) if isinstance(page, LessonPage) else (QUIZ, top)
                page.refresh_from_db()
                yield place_alias(kind, page, self._parent(above), self.locales["en"], self.tally)

    def _arrange(self, pages: list[Page]) -> None:
        """Let a course, its modules with their lessons and its quiz stand in the order of the list."""
        top, *below = pages
        set_in_order(top, [page for page in below if not isinstance(page, LessonPage)], self.tally)
        lessons: dict[int, list[Page]] = {}
        module = 0
        for page in below:
            if isinstance(page, ModulePage):
                module = page.pk
            elif isinstance(page, LessonPage):
                lessons.setdefault(module, []).append(page)
        for pk, rows in lessons.items():
            set_in_order(Page.objects.get(pk=pk), rows, self.tally)

    @staticmethod
    def _parent(page: Page) -> Page:
        """The page as the tree knows it now: placing a child changes what its parent counts."""
        return Page.objects.get(pk=page.pk)

    def _course(self, course: CourseFile, language: str) -> Wanted:
        values = {
            "title": course.title.in_language(language),
            "slug": course.slug,
            "code": course.code,
            "summary": course.summary.in_language(language),
            "search_description": course.summary.in_language(language),
            "cover": self.shelf.row_of(course.cover),
            "level": course.level,
            "format": course.format,
            "hours_self_paced": course.hours.self_paced.quantize(TENTH),
            "hours_class": course.hours.in_class.quantize(TENTH),
            "hours_practice": course.hours.practice.quantize(TENTH),
            "outcomes": _outcomes(course, language),
            "certifies": course.certifies,
            "pass_mark": course.pass_mark.quantize(HUNDREDTH),
            "validity_months": course.validity_months,
            "sources": sources(course),
            "reuses": ", ".join(course.reuses),
        }
        related = self._related(course, self.locales[language])
        return Wanted(COURSE, CoursePage, course.id or key_of(course.code), self.locales[language], values, related)

    def _related(self, course: CourseFile, locale: Locale) -> dict[str, list[Any]]:
        before = [key_of(code) for code in course.prerequisites]
        return {
            "audiences": [self.audiences[code] for code in course.audiences],
            "competences": [self.competences[number] for number in course.competences],
            "prerequisites": list(CoursePage.objects.filter(translation_key__in=before, locale=locale)),
        }

    def _module(self, course: CourseFile, number: int, module: ModuleFile, language: str) -> Wanted:
        values = {
            "title": module.title.in_language(language),
            "slug": f"{CHAPTER_SLUGS.get(language, CHAPTER_SLUG)}-{number}",
        }
        values |= room_values(course.code, number, module)
        key = module.id or key_of(course.code, "module", number)
        return Wanted(MODULE, ModulePage, key, self.locales[language], values)

    def _lesson(self, course: CourseFile, lesson: LessonFile, language: str) -> Wanted:
        titles = {each.key: each.title for each in course.lessons}
        values = {
            "title": lesson.title,
            "slug": lesson.key,
            "summary": lesson.summary,
            "search_description": lesson.summary,
            "minutes": lesson.minutes,
            "updated_on": lesson.updated,
            "review_on": lesson.review,
            "required": lesson.required,
            "body": lesson_body(course.code, with_titles(lesson, titles), self.shelf.id_of),
        }
        key = lesson.id or key_of(course.code, "lesson", lesson.key)
        return Wanted(LESSON, LessonPage, key, self.locales[language], values)

    def _quizzes(self, course: CourseFile, language: str) -> Iterator[Wanted]:
        locale = self.locales[language]
        if course.exercise:
            values = exercise_values(course, course.exercise, self.shelf.id_of, partial(self._bank, language))
            key = course.exercise.id or key_of(course.code, "exercise")
            yield Wanted(QUIZ, QuizPage, key, locale, values)
        if course.quiz:
            # A language in which nothing is written yet draws from the Vietnamese bank.
            written = language if language in {"vi", "en"} else "vi"
            bank = load_course_bank(course, written, self.shelf.id_of, self.tally)
            values = quiz_values(course, course.quiz, self.shelf.id_of, bank)
            yield Wanted(QUIZ, QuizPage, course.quiz.id or key_of(course.code, "quiz"), locale, values)

    def _bank(self, language: str, key: str) -> int:
        """The bank in this language, in Vietnamese while nobody has translated it."""
        return (self.banks.get((language, key)) or self.banks["vi", key]).pk


def _outcomes(course: CourseFile, language: str) -> list[Block]:
    texts = enumerate((outcome.in_language(language) for outcome in course.outcomes), start=1)
    return [{"type": "outcome", "value": text, "id": block_id(course.code, "outcome", place)} for place, text in texts]
