"""A way to sign in: one phone, one e-mail or one identity provider."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


def opaque_name() -> str:
    """A user name nobody types: people sign in with phone or e-mail."""
    return uuid.uuid4().hex


class UserManager(DjangoUserManager["User"]):
    """Creates users without asking for a user name."""

    def create_user(
        self, username: str | None = None, email: str | None = None, password: str | None = None, **extra: Any
    ) -> User:  # type: ignore[override]
        return super().create_user(username or opaque_name(), email or None, password, **extra)


class User(AbstractUser):
    """Not a person: a household's phone is one user with several `Person`s.

    The password is a six-digit PIN for a phone and a password for staff. `phone` is E.164 (+84…).
    """

    username = models.CharField(max_length=150, unique=True, default=opaque_name)
    phone = models.CharField(_("phone"), max_length=16, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(_("phone verified"), default=False)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)  # type: ignore[assignment]
    is_demo = models.BooleanField(_("demonstration account"), default=False)

    objects = UserManager()

    def get_full_name(self) -> str:
        """The name given to the account, else what one signs in with: lists of accounts show no opaque name."""
        return super().get_full_name() or self.email or self.phone or ""

    def clean(self) -> None:
        super().clean()
        self.email = self.email or None

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Two people without e-mail are two people: an empty text would meet the unique constraint, null does not.
        self.email, self.phone = self.email or None, self.phone or None
        super().save(*args, **kwargs)

    class Meta:
        verbose_name = _("way to sign in")
        verbose_name_plural = _("ways to sign in")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phone__isnull=True) | models.Q(phone__startswith="+84"), name="phone_is_e164_vietnam"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username
