"""What a member of staff fills in to help a learner with an attempt: always with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from learners.services.attempt_care import LONGEST_REASON, MOST_MINUTES

MOST_TRIES = 100
_LOCAL = "%Y-%m-%dT%H:%M"


def _reason(most: int = LONGEST_REASON) -> forms.CharField:
    return forms.CharField(label=_("Reason"), max_length=most, help_text=_("Kept with the record; it is not changed."))


def moment_field(label: Any) -> forms.DateTimeField:
    """A day and time as browsers let people choose it."""
    widget = forms.DateTimeInput(format=_LOCAL, attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, required=False, widget=widget, input_formats=[_LOCAL, f"{_LOCAL}:%S"])


class HandInForm(forms.Form):
    """Handing in for a learner."""

    reason = _reason()


class ExtendForm(forms.Form):
    """More time; `seen` is the end that was shown."""

    minutes = forms.IntegerField(label=_("Minutes more"), min_value=1, max_value=MOST_MINUTES)
    reason = _reason()
    seen = forms.DateTimeField(
        widget=forms.HiddenInput, input_formats=["%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"]
    )


class ReopenForm(forms.Form):
    """Opening again; what does not apply to the attempt is taken out of the form."""

    minutes = forms.IntegerField(
        label=_("Minutes more"), min_value=0, max_value=MOST_MINUTES, initial=0,
        help_text=_("Beside the time that was left when it was handed in."),
    )  # fmt: skip
    with_set_aside = forms.BooleanField(
        label=_("Take over answers that were given in time and arrived too late"), required=False
    )
    reason = _reason()


class ExceptionForm(forms.Form):
    """Other times or more tries; what stays empty is as for everybody."""

    FOR_LEARNER, FOR_CLASS = "learner", "class"

    whom = forms.ChoiceField(
        label=_("For whom"), choices=[(FOR_LEARNER, _("this learner")), (FOR_CLASS, _("the whole class"))],
        initial=FOR_LEARNER, widget=forms.RadioSelect,
    )  # fmt: skip
    attempts_allowed = forms.IntegerField(
        label=_("Tries in all"), required=False, min_value=0, max_value=MOST_TRIES, help_text=_("0 means no limit.")
    )
    minutes = forms.IntegerField(
        label=_("Time limit in minutes"), required=False, min_value=1, max_value=MOST_MINUTES,
        help_text=_("For tries begun from now on."),
    )  # fmt: skip
    opens_at = moment_field(_("Opens at"))
    closes_at = moment_field(_("Closes at"))
    reason = _reason()


class RegradeForm(forms.Form):
    """Confirming a plan that was shown."""

    plan = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = _reason(200)
