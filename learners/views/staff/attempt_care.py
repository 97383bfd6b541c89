"""The forms behind the buttons of an attempt; each calls one service and says what it did."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learners.enums import AttemptState, RunKind, SetAsideReason
from learners.forms.attempt_care import ExceptionForm, ExtendForm, HandInForm, ReopenForm
from learners.models import Attempt, Person, QuizException
from learners.services.attempt_care import (
    CareRefused,
    close_attempt_for,
    extend_attempt,
    make_exception,
    reopen_attempt,
)
from learners.services.outlook import outlook_of
from learners.services.quiz_times import shown
from learners.views.staff.screen import AttemptScreen

NOBODY = gettext_lazy("Your account is not tied to one person, so nobody could be named as the one who did this.")


class CareView(AttemptScreen):
    """A form with a reason; what the service refuses stands above the form, with everything typed still there."""

    template_name = "learners/attempts_admin/act.html"
    form_class: type[forms.Form]
    button: Any = ""

    @cached_property
    def form(self) -> forms.Form:
        """The form, filled with what was posted."""
        return self.form_class(self.request.POST or None, initial=self.initial())

    def initial(self) -> dict[str, Any]:
        """What the form starts with."""
        return {}

    def words(self) -> list[str]:
        """Sentences above the form."""
        return []

    def warnings(self) -> list[str]:
        """Sentences that ask for a second thought."""
        return []

    def act(self, attempt: Attempt, asked: dict[str, Any], by: Person) -> tuple[Attempt, str]:
        """Do it; return the attempt to show next and what to say."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "form": self.form, "attempt": self.attempt, "quiz_title": self.quiz_title, "words": self.words(),
            "warnings": self.warnings(), "button": self.button,
            "back_url": reverse("attempt_detail", args=[self.attempt.pk]),
        }  # fmt: skip

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.page_title)}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act, or show the form again with what stands in the way."""
        attempt, by = self.attempt, self.me
        if self.form.is_valid():
            if by is None:
                self.form.add_error(None, NOBODY)
            else:
                try:
                    attempt, sentence = self.act(attempt, self.form.cleaned_data, by)
                except CareRefused as error:
                    self.form.add_error(None, str(error))
                else:
                    messages.success(request, sentence)
                    return redirect(reverse("attempt_detail", args=[attempt.pk]))
        return self.render_to_response(self.get_context_data(), status=422)


class ExtendView(CareView):
    """More time for an open timed attempt."""

    page_title = button = gettext_lazy("Give more time")
    form_class = ExtendForm

    def initial(self) -> dict[str, Any]:
        return {"seen": self.attempt.due_at.isoformat() if self.attempt.due_at else ""}

    def words(self) -> list[str]:
        end = self.attempt.due_at
        return [_("It ends at %(at)s now.") % {"at": shown(end)}] if end else []

    def act(self, attempt: Attempt, asked: dict[str, Any], by: Person) -> tuple[Attempt, str]:
        done = extend_attempt(
            attempt=attempt, minutes=asked["minutes"], reason=asked["reason"], by=by, seen=asked["seen"]
        )  # fmt: skip
        return done, _("The try now ends at %(at)s.") % {"at": shown(done.due_at) if done.due_at else ""}


class HandInView(CareView):
    """Handing in for a learner who cannot."""

    page_title = button = gettext_lazy("Hand in for the learner")
    form_class = HandInForm

    def words(self) -> list[str]:
        return [_("What is saved is handed in and scored at once. The learner can answer no further.")]

    def act(self, attempt: Attempt, asked: dict[str, Any], by: Person) -> tuple[Attempt, str]:
        done = close_attempt_for(attempt=attempt, reason=asked["reason"], by=by)
        return done, _("The try was handed in.")


class ReopenView(CareView):
    """Opening a handed-in attempt again."""

    page_title = button = gettext_lazy("Open again")
    form_class = ReopenForm

    @cached_property
    def form(self) -> forms.Form:
        """The form without what does not apply to this attempt."""
        form = self.form_class(self.request.POST or None)
        if self.attempt.due_at is None:
            del form.fields["minutes"]
        if not self.attempt.set_aside.filter(reason=SetAsideReason.LATE).exists():
            del form.fields["with_set_aside"]
        return form

    def words(self) -> list[str]:
        return [
            _(
                "This try is kept but counts no longer. The learner goes on in a new one with the same questions and "
                "the answers given so far."
            )
        ]

    def warnings(self) -> list[str]:
        attempt = self.attempt
        if attempt.state not in {AttemptState.SCORED, AttemptState.SUBMITTED}:
            return []
        tries = list(attempt.enrolment.attempts.for_quiz(attempt.quiz_key))
        if not outlook_of(attempt, tries).shown.right_answer:
            return []
        return [_("The learner may have seen the right answers already, because no further try counted.")]

    def act(self, attempt: Attempt, asked: dict[str, Any], by: Person) -> tuple[Attempt, str]:
        again = reopen_attempt(
            attempt=attempt, reason=asked["reason"], by=by, with_set_aside=asked.get("with_set_aside", False),
            minutes=asked.get("minutes") or 0,
        )  # fmt: skip
        return again, _("The learner can go on: this is the new try.")


class ExceptionView(CareView):
    """Other times or more tries for the learner or the class."""

    page_title = gettext_lazy("Make an exception")
    button = gettext_lazy("Keep the exception")
    form_class = ExceptionForm

    @cached_property
    def form(self) -> forms.Form:
        """The form; a class is offered where the learner is in one."""
        form = self.form_class(self.request.POST or None, initial=self.initial())
        if self.attempt.enrolment.run.kind != RunKind.CLASS:
            del form.fields["whom"]
        return form

    def initial(self) -> dict[str, Any]:
        enrolment = self.attempt.enrolment
        known = QuizException.objects.filter(quiz_key=self.attempt.quiz_key, enrolment=enrolment).first()
        names = ("attempts_allowed", "minutes", "opens_at", "closes_at")
        return {name: getattr(known, name) for name in names} if known is not None else {}

    def words(self) -> list[str]:
        return [
            _("What stays empty is as for everybody. A try that runs keeps its end; give it more time instead."),
            _("Everything empty takes an earlier exception back."),
        ]

    def act(self, attempt: Attempt, asked: dict[str, Any], by: Person) -> tuple[Attempt, str]:
        enrolment = attempt.enrolment
        for_class = asked.pop("whom", "") == ExceptionForm.FOR_CLASS
        whose: dict[str, Any] = {"run": enrolment.run} if for_class else {"enrolment": enrolment}
        make_exception(quiz_key=attempt.quiz_key, by=by, **whose, **asked)
        return attempt, _("The exception is kept.")
