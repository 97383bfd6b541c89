"""Where a sign-in leads: to the person of the session first, then to the page that was asked for."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from learners import access
from learners.models import User
from learners.services.accounts import choose_person


def safe_next(request: HttpRequest) -> str:
    """The address to go on to, as long as it stays on this site; else an empty text."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    return target if url_has_allowed_host_and_scheme(target, hosts, require_https=request.is_secure()) else ""


def with_next(address: str, target: str) -> str:
    """The address, carrying where to go on to."""
    sign = "&" if "?" in address else "?"
    return f"{address}{sign}{urlencode({'next': target})}" if target else address


def after_sign_in(request: HttpRequest, user: User, target: str) -> str:
    """Choose the only person who needs no own PIN and return the target; else return the chooser, carrying it.

    A new PIN is set before anybody is chosen: whoever forgot it has just shown to hold the phone.
    """
    people = list(access.people_of(user))
    if len(people) == 1 and not people[0].pin:
        choose_person(request, people[0])
        return target
    if not people or target == reverse("set_pin"):
        return target
    return with_next(reverse("choose_person"), target)


def way_on(request: HttpRequest, target: str) -> str:
    """Where somebody who is signed in already goes on to; never to a page that would send them back here."""
    user = request.user
    if access.person_of(request) or target.startswith("/admin/"):
        return target or resolve_url("learners:my_learning")
    if access.people_of(user).exists():
        return with_next(reverse("choose_person"), target)
    return resolve_url("wagtailadmin_home") if user.has_perm("wagtailadmin.access_admin") else reverse("add_person")
