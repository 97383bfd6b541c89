"""The completion report as a workbook for a Vietnamese office; its words are Vietnamese, as is the form around it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from learners.models import OrganisationProfile, UnitGeneration
from learners.reports.completion import CompletionReport, Figures
from learners.reports.period import Period
from learners.reports.spreadsheet import Letterhead, Share, Value, write_workbook

TITLE = "Báo cáo hoàn thành khóa học"
HEADERS = [
    "Đơn vị", "Ghi danh (lượt)", "Người học", "Đang học", "Hoàn thành", "Tỷ lệ", "Giấy chứng nhận", "Giờ học",
]  # fmt: skip
NOTES = [
    "Người học: ở mỗi dòng và ở dòng tổng, mỗi người chỉ tính một lần; vì vậy cộng các dòng có thể lớn hơn tổng.",
    "Tỷ lệ: phần đã hoàn thành đến hết kỳ trong số lượt ghi danh của kỳ.",
]


@dataclass(frozen=True)
class SheetState:
    """What the figures stand on: the moment they were taken, the map and how it was used, the filters in words."""

    now: datetime.datetime
    period: Period
    generation: UnitGeneration | None
    restated: bool
    filters: Sequence[str]
    owner: OrganisationProfile | None

    @property
    def notes(self) -> list[str]:
        """The notes under the table."""
        taken = f"Số liệu đến {self.now:%H:%M} ngày {self.now:%d/%m/%Y}, {self._map}."
        return [taken, *self.filters, *NOTES]

    @property
    def _map(self) -> str:
        if self.generation is None:
            return "chưa có bản đồ hành chính"
        act = f" ({self.generation.legal_act})" if self.generation.legal_act else ""
        used = "quy đổi về bản đồ" if self.restated else "theo lúc ghi nhận, bản đồ"
        unchecked = "" if self.generation.checked else ", bản đồ chưa đối chiếu với văn bản"
        return f"{used} hành chính từ ngày {self.generation.valid_from:%d/%m/%Y}{act}{unchecked}"


def sheet_row(label: str, figures: Figures) -> list[Value]:
    """One line with real numbers, in the order of `HEADERS`; no rate where nobody enrolled."""
    rate = Share(figures.rate) if figures.rate is not None else None
    counted = [figures.enrolled, figures.people, figures.active, figures.completed]
    return [label, *counted, rate, figures.certificates, figures.hours]


def completion_workbook(report: CompletionReport, state: SheetState) -> bytes:
    """The report as an XLSX file: the lines of the page in the order of the page, the total last."""
    owner, day = state.owner, state.now.date()
    head = Letterhead(
        superior=owner.superior_name if owner else "",
        agency=owner.name if owner else "",
        period=state.period.label,
        unit_of_measure="lượt, người, giờ",
        place=owner.place if owner else "",
        day=day,
    )
    rows = [sheet_row(line.label, figures) for line, figures in report.lines]
    return write_workbook(TITLE, state.notes, HEADERS, rows, sheet_row("Tổng cộng", report.total), letterhead=head)
