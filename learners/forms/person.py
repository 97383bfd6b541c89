"""What a person tells about themselves, on sign-up and when one more person joins a phone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Audience
from courses.text import nfc
from learners.enums import ConsentPurpose, Sex
from learners.ethnic_groups import ETHNIC_GROUPS
from learners.forms.birth import BirthField
from learners.forms.pin import NewPinMixin, PinField
from learners.models import AdministrativeUnit, ConsentText
from learners.names import BadName, tidy_name
from learners.services.accounts import PersonDetails

OUTSIDE = "outside"
# What cannot be done without it, purpose by purpose: whoever left one box out reads which, and what for.
WITHOUT = {
    ConsentPurpose.LEARNING: _("Without this consent lessons and results cannot be kept. Tick it to learn here."),
    ConsentPurpose.CERTIFICATE: _("Without this consent no certificate can be issued. Tick it to learn here."),
    ConsentPurpose.REPORTING: _("Without this consent the course cannot be counted. Tick it to learn here."),
}


class PersonForm(NewPinMixin):
    """Name, birth, commune, audience, what is voluntary, and one unticked box a consent."""

    full_name = forms.CharField(
        label=_("Full name"),
        max_length=120,
        help_text=_("As on the certificate, for example Nguyễn Thị Hoa."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words"}),
    )
    birth = BirthField(label=_("Birth date"), help_text=_("If day or month are not known, the year is enough."))
    unit = forms.ChoiceField(
        label=_("Commune or ward"),
        widget=forms.Select(attrs={"data-unit-picker": True}),
        error_messages={"invalid_choice": _("This commune is not in the list. Choose one, or “outside the list”.")},
    )
    unit_text = forms.CharField(
        label=_("Where you live, if outside the list"), max_length=120, required=False, widget=forms.TextInput
    )
    audience = forms.ModelChoiceField(Audience.objects.all(), label=_("You are"), empty_label=_("Choose"))
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", _("Rather not say")), *Sex.choices], required=False)
    ethnicity = forms.ChoiceField(
        label=_("Ethnic group"),
        choices=[("", _("Rather not say")), *((name, name) for name in ETHNIC_GROUPS)],
        required=False,
    )

    field_order = ["full_name", "phone", "pin", "pin_again", "birth", "unit", "unit_text", "audience", "sex"]

    def __init__(self, *args: Any, consent_texts: list[ConsentText], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in _communes()}
        self.fields["unit"].choices = _unit_choices(list(self.units.values()))  # type: ignore[attr-defined]  # A choice field.
        self.consent_texts = {f"consent_{text.purpose}": text for text in consent_texts}
        ethnicity = self.fields.pop("ethnicity")
        for name, text in self.consent_texts.items():
            if text.purpose == ConsentPurpose.ETHNICITY:
                self.fields["ethnicity"] = ethnicity
            self.fields[name] = _consent_box(text)

    def clean_full_name(self) -> str:
        """The name as the rule of the house takes it."""
        try:
            return tidy_name(self.cleaned_data["full_name"])
        except BadName as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("unit") == OUTSIDE and not cleaned.get("unit_text") and "unit_text" not in self.errors:
            self.add_error("unit_text", _("Write where you live, for example the commune and the province."))
        box = f"consent_{ConsentPurpose.ETHNICITY.value}"
        if cleaned.get("ethnicity") and not cleaned.get(box):
            self.add_error(
                box, _("The ethnic group is kept only with this consent. Tick the box, or leave the group out.")
            )
        return cleaned

    def details(self) -> PersonDetails:
        """What a valid form says, for the services."""
        said = self.cleaned_data
        outside = said["unit"] == OUTSIDE
        return PersonDetails(
            full_name=said["full_name"],
            birth_date=said["birth"].date,
            birth_precision=said["birth"].precision,
            unit=None if outside else self.units[said["unit"]],
            unit_text=" ".join(nfc(said["unit_text"]).split()) if outside else "",
            audience=said["audience"],
            sex=said["sex"],
            ethnicity=said.get("ethnicity", ""),
            consents=[text for name, text in self.consent_texts.items() if said.get(name)],
        )


class AddPersonForm(PersonForm):
    """One more person on a phone, with an own PIN if they want one."""

    pin = PinField(
        new=True, label=_("Own PIN"), required=False, help_text=_("Six digits, if nobody else may open your courses.")
    )
    pin_again = PinField(new=True, label=_("Own PIN once more"), required=False)


def _consent_box(text: ConsentText) -> forms.BooleanField:
    return forms.BooleanField(
        label=text.text,
        required=text.required and text.purpose != ConsentPurpose.ETHNICITY,
        error_messages={"required": WITHOUT.get(ConsentPurpose(text.purpose), WITHOUT[ConsentPurpose.LEARNING])},
    )


def _communes() -> list[AdministrativeUnit]:
    today = timezone.localdate()
    return list(AdministrativeUnit.objects.in_force(today).communes().select_related("parent").order_by("name_key"))


def _unit_choices(units: list[AdministrativeUnit]) -> list[Any]:
    """Communes by the unit above them; where all share one, by their type."""
    by_type = len({unit.parent_id for unit in units}) <= 1
    groups: dict[str, list[tuple[str, str]]] = {}
    for unit in units:
        label = unit.type.capitalize() if by_type else unit.parent.full_name if unit.parent else ""
        groups.setdefault(label, []).append((str(unit.pk), unit.full_name))
    return [("", _("Choose")), (OUTSIDE, _("Outside the list")), *sorted(groups.items(), reverse=by_type)]
