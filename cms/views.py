"""Pages of the project itself: health, an expired form, the style guide."""

from __future__ import annotations

import sys

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from cms.styleguide import COLOURS, ICONS, courses_shown, parts, shown_in
from learners import outbox
from learners.access import is_staff

OLDEST_WAIT_SECONDS = 600
TRY_AGAIN_SECONDS = 10
MEDIA_FOLDERS = ("images/", "original_images/", "media/", "media_thumbnails/", "captions/")
MEDIA_TYPES = {
    "webp": "image/webp",
    "avif": "image/avif",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "mp4": "video/mp4",
    "vtt": "text/vtt",
}


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers, is migrated, and the outbox moves; 503 with the reason otherwise."""
    try:
        executor = MigrationExecutor(connection)
        pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        state = outbox.status()
        cache.get("readyz")
    except DatabaseError as error:
        return JsonResponse({"ready": False, "database": type(error).__name__}, status=503)
    waiting = int(str(state["oldest_seconds"]))
    ready = pending == 0 and waiting < OLDEST_WAIT_SECONDS
    body = {"ready": ready, "migrations_pending": pending, "outbox": state}
    return JsonResponse(body, status=200 if ready else 503)


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Pictures, sound, film and captions by a fixed list of folders and types; certificates are not among them."""
    kind = MEDIA_TYPES.get(name.rpartition(".")[2].lower())
    if kind is None or not name.startswith(MEDIA_FOLDERS) or not _stored(name):
        raise Http404
    response = FileResponse(default_storage.open(name), content_type=kind)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _stored(name: str) -> bool:
    if ".." in name.split("/"):
        # It would lead out of the listed folder, to certificates beside it.
        return False
    try:
        return default_storage.exists(name)
    except (SuspiciousFileOperation, ValueError):
        return False


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request the site cannot read, for example five megabytes of text in a field."""
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; where only the database is away or busy for a moment, 503 and the seconds until another try.

    A phone then opens the page it keeps. Django calls this while the fault is being handled.
    """
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    headers = {"Retry-After": str(TRY_AGAIN_SECONDS)} if away else {}
    return HttpResponse(render_to_string("500.html"), status=503 if away else 500, headers=headers)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose protection token no longer fits: say that nothing is lost and how to go on."""
    return render(request, "403_csrf.html", status=403)


@require_safe
@login_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for whoever builds or judges pages."""
    if not is_staff(request.user):
        raise PermissionDenied
    context = {
        "schemes": [shown_in("light"), shown_in("dark")],
        "parts": parts(),
        "colours": COLOURS.split(),
        "icons": ICONS.split(),
        "courses": courses_shown(),
    }
    return render(request, "cms/styleguide.html", context)
