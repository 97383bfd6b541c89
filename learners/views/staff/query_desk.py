"""Questions about marks: the list, and one with everything needed to answer it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.items import ITEM_TYPES
from courses.rules.scoring import given
from learners.forms.marking import ANSWERED, OPEN, RIGHT, DeskFilterForm, QueryAnswerForm
from learners.models import MarkQuery
from learners.reports.marks import given_marks
from learners.services.attempts import score_attempt
from learners.services.grading import score_text
from learners.services.mark_queries import QueryRefused, answer_query
from learners.views.staff.mark_answer import answer_url
from learners.views.staff.marking_queue import PER_PAGE, long_titles
from learners.views.staff.screen import AttemptScreen


class QueryScreen(AttemptScreen):
    """What screens about questions share."""

    header_icon = "comment"

    @property
    def queries(self) -> QuerySet[MarkQuery]:
        """The questions about attempts this member of staff may see."""
        return MarkQuery.objects.filter(attempt__in=self.attempts.values("pk"))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse("mark_queries"), "label": _("Questions about marks")}]


class QueryListView(QueryScreen):
    """Those that wait, the oldest first; or those answered, the newest first."""

    page_title = gettext_lazy("Questions about marks")
    template_name = "learners/marking/desk/queries.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shows = [(OPEN, _("Not answered yet")), (ANSWERED, _("Answered"))]
        form = DeskFilterForm(self.request.GET, self.attempts, shows)
        found = self.queries if form.asked_quiz is None else self.queries.filter(attempt__quiz_key=form.asked_quiz)
        done = found.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")
        rows = done if form.asked_show == ANSWERED else found.filter(answered_at__isnull=True).order_by("at", "pk")
        page = Paginator(rows.select_related("attempt__enrolment", "by"), PER_PAGE).get_page(self.request.GET.get("p"))
        listed = list(page.object_list)
        titles = long_titles(query.attempt for query in listed)
        return super().get_context_data(**kwargs) | {
            "form": form,
            "page": page,
            "rows": [(query, titles[query.attempt.quiz_key]) for query in listed],
            "query": f"&quiz={form.asked_quiz or ''}&show={form.asked_show}",
        }


class QueryView(QueryScreen):
    """One question with the answer given, the right one, the marks and the score; a post answers it."""

    template_name = "learners/marking/desk/query.html"
    page_title = gettext_lazy("Question about a mark")

    @cached_property
    def query(self) -> MarkQuery:
        """The question the address names. Raises Http404 for one that may not be seen."""
        rows = self.queries.select_related("attempt__version", "attempt__enrolment", "by", "answered_by")
        found = rows.filter(pk=self.kwargs["query_pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.query.by.full_name}]

    @cached_property
    def form(self) -> QueryAnswerForm:
        """The answer as it is being written."""
        return QueryAnswerForm(self.request.POST or None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the answer; an accepted question of a marked answer leads on to its mark."""
        said = self.form.cleaned_data if self.form.is_valid() else None
        if said is not None and self.me is not None:
            accepted = said["accepted"] == RIGHT
            try:
                answer_query(query=self.query, answer=said["answer"], accepted=accepted, by=self.me)
            except QueryRefused as error:
                messages.error(request, str(error))
            else:
                messages.success(request, _("The answer is kept; the learner is told."))
                return redirect("mark_query", self.query.pk)
        return self.render_to_response(self.get_context_data(), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.query
        attempt, item = query.attempt, query.attempt.version.items[query.item_id]
        kind, stored = ITEM_TYPES[item["type"]], attempt.responses.filter(item_id=query.item_id).first()
        task = attempt.marking_tasks.filter(item_id=query.item_id).first()
        scored = {row.item_id: row for row in score_attempt(attempt).items}[query.item_id]
        return super().get_context_data(**kwargs) | {
            "query": query,
            "item": item,
            "quiz": attempt.version.content["title"],
            "answer_text": kind.answer_text(item, given(stored.body if stored else None).answer),
            "right_answer": kind.right_answer(item),
            "earned": (scored.fraction or 0) * scored.points,
            "points": scored.points,
            "mark": given_marks(attempt).get(query.item_id),
            "mark_url": answer_url(task) if task else "",
            "score_text": score_text(attempt.score) if attempt.score is not None else "",
            "form": self.form,
            "may_answer": query.answered_at is None and self.me is not None,
        }
