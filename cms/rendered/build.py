"""Rendering a page for nobody in particular, with marks where a person's own bytes go."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, QueryDict
from wagtail.models import Page

from cms.page_styles import MARK, page_style
from cms.rendered.shell import SLOTS, Shell, cut
from cms.saver import saves_data
from courses.models import LessonPage

SHELL = "shell"


class Reader(StrEnum):
    """For whom a page is rendered: the three differ in more than a few bytes."""

    VISITOR = "visitor"
    PERSON = "person"
    ENROLLED = "enrolled"


class NobodysRequest(HttpRequest):
    """A request with the address, language and wishes of another, but without cookies, session and person.

    Whatever a template or context would show of a person can therefore not get into a page kept for everybody.
    """

    def __init__(self, request: HttpRequest, reader: Reader, query: str) -> None:
        super().__init__()
        hidden = {"HTTP_COOKIE", "HTTP_AUTHORIZATION", "QUERY_STRING", "CSRF_COOKIE"}
        self.META = {name: value for name, value in request.META.items() if name not in hidden}
        self.META["QUERY_STRING"] = query
        self.method, self.path, self.path_info = "GET", request.path, request.path_info
        self.GET = QueryDict(query)
        self.LANGUAGE_CODE = getattr(request, "LANGUAGE_CODE", "")
        self.user = AnonymousUser()
        self.session: dict[str, Any] = {}
        self.person = None
        self.saver = saves_data(request)
        self.shell = reader


def reader_of(request: HttpRequest) -> Reader | None:
    """For whom the page is rendered to be kept, None for a page that goes to one person only."""
    return getattr(request, SHELL, None)


def build(page: Page, request: HttpRequest, reader: Reader, query: str) -> Shell | None:
    """Render a page to be kept; None for one that is no plain page (a redirect, a file)."""
    nobody = NobodysRequest(request, reader, query)
    response = page.serve(nobody)
    if hasattr(response, "render"):
        response = response.render()
    if response.status_code != 200 or response.streaming or not response["Content-Type"].startswith("text/html"):
        return None
    html = response.content.decode()
    style = page_style(html)
    return cut(html.replace(MARK, style.text, 1), style.digest, LessonPage.screen_in(response))


def slot(request: HttpRequest, name: str) -> str | None:
    """Return the mark of a slot while a page is rendered to be kept for a signed-in reader, else None."""
    return SLOTS[name] if reader_of(request) in {Reader.PERSON, Reader.ENROLLED} else None
