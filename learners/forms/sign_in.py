"""Signing in with phone or e-mail, and showing again that it is still you."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from learners.forms.phone import clean_phone


def _secret(**attrs: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password"} | attrs)
    return forms.CharField(label=_("PIN or password"), strip=False, max_length=200, widget=widget)


class SignInForm(LoginForm):
    """One box for phone or e-mail, one for PIN or password; both take either, whatever keys a phone offers.

    Almost everybody signs in with digits, so a phone offers its number pad; `letters` offers all keys instead.
    """

    def __init__(self, *args: Any, letters: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = "email" if letters else "tel"
        widget = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "inputmode": keys})
        self.fields["login"] = forms.CharField(label=_("Phone number or e-mail"), max_length=254, widget=widget)
        self.fields["password"] = _secret(inputmode="text" if letters else "numeric")
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        """The phone in E.164 or the e-mail in small letters."""
        typed = self.cleaned_data["login"].strip()
        if "@" not in typed:
            return clean_phone(typed)
        validate_email(typed)
        return typed.lower()


class ReauthenticateForm(AllauthReauthenticateForm):
    """The PIN or password once more before something delicate."""

    password = _secret()
