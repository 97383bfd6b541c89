"""How the user of a session is found again."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AbstractBaseUser

from learners.models import User
from learners.stored_rows import stored_rows


class SignInBackend(AuthenticationBackend):
    """allauth's backend; every request asks it for a user, and building that query takes longer than answering."""

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        """Return the user while they may sign in."""
        user: User | None = next(iter(stored_rows(User, "WHERE id = %s", [user_id])), None)
        return user if user is not None and self.user_can_authenticate(user) else None
