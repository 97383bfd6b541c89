"""Pages that need to know who is learning."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from learners.access import people_of

View = Callable[..., HttpResponse]


def person_required(view: View) -> View:
    """Lead whoever is not signed in to the sign-in page, and a phone with several people to the chooser, then back.

    No browser keeps these pages: Back shows what is stored now, and after signing out nothing of the person before.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "person", None):
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            return response
        back = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "")
        known = request.user.is_authenticated and people_of(request.user).exists()
        way = reverse("choose_person") if known else reverse("account_login")
        target = back if request.method == "GET" else ""
        return redirect(f"{way}?{urlencode({'next': target})}" if target else way)

    return guarded
