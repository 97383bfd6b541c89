"""What the pages of a course have in common."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import CommentPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField


def same_everywhere(*names: str) -> list[SynchronizedField]:
    """Text fields that nobody translates, besides the address of the page."""
    return [SynchronizedField(name, overridable=False) for name in ("slug", *names)]


class ContextMixin:
    """Lets the rooms above add to a page's template context without this room knowing them.

    A function registered for the hook `page_context` gets (page, request) and returns a dict. It runs when the page is
    served and when it is previewed.
    """

    override_translatable_fields = same_everywhere()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]  # Page's own.
        request.wagtail_page = self  # type: ignore[attr-defined]  # The language links read it.
        for add_context in hooks.get_hooks("page_context"):
            context |= add_context(self, request)
        return context


class OneRouteMixin:
    """Finds a page below in one query instead of one a level.

    The address is compared with `url_path`; a page that is not found this way (redirects, drafts, routable
    sub-addresses) goes Wagtail's own way. Hooks and view restrictions still run, because they run on the result.
    """

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        page = cast(Page, self)
        if len(path_components) > 1:
            address = f"{page.url_path}{'/'.join(path_components)}/"
            found = Page.objects.live().descendant_of(page).filter(url_path=address).first()
            if found is not None:
                return RouteResult(found.specific)
        return super().route(request, path_components)  # type: ignore[misc]  # The mixin stands before Page.


class PhonePreviewMixin:
    """Previews open at the width of the phone most learners hold."""

    preview_sizes = [
        {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("Phone")},
        {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("Computer")},
    ]


class ApprovedWithCourseMixin:
    """Approval is given to the course as a whole, never to one page of it; nor does a page go live by a clock."""

    settings_panels = [CommentPanel()]

    def get_workflow(self) -> None:
        return None

    @property
    def has_workflow(self) -> bool:
        return False
