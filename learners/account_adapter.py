"""What allauth asks of us: phones, codes by SMS, limits with the wait in words, and who opens after sign-in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learners import access, messages, pins
from learners.forms.phone import PhoneField
from learners.forms.pin import weak_pin_sentence
from learners.models import User
from learners.services import tries
from learners.services.accounts import SIGN_IN
from learners.ways_in import after_sign_in


class AccountAdapter(DefaultAccountAdapter):
    """Phones in E.164 on `User.phone`; the same words whether an account exists or not."""

    error_messages = DefaultAccountAdapter.error_messages | {
        key: gettext_lazy("The phone number (or e-mail) or the PIN does not match.")
        for key in ("phone_password_mismatch", "email_password_mismatch", "username_password_mismatch", "invalid_login")
    }

    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        """The field that takes phones as Vietnamese people write them."""
        return PhoneField(**kwargs)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """The phone and whether it was verified; None without one."""
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Store a phone for a user."""
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        """A code came back: it proves the phone only when codes go out through a gateway."""
        if messages.reaches_phones():
            User.objects.filter(pk=user.pk, phone=phone).update(phone_verified=True)

    def get_user_by_phone(self, phone: str) -> User | None:
        """The user of a phone in E.164."""
        return User.objects.filter(phone=phone).first() if phone else None

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        """Send a one-time code; short enough for one message with Vietnamese letters (70)."""
        messages.send(phone, _("Code: %(code)s. Good for 10 minutes. Give it to nobody.") % {"code": code})

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the secret is looked at; says the wait when none is left.

        allauth's own key leaves the phone out, so that all phones would share five tries.
        """
        try:
            self._one_try = tries.begin(SIGN_IN, credentials.get("phone") or credentials.get("email", "").lower())
        except tries.TooManyTries as error:
            raise ValidationError(too_many_sentence(error), code="too_many_login_attempts") from error

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The user whom the secret opens; a right one does not count as a try."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            self._one_try.give_back()
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is the user's PIN or password; counted like a sign-in."""
        credentials = {"phone": user.phone} if user.phone else {"email": user.email or ""}
        found = self.authenticate(self.request, password=password, **credentials)
        return found is not None and found.pk == user.pk

    def clean_password(self, password: str, user: User | None = None) -> str:
        """A phone's secret is a PIN that is hard to guess; a password of staff obeys the rule of the settings."""
        if user is not None and user.phone and not user.email:
            try:
                pins.check(password)
            except pins.WeakPin as error:
                raise ValidationError(weak_pin_sentence(error)) from error
            return password
        validate_password(password, user)
        return password

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff without a learning record go to the admin, everybody else to their courses."""
        user = request.user
        if user.has_perm("wagtailadmin.access_admin") and not access.people_of(user).exists():
            return resolve_url("wagtailadmin_home")
        return str(super().get_login_redirect_url(request))

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """After the last step of signing in: one person opens at once, several are asked who is learning."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return redirect(after_sign_in(request, user, response["Location"]))


def too_many_sentence(error: tries.TooManyTries) -> str:
    """The wait in words."""
    return ngettext(
        "Too many wrong tries. Try again in %(minutes)d minute.",
        "Too many wrong tries. Try again in %(minutes)d minutes.",
        error.minutes,
    ) % {"minutes": error.minutes}
