"""The completion report as a workbook for a Vietnamese office; its words are Vietnamese, as is the form around it."""

from __future__ import annotations

from learners.reports.completion import CompletionReport, Figures
from learners.reports.sheet_state import SheetState
from learners.reports.spreadsheet import Share, Value, write_workbook

TITLE = "Báo cáo hoàn thành khóa học"
HEADERS = [
    "Đơn vị", "Ghi danh (lượt)", "Người học", "Đang học", "Hoàn thành", "Tỷ lệ", "Giấy chứng nhận", "Giờ học",
]  # fmt: skip
NOTES = [
    "Người học: ở mỗi dòng và ở dòng tổng, mỗi người chỉ tính một lần; vì vậy cộng các dòng có thể lớn hơn tổng.",
    "Tỷ lệ: phần đã hoàn thành đến hết kỳ trong số lượt ghi danh của kỳ.",
]


def sheet_row(label: str, figures: Figures) -> list[Value]:
    """One line with real numbers, in the order of `HEADERS`; no rate where nobody enrolled."""
    rate = Share(figures.rate) if figures.rate is not None else None
    counted = [figures.enrolled, figures.people, figures.active, figures.completed]
    return [label, *counted, rate, figures.certificates, figures.hours]


def completion_workbook(report: CompletionReport, state: SheetState) -> bytes:
    """The report as an XLSX file: the lines of the page in the order of the page, the total last."""
    rows = [sheet_row(line.label, figures) for line, figures in report.lines]
    total = sheet_row("Tổng cộng", report.total)
    head = state.letterhead("lượt, người, giờ")
    return write_workbook(TITLE, [*state.notes, *NOTES], HEADERS, rows, total, letterhead=head)
