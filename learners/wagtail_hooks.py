"""What this room adds to the admin."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from courses.late_views import late_view
from learners.access import may_see_attempts, may_see_reports
from learners.access.field import may_see_classes
from learners.models import User
from learners.viewsets import records


class ReportMenuItem(MenuItem):
    """Shown to whoever may open the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_reports(cast(User, request.user))


class AttemptMenuItem(MenuItem):
    """Shown to whoever may see attempts."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_attempts(cast(User, request.user))


@hooks.register("register_reports_menu_item")
def attempts_menu_item() -> AttemptMenuItem:
    """Reports → Attempts."""
    return AttemptMenuItem(_("Attempts"), reverse("attempt_list"), name="attempts", icon_name="list-ul", order=110)


@hooks.register("register_reports_menu_item")
def item_analysis_menu_item() -> AttemptMenuItem:
    """Reports → Item analysis."""
    return AttemptMenuItem(
        _("Item analysis"), reverse("item_analysis"), name="item-analysis", icon_name="glasses", order=120
    )


@hooks.register("register_reports_menu_item")
def completion_menu_item() -> ReportMenuItem:
    """Reports → Completion report."""
    return ReportMenuItem(
        _("Completion report"), reverse("completion_report"), name="completion-report", icon_name="table", order=100
    )


@hooks.register("register_reports_menu_item")
def assistance_menu_item() -> ReportMenuItem:
    """Reports → Help given."""
    return ReportMenuItem(
        _("Help given"), reverse("assistance_report"), name="assistance-report", icon_name="group", order=105
    )


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """The addresses of the reports, below the admin's."""
    return [
        path(
            "bao-cao/hoan-thanh/",
            late_view("learners.report_views.completion.CompletionReportView"),
            name="completion_report",
        ),
        path(
            "bao-cao/luot-ho-tro/",
            late_view("learners.report_views.assistance.AssistanceReportView"),
            name="assistance_report",
        ),
    ]


@hooks.register("register_admin_urls")
def item_analysis_urls() -> list[URLPattern]:
    """Item analysis: quizzes, the questions of one, one question."""
    quiz = "phan-tich-cau-hoi/<uuid:quiz_key>/<str:language>/"
    return [
        path(
            "phan-tich-cau-hoi/", late_view("learners.views.staff.item_analysis.AnalysisListView"), name="item_analysis"
        ),
        path(quiz, late_view("learners.views.staff.item_analysis.QuizAnalysisView"), name="item_analysis_quiz"),
        path(
            f"{quiz}<str:item_id>/<str:digest>/",
            late_view("learners.views.staff.item_analysis.ItemAnalysisView"),
            name="item_analysis_item",
        ),
    ]


@hooks.register("register_admin_urls")
def attempt_urls() -> list[URLPattern]:
    """Attempts, what staff may do to one, and marking again."""
    one = "luot-lam-bai/<int:attempt_pk>/"
    return [
        path("luot-lam-bai/", late_view("learners.views.staff.attempt_list.AttemptListView"), name="attempt_list"),
        path("luot-lam-bai/cham-lai/", late_view("learners.views.staff.regrade.RegradeView"), name="attempt_regrade"),
        path(
            "luot-lam-bai/ngoai-le/",
            late_view("learners.views.staff.exceptions.ExceptionsView"),
            name="quiz_exceptions",
        ),
        path(one, late_view("learners.views.staff.attempt_detail.AttemptDetailView"), name="attempt_detail"),
        path(f"{one}them-gio/", late_view("learners.views.staff.attempt_care.ExtendView"), name="attempt_extend"),
        path(f"{one}nop-ho/", late_view("learners.views.staff.attempt_care.HandInView"), name="attempt_hand_in"),
        path(f"{one}mo-lai/", late_view("learners.views.staff.attempt_care.ReopenView"), name="attempt_reopen"),
        path(f"{one}ngoai-le/", late_view("learners.views.staff.attempt_care.ExceptionView"), name="attempt_exception"),
    ]


@hooks.register("register_admin_menu_item")
def marking_menu() -> SubmenuMenuItem:
    """Marking: answers that wait for a person, and questions about marks."""
    items = [
        AttemptMenuItem(
            _("Answers to mark"), reverse("marking_queue"), name="marking-queue", icon_name="edit", order=1
        ),
        AttemptMenuItem(
            _("Questions about marks"), reverse("mark_queries"), name="mark-queries", icon_name="help", order=2
        ),
    ]
    return SubmenuMenuItem(_("Marking"), Menu(items=items), name="marking", icon_name="edit", order=250)


@hooks.register("register_admin_urls")
def marking_urls() -> list[URLPattern]:
    """The queue of answers to mark, and the desk for questions about marks."""
    return [
        path("cham-bai/", late_view("learners.views.staff.marking_queue.MarkingQueueView"), name="marking_queue"),
        path("cham-bai/tiep/", late_view("learners.views.staff.marking_queue.MarkNextView"), name="mark_next"),
        path(
            "cham-bai/<int:task_pk>/", late_view("learners.views.staff.mark_answer.MarkAnswerView"), name="mark_answer"
        ),
        path(
            "cham-bai/<int:task_pk>/tep/",
            late_view("learners.views.staff.mark_answer.MarkedFileView"),
            name="marked_file",
        ),
        path("hoi-diem/", late_view("learners.views.staff.query_desk.QueryListView"), name="mark_queries"),
        path("hoi-diem/<int:query_pk>/", late_view("learners.views.staff.query_desk.QueryView"), name="mark_query"),
    ]


class ClassMenuItem(MenuItem):
    """Shown to whoever may see classes."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_classes(cast(User, request.user))


@hooks.register("register_admin_menu_item")
def classes_menu_item() -> ClassMenuItem:
    """Classes and their attendance."""
    return ClassMenuItem(_("Classes"), reverse("class_list"), name="classes", icon_name="group", order=260)


@hooks.register("register_admin_urls")
def class_urls() -> list[URLPattern]:
    """The desk of classes."""
    return [
        path("lop-hoc/", late_view("learners.views.staff.class_desk.ClassListView"), name="class_list"),
        path("lop-hoc/them/", late_view("learners.views.staff.class_desk.ClassPlanView"), name="class_new"),
        path("lop-hoc/<int:run_pk>/", late_view("learners.views.staff.class_desk.ClassSheetView"), name="class_sheet"),
        path(
            "lop-hoc/<int:run_pk>/sua/", late_view("learners.views.staff.class_desk.ClassPlanView"), name="class_edit"
        ),
    ]


@hooks.register("register_admin_viewset")
def record_screens() -> ModelViewSetGroup:
    """Register, issuers, roles."""
    return records
