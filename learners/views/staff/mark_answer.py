"""One answer before its marker: the question, the answer, the rubric."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from courses.items.file_upload import file_kind
from courses.items.rubric import RubricError
from courses.rules.scoring import given
from learners.enums import MarkingState
from learners.forms.marking import RubricForm
from learners.models import ManualMark, MarkingTask, ResponseFile
from learners.reports.marks import explained
from learners.services.grading import score_text
from learners.services.marking import mark_item
from learners.services.marking_queue import MarkRefused, claim_task, release_task
from learners.views.staff.marking_queue import MarkingScreen, is_out, next_answer
from learners.views.uploads import download


class AnswerScreen(MarkingScreen):
    """A screen about one answer of the queue."""

    @cached_property
    def task(self) -> MarkingTask:
        """The answer the address names. Raises Http404 for one that may not be seen."""
        rows = self.tasks.select_related("attempt__version", "attempt__enrolment__person")
        found = rows.filter(pk=self.kwargs["task_pk"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def body(self) -> dict[str, Any]:
        """The answer itself, empty when there is none."""
        stored = self.task.attempt.responses.filter(item_id=self.task.item_id).first()
        return given(stored.body if stored else None).answer

    @cached_property
    def file(self) -> ResponseFile | None:
        """The file handed in; None for another kind of answer."""
        person = self.task.attempt.enrolment.person_id
        rows = ResponseFile.objects.filter(person=person, item_id=self.task.item_id)
        return rows.filter(public_id=self.body["file"]).first() if "file" in self.body else None


class MarkAnswerView(AnswerScreen):
    """Mark an answer; `do` of a post says claim, release or mark."""

    template_name = "learners/marking/desk/answer.html"
    form: RubricForm

    def get_page_title(self) -> str:
        return str(self.task)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.task)}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the answer, and the form to whom holds it."""
        self.form = self.new_form()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hold the answer, give it back, or keep the mark and go on to the next one."""
        me, action = self.me, request.POST.get("do", "mark")
        assert me is not None  # noqa: S101 - without a person there is no task to post to.
        self.form = self.new_form(request.POST if action == "mark" else None)
        try:
            if action == "claim":
                claim_task(task=self.task, by=me)
                return redirect(request.get_full_path())
            if action == "release":
                release_task(task=self.task, by=me)
                return redirect("marking_queue")
            if self.form.is_valid():
                return self.keep()
        except (MarkRefused, RubricError) as error:
            messages.error(request, str(error))
        return self.render_to_response(self.get_context_data(), status=422)

    def keep(self) -> HttpResponse:
        """Keep the mark; lead to the next answer, or back to the one whose mark was changed."""
        said, task, me = self.form.cleaned_data, self.task, self.me
        was_out = is_out(task)
        mark_item(
            attempt=task.attempt, item_id=task.item_id, marks=self.form.marks(), comment=said["comment"], by=me,
            reason=said.get("reason", ""),
        )  # fmt: skip
        task.refresh_from_db()
        messages.success(self.request, kept_words(task))
        if was_out:
            return redirect("mark_answer", task.pk)
        return next_answer(self, self.request.GET.get("quiz", ""))

    def new_form(self, data: Any = None) -> RubricForm:
        """The rubric as a form, filled with this marker's own earlier mark (or, later, with the one that counts)."""
        rows = [row for row in self.marks if is_out(self.task) or row.marker_id == getattr(self.me, "pk", None)]
        initial = RubricForm.initial_of(rows[-1].criteria, rows[-1].comment) if rows else {}
        return RubricForm(self.task.item, data, initial=initial, asks_reason=is_out(self.task))

    @cached_property
    def marks(self) -> list[ManualMark]:
        """The marks given so far, oldest first."""
        rows = self.task.attempt.manual_marks.filter(item_id=self.task.item_id)
        return list(rows.select_related("marker").order_by("pk"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        task, me, now = self.task, self.me, timezone.now()
        attempt, item, out = task.attempt, task.item, is_out(self.task)
        holds = task.claimed_by_id == getattr(me, "pk", None) and task.claimed_until is not None
        # A third marker decides between two, whose marks then help; a second one marks unmoved by the first.
        shows_marks = out or task.state == MarkingState.THIRD
        return super().get_context_data(**kwargs) | {
            "task": task,
            "item": item,
            "quiz": attempt.version.content["title"],
            "text": self.body.get("text", ""),
            "file": self.file,
            "file_kind": kind_of(self.file).upper() if self.file else "",
            "form": self.form,
            "may_mark": out or (holds and task.claimed_until > now),
            "held": me is not None and task.held_by_other(me, now),
            "late": task.state != MarkingState.DONE and task.due_on < timezone.localdate(),
            "name": attempt.enrolment.person.full_name if out else "",
            "score_text": score_text(attempt.score) if attempt.score is not None else "",
            "marks": [(row, explained(item, [row])) for row in self.marks] if shows_marks else [],
            "out": out,
        }


class MarkedFileView(AnswerScreen):
    """The file of an answer under its number: the name people give their files often is their own."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The file as a download."""
        if self.file is None:
            raise Http404
        name = _("answer-%(number)s") % {"number": self.task.pk}
        return download(self.file, f"{name}.{kind_of(self.file)}")


def kept_words(task: MarkingTask) -> str:
    """What became of the mark just kept."""
    if task.state == MarkingState.SECOND:
        return _("Kept. A second person marks this answer too.")
    if task.state == MarkingState.THIRD:
        return _("Kept. The two marks differ, so a third person decides.")
    return _("Kept.")


def kind_of(file: ResponseFile) -> str:
    """The kind of a file, as its name ends."""
    return file_kind(file.name)


def answer_url(task: MarkingTask) -> str:
    """The address of an answer in the queue."""
    return reverse("mark_answer", args=[task.pk])
