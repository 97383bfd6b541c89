"""Saving data: pictures and sound come after a tap. The phone may ask for it by itself, or the person by a switch."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

COOKIE, YEAR = "saver", 60 * 60 * 24 * 365
VARIES = ("Save-Data", "Cookie")


def saves_data(request: HttpRequest) -> bool:
    """Return whether this request is to be spared: by the switch, else as the browser's Save-Data header says.

    A request made up to render a page for many carries the answer of the one it stands for as `saver`.
    """
    known: bool | None = getattr(request, "saver", None)
    if known is not None:
        return known
    chosen = request.COOKIES.get(COOKIE)
    return chosen == "1" if chosen in {"0", "1"} else request.headers.get("Save-Data", "").lower() == "on"


@require_GET
@never_cache
def switch(request: HttpRequest) -> HttpResponse:
    """Keep the choice on this phone for a year and go back. It is a plain link: it changes nothing on the server."""
    back = request.GET.get("ve", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    response.set_cookie(
        COOKIE, "1" if request.GET.get("bat") == "1" else "0", max_age=YEAR, samesite="Lax", httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    patch_vary_headers(response, VARIES)
    return response
