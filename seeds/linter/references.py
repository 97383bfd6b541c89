"""What a course's texts point to: its own lessons, and other courses by their code."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from courses.rules.bank import item_wordings
from seeds.linter.plain import frozen, lesson_text
from seeds.schema import CourseFile, Fault

LESSON = re.compile(r"\{lesson:\s*([^}]*?)\s*\}")
_CODE = re.compile(r"(?<![\w-])([A-Z]{2}-\d{2})(?![\w-])")


def broken_references(course: CourseFile, codes: Collection[str]) -> Iterator[Fault]:
    """Yield every lesson or course that a text names and that does not exist."""
    keys, tracks = {lesson.key for lesson in course.lessons}, {code.partition("-")[0] for code in codes}
    for line, text in _texts(course):
        for key in LESSON.findall(text):
            if key not in keys:
                yield Fault(course.path, line, f"Khóa học không có bài học nào có “key” là {key}.", "reference")
        for code in _CODE.findall(text):
            if code.partition("-")[0] in tracks and code not in codes:
                yield Fault(course.path, line, f"Không có khóa học nào mã {code}.", "reference")
    for code in course.reuses:
        if code not in codes:
            yield Fault(course.path, course.lines.get("reuses", 1), f"Không có khóa học nào mã {code}.", "reference")


def _texts(course: CourseFile) -> Iterator[tuple[int, str]]:
    for lesson in course.lessons:
        for step, passage in zip(lesson.steps, lesson_text(lesson).passages, strict=True):
            yield from ((step.line, text) for text in passage.texts)
    for item in course.items:
        yield from ((item.line, text) for text in item_wordings(frozen(item)))
