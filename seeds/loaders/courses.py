"""A course file becomes pages: the Vietnamese course with all below it, and its English face."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from courses.enums import Purpose
from courses.models import Audience, Competence, CoursePage, LessonPage, ModulePage, QuizPage
from courses.services.publish_course import publish_course
from learners.enums import RunKind
from learners.models import CourseOwnership, CourseRun, Organisation
from seeds.loaders.identity import block_id, key_of
from seeds.loaders.items import item_block
from seeds.loaders.lessons import lesson_body
from seeds.loaders.pages import Placed, Wanted, place, place_alias, place_and_publish
from seeds.loaders.pictures import PictureShelf
from seeds.loaders.tally import Tally, keep_or_create
from seeds.schema import Both, CourseFile, LessonFile, ModuleFile, QuizFile

COURSE, MODULE, LESSON, QUIZ = "Khóa học", "Chương", "Bài học", "Bài kiểm tra"
CHAPTER_SLUGS = {"vi": "chuong", "en": "module"}
QUIZ_SLUG = "bai-kiem-tra"
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")


@dataclass
class CourseLoader:
    """Loads one course after the other under the catalogue of each language."""

    locales: dict[str, Locale]
    catalogues: dict[str, Page]
    owner: Organisation
    shelf: PictureShelf
    tally: Tally

    def __post_init__(self) -> None:
        self.audiences = {row.code: row for row in Audience.objects.all()}
        self.competences = {row.number: row for row in Competence.objects.all()}

    @transaction.atomic
    def load(self, course: CourseFile) -> None:
        """Put a course in place and publish it as one; a fault in it takes all of it back."""
        placed = list(self._vietnamese(course))
        page = placed[0].page
        written = {str(each.page.pk): each.revision.pk for each in placed if each.revision}
        if written:
            publish_course(course=page, revisions=written)
        self._english(course, [each.page for each in placed])
        key = {"course_key": page.translation_key}
        keep_or_create(self.tally, "Chủ quản khóa học", CourseOwnership, key, {"organisation": self.owner})
        if course.lessons:
            keep_or_create(self.tally, "Đợt học", CourseRun, key | {"kind": RunKind.SELF_PACED}, {})

    def _vietnamese(self, course: CourseFile) -> Iterator[Placed]:
        """Place the course page, then its modules with their lessons, then its quiz."""
        top = place(self._course(course, "vi"), self._parent(self.catalogues["vi"]), self.tally)
        yield top
        for number, module in enumerate(course.modules, start=1):
            chapter = place(self._module(course, number, module, "vi"), self._parent(top.page), self.tally)
            yield chapter
            for lesson in module.lessons:
                yield place(self._lesson(course, lesson), self._parent(chapter.page), self.tally)
        if course.quiz:
            yield place(self._quiz(course, course.quiz), self._parent(top.page), self.tally)

    def _english(self, course: CourseFile, pages: list[Page]) -> None:
        """Translate the course and its modules; lessons and quiz show Vietnamese text until somebody translates."""
        top = place_and_publish(self._course(course, "en"), self._parent(self.catalogues["en"]), self.tally)
        chapters: dict[Any, Page] = {}
        for number, module in enumerate(course.modules, start=1):
            wanted = self._module(course, number, module, "en")
            chapter = place_and_publish(wanted, self._parent(top), self.tally)
            chapters[chapter.translation_key] = chapter
        self._aliases(pages, top, chapters)

    def _aliases(self, pages: list[Page], top: Page, chapters: dict[Any, Page]) -> None:
        parent = top
        for page in pages:
            parent = chapters.get(page.translation_key, parent)
            if isinstance(page, LessonPage):
                self._alias(LESSON, page, parent)
            elif isinstance(page, QuizPage):
                self._alias(QUIZ, page, top)

    def _alias(self, kind: str, page: Page, parent: Page) -> None:
        page.refresh_from_db()
        place_alias(kind, page, self._parent(parent), self.locales["en"], self.tally)

    @staticmethod
    def _parent(page: Page) -> Page:
        """The page as the tree knows it now: placing a child changes what its parent counts."""
        return Page.objects.get(pk=page.pk)

    def _course(self, course: CourseFile, language: str) -> Wanted:
        values = {
            "title": _in(language, course.title),
            "slug": course.slug,
            "code": course.code,
            "summary": _in(language, course.summary),
            "search_description": _in(language, course.summary),
            "cover": self.shelf.row_of(course.cover),
            "level": course.level,
            "format": course.format,
            "hours_self_paced": course.hours.self_paced.quantize(TENTH),
            "hours_class": course.hours.in_class.quantize(TENTH),
            "hours_practice": course.hours.practice.quantize(TENTH),
            "outcomes": [
                {"type": "outcome", "value": _in(language, outcome), "id": block_id(course.code, "outcome", number)}
                for number, outcome in enumerate(course.outcomes, start=1)
            ],
            "certifies": course.certifies,
            "pass_mark": course.pass_mark.quantize(HUNDREDTH),
            "validity_months": course.validity_months,
        }
        related = self._related(course, self.locales[language])
        return Wanted(COURSE, CoursePage, key_of(course.code), self.locales[language], values, related)

    def _related(self, course: CourseFile, locale: Locale) -> dict[str, list[Any]]:
        before = [key_of(code) for code in course.prerequisites]
        return {
            "audiences": [self.audiences[code] for code in course.audiences],
            "competences": [self.competences[number] for number in course.competences],
            "prerequisites": list(CoursePage.objects.filter(translation_key__in=before, locale=locale)),
        }

    def _module(self, course: CourseFile, number: int, module: ModuleFile, language: str) -> Wanted:
        values = {"title": _in(language, module.title), "slug": f"{CHAPTER_SLUGS[language]}-{number}"}
        return Wanted(MODULE, ModulePage, key_of(course.code, "module", number), self.locales[language], values)

    def _lesson(self, course: CourseFile, lesson: LessonFile) -> Wanted:
        values = {
            "title": lesson.title,
            "slug": lesson.key,
            "summary": lesson.summary,
            "search_description": lesson.summary,
            "minutes": lesson.minutes,
            "body": lesson_body(course.code, lesson, self.shelf.id_of),
        }
        return Wanted(LESSON, LessonPage, key_of(course.code, "lesson", lesson.key), self.locales["vi"], values)

    def _quiz(self, course: CourseFile, quiz: QuizFile) -> Wanted:
        values = {
            "title": quiz.title,
            "slug": QUIZ_SLUG,
            "purpose": (Purpose.CERTIFYING if course.certifies else Purpose.GRADED).value,
            "pass_mark": course.pass_mark.quantize(HUNDREDTH),
            "attempts_allowed": quiz.attempts,
            "items": [item_block(course.code, item) for item in quiz.items],
        }
        return Wanted(QUIZ, QuizPage, key_of(course.code, "quiz"), self.locales["vi"], values)


def _in(language: str, text: Both) -> str:
    return text.vi if language == "vi" else text.en
