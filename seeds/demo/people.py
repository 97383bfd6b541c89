"""The people of the demonstration, one for every role; who is there already stays as they are."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from courses.models import Audience
from learners.enums import Role
from learners.models import AdministrativeUnit, Person, RoleAssignment, User
from learners.services.accounts import PersonDetails, add_person, register_person
from learners.services.consents import texts_in_force
from learners.services.ensured_accounts import ensure_staff
from seeds.loaders.content import ContentFolder


@dataclass(frozen=True)
class SignIn:
    """One line of the printed table."""

    title: str
    login: str
    secret: str
    code: str
    names: str


def ensure_people(folder: ContentFolder) -> list[SignIn]:
    """Make sure that every person of the file can sign in, and return how."""
    demo = folder.demo
    return [_learner(demo, entry) for entry in demo["learners"]] + [_staff(demo, entry) for entry in demo["staff"]]


def home_commune(demo: dict[str, Any]) -> AdministrativeUnit:
    """The commune the demonstration's people live in, on the map in force today."""
    return AdministrativeUnit.objects.in_force(timezone.localdate()).communes().get(code=demo["commune"])


def _learner(demo: dict[str, Any], entry: dict[str, Any]) -> SignIn:
    user = User.objects.filter(phone=entry["phone"]).first()
    if user is None:
        user = _register(demo, entry)
    names = ", ".join(person["name"] for person in entry["people"])
    return SignIn(entry["role"], entry["phone"].replace("+84", "0"), demo["pin"], "", names)


@transaction.atomic
def _register(demo: dict[str, Any], entry: dict[str, Any]) -> User:
    first, *others = [_details(demo, person) for person in entry["people"]]
    person = register_person(phone=entry["phone"], pin=demo["pin"], details=first)
    user = User.objects.get(pk=person.user_id)
    for details in others:
        add_person(user=user, details=details)
    if entry.get("helper"):
        RoleAssignment.objects.get_or_create(person=person, role=Role.HELPER, unit=person.unit)
    User.objects.filter(pk=user.pk).update(is_demo=True)
    return user


def _details(demo: dict[str, Any], person: dict[str, Any]) -> PersonDetails:
    birth: datetime.date = person["birth"]
    return PersonDetails(
        full_name=person["name"],
        birth_date=birth,
        birth_precision=person.get("precision", "day"),
        unit=home_commune(demo),
        audience=Audience.objects.get(code=demo["audience"]),
        sex=person["sex"],
        consents=texts_in_force("vi"),
    )


def _staff(demo: dict[str, Any], entry: dict[str, Any]) -> SignIn:
    unit = home_commune(demo) if entry.get("in_commune") else None
    if not Person.objects.filter(user__email=entry["email"]).exists():
        ensure_staff(
            email=entry["email"],
            password=demo["password"],
            full_name=entry["name"],
            role=entry["role"],
            unit=unit,
            demo=True,
        )
    code = settings.DEMO_SECOND_FACTOR
    return SignIn(entry["title"], entry["email"], demo["password"], code, entry["name"])
