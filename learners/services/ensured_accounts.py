"""Accounts that a site starts with: made once, left as they are when they exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from django.db import transaction

from learners import phones
from learners.enums import Role
from learners.models import AdministrativeUnit, ConsentText, Person, RoleAssignment, User
from learners.services.accounts import new_account
from learners.services.consents import record_consents


@transaction.atomic
def ensure_staff(
    *,
    email: str,
    password: str,
    full_name: str,
    role: str,
    unit: AdministrativeUnit | None = None,
    demo: bool = False,
) -> User:
    """Return the account of a member of staff, made with person, role and Wagtail group (named as the role) if missing.

    An existing account keeps its password and names. Demo accounts get an authenticator, which the demo's code opens.
    """
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is None:
        user = new_account(email=email, secret=password, first_name=full_name, is_demo=demo)
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    person = Person.objects.filter(user=user).order_by("pk").first() or _person(user, full_name, unit=unit)
    RoleAssignment.objects.get_or_create(person=person, role=Role(role), unit=unit)
    group = Group.objects.filter(name=role).first()
    if group is not None:
        user.groups.add(group)
    if demo and not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, generate_totp_secret())
    return user


@transaction.atomic
def ensure_learner(
    *,
    phone: str,
    pin: str,
    names: Sequence[str],
    own_pins: dict[str, str] | None = None,
    consents: Sequence[ConsentText] = (),
    demo: bool = False,
    **details: Any,
) -> User:
    """Return the account of a phone (any way of writing it) with a person a name, made if missing.

    `own_pins` protects persons by name; `details` are further fields of `Person` for everybody (unit, audience,
    birth_date, birth_precision, sex). What exists is left alone. Raises phones.PhoneError.
    """
    number = phones.normalise(phone)
    user = User.objects.filter(phone=number).first()
    if user is None:
        user = new_account(phone=number, secret=pin, is_demo=demo)
    for name in names:
        if not Person.objects.filter(user=user, full_name=name).exists():
            person = _person(user, name, pin=(own_pins or {}).get(name, ""), **details)
            record_consents(person=person, texts=consents)
    return user


def _person(user: User, full_name: str, *, pin: str = "", **details: Any) -> Person:
    person = Person(user=user, full_name=full_name, **details)
    person.set_pin(pin)
    person.save()
    return person
