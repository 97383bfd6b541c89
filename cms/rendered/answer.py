"""Answering from a page rendered before: who asks, what is kept for them, and what only they get."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.html import escape
from django.utils.http import parse_etags
from django.utils.translation import get_language
from wagtail.models import Page

from cms.context import site_links
from cms.models import HomePage
from cms.rendered.build import Reader, build
from cms.rendered.place import Place, edition_and_place
from cms.rendered.release import release
from cms.rendered.shell import Shell, filled, gzipped, inflated
from cms.saver import saves_data
from courses.models import CataloguePage, CoursePage, LessonPage, QuizPage
from courses.services.screens import screens_of
from learners.access import person_of

SCREEN = "buoc"
KEPT_SECONDS = 60 * 60 * 24
# Pages whose whole content depends on the person, once there is one.
FOR_VISITORS_ONLY = (HomePage, CataloguePage, CoursePage, QuizPage)


@dataclass(frozen=True)
class Known:
    """What was learnt of an address; never trusted without the edition it was learnt in."""

    lesson_key: UUID | None
    course_key: UUID | None
    screens: int


@dataclass(frozen=True)
class Kept:
    """A rendered page and what its address was known for at that time."""

    known: Known
    shell: Shell


@dataclass(frozen=True)
class Asked:
    """A request as far as it decides about the bytes: the state of the content, the reader, the screen."""

    edition: str
    reader: Reader
    screen: int | None

    def key(self, request: HttpRequest) -> str:
        """The name under which the rendered page is kept."""
        said = (
            release(), self.edition, request.scheme, request.get_host(), request.path, get_language(), self.reader,
            self.screen, timezone.localdate(), saves_data(request),
        )  # fmt: skip
        return f"page:{hashlib.sha256(repr(said).encode()).hexdigest()}"


def answered(request: HttpRequest) -> HttpResponse | None:
    """Return the page from what is kept, None when it has to be routed and rendered."""
    known: Known | None = _kept(_address(request)) if is_plain(request) else None
    if known is None:
        return None
    asked = _asked(request, known)
    kept: Kept | None = _kept(asked.key(request)) if asked else None
    # An address may have become another page's since something was learnt of it.
    return response_of(request, asked, kept.shell) if asked and kept and kept.known == known else None


def _kept(key: str) -> Any:
    """What is kept under a key: from the memory of this process, else from the cache that all processes share."""
    kept = caches["near"].get(key)
    if kept is None:
        kept = caches["pages"].get(key)
        if kept is not None:
            caches["near"].set(key, kept, KEPT_SECONDS)
    return kept


def _keep(key: str, value: Any) -> None:
    for alias in ("near", "pages"):
        caches[alias].set(key, value, KEPT_SECONDS)


def kept_answer(page: Page, request: HttpRequest) -> HttpResponse | None:
    """Render a page that was routed and may be seen, keep it and answer with it; None where it cannot be kept."""
    known = _known(page) if is_plain(request) and not page.get_view_restrictions().exists() else None
    asked = _asked(request, known) if known else None
    if known is None or asked is None:
        return None
    query = urlencode({SCREEN: asked.screen}) if asked.screen else ""
    shell = build(page, request, asked.reader, query)
    if shell is None:
        return None
    _keep(_address(request), known)
    _keep(asked.key(request), Kept(known, shell))
    return response_of(request, asked, shell)


def is_plain(request: HttpRequest) -> bool:
    """Whether a page is asked for as everybody gets it: no search, no words waiting for this person."""
    told = "messages" in request.COOKIES or "_messages" in getattr(request, "session", {})
    return request.method == "GET" and set(request.GET) <= {SCREEN} and not told


def response_of(request: HttpRequest, asked: Asked, shell: Shell) -> HttpResponse:
    """Put the person's own bytes in; a browser that has exactly this already gets 304 and nothing else."""
    tag = f'W/"{_tag(request, asked, shell)}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = _whole(request, asked, shell)
    response["ETag"], response["Cache-Control"] = tag, "private, no-cache"
    patch_vary_headers(response, ("Accept-Encoding", "Cookie", "Accept-Language", "Save-Data"))
    response._csp_update = {"style-src": [shell.style_digest]}
    if shell.screen is not None:
        LessonPage.remember_screen(request, response, shell.screen)
    return response


def _whole(request: HttpRequest, asked: Asked, shell: Shell) -> HttpResponse:
    parts = filled(shell, {slot: FILLED[slot](request, asked) for slot in set(shell.slots)})
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(b"".join(map(inflated, parts)))
    return HttpResponse(gzipped(parts), headers={"Content-Encoding": "gzip"})


def _tag(request: HttpRequest, asked: Asked, shell: Shell) -> str:
    """What the bytes depend on; the form's token by its secret, since the token itself is masked anew every time."""
    own: list[Any] = [asked.key(request)]
    person = person_of(request)
    if person and "person" in shell.slots:
        own += [person.pk, person.given_name]
    if "token" in shell.slots:
        get_token(request)
        own.append(request.META["CSRF_COOKIE"])
    return hashlib.sha256(repr(own).encode()).hexdigest()[:32]


def _person_button(request: HttpRequest, asked: Asked) -> str:
    """The button of a person, kept as long as the content that its addresses lead to."""
    person = person_of(request)
    said = repr(
        ("button", person and (person.public_id, person.given_name), get_language(), request.get_host(), asked.edition)
    )
    key = hashlib.sha256(said.encode()).hexdigest()
    button: str | None = caches["near"].get(key)
    if button is None:
        button = render_to_string(
            "components/person_button.html", {"request": request, "site_links": site_links(request)}
        )
        caches["near"].set(key, button, KEPT_SECONDS)
    return button


FILLED = {"person": _person_button, "token": lambda request, _asked: escape(get_token(request))}


def _address(request: HttpRequest) -> str:
    said = f"{request.get_host()} {request.path}"
    return f"address:{hashlib.sha256(said.encode()).hexdigest()}"


def _known(page: Page) -> Known | None:
    if isinstance(page, LessonPage):
        course = page.get_ancestors().type(CoursePage).only("translation_key").first()
        return Known(page.translation_key, course.translation_key, len(screens_of(page.body))) if course else None
    return Known(None, None, 0) if isinstance(page, FOR_VISITORS_ONLY) else None


def _asked(request: HttpRequest, known: Known) -> Asked | None:
    person = person_of(request)
    if request.user.is_authenticated and (person is None or known.lesson_key is None):
        return None
    edition, place = edition_and_place(person, known.course_key, known.lesson_key)
    reader = Reader.VISITOR if person is None else Reader.ENROLLED if place.enrolled else Reader.PERSON
    return Asked(edition, reader, _screen(request, place, known) if known.screens else None)


def _screen(request: HttpRequest, place: Place, known: Known) -> int:
    """The screen in the address, else the one this person or this phone saw last."""
    asked = request.GET.get(SCREEN, "") or str(place.screen or "") or request.COOKIES.get(SCREEN, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return min(max(number, 1), known.screens)
