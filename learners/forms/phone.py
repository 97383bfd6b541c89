"""A phone number as people write it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from learners import phones

SENTENCES = {
    "letters": _("A phone number has digits only, for example 0912 345 678."),
    "number": _("This is not a phone number of Vietnam. It has 10 digits, for example 0912 345 678."),
}


class PhoneField(forms.CharField):
    """Takes 0…, +84… with blanks, dots and dashes; gives E.164."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Phone number"))
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The number in E.164. Raises ValidationError with a sentence for people."""
        typed = super().clean(value)
        return clean_phone(typed) if typed else ""


def clean_phone(typed: str) -> str:
    """The number in E.164. Raises ValidationError with a sentence for people."""
    try:
        return phones.normalise(typed)
    except phones.PhoneError as error:
        raise ValidationError(SENTENCES[error.reason], code=error.reason) from error
