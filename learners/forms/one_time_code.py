"""A one-time code by SMS or e-mail."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def code_field() -> forms.CharField:
    """Six digits that were sent or are shown by an app."""
    attrs = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "pin", "maxlength": 12}
    return forms.CharField(label=_("Code"), max_length=40, widget=forms.TextInput(attrs=attrs))


class RequestCodeForm(RequestLoginCodeForm):
    """Phone or e-mail, the phone first; one of them is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("or e-mail")
        self.fields["email"].widget = forms.EmailInput(attrs={"autocomplete": "email"})
        self.order_fields(["phone", "email"])
        for field in self.fields.values():
            # Neither alone is required, but to say “optional” at both would be untrue.
            field.one_is_enough = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors and not cleaned.get("phone") and not cleaned.get("email"):
            raise ValidationError(_("Write the phone number to which the code is sent."))
        return cleaned


class ConfirmCodeForm(ConfirmLoginCodeForm):
    """The code that was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()
