"""Staff who may open the admin."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.http import HttpRequest
from django.test import Client

from learners.enums import Role
from learners.models import AdministrativeUnit, RoleAssignment, User
from tests.factories.person import make_person
from tests.factories.user import make_user


def make_officer(role: Role | None, unit: AdministrativeUnit | None = None) -> User:
    """A user who may open the admin, with a person in this role (none: somebody of the admin without reports)."""
    user = make_user(phone=None, email=f"staff{User.objects.count()}@example.vn")
    group = Group.objects.get_or_create(name="officers")[0]
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    user.groups.add(group)
    person = make_person(user, full_name="Trần Văn Cán")
    if role is not None:
        RoleAssignment.objects.create(person=person, role=role, unit=unit)
    return user


def sign_in_staff(client: Client, user: User) -> Client:
    """The client signed in with a second factor, as the admin asks of everybody."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "none"}})
    client.force_login(user)
    request = HttpRequest()
    request.session = client.session
    record_authentication(request, user, "mfa")
    request.session.save()
    return client
