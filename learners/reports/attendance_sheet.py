"""The attendance of a class, learners by sessions: as rows of a page and as a workbook for a Vietnamese office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from learners.enums import AttendanceState, EnrolmentState
from learners.models import Attendance, ClassSession, CourseRun, Enrolment, OrganisationProfile
from learners.models.attendance import newest
from learners.reports.spreadsheet import Letterhead, Share, Value, write_workbook

TITLE, TITLE_TO_SIGN = "Bảng điểm danh", "Danh sách ký tên"
# Short enough for a column of a sheet; the notes under it say what they mean.
SIGNS = {
    AttendanceState.PRESENT: "x",
    AttendanceState.LATE: "m",
    AttendanceState.ABSENT: "v",
    AttendanceState.EXCUSED: "p",
}
WHO = ["Họ và tên", "Ngày sinh"]
NOTES = [
    "x: có mặt; m: đến muộn (tính là có mặt); v: vắng; p: vắng có phép; ô trống: chưa điểm danh.",
    "Tỷ lệ: số buổi có mặt trên số buổi đã kết thúc.",
    "Danh sách có tên người học: chỉ dùng cho việc tổ chức lớp.",
]


@dataclass(frozen=True)
class SheetLine:
    """One learner: every session with its mark (or None), how many were attended, and the share of those held."""

    enrolment: Enrolment
    marks: list[tuple[ClassSession, Attendance | None]]
    attended: int
    share: Decimal | None


@dataclass(frozen=True)
class AttendanceSheet:
    """A class with its sessions in order and its learners by given name."""

    run: CourseRun
    sessions: list[ClassSession]
    lines: list[SheetLine]


def attendance_sheet(run: CourseRun, now: datetime) -> AttendanceSheet:
    """The sheet of a class in three queries."""
    sessions = list(run.sessions.in_order())
    rows = Enrolment.objects.filter(run=run).exclude(state=EnrolmentState.WITHDRAWN).select_related("person")
    standing = newest(Attendance.objects.filter(session__run=run))
    held = sum(each.ends_at <= now for each in sessions)
    lines = []
    for row in rows.order_by("person__name_key", "pk"):
        marks = [standing.get((each.pk, row.pk)) for each in sessions]
        there = sum(mark is not None and mark.was_there for mark in marks)
        counted = sum(mark is not None and mark.was_there for mark in marks[:held])
        lines.append(
            SheetLine(row, list(zip(sessions, marks, strict=True)), there, Decimal(counted) / held if held else None)
        )
    return AttendanceSheet(run, sessions, lines)


def attendance_workbook(sheet: AttendanceSheet, now: datetime, owner: OrganisationProfile | None) -> bytes:
    """The sheet as an XLSX file: name, birth, a column a session, sessions attended, the share."""
    headers = [*WHO, *_days(sheet), "Số buổi có mặt", "Tỷ lệ"]
    notes = [f"Số liệu đến {timezone.localtime(now):%H:%M ngày %d/%m/%Y}.", *NOTES]
    rows, title = map(_row, sheet.lines), f"{TITLE} – {sheet.run}"
    return write_workbook(title, notes, headers, rows, letterhead=_head(now, owner))


def signature_workbook(sheet: AttendanceSheet, now: datetime, owner: OrganisationProfile | None) -> bytes:
    """The learners with an empty cell for each session, to print and sign."""
    rows = [[*_who(line), *(None for _each in sheet.sessions)] for line in sheet.lines]
    headers, title = [*WHO, *(f"Ký tên {day}" for day in _days(sheet))], f"{TITLE_TO_SIGN} – {sheet.run}"
    return write_workbook(title, NOTES[-1:], headers, rows, letterhead=_head(now, owner))


def _head(now: datetime, owner: OrganisationProfile | None) -> Letterhead:
    return Letterhead(
        superior=owner.superior_name if owner else "", agency=owner.name if owner else "",
        place=owner.place if owner else "", day=timezone.localdate(now),
    )  # fmt: skip


def _days(sheet: AttendanceSheet) -> list[str]:
    return [f"{timezone.localtime(each.starts_at):%d/%m %H:%M}" for each in sheet.sessions]


def _row(line: SheetLine) -> list[Value]:
    marks = [SIGNS[AttendanceState(mark.state)] if mark else None for _session, mark in line.marks]
    share = Share(line.share) if line.share is not None else None
    return [*_who(line), *marks, line.attended, share]


def _who(line: SheetLine) -> list[Value]:
    person = line.enrolment.person
    return [person.full_name, person.birth_text or None]
