"""The API as a whole: sign-in by the session with its CSRF token, bounded bodies, refusals in words."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import APIKeyCookie

from learners.api.schemas import LARGEST_BODY
from learners.api.sync import OtherPerson, router
from learners.models import Person
from learners.services.rates import TooFast, spend

REQUESTS_A_MINUTE = 60


class PersonSession(APIKeyCookie):
    """The person chosen in this session; every unsafe request also needs the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        """Return the person, None when nobody is signed in or chosen. Raises TooFast, HttpError 413 for a large body.

        The size is looked at here because this runs before the framework reads the body.
        """
        if len(request.body) > LARGEST_BODY:
            raise HttpError(413, "split")
        person: Person | None = request.person or None  # type: ignore[attr-defined]  # Set by PersonMiddleware.
        if person is not None:
            spend("api", str(person.public_id), REQUESTS_A_MINUTE)
        return person


api = NinjaAPI(title="Học Số", version="1", docs_url=None, auth=PersonSession(), urls_namespace="api")
api.add_router("", router)


def _refused(request: HttpRequest, status: int, code: str, message: str, **headers: str) -> HttpResponse:
    response = api.create_response(request, {"code": code, "message": message}, status=status)
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Nobody is signed in, or no person is chosen on this phone."""
    return _refused(request, 401, "sign_in", _("Please sign in again. Your work is kept on this phone."))


@api.exception_handler(OtherPerson)
def somebody_else(request: HttpRequest, error: OtherPerson) -> HttpResponse:
    """A queue of one person sent while another is signed in on the same phone."""
    return _refused(request, 409, "other_person", _("This work belongs to somebody else who learns on this phone."))


@api.exception_handler(ValidationError)
def wrong_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The request as a whole has the wrong shape."""
    return _refused(request, 422, "invalid", _("This could not be read. It stays on your phone; reload the page."))


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the framework itself refuses, in our words."""
    words = {
        400: ("unreadable", _("This could not be read. It stays on your phone and is sent again.")),
        403: ("stale_form", _("This page is out of date. Reload it; your work is kept on this phone.")),
        413: ("split", _("This was too much at once. It is sent again in smaller parts.")),
    }
    code, message = words.get(error.status_code, ("refused", _("This could not be done. Your work is kept.")))
    return _refused(request, error.status_code, code, message)


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """Django's own limit was met first."""
    return refused(request, HttpError(413, "split"))


@api.exception_handler(TooFast)
def too_fast(request: HttpRequest, error: TooFast) -> HttpResponse:
    """More requests than a phone has reason to send."""
    words = _("This is sent too fast. Your phone sends it again in %(seconds)s seconds.") % {"seconds": error.seconds}
    return _refused(request, 429, "too_fast", words, Retry_After=str(error.seconds))


@api.exception_handler(OperationalError)
def busy(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """The database is away or busy: nothing is lost, the phone waits."""
    return _refused(request, 503, "busy", _("The server is busy. Your work is still on your phone."), Retry_After="30")
