"""What this room adds to the admin."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from learners.access import may_see_attempts, may_see_reports
from learners.access.field import may_see_classes
from learners.models import User
from learners.report_views.assistance import AssistanceReportView
from learners.report_views.completion import CompletionReportView
from learners.views.staff.attempt_care import ExceptionView, ExtendView, HandInView, ReopenView
from learners.views.staff.attempt_detail import AttemptDetailView
from learners.views.staff.attempt_list import AttemptListView
from learners.views.staff.class_desk import ClassListView, ClassPlanView, ClassSheetView
from learners.views.staff.exceptions import ExceptionsView
from learners.views.staff.item_analysis import AnalysisListView, ItemAnalysisView, QuizAnalysisView
from learners.views.staff.mark_answer import MarkAnswerView, MarkedFileView
from learners.views.staff.marking_queue import MarkingQueueView, MarkNextView
from learners.views.staff.query_desk import QueryListView, QueryView
from learners.views.staff.regrade import RegradeView
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
        path("bao-cao/hoan-thanh/", CompletionReportView.as_view(), name="completion_report"),
        path("bao-cao/luot-ho-tro/", AssistanceReportView.as_view(), name="assistance_report"),
    ]


@hooks.register("register_admin_urls")
def item_analysis_urls() -> list[URLPattern]:
    """Item analysis: quizzes, the questions of one, one question."""
    quiz = "phan-tich-cau-hoi/<uuid:quiz_key>/<str:language>/"
    return [
        path("phan-tich-cau-hoi/", AnalysisListView.as_view(), name="item_analysis"),
        path(quiz, QuizAnalysisView.as_view(), name="item_analysis_quiz"),
        path(f"{quiz}<str:item_id>/<str:digest>/", ItemAnalysisView.as_view(), name="item_analysis_item"),
    ]


@hooks.register("register_admin_urls")
def attempt_urls() -> list[URLPattern]:
    """Attempts, what staff may do to one, and marking again."""
    one = "luot-lam-bai/<int:attempt_pk>/"
    return [
        path("luot-lam-bai/", AttemptListView.as_view(), name="attempt_list"),
        path("luot-lam-bai/cham-lai/", RegradeView.as_view(), name="attempt_regrade"),
        path("luot-lam-bai/ngoai-le/", ExceptionsView.as_view(), name="quiz_exceptions"),
        path(one, AttemptDetailView.as_view(), name="attempt_detail"),
        path(f"{one}them-gio/", ExtendView.as_view(), name="attempt_extend"),
        path(f"{one}nop-ho/", HandInView.as_view(), name="attempt_hand_in"),
        path(f"{one}mo-lai/", ReopenView.as_view(), name="attempt_reopen"),
        path(f"{one}ngoai-le/", ExceptionView.as_view(), name="attempt_exception"),
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
        path("cham-bai/", MarkingQueueView.as_view(), name="marking_queue"),
        path("cham-bai/tiep/", MarkNextView.as_view(), name="mark_next"),
        path("cham-bai/<int:task_pk>/", MarkAnswerView.as_view(), name="mark_answer"),
        path("cham-bai/<int:task_pk>/tep/", MarkedFileView.as_view(), name="marked_file"),
        path("hoi-diem/", QueryListView.as_view(), name="mark_queries"),
        path("hoi-diem/<int:query_pk>/", QueryView.as_view(), name="mark_query"),
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
        path("lop-hoc/", ClassListView.as_view(), name="class_list"),
        path("lop-hoc/them/", ClassPlanView.as_view(), name="class_new"),
        path("lop-hoc/<int:run_pk>/", ClassSheetView.as_view(), name="class_sheet"),
        path("lop-hoc/<int:run_pk>/sua/", ClassPlanView.as_view(), name="class_edit"),
    ]


@hooks.register("register_admin_viewset")
def record_screens() -> ModelViewSetGroup:
    """Register, issuers, roles."""
    return records
