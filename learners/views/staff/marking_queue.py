"""The queue of answers to mark: numbers instead of names, the first due first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learners.enums import AttemptState, MarkingState
from learners.forms.marking import MARKED, WAITING, DeskFilterForm
from learners.models import Attempt, MarkingTask
from learners.models.marking import MarkingTaskQuerySet
from learners.reports.attempt_table import course_titles, quiz_titles
from learners.services.marking_queue import claim_next
from learners.views.staff.screen import AttemptScreen

PER_PAGE = 50


class MarkingScreen(AttemptScreen):
    """What screens about the queue share."""

    header_icon = "edit"

    @property
    def tasks(self) -> MarkingTaskQuerySet:
        """The answers this member of staff may look at: those of attempts they may see, never their own."""
        rows = MarkingTask.objects.filter(attempt__in=self.attempts.values("pk"))
        return rows.not_of(self.me) if self.me is not None else rows.none()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse("marking_queue"), "label": _("Answers to mark")}]


class MarkingQueueView(MarkingScreen):
    """What waits, or what was marked; names stand only where the result is out."""

    page_title = gettext_lazy("Answers to mark")
    template_name = "learners/marking/desk/queue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shows = [(WAITING, _("To be marked")), (MARKED, _("Marked"))]
        form = DeskFilterForm(self.request.GET, self.attempts, shows)
        found = self.tasks if form.asked_quiz is None else self.tasks.filter(attempt__quiz_key=form.asked_quiz)
        marked = found.filter(state=MarkingState.DONE).exclude(attempt__state=AttemptState.VOIDED).order_by("-pk")
        rows = marked if form.asked_show == MARKED else found.waiting()
        page = Paginator(rows.select_related("attempt__enrolment__person", "claimed_by"), PER_PAGE).get_page(
            self.request.GET.get("p")
        )
        return super().get_context_data(**kwargs) | {
            "form": form,
            "page": page,
            "rows": self.rows(list(page.object_list)),
            "waiting": form.asked_show == WAITING,
            "mine": found.waiting().for_marker(self.me, timezone.now()).count() if self.me else 0,
            "query": f"&quiz={form.asked_quiz or ''}&show={form.asked_show}",
        }

    def rows(self, tasks: list[MarkingTask]) -> list[dict[str, Any]]:
        """Each answer as the list shows it."""
        titles, now, me = long_titles(task.attempt for task in tasks), timezone.now(), self.me
        return [
            {
                "task": task,
                "quiz": titles[task.attempt.quiz_key],
                "late": task.state != MarkingState.DONE and task.due_on < timezone.localdate(),
                "held": me is not None and task.held_by_other(me, now),
                "name": task.attempt.enrolment.person.full_name if is_out(task) else "",
            }
            for task in tasks
        ]


class MarkNextView(MarkingScreen):
    """Take the next answer and lead to it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Looking takes nothing: back to the queue."""
        return redirect("marking_queue")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hold the first answer that is free."""
        return next_answer(self, request.POST.get("quiz", ""))


def next_answer(screen: MarkingScreen, quiz: str) -> HttpResponse:
    """The way to the next answer of a quiz (of any, where it names none), held for this marker; else to the queue."""
    form = DeskFilterForm({"quiz": quiz}, screen.attempts, [(WAITING, "")])
    rows = screen.tasks.waiting()
    rows = rows if form.asked_quiz is None else rows.filter(attempt__quiz_key=form.asked_quiz)
    task = claim_next(tasks=rows, by=screen.me) if screen.me is not None else None
    if task is None:
        messages.success(screen.request, _("Nothing is left to mark for you here."))
        return redirect(f"{reverse('marking_queue')}?quiz={form.asked_quiz or ''}")
    return redirect(f"{reverse('mark_answer', args=[task.pk])}?quiz={form.asked_quiz or ''}")


def long_titles(attempts: Iterable[Attempt]) -> dict[UUID, str]:
    """Course and quiz in one line, by quiz."""
    courses = {row.quiz_key: row.enrolment.course_key for row in attempts}
    quizzes, titles = quiz_titles(courses), course_titles(courses.values())
    return {quiz: f"{titles.get(course, '–')} · {quizzes.get(quiz, '–')}" for quiz, course in courses.items()}


def is_out(task: MarkingTask) -> bool:
    """Whether the learner knows the result, so that markers may know the learner."""
    return task.attempt.state == AttemptState.SCORED
