"""What the workbook of a report says about its figures; its words are Vietnamese, as is the form around it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from learners.models import OrganisationProfile, UnitGeneration
from learners.reports.period import Period
from learners.reports.spreadsheet import Letterhead


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
        """The notes under the table, before those of the report itself."""
        return [f"Số liệu đến {self.now:%H:%M} ngày {self.now:%d/%m/%Y}, {self._map}.", *self.filters]

    @property
    def _map(self) -> str:
        if self.generation is None:
            return "chưa có bản đồ hành chính"
        act = f" ({self.generation.legal_act})" if self.generation.legal_act else ""
        used = "quy đổi về bản đồ" if self.restated else "theo lúc ghi nhận, bản đồ"
        unchecked = "" if self.generation.checked else ", bản đồ chưa đối chiếu với văn bản"
        return f"{used} hành chính từ ngày {self.generation.valid_from:%d/%m/%Y}{act}{unchecked}"

    def letterhead(self, unit_of_measure: str) -> Letterhead:
        """What stands around the table."""
        owner = self.owner
        return Letterhead(
            superior=owner.superior_name if owner else "",
            agency=owner.name if owner else "",
            period=self.period.label,
            unit_of_measure=unit_of_measure,
            place=owner.place if owner else "",
            day=self.now.date(),
        )
