"""The code of the second factor; accounts of a demonstration also open with the printed one."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.utils.crypto import constant_time_compare

from learners.forms.one_time_code import code_field


class _CodeForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()


class _DemoCodeForm(_CodeForm):
    """Lets the demo's printed code stand for the authenticator of an account that is marked as a demo."""

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        printed = settings.DEMO_SECOND_FACTOR
        if printed and self.user.is_demo and constant_time_compare(code, printed):
            self.authenticator = Authenticator.objects.get(user=self.user, type=Authenticator.Type.TOTP)
            return code
        return str(super().clean_code())  # type: ignore[misc]  # allauth's form, beside this one in the order.


class AuthenticateForm(_DemoCodeForm, AllauthAuthenticateForm):
    """The second step of signing in."""


class ReauthenticateForm(_DemoCodeForm, AllauthReauthenticateForm):
    """The code once more before something delicate, and for the admin in a session that was opened without it."""


class ActivateForm(_CodeForm, ActivateTOTPForm):
    """The first code of a new authenticator."""
