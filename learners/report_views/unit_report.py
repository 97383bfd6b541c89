"""What reports by units share: the filters, the map, the table that can be sorted, page and workbook."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import override
from wagtail.admin.views.reports import ReportView

from learners.access import may_see_reports, visible_units
from learners.forms.report_filter import RESTATED, ReportFilterForm
from learners.models import AdministrativeUnit, Organisation, UnitGeneration, User
from learners.reports.period import Period
from learners.reports.sheet_state import SheetState
from learners.reports.units import Line, UnitMap, last_day_seen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UnitReportView(ReportView):
    """A report by unit as a page, and the same rows as a workbook (`export=xlsx`).

    A report says its form (`make_form`), its figures (`count`), what its page shows of them (`shown`), its `workbook`
    with `words_of_filters`, and its `column_labels`.
    """

    FORMATS = (ReportView.FORMAT_XLSX,)
    paginate_by = None
    default_ordering = "name"
    column_labels: ClassVar[list[tuple[str, Any]]]
    file_name: ClassVar[str]

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

    def make_form(self, **days: Any) -> ReportFilterForm:
        """The filters as the address fills them."""
        raise NotImplementedError

    def count(self, lines: list[Line], period: Period) -> Any:
        """The figures: an object with `lines` and `total`."""
        raise NotImplementedError

    def shown(self, report: Any) -> dict[str, Any]:
        """What the page shows of the figures."""
        raise NotImplementedError

    def workbook(self, report: Any, state: SheetState) -> bytes:
        """The figures as an XLSX file."""
        raise NotImplementedError

    def words_of_filters(self) -> list[tuple[str, Any]]:
        """The filters besides the period, named in Vietnamese for the workbook."""
        return [("Địa bàn", self.unit)]

    def definitions(self) -> list[tuple[str, str]]:
        """Each measure with its definition in words."""
        raise NotImplementedError

    def get_filtered_queryset(self) -> list[Any]:
        """The lines of the report; none while a filter cannot be understood."""
        self.now = timezone.localtime()
        visible = visible_units(cast(User, self.request.user))
        today = self.now.date()
        self.form = self.make_form(today=today, map_day=last_day_seen(visible, today))
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
    def report(self) -> Any:
        """The figures, None while a filter cannot be understood."""
        unit = self.unit
        if not self.form.is_valid() or self.form.asked_period is None:
            return None
        lines = self.unit_map.lines(unit, restated=self.form.cleaned_data["mode"] == RESTATED)
        return self.count(lines, self.form.asked_period)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page: figures when there are any, else the filters with what was wrong in them."""
        context = super().get_context_data(*args, **kwargs)
        context |= {"form": self.form, "unit_map": self.unit_map, "now": self.now, "report": self.report}
        context |= {"definitions": self.definitions(), "export_url": self.link(export="xlsx")}
        if self.report is None:
            return context
        asked = self.form.cleaned_data
        return context | {
            "period": self.form.asked_period,
            "restated": asked["mode"] == RESTATED,
            "left_unit": asked["unit"] is not None and self.unit is None,
            "unit": self.unit,
            "path": [(each.full_name, self.link(unit=each.pk)) for each in self.path()],
            "all_url": self.link(unit=""),
            "headings": self.headings(),
            **self.shown(self.report),
        }

    def path(self) -> list[AdministrativeUnit]:
        """The unit shown and those above it."""
        return self.unit_map.path(self.unit) if self.unit else []

    def headings(self) -> list[tuple[str, str, str]]:
        """Every column's name, the address that sorts by it, and how it is sorted now (as `aria-sort` says it)."""
        found = []
        for name, label in self.column_labels:
            up, down = name, f"-{name}"
            first, other = (up, down) if name == "name" else (down, up)
            state = {up: "ascending", down: "descending"}.get(self.ordering, "")
            found.append((str(label), self.link(ordering=other if self.ordering == first else first), state))
        return found

    def link(self, **changes: Any) -> str:
        """This report with some filters changed."""
        asked = self.request.GET.copy()
        asked.pop("export", None)
        for name, value in changes.items():
            asked[name] = str(value)
        return f"{self.index_url}?{asked.urlencode()}"

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        """The page, or the workbook when it is asked for and the filters can be understood."""
        period = self.form.asked_period
        if self.is_export and self.report is not None and period is not None:
            file = self.workbook(self.report, self.sheet_state(period))
            disposition = f'attachment; filename="{self.file_name}-{period.slug}.xlsx"'
            return HttpResponse(file, XLSX, headers={"Content-Disposition": disposition})
        self.is_export = False
        return super().render_to_response(context, **response_kwargs)

    def sheet_state(self, period: Period) -> SheetState:
        """What the workbook says about its figures."""
        owner = Organisation.objects.filter(is_owner=True).first()
        return SheetState(
            now=self.now,
            period=period,
            generation=self.unit_map.generation,
            restated=self.form.cleaned_data["mode"] == RESTATED,
            filters=[f"{name}: {value}." for name, value in self.words_of_filters() if value],
            owner=owner.profile_on(self.now.date()) if owner else None,
        )
