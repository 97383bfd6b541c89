"""One occasion of help, as its helper tells it on the page or through the queue of a phone."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from courses.text import nfc
from learners.enums import AssistanceKind
from learners.forms.phone import PhoneField
from learners.models import CommunityGroup, Person
from learners.models.assistance import MOST_MINUTES, MOST_PERSONS
from learners.models.community_group import LONGEST_VILLAGE
from learners.services import tries
from learners.services.assistance import Occasion, named_learner

MINUTES = (5, 15, 30, 60)
OUT_OF_BOUNDS = {
    "min_value": _("Write a number from %(limit_value)s up."),
    "max_value": _("Write a number up to %(limit_value)s."),
}


def _number(label: Any, high: int, **kwargs: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=1, max_value=high, error_messages=OUT_OF_BOUNDS, widget=widget, **kwargs
    )


def _minute_choices() -> list[tuple[Any, str]]:
    said = [(number, gettext("%(number)s minutes") % {"number": number}) for number in MINUTES]
    return [("", gettext("Not noted")), *said]


class AssistanceForm(forms.Form):
    """With what, how many people, how long, where; a learner may be named by exact phone and full name.

    `too_many` holds the tries where the helper's account has none left to name anybody.
    """

    kind = forms.ChoiceField(
        label=_("What did you help with?"),
        choices=AssistanceKind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose what the help was about.")),
    )
    persons = _number(_("How many people?"), MOST_PERSONS, initial=1)
    minutes = forms.TypedChoiceField(
        label=_("How long?"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=_minute_choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the times, or write the minutes.")},
    )
    minutes_other = _number(_("Or another number of minutes"), MOST_MINUTES, required=False)
    village = forms.CharField(label=_("Village"), required=False, max_length=LONGEST_VILLAGE)
    learner_phone = PhoneField(
        label=_("Phone of a learner you helped"),
        required=False,
        help_text=_("Only if they learn here and agree to be named."),
    )
    learner_name = forms.CharField(label=_("Full name of that learner"), required=False, max_length=120)

    def __init__(self, *args: Any, group: CommunityGroup, helper: Person, command_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.helper, self.command_id = group, helper, command_id
        self.learner: Person | None = None
        self.too_many: tries.TooManyTries | None = None

    def clean_village(self) -> str:
        """The village as it is stored: NFC, single blanks, nothing that is no letter in any writing."""
        return " ".join(nfc(self.cleaned_data["village"].encode(errors="ignore").decode()).split())

    def clean(self) -> dict[str, Any]:
        cleaned = cast(dict[str, Any], super().clean())
        phone, name = cleaned.get("learner_phone"), cleaned.get("learner_name")
        if "learner_phone" in self.errors or not (phone or name):
            return cleaned
        if phone and name:
            self._find(phone, name)
        if self.learner is None:
            self.add_error("learner_phone", self._nobody())
        return cleaned

    def _find(self, phone: str, name: str) -> None:
        try:
            self.learner = named_learner(
                helper=self.helper, group=self.group, phone=phone, full_name=name, command_id=self.command_id
            )
        except tries.TooManyTries as error:
            self.too_many = error

    def _nobody(self) -> str:
        if self.too_many is None:
            return gettext(
                "Nobody of your commune learns with this phone and this name. Correct them, or leave both out."
            )
        return ngettext(
            "Too many names were not found. Leave phone and name out, or name the learner in %(minutes)d minute.",
            "Too many names were not found. Leave phone and name out, or name the learner in %(minutes)d minutes.",
            self.too_many.minutes,
        ) % {"minutes": self.too_many.minutes}

    def occasion(self) -> Occasion:
        """What a valid form says, for the service."""
        said = self.cleaned_data
        minutes = said["minutes_other"] or said["minutes"]
        return Occasion(said["kind"], said["persons"], minutes, said["village"], self.learner)
