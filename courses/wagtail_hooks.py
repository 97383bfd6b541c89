"""Registrations of this room in the CMS."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from courses import viewsets
from courses.document_links import WeighedDocumentLink
from courses.image_fit import FitsOperation
from courses.late_views import late_view
from courses.models import CoursePage, QuizPage
from courses.rules.quiz_content import authored_quiz_faults
from courses.services.course_faults import course_faults
from courses.services.publish_course import approved_revisions
from courses.services.translations import original_of

GOES_ON = {"action-submit", "action-publish", "action-restart-workflow"}
DECISION = "action-workflow-action"
PAST_APPROVAL = {"localize-restart-translation", "localize-convert-to-alias"}

register_snippet(viewsets.item_banks)


@hooks.register("register_image_operations")
def image_operations() -> list[tuple[str, type[FitsOperation]]]:
    """Renditions that stay below a weight."""
    return [("fits", FitsOperation)]


@hooks.register("register_rich_text_features", order=1)
def document_links(features: Any) -> None:
    """Links to files that say what they weigh, in place of Wagtail's, which are registered before."""
    features.register_link_type(WeighedDocumentLink)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """Screens outside the page tree."""
    return [viewsets.audiences]


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """Our few rules for the editor."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> str:
    """Addresses of pages made from Vietnamese titles."""
    return format_html('<script src="{}"></script>', static("js/admin_slug.js"))


@hooks.register("register_page_header_buttons")
def export_quiz_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> list[Button]:
    """A quiz as a file for other programs, for whoever may edit it and the banks."""
    may_export = viewsets.item_banks.permission_policy.user_has_permission(user, "change")
    if not isinstance(page.specific, QuizPage) or not may_export or not page.permissions_for_user(user).can_edit():
        return []
    address = reverse(viewsets.item_banks.get_url_name("export_quiz"), args=[page.pk])
    return [Button(_("Export questions"), url=address, icon_name="download", priority=90)]


@hooks.register("register_admin_urls", order=-1)
def translation_urls() -> list[URLPattern]:
    """Screens of translators; they stand before wagtail-localize's own, which publish without asking who may."""
    return [
        path(
            "translation/<int:pk>/", late_view("courses.viewsets.translations.TranslationView"), name="page_translation"
        ),
        path("localize/submit/page/<int:page_id>/", late_view("courses.viewsets.translations.BeginTranslationView")),
        path("localize/<path:rest>", late_view("courses.viewsets.translations.refuse")),
    ]


@hooks.register("register_page_header_buttons")
def translation_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> list[Button]:
    """The desk of a translated page, for whoever may edit it."""
    if not page.permissions_for_user(user).can_edit() or original_of(page) is None:
        return []
    address = reverse("page_translation", args=[page.pk])
    return [Button(_("Translation"), url=address, icon_name="wagtail-localize-language", priority=50)]


@hooks.register("before_edit_page", order=-1)
def refuse_the_other_editor(request: HttpRequest, page: Page) -> None:
    """Translations are written in the page's own editor; wagtail-localize's knows no approval and no recordings."""
    if PAST_APPROVAL & set(request.POST):
        raise PermissionDenied


@hooks.register("construct_page_action_menu", order=1)
def hide_the_other_editor(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Do not offer what is refused."""
    menu_items[:] = [item for item in menu_items if item.name not in PAST_APPROVAL]


@hooks.register("construct_reports_menu")
def hide_the_other_report(request: HttpRequest, menu_items: list[Any]) -> None:
    """Its numbers are those of wagtail-localize's own editor."""
    menu_items[:] = [item for item in menu_items if not str(item.url).endswith("/localize/reports/translations/")]


@hooks.register("before_edit_page")
def keep_a_broken_course_a_draft(request: HttpRequest, page: Page) -> None:
    """A course that could not go live is saved as a draft, and the editor says what to mend; nothing typed is lost."""
    course = page.specific
    posted = set(request.POST)
    if not isinstance(course, CoursePage) or not posted & (GOES_ON | {DECISION}):
        return
    faults: list[str] = []
    if posted & GOES_ON:
        faults = course_faults(course)
    elif request.POST.get("workflow-action-name") == "approve" and course.current_workflow_state:
        faults = course_faults(course, approved_revisions(course.current_workflow_state))
    if faults:
        request.POST = request.POST.copy()  # type: ignore[assignment]  # A QueryDict again.
        for action in posted & (GOES_ON | {DECISION}):
            del request.POST[action]  # type: ignore[attr-defined]  # The copy is mutable.
        messages.error(request, _("The course was kept as a draft. Please mend this first:"))
        _say(request, faults)


@hooks.register("before_bulk_action")
def keep_broken_courses_drafts(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Publishing many pages at once asks no form, so courses and quizzes among them are looked at here."""
    if action_type != "publish":
        return None
    pages = [page.specific for page in objects if isinstance(page, Page)]
    faults = [fault for page in pages for fault in _faults_of(page, below="include_descendants" in request.POST)]
    if not faults:
        return None
    messages.error(request, _("Nothing was published. Please mend this first:"))
    _say(request, faults)
    return redirect(action.next_url)


def _faults_of(page: Page, *, below: bool) -> list[str]:
    if isinstance(page, CoursePage):
        return course_faults(page)
    tree = Page.objects.descendant_of(page, inclusive=True) if below else Page.objects.filter(pk=page.pk)
    quizzes = [each.get_latest_revision_as_object() for each in tree.type(QuizPage).specific()]
    return [f"{quiz.title}: {fault}" for quiz in quizzes for fault in authored_quiz_faults(quiz)]


def _say(request: HttpRequest, faults: list[str]) -> None:
    for fault in faults:
        messages.error(request, fault)
