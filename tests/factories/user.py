"""Ways to sign in."""

from __future__ import annotations

from typing import Any

from learners.models import User
from learners.services.accounts import new_account

PIN = "482915"
PASSWORD = "a-long-password-of-staff"


def make_user(phone: str | None = "+84912345678", pin: str = PIN, **fields: Any) -> User:
    """A phone with a PIN."""
    return new_account(phone=phone, secret=pin, **fields)
