"""The catalogue's search and filters."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext as _

from courses.enums import Format, Level
from courses.models import Audience, CataloguePage, CoursePage
from courses.models.course import CourseQuerySet
from courses.text import search_exact, search_folded

LONGEST_QUERY = 200
MOST_WORDS = 8
LENGTHS = {"short": (Decimal(0), Decimal(4)), "medium": (Decimal(4), Decimal(8)), "long": (Decimal(8), Decimal(1000))}


def search_courses(courses: CourseQuerySet, query: str) -> CourseQuerySet:
    """Courses that hold every word of the query, exact accents first, the title before the rest.

    “ky nang so” finds “kỹ năng số”; “bán” comes before “bạn” when “bán” is typed. Only the first 200 characters and
    eight words of a query count.
    """
    exact = search_exact(query[:LONGEST_QUERY])
    words = search_folded(query[:LONGEST_QUERY]).split()[:MOST_WORDS]
    if not words:
        return courses.order_by("-is_open", "code")
    for word in words:
        courses = courses.filter(search_folded__contains=f" {word}")
    folded = " ".join(words)
    rank = Case(
        When(title__icontains=exact, then=Value(0)),
        When(search_exact__contains=exact, then=Value(1)),
        When(search_folded__startswith=f" {folded}", then=Value(2)),
        When(search_folded__contains=f" {folded}", then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    return courses.annotate(rank=rank).order_by("rank", "-is_open", "code")


def filter_courses(courses: CourseQuerySet, chosen: Mapping[str, str]) -> CourseQuerySet:
    """Courses of the audience, level, format and length chosen; unknown values narrow nothing."""
    if chosen.get("audience"):
        courses = courses.filter(audiences__code=chosen["audience"])
    if chosen.get("level") in Level.values:
        courses = courses.filter(level=chosen["level"])
    if chosen.get("format") in Format.values:
        courses = courses.filter(format=chosen["format"])
    if chosen.get("length") in LENGTHS:
        low, high = LENGTHS[chosen["length"]]
        total = F("hours_self_paced") + F("hours_class") + F("hours_practice")
        courses = courses.annotate(total_hours=total).filter(total_hours__gt=low, total_hours__lte=high)
    return courses


def catalogue_filters(courses: CourseQuerySet, chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """The four filters with their options and how many courses of the whole list each one has."""
    audiences = [(each.code, each.name) for each in Audience.objects.all()]
    lengths = [("short", _("up to 4 hours")), ("medium", _("4 to 8 hours")), ("long", _("more than 8 hours"))]
    rows = [
        ("audience", _("Who it is for"), audiences, _counts(courses, "audiences__code")),
        ("level", _("Level"), Level.choices, _counts(courses, "level")),
        ("format", _("How you learn"), Format.choices, _counts(courses, "format")),
        ("length", _("Length"), lengths, _length_counts(courses)),
    ]
    return [
        {
            "name": name,
            "label": label,
            "options": [
                {"value": value, "label": text, "count": counts.get(value, 0), "selected": chosen.get(name) == value}
                for value, text in options
            ],
        }
        for name, label, options, counts in rows
    ]


def audience_tiles(catalogue: CataloguePage | None, request: HttpRequest) -> list[dict[str, Any]]:
    """Every audience with the address of its courses and how many there are."""
    if catalogue is None:
        return []
    counts = _counts(CoursePage.objects.child_of(catalogue).live(), "audiences__code")
    address = catalogue.get_url(request)
    return [
        {
            "code": each.code, "name": each.name, "icon": each.icon,
            "url": f"{address}?audience={each.code}", "count": counts.get(each.code, 0),
        }
        for each in Audience.objects.all()
    ]  # fmt: skip


def _counts(courses: CourseQuerySet, field: str) -> dict[str, int]:
    rows = courses.order_by().values(field).annotate(found=Count("pk", distinct=True))
    return {row[field]: row["found"] for row in rows}


def _length_counts(courses: CourseQuerySet) -> dict[str, int]:
    total = F("hours_self_paced") + F("hours_class") + F("hours_practice")
    spans = {
        name: Count("pk", distinct=True, filter=Q(total_hours__gt=low, total_hours__lte=high))
        for name, (low, high) in LENGTHS.items()
    }
    return dict(courses.order_by().annotate(total_hours=total).aggregate(**spans))
