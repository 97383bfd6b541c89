"""Who is asking: the person behind the session, and the second factor of staff."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from learners.access import current_person, person_of

ADMIN_PREFIX = "/admin/"


PERSON_HEADER = "X-Person"


class PersonMiddleware:
    """Puts the chosen person on the request as `request.person` (falsy when nobody is chosen), read on first use.

    Every page also says in a header whose it is, so that the phone's service worker shows nobody's to another.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: current_person(request))  # type: ignore[attr-defined]  # Ours.
        response = self.get_response(request)
        if not request.path_info.startswith(ADMIN_PREFIX) and _is_page(response):
            person = person_of(request)
            response[PERSON_HEADER] = str(person.public_id) if person else ""
        return response


def _is_page(response: HttpResponse) -> bool:
    """Whether a browser shows this, or what it has already (304), as a page."""
    return response.status_code == HTTPStatus.NOT_MODIFIED or response.get("Content-Type", "").startswith("text/html")


class SecondFactorMiddleware:
    """No admin page opens without a second factor in this session; whoever has none is led to set one up.

    Who may not use the admin at all stops here: Wagtail would send them to sign in, where they are already.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(ADMIN_PREFIX) and request.user.is_authenticated:
            if not request.user.has_perm("wagtailadmin.access_admin"):
                raise PermissionDenied
            if not is_mfa_enabled(request.user):
                return redirect("mfa_activate_totp")
            if not used_second_factor(request):
                return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)


def used_second_factor(request: HttpRequest) -> bool:
    """Whether a code besides the password was given in this session."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
