"""The outline of a course: modules, lessons and quizzes in order, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from courses.models import CoursePage, LessonPage, ModulePage, QuizPage


@dataclass(frozen=True)
class ModuleOutline:
    """A module with its live lessons."""

    module: ModulePage
    lessons: list[LessonPage] = field(default_factory=list)


@dataclass(frozen=True)
class CourseOutline:
    """What a course consists of on its live pages."""

    course: CoursePage
    modules: list[ModuleOutline]
    quizzes: list[QuizPage]

    @property
    def lessons(self) -> list[LessonPage]:
        """All lessons in reading order."""
        return [lesson for module in self.modules for lesson in module.lessons]

    @property
    def required_lessons(self) -> list[UUID]:
        """Keys of the lessons a learner must finish."""
        return [lesson.translation_key for lesson in self.lessons if lesson.required]

    @property
    def is_open(self) -> bool:
        """Whether the course can be learnt, and not only announced."""
        return bool(self.lessons)


def course_outlines(courses: Sequence[CoursePage]) -> list[CourseOutline]:
    """Return the outlines of several courses, in their order, from three queries."""
    if not courses:
        return []
    below = reduce(or_, (Q(path__startswith=course.path) for course in courses))
    modules = list(ModulePage.objects.live().filter(below).order_by("path"))
    lessons = list(LessonPage.objects.live().filter(below).order_by("path").defer("body"))
    quizzes = list(QuizPage.objects.live().filter(below).order_by("path").defer("items"))
    return [
        CourseOutline(
            course,
            [
                ModuleOutline(module, [lesson for lesson in lessons if lesson.path.startswith(module.path)])
                for module in modules
                if module.path.startswith(course.path)
            ],
            [quiz for quiz in quizzes if quiz.path.startswith(course.path)],
        )
        for course in courses
    ]


def course_outline(course: CoursePage) -> CourseOutline:
    """Return the outline of a course from three queries."""
    return course_outlines([course])[0]


def course_above(page: Page) -> CoursePage:
    """Return the course a module, lesson or quiz belongs to.

    Raises CoursePage.DoesNotExist for a page outside any course.
    """
    return CoursePage.objects.ancestor_of(page, inclusive=True).select_related("cover", "locale").get()
