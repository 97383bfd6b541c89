"""The pages of signing up and in, filled and read by tests."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from learners.access import OWN_PIN_SESSION_KEY, PERSON_SESSION_KEY, session_mark
from learners.models import AdministrativeUnit, Person
from tests.factories.audience import make_audience
from tests.factories.user import PIN

SIGN_UP, SIGN_IN, CHOOSE = "/tai-khoan/dang-ky/", "/tai-khoan/login/", "/tai-khoan/ai-hoc/"
ADD, SET_PIN, FORGOT, LEARNING = "/tai-khoan/them-nguoi/", "/tai-khoan/ma-pin/", "/tai-khoan/quen-ma-pin/", "/hoc/"
SET_OWN_PIN = "/tai-khoan/ma-pin-rieng/"


def learning_client(person: Person, **options: Any) -> Client:
    """A browser in which this person has signed in and is the one who learns."""
    client = Client(**options)
    client.force_login(person.user)
    return open_in(client, person)


def open_in(client: Client, person: Person) -> Client:
    """The same client with this person open in its session."""
    session = client.session
    session[PERSON_SESSION_KEY] = str(person.public_id)
    session[OWN_PIN_SESSION_KEY] = session_mark(person)
    session.save()
    return client


def sign_up_form(unit: AdministrativeUnit) -> dict[str, Any]:
    """The sign-up form as a person of a commune fills it."""
    return {
        "full_name": "Nguyễn Thị Hoa", "phone": "0912 345 678", "pin": PIN, "pin_again": PIN,
        "birth_day": "5", "birth_month": "11", "birth_year": "1960", "unit": unit.pk, "unit_text": "",
        "audience": make_audience().pk, "sex": "", "ethnicity": "", "consent_learning": "on",
    }  # fmt: skip


def sign_in(client: Client, login: str = "0912345678", password: str = PIN, **more: Any) -> HttpResponse:
    """Send the sign-in form."""
    return client.post(SIGN_IN, {"login": login, "password": password} | more)


def chosen(client: Client) -> str | None:
    """The public id of the person of the session."""
    return client.session.get(PERSON_SESSION_KEY)


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """What a page says at which field."""
    return {name: list(lines) for name, lines in response.context["form"].errors.items()}
