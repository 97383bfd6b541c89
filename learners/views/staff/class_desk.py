"""The desk of classes: those there are, setting one up, and its attendance as a page and a workbook."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learners.access import sees_all_units, staff_person, visible_units
from learners.access.field import may_plan_classes, may_see_classes, plannable_classes, visible_classes
from learners.enums import EnrolmentState
from learners.forms.class_run import ClassForm, TimetableChanged, TimetableFormSet, planned, timetable_initial
from learners.models import AdministrativeUnit, ClassSession, CourseRun, Organisation, User
from learners.reports.attendance_sheet import attendance_sheet, attendance_workbook, signature_workbook
from learners.services.class_plans import change_class, open_class
from learners.services.class_sessions import SessionBegun
from learners.services.commands import CommandRefused, digest_of
from learners.views.attempt_page import posted_origin
from learners.views.staff.attempt_care import NOBODY

PER_PAGE = 50
WORKBOOKS = {"xlsx": ("bang-diem-danh", attendance_workbook), "ky-ten": ("danh-sach-ky-ten", signature_workbook)}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ClassScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen about classes; those a member of staff may not see do not exist for them."""

    header_icon = "group"
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_classes(self.user):
            raise PermissionDenied
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))

    @property
    def user(self) -> User:
        """The member of staff."""
        return cast(User, self.request.user)

    @cached_property
    def run(self) -> CourseRun:
        """The class the address names. Raises Http404 for one that may not be seen."""
        found = visible_classes(self.user).filter(pk=self.kwargs["run_pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("class_list"), "label": _("Classes")}]
        if "run_pk" in self.kwargs:
            items.append({"url": reverse("class_sheet", args=[self.run.pk]), "label": str(self.run)})
        return items


class ClassListView(ClassScreen):
    """The classes, the newest first."""

    page_title = gettext_lazy("Classes")
    template_name = "learners/classes_admin/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        taken = Count("enrolments", filter=~Q(enrolments__state=EnrolmentState.WITHDRAWN), distinct=True)
        rows = visible_classes(self.user).annotate(taken=taken).select_related("unit")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        pager = {
            "page": page,
            "before_url": f"?p={page.previous_page_number()}" if page.has_previous() else "",
            "after_url": f"?p={page.next_page_number()}" if page.has_next() else "",
        }
        return super().get_context_data(**kwargs) | pager | {"rows": page, "may_plan": may_plan_classes(self.user)}


class ClassSheetView(ClassScreen):
    """The attendance of a class, learners by sessions; `export` gives it as a Vietnamese workbook, or one to sign."""

    page_title = gettext_lazy("Attendance sheet")
    template_name = "learners/classes_admin/sheet.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page in the language of the member of staff; the workbook in Vietnamese."""
        if request.GET.get("export") not in WORKBOOKS:
            return super().get(request, *args, **kwargs)
        name, workbook = WORKBOOKS[request.GET["export"]]
        now = timezone.now()
        owner = Organisation.objects.filter(is_owner=True).first()
        with override("vi"):
            profile = owner.profile_on(timezone.localdate(now)) if owner else None
            file = workbook(attendance_sheet(self.run, now), now, profile)
        disposition = f'attachment; filename="{name}-{self.run.pk}.xlsx"'
        return HttpResponse(file, XLSX, headers={"Content-Disposition": disposition})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sheet = attendance_sheet(self.run, timezone.now())
        return super().get_context_data(**kwargs) | {
            "run": self.run,
            "sheet": sheet,
            "may_plan": plannable_classes(self.user).filter(pk=self.run.pk).exists(),
        }


class ClassPlanView(ClassScreen):
    """Setting up a class with its timetable, or changing one."""

    page_title = gettext_lazy("Class")
    template_name = "learners/classes_admin/plan.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_plan_classes(self.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def held(self) -> CourseRun | None:
        """The class to change, None for a new one. Raises Http404 for one that may not be changed."""
        if "run_pk" not in self.kwargs:
            return None
        found = plannable_classes(self.user).filter(pk=self.kwargs["run_pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def sessions(self) -> list[ClassSession]:
        """The timetable as it stands."""
        return list(self.held.sessions.in_order()) if self.held else []

    @cached_property
    def form(self) -> ClassForm:
        """What the class is."""
        today = AdministrativeUnit.objects.in_force(timezone.localdate()).communes()
        units = today if sees_all_units(self.user) else today.filter(pk__in=visible_units(self.user))
        needed = not sees_all_units(self.user)
        return ClassForm(self.request.POST or None, units=units, unit_needed=needed, run=self.held)

    @cached_property
    def timetable(self) -> Any:
        """Its sessions, then empty lines for more."""
        return TimetableFormSet(self.request.POST or None, initial=timetable_initial(self.sessions), prefix="session")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"form": self.form, "timetable": self.timetable, "held": self.held}
        return super().get_context_data(**kwargs) | context | {"command_id": str(posted_origin(self.request))}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the class, or show the form again with what stands in the way."""
        by, valid = staff_person(self.user), self.form.is_valid() & self.timetable.is_valid()
        if valid and by is None:
            self.form.add_error(None, str(NOBODY))
        if valid and by is not None:
            try:
                run = self.keep(by)
            except CommandRefused as error:
                raise Http404 from error
            except SessionBegun:
                self.form.add_error(
                    None, _("A session that has begun keeps its time; one with marks is not cancelled.")
                )
            except (TimetableChanged, ClassSession.DoesNotExist):
                self.form.add_error(
                    None, _("This timetable was changed meanwhile. Open the class again, then change it.")
                )
            else:
                messages.success(request, _("The class is kept."))
                return redirect(reverse("class_sheet", args=[run.pk]))
        return self.render_to_response(self.get_context_data(), status=422)

    def keep(self, by: Any) -> CourseRun:
        """Open or change the class."""
        sessions, facts = planned(self.timetable, self.sessions), self.form.facts
        trainers = list(self.form.cleaned_data["trainers"])
        if self.held is not None:
            return change_class(run=self.held, trainers=trainers, sessions=sessions, **facts)
        key = self.form.cleaned_data["course"]
        # Sent twice it is one class; changed after Back it is another.
        said = digest_of([key, facts["title"], facts["place"], [each.starts_at.isoformat() for each in sessions]])
        return open_class(
            by=by, command_id=uuid5(posted_origin(self.request), said), course_key=UUID(key), trainers=trainers,
            sessions=sessions, **facts,
        )  # fmt: skip
