"""Reading a whole course file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from seeds.schema.exercise import check_keys, read_exercise, read_settings
from seeds.schema.fields import KEY, Fields
from seeds.schema.item import read_item
from seeds.schema.lesson import read_module
from seeds.schema.nodes import Fault, FaultyFile, Notebook, root_node
from seeds.schema.records import (
    EVERY_QUIZ,
    FORMATS,
    LEVELS,
    Both,
    CourseFile,
    HoursFile,
    LessonFile,
    QuizFile,
    SourceFile,
)
from seeds.schema.text import SUMMARY_LENGTH, TITLE_LENGTH, read_both, read_picture

CODE = r"[A-Z]{2}-\d{2}"
LEAST_ITEMS = 10
OUTCOME_LENGTH = 200
NAMED_LINES = (
    "code",
    "slug",
    "title",
    "summary",
    "audiences",
    "hours",
    "competences",
    "prerequisites",
    "outcomes",
    "reuses",
)


def read_course(path: Path) -> CourseFile:
    """Return the course of a file; raises FaultyFile with every fault if there is one."""
    course, found = read_or_faults(path)
    if course is None or found:
        raise FaultyFile(found)
    return course


def faults(path: Path) -> list[Fault]:
    """Return everything to mend in one file, in the order of its lines; never raises because of what a file holds."""
    return read_or_faults(path)[1]


def read_or_faults(path: Path) -> tuple[CourseFile | None, list[Fault]]:
    """Return what could be read of one file, and everything to mend in it; with faults the course is not to be used."""
    notes = Notebook(path)
    node = root_node(notes)
    course = course_at(node, notes) if node is not None else None
    return course, sorted(set(notes.faults))


def course_at(node: yaml.Node, notes: Notebook) -> CourseFile:
    """Return what a tree says of a course of the notebook's file; with faults noted it is not to be used."""
    fields = Fields(node, notes, "khóa học")
    course = CourseFile(
        code=fields.text("code", shape=CODE),
        slug=fields.text("slug", longest=100, shape=KEY),
        title=read_both(fields.fields("title"), TITLE_LENGTH),
        summary=read_both(fields.fields("summary"), SUMMARY_LENGTH),
        audiences=fields.texts("audiences", shape=KEY),
        level=fields.choice("level", LEVELS),
        format=fields.choice("format", FORMATS),
        hours=_hours(fields.fields("hours")),
        competences=fields.texts("competences", shape=r"\d\.\d"),
        outcomes=_outcomes(fields.fields("outcomes")),
        certifies=fields.flag("certifies"),
        pass_mark=fields.number("pass_mark", least=Decimal("0.01"), most=1),
        validity_months=_validity(fields),
        prerequisites=fields.texts("prerequisites", shape=CODE, least=0),
        cover=read_picture(fields.fields("cover"), _track(fields)),
        **_inside(fields),
        path=notes.file,
        lines={key: fields.line_at(key) for key in NAMED_LINES},
    )
    _check_course(fields, course)
    return course


def _check_course(fields: Fields, course: CourseFile) -> None:
    fields.done()
    if course.code and course.path.stem != course.code:
        fields.fault("code", f"Mã khóa học là {course.code} nhưng tệp tên {course.path.name}.")
    if course.code in course.prerequisites:
        fields.fault("prerequisites", "Khóa học không thể cần học chính nó trước.")
    if course.lessons or course.quiz:
        _check_complete(fields, course)
    if course.exercise and not course.quiz:
        fields.fault("exercise", "Có bài tập thì khóa học phải có bài kiểm tra cuối khóa.")
    _check_lessons(fields.notes, course.lessons)
    check_keys(fields.notes, course.items)


def _check_complete(fields: Fields, course: CourseFile) -> None:
    """A course that can be learnt has lessons everywhere, a quiz, and names its sources."""
    for number, module in enumerate(course.modules, start=1):
        if not module.lessons:
            fields.fault("modules", f"Chương {number} chưa có bài học, trong khi khóa học đã có nội dung.")
    for key in ("quiz", "sources"):
        if not fields.has(key):
            fields.notes.note(fields.line, f"Thiếu mục “{key}”: khóa học đã có bài học thì phải có mục này.")


def _check_lessons(notes: Notebook, lessons: Iterable[LessonFile]) -> None:
    seen: set[str] = set()
    for lesson in lessons:
        if lesson.key and lesson.key in seen:
            notes.note(lesson.line, f"Hai bài học có cùng “key”: {lesson.key}.")
        seen.add(lesson.key)


def _track(fields: Fields) -> str:
    """The first letters of the code, which was read before."""
    return fields.text("code").partition("-")[0]


def _hours(fields: Fields) -> HoursFile:
    found = [fields.number(key, least=0, most=200) for key in ("self_paced", "class", "practice")]
    for key, hours in zip(("self_paced", "class", "practice"), found, strict=True):
        if hours * 2 % 1:
            fields.fault(key, "Số giờ tính theo nửa giờ, ví dụ 2 hoặc 2.5.")
    if not any(found):
        fields.notes.note(fields.line, "Khóa học phải có số giờ lớn hơn 0.")
    fields.done()
    return HoursFile(*found)


def _outcomes(fields: Fields) -> tuple[Both, ...]:
    vi, en = (fields.texts(key, longest=OUTCOME_LENGTH) for key in ("vi", "en"))
    if len(vi) != len(en):
        fields.fault("en", f"“outcomes” có {len(vi)} dòng tiếng Việt nhưng {len(en)} dòng tiếng Anh.")
    fields.done()
    return tuple(map(Both, vi, en))


def _validity(fields: Fields) -> int | None:
    if fields.is_null("validity_months"):
        fields.take("validity_months")
        return None
    return fields.whole("validity_months", least=1, most=240)


def _inside(fields: Fields) -> dict[str, Any]:
    """Read the modules and quizzes, and what only some courses say."""
    return _quizzes(fields) | {
        "modules": tuple(read_module(each, fields.notes) for each in fields.entries("modules", most=20)),
        "sources": tuple(_source(each, fields.notes) for each in fields.entries("sources", optional=True)),
        "reuses": fields.texts("reuses", shape=CODE) if fields.has("reuses") else (),
        "id": fields.uuid("id"),
    }


def _quizzes(fields: Fields) -> dict[str, Any]:
    """Read the final quiz and the exercise, as far as there are any."""
    readers: dict[str, Callable[[Fields], Any]] = {"quiz": _quiz, "exercise": read_exercise}
    return {key: read(fields.fields(key)) for key, read in readers.items() if fields.has(key)}


def _quiz(fields: Fields) -> QuizFile:
    if fields.has("bank"):
        return _drawn_quiz(fields)
    quiz = QuizFile(
        title=fields.text("title", longest=TITLE_LENGTH),
        attempts=fields.whole("attempts", least=0, most=100),
        items=tuple(read_item(node, fields.notes) for node in fields.entries("items", least=LEAST_ITEMS)),
        settings=read_settings(fields),
        id=fields.uuid("id"),
        line=fields.line,
    )
    missing = [kind for kind in EVERY_QUIZ if kind not in {item.type for item in quiz.items}]
    if missing:
        fields.fault("items", f"Bài kiểm tra chưa có loại câu hỏi: {', '.join(missing)}.")
    fields.done()
    return quiz


def _drawn_quiz(fields: Fields) -> QuizFile:
    """Read a quiz that draws its questions from a bank of the course's own."""
    quiz = QuizFile(
        title=fields.text("title", longest=TITLE_LENGTH),
        attempts=fields.whole("attempts", least=0, most=100),
        draw=fields.whole("draw", least=1, most=100),
        bank=tuple(read_item(node, fields.notes) for node in fields.entries("bank")),
        settings=read_settings(fields),
        id=fields.uuid("id"),
        line=fields.line,
    )
    if fields.has("items"):
        fields.take("items")
        fields.fault("items", "Chỉ ghi một trong hai: “items” hoặc “bank” cùng với “draw”.")
    if quiz.draw > len(quiz.bank):
        fields.fault("draw", f"Rút {quiz.draw} câu mà ngân hàng chỉ có {len(quiz.bank)} câu.")
    fields.done()
    return quiz


def _source(node: yaml.Node, notes: Notebook) -> SourceFile:
    fields = Fields(node, notes, "sources")
    word = fields.scalar("date")
    source = SourceFile(text=fields.text("text", longest=500), date=_day(fields, word))
    fields.done()
    return source


def _day(fields: Fields, word: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(word)
    except ValueError:
        if word:
            fields.fault("date", "Ngày viết theo dạng năm-tháng-ngày, ví dụ 2024-06-25.")
        return datetime.date.min
