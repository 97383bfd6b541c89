"""Who joined, who learns, who finished, by unit."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from learners.access import visible_enrolments
from learners.forms.completion_filter import CompletionFilterForm
from learners.models import LearningPolicy, User
from learners.report_views.unit_report import UnitReportView
from learners.reports.completion import DEFINITIONS, CompletionReport, completion_report
from learners.reports.completion_sheet import completion_workbook
from learners.reports.completion_table import COLUMNS, cells, completion_chart, table_rows, tiles
from learners.reports.period import Period
from learners.reports.sheet_state import SheetState
from learners.reports.units import Line


class CompletionReportView(UnitReportView):
    """Completion by unit, with tiles and a chart."""

    template_name = "learners/reports/completion.html"
    page_title = _("Completion report")
    header_icon = "table"
    index_url_name = "completion_report"
    file_name = "bao-cao-hoan-thanh"
    column_labels = COLUMNS
    columns = [Column(name, label=label, sort_key=name) for name, label in COLUMNS]

    form: CompletionFilterForm

    def make_form(self, **days: Any) -> CompletionFilterForm:
        return CompletionFilterForm(self.request.GET, **days)

    def count(self, lines: list[Line], period: Period) -> CompletionReport:
        asked, rows = self.form.cleaned_data, visible_enrolments(cast(User, self.request.user))
        if asked["audience"]:
            rows = rows.filter(audience=asked["audience"])
        if asked["course"]:
            rows = rows.filter(course_key=asked["course"])
        return completion_report(
            enrolments=rows, lines=lines, period=period, active_days=LearningPolicy.in_force().active_days,
            now=self.now, ordering=self.ordering,
        )  # fmt: skip

    def shown(self, report: CompletionReport) -> dict[str, Any]:
        return {
            "tiles": tiles(report, self.link),
            "rows": table_rows(report, self.link),
            "total": cells(report.total),
            "chart": completion_chart(report, self.link),
        }

    def workbook(self, report: CompletionReport, state: SheetState) -> bytes:
        return completion_workbook(report, state)

    def words_of_filters(self) -> list[tuple[str, Any]]:
        asked = self.form.cleaned_data
        chosen = dict(self.form.courses).get(str(asked["course"]))
        return [*super().words_of_filters(), ("Đối tượng", asked["audience"]), ("Khóa học", chosen)]

    def definitions(self) -> list[tuple[str, str]]:
        days = LearningPolicy.in_force().active_days
        return [(str(name), str(words).replace("%(days)s", str(days))) for name, words in DEFINITIONS]
