"""Which attempts a member of staff wants to see."""

from __future__ import annotations

import datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.text import fold
from learners.enums import AttemptState
from learners.models import SetAside
from learners.models.attempt import AttemptQuerySet
from learners.reports.attempt_table import quiz_choices

# A day outside these has no midnight in some time zone.
FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"])


class AttemptFilterForm(forms.Form):
    """All filters may stay empty; what cannot be understood is told and filters nothing."""

    quiz = forms.TypedChoiceField(label=_("Quiz"), required=False, coerce=UUID, empty_value=None)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *AttemptState.choices])
    first = _day(_("Begun from"))
    last = _day(_("to"))
    name = forms.CharField(label=_("Name of the learner"), required=False, max_length=120)
    aside = forms.BooleanField(label=_("Only with answers set aside"), required=False)

    def __init__(self, asked: QueryDict, attempts: AttemptQuerySet) -> None:
        super().__init__({name: asked[name] for name in self.base_fields if name in asked})
        cast(forms.ChoiceField, self.fields["quiz"]).choices = [("", _("All")), *quiz_choices(attempts)]

    def clean_first(self) -> datetime.date | None:
        return self._within("first")

    def clean_last(self) -> datetime.date | None:
        return self._within("last")

    def _within(self, name: str) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data[name]
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("Choose a day from the year 2000 on."))
        return day

    def narrow(self, attempts: AttemptQuerySet) -> AttemptQuerySet:
        """The attempts asked for."""
        self.is_valid()
        asked = self.cleaned_data
        filters: dict[str, Any] = {
            "quiz_key": asked.get("quiz"),
            "state": asked.get("state"),
            "started_at__gte": _midnight(asked.get("first")),
            "started_at__lt": _midnight(asked.get("last"), days=1),
            "enrolment__person__name_folded__contains": fold(asked.get("name") or ""),
        }
        found = attempts.filter(**{name: value for name, value in filters.items() if value not in (None, "")})
        return found.filter(pk__in=SetAside.objects.values("attempt")) if asked.get("aside") else found


def _midnight(day: datetime.date | None, *, days: int = 0) -> datetime.datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min)) + datetime.timedelta(days=days)
