"""One course file held against the rules of good courses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from types import SimpleNamespace

from django.utils.translation import override

from courses.rules.bank import bank_findings, item_wordings
from courses.rules.finding import Finding
from courses.rules.lesson import lesson_findings
from courses.rules.limits import for_citizens
from courses.rules.module import module_findings, time_findings
from courses.rules.wording import foreign_words, unexplained, wording_findings
from seeds.linter.plain import frozen, lesson_text, module_text, room_lines
from seeds.linter.references import broken_references
from seeds.schema import CourseFile, Fault, LessonFile, ModuleFile

TWO_LESSONS = ("CD-", "DT-", "PN-01", "PN-02", "PN-03", "PN-04", "PN-05")
"""Courses of which each module has two lessons at least, by how their code begins: 24 of the catalogue."""


class _Marker:
    """Turns findings into faults with the line of what they are about."""

    def __init__(self, course: CourseFile) -> None:
        self.course = course
        self.source = course.path.read_text(encoding="utf-8").splitlines() if course.path.is_file() else []

    def faults(self, findings: Iterable[Finding], lines: Sequence[int], before: str = "") -> Iterator[Fault]:
        """`lines[0]` is the line of the whole, the others those of its steps, questions or modules."""
        for finding in findings:
            place = finding.place if finding.place < len(lines) else 0
            line = self._line(finding, lines, place) if finding.words else lines[place]
            yield Fault(self.course.path, line, f"{before}{finding.message}", finding.rule)

    def _line(self, finding: Finding, lines: Sequence[int], place: int) -> int:
        """The first line from the place on that holds the words, at most up to the next place of the same list."""
        start = lines[place]
        end = min((line for line in lines if line > start), default=len(self.source)) if place else len(self.source)
        rows = [row.replace("**", "").casefold() for row in self.source[start - 1 : end]]
        for wanted in (finding.words, finding.words.split()[-1]):
            whole = re.compile(rf"(?<!\w){re.escape(wanted.strip().casefold())}(?!\w)")
            for number, row in enumerate(rows, start=start):
                if whole.search(row):
                    return number
        return start


def course_findings(course: CourseFile, codes: Collection[str]) -> list[Fault]:
    """Return what a course should do better, nothing for one only announced; `codes` are those of all courses."""
    if not course.is_complete:
        return []
    with override("vi"):
        return sorted(set(_findings(course, codes)))


def _findings(course: CourseFile, codes: Collection[str]) -> Iterator[Fault]:
    mark = _Marker(course)
    for module in course.modules:
        yield from _module(course, module, mark)
    modules = [module_text(module) for module in course.modules]
    course_time = SimpleNamespace(
        format=course.format, hours_self_paced=course.hours.self_paced, hours_class=course.hours.in_class,
        hours_practice=course.hours.practice,
    )  # fmt: skip
    places = [course.lines.get("hours", 1), *(module.line for module in course.modules)]
    yield from mark.faults(time_findings(modules, course_time), places)
    if course.quiz is not None:
        items = [frozen(item) for item in course.quiz.bank]
        places = [course.quiz.line, *(item.line for item in course.quiz.bank)]
        yield from mark.faults(bank_findings(items, course.quiz.draw, len(course.outcomes)), places)
    texts = [course.title.vi, course.summary.vi, *(outcome.vi for outcome in course.outcomes)]
    yield from mark.faults(wording_findings(texts), [1])
    yield from mark.faults(_audience(course), [course.modules[0].line])
    yield from broken_references(course, codes)


def _module(course: CourseFile, module: ModuleFile, mark: _Marker) -> Iterator[Fault]:
    yield from mark.faults(module_findings(module_text(module)), [module.line])
    yield from mark.faults(wording_findings(room_lines(module)), [module.line])
    if len(module.lessons) < 2 and course.code.startswith(TWO_LESSONS):
        message = "Khóa học này cần ít nhất hai bài học trong mỗi chương."
        yield Fault(course.path, module.line, message, "lessons")
    for lesson in module.lessons:
        yield from _lesson(course, lesson, mark)


def _lesson(course: CourseFile, lesson: LessonFile, mark: _Marker) -> Iterator[Fault]:
    places = [lesson.line, *(step.line for step in lesson.steps)]
    yield from mark.faults(lesson_findings(lesson_text(lesson), course.code), places, f"{lesson.key}: ")
    practice = wording_findings(item_wordings(frozen(lesson.practice)))
    yield from mark.faults(practice, [lesson.practice.line])


def _audience(course: CourseFile) -> Iterator[Finding]:
    """Words that people who read little do not know."""
    if not for_citizens(course.code):
        return
    passages = [passage for lesson in course.lessons for passage in lesson_text(lesson).passages]
    lines = [text for passage in passages for text in (*passage.lines, *passage.cells)]
    for word in foreign_words(lines):
        message = f"“{word}” là tiếng Anh. Viết bằng tiếng Việt, hoặc để trong ngoặc nếu là chữ trên màn hình."
        yield Finding("foreign-word", message, words=word)
    for word, context in unexplained(lines):
        message = f"Giải nghĩa “{word}” ở chỗ dùng lần đầu, ví dụ “OTP, mã dùng một lần”."
        yield Finding("abbreviation", message, words=context)
