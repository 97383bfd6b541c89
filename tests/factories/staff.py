"""Authors as the seeded site has them: groups with their rights, the approval of courses, one account each."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from courses.models import CataloguePage
from learners.enums import Role
from learners.models import User
from learners.services.ensured_accounts import ensure_staff
from seeds.loaders.rights import load_rights
from seeds.loaders.tally import Tally
from tests.factories.course import make_catalogue
from tests.factories.kept_rows import once
from tests.factories.officer import sign_in_staff
from tests.factories.user import PASSWORD


def make_staff(role: Role) -> User:
    """The account of a member of staff whose group has the seeded rights below the catalogue."""
    return User.objects.get(pk=once(["staff", role], lambda: _make_staff(role).pk))


def _make_staff(role: Role) -> User:
    make_catalogue()
    load_rights(CataloguePage.objects.all(), Tally())
    return ensure_staff(email=f"{role}@example.vn", password=PASSWORD, full_name="Trần Thu Hà", role=role, demo=True)


def staff_client(role: Role) -> Client:
    """A browser in which such an account is signed in with its second factor; it speaks Vietnamese."""
    client = sign_in_staff(Client(raise_request_exception=True), make_staff(role))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "vi"
    return client


def editor_fields(client: Client, address: str) -> dict[str, Any]:
    """What the form of an editor's page would send as it is; StreamFields, which scripts draw, are not in it."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    form = page.select_one("form[data-edit-form]")
    fields: dict[str, Any] = {}
    for each in form.select("textarea[name]"):
        fields[each["name"]] = [each.text.strip()]
    for each in form.select("input[name]"):
        is_choice = each.get("type") in {"checkbox", "radio"}
        if not is_choice or each.has_attr("checked"):
            fields.setdefault(each["name"], []).append(each.get("value", "on" if is_choice else ""))
    for each in form.select("select[name]"):
        fields[each["name"]] = [row["value"] for row in each.select("option[selected]")]
    return {name: value for name, value in fields.items() if not name.startswith("action-")}


def edit(client: Client, page: Page, **changes: Any) -> Any:
    """Post the editor of a page with these changes and return the response."""
    address = f"/admin/pages/{page.pk}/edit/"
    return client.post(address, editor_fields(client, address) | changes)


def said(response: Any) -> list[str]:
    """The messages a response (or the page it led to) shows."""
    return [str(message) for message in response.context["messages"]] if response.context else []
