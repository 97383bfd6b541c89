"""The officer's reports in the admin. Numbers come from `reports`, rights from `access`; this is the way between."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from learners.access import may_see_reports, visible_enrolments, visible_units
from learners.forms.completion_filter import RESTATED, CompletionFilterForm
from learners.models import AdministrativeUnit, LearningPolicy, Organisation, UnitGeneration, User
from learners.reports.completion import DEFINITIONS, CompletionReport, completion_report
from learners.reports.completion_sheet import SheetState, completion_workbook
from learners.reports.completion_table import COLUMNS, cells, completion_chart, table_rows, tiles
from learners.reports.period import Period
from learners.reports.units import UnitMap, last_day_seen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class CompletionReportView(ReportView):
    """Completion by unit as a page, and the same rows as a workbook (`export=xlsx`)."""

    template_name = "learners/reports/completion.html"
    page_title = _("Completion report")
    header_icon = "table"
    index_url_name = "completion_report"
    FORMATS = (ReportView.FORMAT_XLSX,)
    paginate_by = None
    default_ordering = "name"
    columns = [Column(name, label=label, sort_key=name) for name, label in COLUMNS]

    is_export: bool
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_reports(cast(User, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page in the officer's language; the workbook in Vietnamese, as the offices that read it."""
        if self.is_export:
            with override("vi"):
                return super().get(request, *args, **kwargs)
        return super().get(request, *args, **kwargs)

    def get_filtered_queryset(self) -> list[Any]:
        """The lines of the report; none while a filter cannot be understood."""
        self.now = timezone.localtime()
        visible = visible_units(cast(User, self.request.user))
        today = self.now.date()
        self.form = CompletionFilterForm(self.request.GET, today=today, map_day=last_day_seen(visible, today))
        day = self.form.cleaned_data.get("day", today) if self.form.is_valid() else today
        self.unit_map = UnitMap(UnitGeneration.objects.on(day), visible)
        self.form.offer_units(self.unit_map)
        return self.report.lines if self.report else []

    @cached_property
    def unit(self) -> AdministrativeUnit | None:
        """The unit asked for, followed to the map shown. Raises Http404 for one that may not be seen."""
        asked = self.form.cleaned_data.get("unit")
        if "unit" in self.form.errors or (asked is not None and asked not in self.unit_map.map_of):
            raise Http404
        return self.unit_map.units.get(self.unit_map.restated.get(asked or 0) or 0)

    @cached_property
    def report(self) -> CompletionReport | None:
        """The figures, None while a filter cannot be understood."""
        unit, asked = self.unit, self.form.cleaned_data
        if not self.form.is_valid() or self.form.asked_period is None:
            return None
        rows = visible_enrolments(cast(User, self.request.user))
        if asked["audience"]:
            rows = rows.filter(audience=asked["audience"])
        if asked["course"]:
            rows = rows.filter(course_key=asked["course"])
        return completion_report(
            enrolments=rows,
            lines=self.unit_map.lines(unit, restated=asked["mode"] == RESTATED),
            period=self.form.asked_period,
            active_days=LearningPolicy.in_force().active_days,
            now=self.now,
            ordering=self.ordering,
        )

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page: figures when there are any, else the filters with what was wrong in them."""
        context = super().get_context_data(*args, **kwargs)
        asked = self.form.cleaned_data
        context |= {"form": self.form, "unit_map": self.unit_map, "now": self.now, "report": self.report}
        context |= {"definitions": self.definitions(), "export_url": self.link(export="xlsx")}
        if self.report is None:
            return context
        return context | {
            "period": self.form.asked_period,
            "restated": asked["mode"] == RESTATED,
            "left_unit": asked["unit"] is not None and self.unit is None,
            "unit": self.unit,
            "path": [(each.full_name, self.link(unit=each.pk)) for each in self.path()],
            "all_url": self.link(unit=""),
            "tiles": tiles(self.report, self.link),
            "rows": table_rows(self.report, self.link),
            "headings": self.headings(),
            "total": cells(self.report.total),
            "chart": completion_chart(self.report, self.link),
        }

    def path(self) -> list[AdministrativeUnit]:
        """The unit shown and those above it."""
        return self.unit_map.path(self.unit) if self.unit else []

    def headings(self) -> list[tuple[str, str, str]]:
        """Every column's name, the address that sorts by it, and how it is sorted now (as `aria-sort` says it)."""
        found = []
        for name, label in COLUMNS:
            up, down = name, f"-{name}"
            first, other = (up, down) if name == "name" else (down, up)
            state = {up: "ascending", down: "descending"}.get(self.ordering, "")
            found.append((str(label), self.link(ordering=other if self.ordering == first else first), state))
        return found

    def definitions(self) -> list[tuple[str, str]]:
        """Each measure with its definition in words."""
        days = LearningPolicy.in_force().active_days
        return [(str(name), str(words).replace("%(days)s", str(days))) for name, words in DEFINITIONS]

    def link(self, **changes: Any) -> str:
        """This report with some filters changed."""
        asked = self.request.GET.copy()
        asked.pop("export", None)
        for name, value in changes.items():
            asked[name] = str(value)
        return f"{self.index_url}?{asked.urlencode()}"

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        """The page, or the workbook when it is asked for and the filters can be understood."""
        if self.is_export and self.report is not None and self.form.asked_period is not None:
            name = f"bao-cao-hoan-thanh-{self.form.asked_period.slug}.xlsx"
            file = completion_workbook(self.report, self.sheet_state(self.form.asked_period))
            return HttpResponse(file, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
        self.is_export = False
        return super().render_to_response(context, **response_kwargs)

    def sheet_state(self, period: Period) -> SheetState:
        """What the workbook says about its figures."""
        owner = Organisation.objects.filter(is_owner=True).first()
        asked = self.form.cleaned_data
        chosen = dict(self.form.courses).get(str(asked["course"]))
        filters = [("Địa bàn", self.unit), ("Đối tượng", asked["audience"]), ("Khóa học", chosen)]
        return SheetState(
            now=self.now,
            period=period,
            generation=self.unit_map.generation,
            restated=asked["mode"] == RESTATED,
            filters=[f"{name}: {value}." for name, value in filters if value],
            owner=owner.profile_on(self.now.date()) if owner else None,
        )
