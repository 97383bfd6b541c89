"""The rules of good courses held against course files: every finding with its file and line. No database."""

from __future__ import annotations

from collections.abc import Sequence

from seeds.linter.catalogue import catalogue_findings
from seeds.linter.course import course_findings
from seeds.schema import CourseFile, Fault


def lint(courses: Sequence[CourseFile]) -> list[Fault]:
    """Return what the judged among all courses should do better, each alone and beside the others."""
    codes = {course.code for course in courses}
    found = [fault for course in courses for fault in course_findings(course, codes)]
    return sorted({*found, *catalogue_findings(courses)})
