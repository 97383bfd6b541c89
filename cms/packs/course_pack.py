"""A course as a phone stores it: its lessons, practice with keys, and the names of its graded quizzes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse

from cms.packs.practice_key import practice_key
from cms.packs.stored_page import files_of, rendered, stored_page
from cms.page_contexts.course import outline_rows, quiz_rows
from cms.page_contexts.lesson import SCREEN, practice_of
from cms.rendered.build import NobodysRequest
from courses.enums import Purpose
from courses.items import ITEM_TYPES
from courses.models import CoursePage, LessonPage, QuizPage, QuizVersion
from courses.services.draw_items import draw_items
from courses.services.outline import CourseOutline, course_outline
from courses.services.screens import Screen, screens_of
from courses.services.words_language import Words
from learners.services.course_state import CourseState
from learners.views.practice import Sitting, questions

Pages = dict[str, dict[str, Any]]


def course_pack(course: CoursePage, request: NobodysRequest) -> dict[str, Any]:
    """Return {key, title, url, pages by path, files, quizzes}; the same for everybody."""
    outline = course_outline(course)
    pages: Pages = {course.get_url(request): _course_page(course, outline, request)}
    for lesson, following in _lessons(outline):
        pages[lesson.get_url(request)] = _lesson_page(lesson, following, course, request)
    tickets = []
    for quiz in outline.quizzes:
        if quiz.purpose == Purpose.PRACTICE:
            pages |= _practice_pages(quiz, course, request)
            continue
        pages[quiz.get_url(request)] = quiz_page(quiz, course, request)
        tickets.append({"title": quiz.title, "url": reverse("ticket", args=[quiz.translation_key])})
    return {
        "key": str(course.translation_key), "title": course.title, "url": course.get_url(request),
        "pages": pages, "files": files_of(pages), "quizzes": tickets,
    }  # fmt: skip


def _course_page(course: CoursePage, outline: CourseOutline, request: NobodysRequest) -> dict[str, Any]:
    state = CourseState(outline)
    context = {"page": course, "outline": outline_rows(state, request), "quizzes": quiz_rows(state, request)}
    nav = rendered("components/tab_bar.html", context, request)
    return stored_page(course.title, [{"main": rendered("pwa/course.html", context, request), "nav": nav}], [])


def _lessons(outline: CourseOutline) -> Iterator[tuple[LessonPage, LessonPage | None]]:
    """Each lesson with its body, and the one after it."""
    order = [lesson.pk for lesson in outline.lessons]
    whole = LessonPage.objects.select_related("locale").in_bulk(order)
    lessons = [whole[pk] for pk in order]
    yield from zip(lessons, [*lessons[1:], None], strict=True)


def _lesson_page(
    lesson: LessonPage, following: LessonPage | None, course: CoursePage, request: NobodysRequest
) -> dict[str, Any]:
    address, screens = lesson.get_url(request), screens_of(lesson.body)
    done_url = (following or course).get_url(request)
    parts, words = [], Words(lesson)
    for screen in screens:
        context = {"page": lesson, "course": course, "screen": screen, "screen_total": len(screens)}
        context |= {"title_language": words.title, "screen_language": words.blocks(screen.blocks)}
        context |= _practice(screen, request) | _ways(address, screen.number, len(screens)) | {"done_url": done_url}
        main = rendered("courses/lesson_screen.html", context, request)
        parts.append({"main": main, "nav": rendered("pwa/lesson_nav.html", context, request)})
    return stored_page(lesson.title, parts, ["lesson"])


def _ways(address: str, number: int, total: int) -> dict[str, Any]:
    return {
        "beads": [
            "done" if place < number else "here" if place == number else "ahead" for place in range(1, total + 1)
        ],
        "previous_url": f"{address}?{SCREEN}={number - 1}" if number > 1 else "",
        "next_url": f"{address}?{SCREEN}={number + 1}" if number < total else "",
        "practice_url": f"{address}?{SCREEN}={number}",
    }


def _practice(screen: Screen, request: NobodysRequest) -> dict[str, Any]:
    """The practice question of a screen with its key: practice is public, and shares no question with a graded quiz."""
    shown = practice_of(screen, request)
    if not shown or not shown["judged"]:
        return {"practice": shown}
    child = next(each for each in screen.blocks if each.block_type == "practice").value[0]
    item = ITEM_TYPES[child.block_type].freeze(child.value, str(child.id))
    return {"practice": shown | {"key": practice_key(item)}}


def _practice_pages(quiz: QuizPage, course: CoursePage, request: NobodysRequest) -> Pages:
    version = QuizVersion.objects.current(quiz.translation_key, course.locale.language_code)
    if version is None or version.settings.purpose != Purpose.PRACTICE:
        return {}
    seed = zlib.crc32(quiz.translation_key.bytes)
    asked = list(questions(Sitting(version, seed, draw_items(version.content, seed), answered=False)))
    for question in asked:
        if ITEM_TYPES[version.items[question["id"]]["type"]].graded:
            question["key"] = practice_key(version.items[question["id"]])
    address = reverse("learners:practise", args=[quiz.translation_key])
    context = {"quiz": quiz, "course": course, "questions": asked}
    parts = {name: rendered(f"pwa/{file}.html", context, request) for name, file in PRACTICE_PARTS.items()}
    sat = stored_page(quiz.title, [parts], ["lesson"])
    return {address: sat, quiz.get_url(request): quiz_page(quiz, course, request, practice_url=address)}


PRACTICE_PARTS = {"main": "practice_quiz", "nav": "practice_quiz_nav"}


def quiz_page(quiz: QuizPage, course: CoursePage, request: NobodysRequest, **ways: Any) -> dict[str, Any]:
    """The page before a quiz: the way in where the phone has one, else that a network is needed."""
    context = {"quiz": quiz, "course": course} | ways
    nav = rendered("components/tab_bar.html", context, request)
    return stored_page(quiz.title, [{"main": rendered("pwa/quiz.html", context, request), "nav": nav}], [])


def find_course(key: UUID, language: str) -> CoursePage | None:
    """The course in this language that anybody may read, None where there is none."""
    rows = CoursePage.objects.live().public().with_key(key).filter(locale__language_code=language)
    course = rows.select_related("cover", "locale").first()
    return course if course is not None and course_outline(course).is_open else None
