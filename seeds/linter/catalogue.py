"""All course files held against each other: what two of them say in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from courses.rules.bank import item_wordings
from courses.rules.near_copies import Text, near_copies
from seeds.linter.plain import frozen, lesson_text
from seeds.schema import CourseFile, Fault

LESSON, QUESTION = "lesson", "question"


def catalogue_findings(courses: Sequence[CourseFile]) -> list[Fault]:
    """Return every lesson and question of a judged course that is nearly that of another course, or asked twice."""
    by_code = {course.code: course for course in courses}
    texts = [text for course in courses for text in _texts(course)]
    reuses = {course.code: course.reuses for course in courses}
    found = []
    for copy in near_copies(texts, reuses):
        first, second = texts[copy.first], texts[copy.second]
        for own, other in ((first, second), (second, first)):
            if by_code[own.course].is_complete:
                where = "cùng khóa học" if own.course == other.course else f"khóa {other.course}"
                message = (
                    f"{own.name} giống “{other.name}” ({where}, dòng {other.line}) {copy.share:.0%}. "
                    "Viết lại từ tình huống của người học này, hoặc khai “reuses” nếu dùng lại có chủ ý."
                )
                found.append(Fault(by_code[own.course].path, own.line, message, "near-copy"))
    return sorted(set(found))


def _texts(course: CourseFile) -> Iterator[Text]:
    for lesson in course.lessons:
        lines = tuple(line for passage in lesson_text(lesson).passages for line in (*passage.lines, *passage.cells))
        yield Text(course.code, LESSON, lesson.key, lines, lesson.line)
    for item in course.items:
        yield Text(course.code, QUESTION, item.key, tuple(item_wordings(frozen(item))), item.line)
