"""The home page's greeting to a person who is learning."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from cms.models import HomePage
from learners.services.my_courses import my_courses


def home_context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """The courses this person is in the middle of, three at most."""
    person = getattr(request, "person", None)
    if not person:
        return {"in_progress": []}
    return {"in_progress": my_courses(person, page.locale.language_code, request)["in_progress"][:3]}
