"""Attempts: who, when, what, how long - as a page and as a workbook."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from learners.forms.attempt_filter import AttemptFilterForm
from learners.models import Organisation
from learners.reports.attempt_table import with_signs
from learners.reports.spreadsheet import Letterhead, write_workbook
from learners.services.quiz_times import shown
from learners.views.staff.attempt_rows import HEADERS, Titles, attempt_rows, sheet_rows
from learners.views.staff.screen import AttemptScreen

PER_PAGE = 50
CHUNK = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AttemptListView(AttemptScreen):
    """The list, filtered and paged; `export=xlsx` gives all of it as a workbook in Vietnamese."""

    page_title = _("Attempts")
    template_name = "learners/attempts_admin/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page in the language of the member of staff; the workbook in Vietnamese."""
        if request.GET.get("export") == "xlsx":
            with override("vi"):
                return self.workbook()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = AttemptFilterForm(self.request.GET, self.attempts)
        page = Paginator(with_signs(form.narrow(self.attempts)), PER_PAGE).get_page(self.request.GET.get("p"))
        found = list(page.object_list)
        titles = Titles.of((row.enrolment.course_key, row.quiz_key) for row in found)
        quiz = form.cleaned_data.get("quiz")
        return (
            super().get_context_data(**kwargs)
            | self.pager(page)
            | {
                "form": form,
                "rows": list(attempt_rows(found, titles)),
                "export_url": self.link(export="xlsx"),
                "regrade_url": reverse("attempt_regrade") + (f"?quiz={quiz}" if quiz else ""),
                "exceptions_url": reverse("quiz_exceptions") + (f"?quiz={quiz}" if quiz else ""),
            }
        )

    def workbook(self) -> HttpResponse:
        """All attempts of the filters; rows are read and written one after the other."""
        form = AttemptFilterForm(self.request.GET, self.attempts)
        found = form.narrow(self.attempts)
        titles = Titles.of(found.order_by().values_list("enrolment__course_key", "quiz_key").distinct())
        owner = Organisation.objects.filter(is_owner=True).first()
        profile = owner.profile_on(timezone.localdate()) if owner else None
        head = Letterhead(
            superior=profile.superior_name if profile else "", agency=profile.name if profile else "",
            place=profile.place if profile else "", day=timezone.localdate(),
        )  # fmt: skip
        rows = sheet_rows(attempt_rows(with_signs(found).iterator(chunk_size=CHUNK), titles))
        notes = [f"Số liệu đến {shown(timezone.now())}.", "Danh sách có tên người học: chỉ dùng cho việc tổ chức lớp."]
        file = write_workbook("Danh sách lượt làm bài", notes, HEADERS, rows, letterhead=head)
        name = f"luot-lam-bai-{timezone.localdate():%Y%m%d}.xlsx"
        return HttpResponse(file, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
