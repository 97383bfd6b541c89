"""The catalogue page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from courses.models import CataloguePage, CoursePage
from courses.search import LONGEST_QUERY, catalogue_filters, filter_courses, search_courses

COURSES_A_PAGE = 12
FILTERS = ("audience", "level", "format", "length")


def catalogue_context(page: CataloguePage, request: HttpRequest) -> dict[str, Any]:
    """The courses found, twelve a page, and the filters with their counts."""
    query = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    chosen = {name: request.GET.get(name, "")[:50] for name in FILTERS}
    all_courses = CoursePage.objects.child_of(page).for_cards()
    found = search_courses(filter_courses(all_courses, chosen), query)
    paginator = Paginator(found, COURSES_A_PAGE)
    filters = catalogue_filters(CoursePage.objects.child_of(page).live(), chosen)
    for row in filters:
        row["chosen"] = any(option["selected"] for option in row["options"])
    narrowed = bool(query) or any(chosen.values())
    return {
        "query": query,
        "filters": filters,
        "filters_open": any(chosen.values()),
        "courses": paginator.get_page(request.GET.get("p")),
        "total": paginator.count,
        "clear_url": page.get_url(request) if narrowed else "",
    }
