"""What could be better in a course of the CMS, in the words of the same rules that check course files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page

from courses.models import CoursePage, LessonPage, ModulePage, QuizPage
from courses.rules.bank import bank_findings
from courses.rules.finding import Finding
from courses.rules.lesson import LessonText, Passage, lesson_findings
from courses.rules.module import MINUTES, ModuleText, module_findings, time_findings
from courses.rules.prose import words
from courses.rules.quiz_content import freeze_items
from courses.services.course_faults import revised_pages

_END_OF_LINE = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>")


def lesson_advice(lesson: LessonPage, code: str) -> list[str]:
    """Return sentences about one lesson of the course with this code, each behind the step it is about."""
    steps = _("step %(number)s: %(message)s")
    return [
        steps % {"number": finding.place, "message": finding.message} if finding.place else finding.message
        for finding in lesson_findings(lesson_text(lesson), code)
    ]


def course_advice(course: CoursePage) -> list[str]:
    """Return sentences about the course as it was last saved: its time, its papers, its bank and its lessons."""
    pages = revised_pages(course)
    return list(_course(pages)) if any(isinstance(page, LessonPage) for page in pages) else []


def lesson_text(lesson: LessonPage) -> LessonText:
    """Return a lesson as rules see it."""
    practice = [item for block in lesson.body if block.block_type == "practice" for item in freeze_items(block.value)]
    pictures = [block.value.get("picture") for block in lesson.body if block.block_type in {"step", "picture"}]
    shown = [picture for picture in pictures if picture is not None]
    callouts = [block.value.get("kind") for block in lesson.body if block.block_type == "callout"]
    return LessonText(
        passages=tuple(_passages(lesson.body)),
        minutes=lesson.minutes,
        actions=callouts.count("do"),
        pictures=len(shown),
        silent_pictures=sum(not getattr(each, "contextual_alt_text", "") for each in shown),
        practice=practice[0] if practice else None,
        updated=lesson.updated_on,
        review=lesson.review_on,
        summary=lesson.summary,
    )


def lines_of(html: str) -> list[str]:
    """Return the paragraphs, list entries and headings of rich text, each as one line of plain text."""
    lines = (" ".join(unescape(strip_tags(part)).split()) for part in _END_OF_LINE.split(html))
    return [line for line in lines if line]


def _prose(text: Any) -> list[str]:
    """The lines of rich text that a draft may lack."""
    return lines_of(getattr(text, "source", text) or "")


def _course(pages: Sequence[Any]) -> Iterator[str]:
    course = pages[0]
    modules = [page for page in pages if isinstance(page, ModulePage)]
    lessons = [page for page in pages if isinstance(page, LessonPage)]
    texts = [_module_text(module, lessons) for module in modules]
    for finding in time_findings(texts, course):
        yield f"{modules[finding.place - 1].title}: {finding.message}" if finding.place else finding.message
    for module, text in zip(modules, texts, strict=True):
        yield from _named(module, module_findings(text))
    for quiz in (page for page in pages if isinstance(page, QuizPage) and page.required):
        yield from _quiz(quiz, len(course.outcomes))
    for lesson in lessons:
        yield from (f"{lesson.title}: {sentence}" for sentence in lesson_advice(lesson, course.code))


def _quiz(quiz: QuizPage, outcomes: int) -> Iterator[str]:
    """What a quiz that draws from one bank of its own could do better."""
    draws = [child.value for child in quiz.items if child.block_type == "draw" and child.value.get("bank")]
    if len({draw["bank"].pk for draw in draws}) == 1:
        bank = draws[0]["bank"].get_latest_revision_as_object()
        count = sum(draw["count"] or 0 for draw in draws)
        question = _("question %(number)s: %(message)s")
        for finding in bank_findings(freeze_items(bank.items), count, outcomes):
            values = {"number": finding.place, "message": finding.message}
            yield f"{bank.title}: {question % values if finding.place else finding.message}"


def _named(page: Page, findings: Iterator[Finding]) -> Iterator[str]:
    return (f"{page.title}: {finding.message}" for finding in findings)


def _module_text(module: ModulePage, lessons: Sequence[LessonPage]) -> ModuleText:
    own = [lesson for lesson in lessons if lesson.path.startswith(module.path)]
    minutes = {kind: getattr(module, f"minutes_{kind}") for kind in MINUTES} if module.minutes else {}
    rows = [row for block in module.session_plan for row in block.value["rows"]]
    return ModuleText(
        words=sum(lesson_text(lesson).words for lesson in own),
        minutes=minutes,
        task_sheet=bool(module.task_sheet),
        session_plan=bool(module.session_plan),
        plan_minutes=sum(row["minutes"] or 0 for row in rows),
    )


def _passages(body: Any) -> Iterator[Passage]:
    """A step begins a passage; what follows it belongs to it."""
    title, lines, cells = "", list[str](), list[str]()
    begun = False
    for block in body:
        if block.block_type == "step":
            if begun:
                yield Passage(tuple(lines), tuple(cells), title)
            begun, title, lines, cells = True, block.value.get("title") or "", _prose(block.value.get("text")), []
        elif block.block_type == "callout":
            lines += _prose(block.value.get("text"))
        elif block.block_type == "rich_text":
            lines += _prose(block.value)
        elif block.block_type == "table" and block.value:
            rows = [[column["heading"] for column in block.value.columns]]
            rows += [[str(cell.value or "") for cell in row] for row in block.value.rows]
            cells += [cell for row in rows for cell in row if words(cell)]
    if begun or lines:
        yield Passage(tuple(lines), tuple(cells), title)
