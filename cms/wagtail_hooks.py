"""Registrations of the roof: what each page shows besides its own content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.models import Page

from cms.admin_home import MyWorkPanel
from cms.models import HomePage
from cms.page_contexts.catalogue import catalogue_context
from cms.page_contexts.course import course_context
from cms.page_contexts.home import home_context
from cms.page_contexts.lesson import lesson_context
from cms.page_contexts.module import module_context
from cms.page_contexts.quiz import quiz_context
from cms.rendered.answer import kept_answer
from cms.rendered.build import reader_of
from cms.rendered.shell import SLOTS
from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage, QuizPage
from learners.forms.full_name import FullNameForm

CONTEXTS = {
    HomePage: home_context,
    CataloguePage: catalogue_context,
    CoursePage: course_context,
    LessonPage: lesson_context,
    ModulePage: module_context,
    QuizPage: quiz_context,
}

# Wagtail's own form insists on a first and a last name, so that nobody with one name could save their account.
NameEmailSettingsPanel.form_class = FullNameForm


@hooks.register("page_context")
def page_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Add what belongs to the kind of page and the person asking."""
    build = CONTEXTS.get(type(page))
    context = build(page, request) if build else {}
    return context | {"csrf_token": SLOTS["token"]} if reader_of(request) else context


@hooks.register("before_serve_page", order=100)
def answer_from_what_is_kept(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """Render a page once for all who may see it; whoever asked whether this person may see it came before."""
    return kept_answer(page.specific, request)


@hooks.register("construct_homepage_panels")
def my_work_first(request: HttpRequest, panels: list[Any]) -> None:
    """What the person usually comes for stands before Wagtail's own panels."""
    panels.append(MyWorkPanel())


@hooks.register("insert_global_admin_css")
def brand_css() -> str:
    """The colours of the house."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/brand.css"))
