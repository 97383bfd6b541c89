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
from courses.text import nfc
from learners.enums import RunKind
from learners.models import CourseOwnership, CourseRun, Organisation
from seeds.loaders.identity import block_id, key_of
from seeds.loaders.items import item_block
from seeds.loaders.lessons import lesson_body
from seeds.loaders.pages import Placed, Wanted, place, place_alias, place_and_publish
from seeds.loaders.pictures import PictureShelf
from seeds.loaders.tally import Tally, keep_or_create

COURSE, MODULE, LESSON, QUIZ = "Khóa học", "Chương", "Bài học", "Bài kiểm tra"
DEFAULT_ATTEMPTS = 5

Written = dict[str, Any]


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
    def load(self, course: Written) -> None:
        """Put a course in place and publish it as one; a fault in it takes all of it back."""
        placed = list(self._vietnamese(course))
        page = placed[0].page
        written = {str(each.page.pk): each.revision.pk for each in placed if each.revision}
        if written:
            publish_course(course=page, revisions=written)
        self._english(course, [each.page for each in placed])
        key = {"course_key": page.translation_key}
        keep_or_create(self.tally, "Chủ quản khóa học", CourseOwnership, key, {"organisation": self.owner})
        if any("lessons" in module for module in course["modules"]):
            keep_or_create(self.tally, "Đợt học", CourseRun, key | {"kind": RunKind.SELF_PACED}, {})

    def _vietnamese(self, course: Written) -> Iterator[Placed]:
        """Place the course page, then its modules with their lessons, then its quiz."""
        top = place(self._course(course, "vi"), self._parent(self.catalogues["vi"]), self.tally)
        yield top
        for number, module in enumerate(course["modules"], start=1):
            chapter = place(self._module(course, number, "vi"), self._parent(top.page), self.tally)
            yield chapter
            for lesson in module.get("lessons", []):
                yield place(self._lesson(course, lesson), self._parent(chapter.page), self.tally)
        if "quiz" in course:
            yield place(self._quiz(course), self._parent(top.page), self.tally)

    def _english(self, course: Written, pages: list[Page]) -> None:
        """Translate the course and its modules; lessons and quiz show their Vietnamese text until somebody translates."""
        top = place_and_publish(self._course(course, "en"), self._parent(self.catalogues["en"]), self.tally)
        chapters: dict[Any, Page] = {}
        for number in range(1, len(course["modules"]) + 1):
            chapter = place_and_publish(self._module(course, number, "en"), self._parent(top), self.tally)
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

    def _course(self, course: Written, language: str) -> Wanted:
        code, cover = course["code"], course.get("cover")
        values = {
            "title": nfc(course["title"][language]),
            "slug": course["slug"],
            "code": code,
            "summary": nfc(course["summary"][language]),
            "cover": self.shelf.row_of(cover["picture"], cover["alt"]) if cover else None,
            "level": course["level"],
            "format": course["format"],
            "outcomes": [
                {"type": "outcome", "value": nfc(text), "id": block_id(code, "outcome", number)}
                for number, text in enumerate(course["outcomes"][language], start=1)
            ],
            "certifies": course["certifies"],
            "pass_mark": _mark(course),
            "validity_months": course["validity_months"],
        }
        values |= {f"hours_{part}": _hours(course["hours"].get(part, 0)) for part in ("self_paced", "class", "practice")}
        related = self._related(course, self.locales[language])
        return Wanted(COURSE, CoursePage, key_of(code), self.locales[language], values, related)

    def _related(self, course: Written, locale: Locale) -> dict[str, list[Any]]:
        before = [key_of(code) for code in course["prerequisites"]]
        return {
            "audiences": [self.audiences[code] for code in course["audiences"]],
            "competences": [self.competences[number] for number in course["competences"]],
            "prerequisites": list(CoursePage.objects.filter(translation_key__in=before, locale=locale)),
        }

    def _module(self, course: Written, number: int, language: str) -> Wanted:
        word = {"vi": "chuong", "en": "module"}[language]
        values = {"title": nfc(course["modules"][number - 1]["title"][language]), "slug": f"{word}-{number}"}
        key = key_of(course["code"], "module", number)
        return Wanted(MODULE, ModulePage, key, self.locales[language], values)

    def _lesson(self, course: Written, lesson: Written) -> Wanted:
        values = {
            "title": nfc(lesson["title"]),
            "slug": lesson["key"],
            "summary": nfc(lesson.get("summary", "")),
            "minutes": lesson["minutes"],
            "body": lesson_body(course["code"], lesson, self.shelf.id_of),
        }
        key = key_of(course["code"], "lesson", lesson["key"])
        return Wanted(LESSON, LessonPage, key, self.locales["vi"], values)

    def _quiz(self, course: Written) -> Wanted:
        quiz = course["quiz"]
        values = {
            "title": nfc(quiz["title"]),
            "slug": "bai-kiem-tra",
            "purpose": Purpose.CERTIFYING if course["certifies"] else Purpose.GRADED,
            "pass_mark": _mark(course),
            "attempts_allowed": quiz.get("attempts", DEFAULT_ATTEMPTS),
            "items": [item_block(course["code"], item) for item in quiz["items"]],
        }
        return Wanted(QUIZ, QuizPage, key_of(course["code"], "quiz"), self.locales["vi"], values)


def _mark(course: Written) -> Decimal:
    return Decimal(str(course["pass_mark"])).quantize(Decimal("0.01"))


def _hours(number: float) -> Decimal:
    return Decimal(str(number)).quantize(Decimal("0.1"))
