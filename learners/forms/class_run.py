"""A class and its timetable, as whoever sets it up fills them in."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.models import CoursePage
from learners.access.field import teaching_people
from learners.forms.attempt_care import moment_field
from learners.forms.chosen_rows import ChosenRowsField
from learners.forms.report_filter import FIRST_YEAR, LAST_YEAR
from learners.models import AdministrativeUnit, ClassSession, CourseRun, LearningPolicy, Person
from learners.models.class_session import LONGEST_SESSION
from learners.models.run import MOST_LEARNERS
from learners.services.class_plans import PlannedSession

MOST_SESSIONS, MORE_SESSIONS = 60, 3
MINUTE, PER_CENT = timedelta(minutes=1), Decimal(100)


class ClassForm(forms.Form):
    """What a class is; `facts` is what the service wants to know. The course of a class is not changed."""

    course = forms.ChoiceField(label=_("Course"))
    title = forms.CharField(label=_("Name of the class"), max_length=160)
    place = forms.CharField(label=pgettext_lazy("class", "Place"), max_length=200, required=False)
    unit = forms.ModelChoiceField(AdministrativeUnit.objects.none(), label=_("Commune"), required=False)
    trainers = ChosenRowsField(
        Person.objects.none(),
        label=_("Trainers"),
        required=False,
        help_text=_("They see the list and take attendance."),
    )
    capacity = forms.IntegerField(
        label=pgettext_lazy("class", "Places"), min_value=1, max_value=MOST_LEARNERS, required=False
    )
    attendance = forms.IntegerField(
        label=_("Sessions to attend, per cent"), min_value=0, max_value=100, required=False,
        help_text=_("Empty: attendance is not asked for, and hours in class do not count."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, units: QuerySet[AdministrativeUnit], unit_needed: bool, run: CourseRun | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, initial=_initial(run), **kwargs)
        unit = cast(forms.ModelChoiceField, self.fields["unit"])
        unit.queryset, unit.required = units, unit_needed
        cast(ChosenRowsField, self.fields["trainers"]).queryset = teaching_people()
        if run is not None:
            del self.fields["course"]
        else:
            rows = CoursePage.objects.live().order_by("code").values_list("translation_key", "code", "title")
            courses = {str(key): f"{code} {title}" for key, code, title in rows}
            cast(forms.ChoiceField, self.fields["course"]).choices = [("", "–"), *courses.items()]

    @property
    def facts(self) -> dict[str, Any]:
        """The fields of the run."""
        cleaned = self.cleaned_data
        share = cleaned["attendance"]
        return {name: cleaned[name] for name in ("title", "place", "unit", "capacity")} | {
            "required_attendance": None if share is None else share / PER_CENT
        }


def _initial(run: CourseRun | None) -> dict[str, Any]:
    if run is None:
        return {"attendance": int(LearningPolicy.in_force().required_attendance * PER_CENT)}
    share = run.required_attendance
    return {
        "title": run.title, "place": run.place, "unit": run.unit_id, "capacity": run.capacity,
        "trainers": list(run.trainers.values_list("pk", flat=True)),
        "attendance": None if share is None else int(share * PER_CENT),
    }  # fmt: skip


class TimetableChanged(Exception):
    """A line is about a session that somebody else took off the timetable meanwhile."""


class SessionForm(forms.Form):
    """One line of the timetable, with the session it is about; a line left empty plans nothing."""

    session = forms.UUIDField(required=False, widget=forms.HiddenInput)
    starts_at = moment_field(_("Begins"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=LONGEST_SESSION // MINUTE, required=False)
    place = forms.CharField(label=_("Place, where another"), max_length=200, required=False)
    meeting_url = forms.URLField(label=_("Online meeting"), required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("starts_at") and not cleaned.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("Write how many minutes the session takes."))
        if cleaned.get("minutes") and not cleaned.get("starts_at") and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Write when the session begins."))
        if cleaned.get("starts_at") and not FIRST_YEAR <= cleaned["starts_at"].year <= LAST_YEAR:
            self.add_error("starts_at", _("Look at the year of this day once more."))
        return cleaned


TimetableFormSet = formset_factory(
    SessionForm, extra=MORE_SESSIONS, max_num=MOST_SESSIONS, validate_max=True, can_delete=True
)  # fmt: skip


def timetable_initial(sessions: list[ClassSession]) -> list[dict[str, Any]]:
    """The lines of the sessions there are."""
    return [
        {
            "session": each.public_id, "starts_at": each.starts_at,
            "minutes": (each.ends_at - each.starts_at) // MINUTE, "place": each.place, "meeting_url": each.meeting_url,
        }
        for each in sessions
    ]  # fmt: skip


def planned(formset: Any, sessions: list[ClassSession]) -> list[PlannedSession]:
    """What the lines say of these sessions and of new ones; a session without a line stays as it is.

    Raises TimetableChanged.
    """
    found, known = [], {each.public_id: each for each in sessions}
    for form in formset.forms:
        cleaned = form.cleaned_data
        named, starts_at = cleaned.get("session"), cleaned.get("starts_at")
        held = known.get(named)
        cancelled = bool(cleaned.get("DELETE")) or starts_at is None
        if held is None and cancelled:
            continue
        if held is None and named is not None:
            raise TimetableChanged
        begins, ends_at = _times(starts_at, cleaned.get("minutes") or 0, held)
        where = {name: cleaned.get(name, "") for name in ("place", "meeting_url")}
        found.append(PlannedSession(begins, ends_at, session=held, cancelled=cancelled, **where))
    return found


def _times(starts_at: datetime | None, minutes: int, held: ClassSession | None) -> tuple[datetime, datetime]:
    """When a line's session is; one shown to the minute and left so keeps its seconds."""
    if held is not None:
        shown = held.starts_at.replace(second=0, microsecond=0), (held.ends_at - held.starts_at) // MINUTE
        if starts_at is None or shown == (starts_at, minutes):
            return held.starts_at, held.ends_at
    begins = cast(datetime, starts_at)
    return begins, begins + minutes * MINUTE
