"""Exceptions made in quizzes, and a form for one before the learner begins."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learners.access import visible_quizzes
from learners.forms.exception import NewExceptionForm
from learners.models import QuizException, User
from learners.reports.attempt_table import quiz_titles
from learners.services.attempt_care import CareRefused, make_exception
from learners.views.staff.attempt_care import NOBODY
from learners.views.staff.attempt_detail import exception_row
from learners.views.staff.screen import AttemptScreen

PER_PAGE = 50


class ExceptionsView(AttemptScreen):
    """Who has other times or more tries, and why; a post adds one."""

    page_title = gettext_lazy("Exceptions")
    template_name = "learners/attempts_admin/exceptions.html"

    @cached_property
    def form(self) -> NewExceptionForm:
        """The form, with the quiz of the list chosen."""
        quizzes = visible_quizzes(cast(User, self.request.user))
        chosen = {"quiz": self.request.GET.get("quiz", "")}
        return NewExceptionForm(self.request.POST or None, initial=chosen, quizzes=quizzes)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        keys = visible_quizzes(cast(User, self.request.user)).values("quiz_key")
        found = QuizException.objects.filter(quiz_key__in=keys).order_by("-at", "-pk")
        found = found.select_related("by", "run", "enrolment__person")
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        titles = quiz_titles(row.quiz_key for row in page)
        rows = [exception_row(row) | {"quiz": titles.get(row.quiz_key, "–")} for row in page]
        return super().get_context_data(**kwargs) | self.pager(page) | {"form": self.form, "rows": rows}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the exception, or show the form again with what stands in the way."""
        form, by = self.form, self.me
        if form.is_valid() and by is None:
            form.add_error(None, str(NOBODY))
        if form.is_valid() and by is not None:
            names = ("opens_at", "closes_at", "minutes", "attempts_allowed", "reason")
            said = {name: form.cleaned_data[name] for name in names}
            try:
                make_exception(quiz_key=form.quiz_key, by=by, **form.whose, **said)
            except CareRefused as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("The exception is kept."))
                return redirect(request.get_full_path())
        return self.render_to_response(self.get_context_data(), status=422)
