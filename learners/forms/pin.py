"""PINs on forms: six digits, typed twice where a new one is set."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learners import pins
from learners.models import Person, User

_SENTENCES = {
    "shape": _("A PIN is six digits."),
    "common": _("Many people try this PIN first. Choose six digits that are harder to guess."),
    "birth": _("This PIN is made of the birth date, which others know. Choose other digits."),
}


def weak_pin_sentence(error: pins.WeakPin) -> str:
    """Why a PIN is refused, in words for people."""
    return str(_SENTENCES[error.reason])


class PinField(forms.CharField):
    """Six digits, in a box wide enough for big ones."""

    def __init__(self, *, new: bool, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "maxlength": pins.LENGTH, "class": "pin"}
        attrs["autocomplete"] = "new-password" if new else "current-password"
        # A new PIN is shown again after a fault elsewhere in a long form: nobody should type it four times.
        super().__init__(widget=forms.PasswordInput(attrs=attrs, render_value=new), **kwargs)

    def clean(self, value: Any) -> str:
        """The digits; blanks between them do not count."""
        return str(super().clean("".join(str(value or "").split())))


class NewPinMixin(forms.Form):
    """`pin` and `pin_again` must be the same and may not be easy to guess."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        pin, again = cleaned.get("pin", ""), cleaned.get("pin_again", "")
        if pin and again != pin and "pin_again" not in self.errors:
            self.add_error("pin_again", _("The two PINs differ. Type the same six digits twice."))
        birth = cleaned.get("birth")
        known = {"birth_date": birth.date, "birth_precision": birth.precision} if birth else {}
        try:
            if pin:
                pins.check(pin, **known)
        except pins.WeakPin as error:
            self.add_error("pin", weak_pin_sentence(error))
        return cleaned


class ChangePinForm(NewPinMixin):
    """The PIN until now, under a label that says which one, and the new one twice; no label: no old one is asked."""

    def __init__(self, *args: Any, old_label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if old_label:
            self.fields["old"] = PinField(new=False, label=old_label)
        self.fields["pin"] = PinField(new=True, label=_("New PIN"), help_text=_("Six digits."))
        self.fields["pin_again"] = PinField(new=True, label=_("New PIN once more"))


class SetPinForm(ChangePinForm):
    """A new PIN for the account; the old one is asked unless a code by SMS came just before."""

    def __init__(self, *args: Any, user: User, needs_old: bool, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, old_label=_("PIN until now") if needs_old else "", **kwargs)

    def clean_old(self) -> str:
        """The PIN until now; wrong ones count like wrong ones at sign-in."""
        old = str(self.cleaned_data["old"])
        if not get_adapter().reauthenticate(self.user, old):
            raise ValidationError(_("This is not the PIN until now."))
        return old


class SetOwnPinForm(ChangePinForm):
    """A new own PIN for one person of a phone; the first one asks for the phone's, which opened them until now."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        label = _("Own PIN until now") if person.pin else _("PIN of this phone")
        super().__init__(*args, old_label=label, **kwargs)


class ChoosePersonForm(forms.Form):
    """Who is learning, with the own PIN where one was set."""

    person = forms.UUIDField()
    pin = forms.CharField(required=False, max_length=20)

    def refuse(self, sentence: str) -> None:
        """Say why nobody was opened."""
        self.add_error(None, ValidationError(sentence))
