"""What every screen about attempts shares: who may open it, whose attempts it shows, and the way back."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learners.access import may_see_attempts, staff_person, visible_attempts
from learners.models import Attempt, Person, User
from learners.models.attempt import AttemptQuerySet
from learners.reports.attempt_table import quiz_titles


class AttemptScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen for members of staff who may see attempts; what they may not see does not exist for them."""

    header_icon = "list-ul"
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_attempts(cast(User, request.user)):
            raise PermissionDenied
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))

    @property
    def attempts(self) -> AttemptQuerySet:
        """The attempts this member of staff may see."""
        return visible_attempts(cast(User, self.request.user))

    @cached_property
    def attempt(self) -> Attempt:
        """The attempt the address names. Raises Http404 for one that may not be seen."""
        rows = self.attempts.select_related("version", "enrolment__person", "enrolment__run")
        found = rows.filter(pk=self.kwargs["attempt_pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def quiz_title(self) -> str:
        """The title of the attempt's quiz."""
        return quiz_titles([self.attempt.quiz_key]).get(self.attempt.quiz_key, "–")

    @property
    def me(self) -> Person | None:
        """The person who acts; None where the account carries none."""
        return staff_person(cast(User, self.request.user))

    def link(self, **changes: Any) -> str:
        """This screen with some of what was asked changed; it starts on the first page again."""
        asked = self.request.GET.copy()
        for name in ("export", "p"):
            asked.pop(name, None)
        for name, value in changes.items():
            asked[name] = str(value)
        return f"{self.request.path}?{asked.urlencode()}"

    def pager(self, page: Page[Any]) -> dict[str, Any]:
        """What the pager below a list reads."""
        return {
            "page": page,
            "before_url": self.link(p=page.previous_page_number()) if page.has_previous() else "",
            "after_url": self.link(p=page.next_page_number()) if page.has_next() else "",
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": reverse("attempt_list"), "label": _("Attempts")}]
        if "attempt_pk" in self.kwargs:
            name = f"{self.attempt.enrolment.person} · {_('try')} {self.attempt.number}"
            items.append({"url": reverse("attempt_detail", args=[self.attempt.pk]), "label": name})
        return items
