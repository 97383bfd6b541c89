"""An exception in a quiz for one learner, found by name and phone, or for one class."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import QuizVersion
from courses.text import fold
from learners import phones
from learners.enums import EnrolmentState, RunKind
from learners.forms.attempt_care import ExceptionForm
from learners.models import CourseRun, Enrolment
from learners.reports.attempt_table import quiz_choices_of


class NewExceptionForm(ExceptionForm):
    """Quiz and learner (or class) first, then what is different. `whose` is what the service wants to know."""

    whom = None
    quiz = forms.ChoiceField(label=gettext_lazy("Quiz"))
    run = forms.ChoiceField(label=gettext_lazy("Class"), required=False)
    name = forms.CharField(label=gettext_lazy("Name of the learner"), required=False, max_length=120)
    phone = forms.CharField(
        label=gettext_lazy("Phone of the learner"), required=False, max_length=20,
        help_text=gettext_lazy("Only needed where two learners have the same name."),
    )  # fmt: skip
    field_order = ("quiz", "run", "name", "phone")

    def __init__(self, *args: Any, quizzes: QuerySet[QuizVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = set(quizzes.order_by().values_list("course_key", "quiz_key").distinct())
        self.course_of = {str(quiz): course for course, quiz in pairs}
        runs = CourseRun.objects.filter(course_key__in=set(self.course_of.values()), kind=RunKind.CLASS)
        self.runs = {str(run.pk): run for run in runs.order_by("-starts_on", "pk")}
        cast(forms.ChoiceField, self.fields["quiz"]).choices = [("", _("Choose a quiz")), *quiz_choices_of(pairs)]
        one = ("", _("No class: one learner"))
        cast(forms.ChoiceField, self.fields["run"]).choices = [one, *((pk, str(run)) for pk, run in self.runs.items())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        quiz = cleaned.get("quiz")
        if quiz and "run" not in self.errors:
            self.quiz_key = UUID(quiz)
            course = self.course_of[quiz]
            self.whose = self._class(course) if cleaned.get("run") else self._learner(course)
        return cleaned

    def _class(self, course: UUID) -> dict[str, Any]:
        run = self.runs[self.cleaned_data["run"]]
        if run.course_key != course:
            self.add_error("run", _("This class learns another course."))
        return {"run": run}

    def _learner(self, course: UUID) -> dict[str, Any]:
        """The one enrolment in the course that fits name and phone; else the form says what is missing."""
        name, phone = self.cleaned_data.get("name") or "", self.cleaned_data.get("phone") or ""
        if not name and not phone:
            self.add_error("name", _("Write the name of the learner, or choose a class."))
            return {}
        found = Enrolment.objects.exclude(state=EnrolmentState.WITHDRAWN).filter(course_key=course)
        if name:
            found = found.filter(person__name_folded=fold(name))
        if phone:
            found = found.filter(person__user__phone=self._number(phone))
        newest = {row.person_id: row for row in found.order_by("round", "pk")[:20]}
        if len(newest) != 1:
            several = _("Several learners of this course have this name. Write the phone number too.")
            nobody = _("Nobody in this course has this name and phone. Write the full name as it was enrolled.")
            self.add_error("name", several if newest else nobody)
            return {}
        return {"enrolment": next(iter(newest.values()))}

    def _number(self, phone: str) -> str:
        try:
            return phones.normalise(phone)
        except phones.PhoneError:
            return phone
