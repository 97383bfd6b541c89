"""The installable app: manifest, service worker, and the two pages the worker keeps for when there is no network."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import parse_etags
from django.utils.translation import override
from django.views.decorators.http import require_safe

from cms.models import SiteSettings
from cms.rendered.build import NobodysRequest, Reader
from cms.rendered.release import release

ICONS = [
    ("icons/app-192.png", 192, "any"),
    ("icons/app-512.png", 512, "any"),
    ("icons/app-maskable-512.png", 512, "maskable"),
]
WORKER = "js/worker.js"
# What stored pages run, and what these ask for.
SCRIPTS = ("page", "forms", "lesson", "steps", "shelf", "queue")
WORKER_SECONDS = 300
# What the worker puts a stored page's own parts in place of.
PARTS = ("title", "header", "sub", "main", "nav", "scripts", "person")
_CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
_FILE = re.compile(r'(?:src|href)="(/static/[^"#]+)')


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to put the site among its apps."""
    site = SiteSettings.for_request(request)
    icons = [
        {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for name, size, purpose in ICONS
    ]
    said = {
        "id": "/", "name": site.site_name, "short_name": site.site_name[:12], "description": site.tagline, "lang": "vi",
        "start_url": "/", "scope": "/", "display": "standalone", "background_color": "#fffaf1",
        "theme_color": "#fffaf1", "icons": icons,
    }  # fmt: skip
    return JsonResponse(said, content_type="application/manifest+json", headers={"Cache-Control": "max-age=86400"})


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker: the addresses it holds, then its code. What it holds decides its version, and so when it changes."""
    key = f"worker:{request.scheme}:{request.get_host()}:{release()}"
    text = caches["pages"].get(key)
    if text is None:
        text = _worker(request)
        caches["pages"].set(key, text, WORKER_SECONDS)
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers=headers)


@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """What is on this phone: courses, what waits to be sent, what needs another look. Scripts fill it in."""
    return render(request, "pwa/shelf.html")


@require_safe
def frame(request: HttpRequest) -> HttpResponse:
    """The page around a stored lesson or question, with a mark where each part goes."""
    return render(_nobodys(request), "pwa/frame.html", _frame_context())


def _nobodys(request: HttpRequest) -> NobodysRequest:
    return NobodysRequest(request, Reader.VISITOR, "")


def _frame_context() -> dict[str, Any]:
    return {"classes": every_class(), "mark": {part: f"[[{part}]]" for part in PARTS}}


def _worker(request: HttpRequest) -> str:
    first = settings.LANGUAGE_CODE
    places = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            places[language] = {"frame": reverse("frame"), "shelf": reverse("shelf")}
    with override(first):
        nobody = _nobodys(request)
        nobody.LANGUAGE_CODE = first
        pages = [
            render_to_string("pwa/frame.html", _frame_context(), nobody),
            render_to_string("pwa/shelf.html", {}, nobody),
        ]
    files = {static(f"js/{name}.js") for name in SCRIPTS}
    files |= {found for page in pages for found in _FILE.findall(page)}
    digest = hashlib.sha256("".join([release(), *pages]).encode()).hexdigest()[:16]
    held = {"version": digest, "files": sorted(files), "places": places, "first": first}
    return f"const HELD = {json.dumps(held)};\n{_code(WORKER)}"


@cache
def _code(name: str) -> str:
    """A script as it is served: small where static files are collected, its source where they are found."""
    if getattr(settings, "WHITENOISE_USE_FINDERS", False):
        return _source(name)
    with staticfiles_storage.open(name) as script:
        return str(script.read().decode())


@cache
def _source(name: str) -> str:
    return Path(str(finders.find(name))).read_text()


@cache
def every_class() -> str:
    """Every class of the site's style: the frame carries the style of whatever is put into it."""
    sheets = sorted((Path(str(finders.find("css/site.css"))).parent).glob("site*/**/*.css"))
    texts = [_source("css/site.css"), *(sheet.read_text() for sheet in sheets)]
    return " ".join(sorted({name for text in texts for name in _CLASS.findall(text)}))
