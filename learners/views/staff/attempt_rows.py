"""An attempt in the words of a list, and the same as the line of a workbook."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learners.enums import AttemptState, ClosedBy
from learners.models import Attempt
from learners.reports.attempt_table import course_titles, quiz_titles
from learners.reports.spreadsheet import Value
from learners.services.grading import score_text
from learners.services.quiz_times import shown

HEADERS = [
    "Họ và tên", "Khóa học", "Bài kiểm tra", "Lần", "Bắt đầu", "Nộp lúc", "Số phút", "Trạng thái", "Điểm (thang 10)",
    "Kết quả", "Lưu ý",
]  # fmt: skip
SECONDS = 60


@dataclass(frozen=True)
class AttemptRow:
    """One attempt in words; `signs` name what deserves a look."""

    attempt: Attempt
    name: str
    course: str
    quiz: str
    started: str
    lasted: str
    state: str
    score: str
    verdict: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Titles:
    """Titles of courses and quizzes by key."""

    courses: Mapping[UUID, str]
    quizzes: Mapping[UUID, str]

    @classmethod
    def of(cls, pairs: Iterable[tuple[UUID, UUID]]) -> Titles:
        """Those of these courses and quizzes."""
        known = list(pairs)
        return cls(course_titles(course for course, _ in known), quiz_titles(quiz for _, quiz in known))


def attempt_rows(attempts: Iterable[Any], titles: Titles) -> Iterator[AttemptRow]:
    """The rows of a list; attempts bear the signs of `reports.attempt_table.with_signs`."""
    for attempt in attempts:
        enrolment = attempt.enrolment
        yield AttemptRow(
            attempt=attempt,
            name=enrolment.person.full_name,
            course=titles.courses.get(enrolment.course_key, "–"),
            quiz=titles.quizzes.get(attempt.quiz_key, "–"),
            started=shown(attempt.started_at),
            lasted=lasted_text(attempt),
            state=attempt.get_state_display(),
            score=score_text(attempt.score) if attempt.score is not None else "–",
            verdict=verdict_of(attempt),
            signs=tuple(signs_of(attempt)),
        )


def lasted_text(attempt: Attempt) -> str:
    """How long the attempt took, in minutes; a dash while it is open."""
    taken = _taken(attempt)
    if taken is None:
        return "–"
    minutes = int(taken.total_seconds() // SECONDS)
    if minutes < 1:
        return _("under a minute")
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}


def verdict_of(attempt: Attempt) -> str:
    """Passed or not, empty where it is not decided or no longer counts."""
    if attempt.state != AttemptState.SCORED:
        return ""
    return _("Passed") if attempt.passed else _("Not passed")


def signs_of(attempt: Any) -> Iterator[str]:
    """What deserves a look: answers set aside, a doubtful clock, who closed it, what staff did."""
    if attempt.aside:
        yield ngettext("%(count)s answer set aside", "%(count)s answers set aside", attempt.aside) % {
            "count": attempt.aside
        }
    if attempt.doubtful_clock:
        yield _("clock of the device doubtful")
    if attempt.closed_by == ClosedBy.TIME:
        yield _("ended by time")
    if attempt.cared_for:
        yield _("helped by staff")


def sheet_rows(rows: Iterable[AttemptRow]) -> Iterator[list[Value]]:
    """The rows as lines of a workbook, in the order of `HEADERS`; scores on the ten-point scale."""
    for row in rows:
        attempt = row.attempt
        taken = _taken(attempt)
        yield [
            row.name, row.course, row.quiz, attempt.number, row.started,
            shown(attempt.submitted_at) if attempt.submitted_at else None,
            int(taken.total_seconds() // SECONDS) if taken is not None else None,
            row.state, Decimal(attempt.score * 10) if attempt.score is not None else None,
            row.verdict, "; ".join(row.signs),
        ]  # fmt: skip


def _taken(attempt: Attempt) -> datetime.timedelta | None:
    if attempt.submitted_at is None:
        return None
    return max(attempt.submitted_at - attempt.started_at, datetime.timedelta(0))
