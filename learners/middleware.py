"""Who is asking: the person behind the session, and the second factor of staff."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from learners.access import current_person

ADMIN_PREFIX = "/admin/"


class PersonMiddleware:
    """Puts the chosen person on the request as `request.person` (falsy when nobody is chosen), read on first use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: current_person(request))  # type: ignore[attr-defined]  # Ours.
        return self.get_response(request)


class SecondFactorMiddleware:
    """No admin page opens without a second factor in this session; whoever has none is led to set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ADMIN_PREFIX) and request.user.is_authenticated:
            if not is_mfa_enabled(request.user):
                return redirect(reverse("mfa_activate_totp"))
            if not used_second_factor(request):
                return redirect(f"{reverse('account_reauthenticate')}?next={request.path}")
        return self.get_response(request)


def used_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a code besides the password."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request))
