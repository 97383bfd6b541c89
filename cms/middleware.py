"""Headers that no library sets for us, and requests that no page could answer."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.page_styles import MARK, page_style
from cms.rendered.answer import answered

LARGEST_REQUEST = 12 * 1024 * 1024


class HeadersMiddleware:
    """Shuts off device features the site never uses and loosens the content policy under the admin only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        if request.path.startswith("/admin/"):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return response


class PageStyleMiddleware:
    """Puts the style a page needs into its head, and that style's digest into its content policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.streaming and MARK.encode() in response.content:
            page = response.content.decode()
            style = page_style(page)
            response.content = page.replace(MARK, style.text, 1).encode()
            response._csp_update = {"style-src": [style.digest]}
        return response


class KeptPageMiddleware:
    """Answers with a page rendered before, where one is kept; it stands last, so that everything else still holds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return answered(request) or self.get_response(request)


class BoundedRequestMiddleware:
    """Refuses a learner's request above the largest file a quiz may ask for before a byte of it is read.

    The proxy in front should do the same; this holds where there is none. Trainers upload films in the admin.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not request.path.startswith("/admin/") and length.isdigit() and int(length) > LARGEST_REQUEST:
            return render(request, "400.html", status=413)
        return self.get_response(request)


class ReadableRequestMiddleware:
    """Answers with a page of ours what would break the database or leave a blank page.

    PostgreSQL takes no NUL in any text, so an address with one means nothing here. An address that only takes forms,
    opened by hand, says that there is no page and shows the way on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            page = render(request, "404.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response
