"""The help the community digital teams gave, by unit and by kind."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from learners.access.field import visible_assistance, visible_groups
from learners.forms.assistance_filter import AssistanceFilterForm
from learners.models import User
from learners.report_views.unit_report import UnitReportView
from learners.reports.assistance import DEFINITIONS, HelpReport, KeptAside, assistance_report, kept_aside
from learners.reports.assistance_table import COLUMNS, assistance_workbook, cells, kind_rows, table_rows, tiles
from learners.reports.period import Period
from learners.reports.sheet_state import SheetState
from learners.reports.units import Line


class AssistanceReportView(UnitReportView):
    """Occasions of help by unit, and by kind below."""

    template_name = "learners/reports/assistance.html"
    page_title = _("Help given")
    header_icon = "group"
    index_url_name = "assistance_report"
    file_name = "bao-cao-luot-ho-tro"
    column_labels = COLUMNS
    columns = [Column(name, label=label, sort_key=name) for name, label in COLUMNS]

    aside: list[KeptAside]

    def make_form(self, **days: Any) -> AssistanceFilterForm:
        groups = visible_groups(cast(User, self.request.user))
        return AssistanceFilterForm(self.request.GET, groups=groups, **days)

    def count(self, lines: list[Line], period: Period) -> HelpReport:
        rows, group = visible_assistance(cast(User, self.request.user)), self.form.cleaned_data["group"]
        teams = visible_groups(cast(User, self.request.user))
        if group is not None:
            rows, teams = rows.filter(group=group), teams.filter(pk=group.pk)
        units = frozenset[int]().union(*(line.unit_ids for line in lines))
        self.aside = kept_aside(teams.filter(unit__in=units), period)
        return assistance_report(rows=rows, lines=lines, period=period, ordering=self.ordering)

    def shown(self, report: HelpReport) -> dict[str, Any]:
        return {
            "tiles": tiles(report, self.link),
            "rows": table_rows(report, self.link),
            "kinds": kind_rows(report),
            "aside": self.aside,
            "total": cells(report.total),
        }

    def workbook(self, report: HelpReport, state: SheetState) -> bytes:
        return assistance_workbook(report, state)

    def words_of_filters(self) -> list[tuple[str, Any]]:
        return [*super().words_of_filters(), ("Tổ", self.form.cleaned_data["group"])]

    def definitions(self) -> list[tuple[str, str]]:
        return [(str(name), str(words)) for name, words in DEFINITIONS]
