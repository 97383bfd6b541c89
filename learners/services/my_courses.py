"""A person's own courses and certificates, in a fixed number of queries."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from courses.models import CoursePage
from learners.access import own_enrolments
from learners.certificates.facts import hours_in_words
from learners.enums import CredentialState, EnrolmentState
from learners.models import Credential, Enrolment, Person
from learners.services.course_state import course_states, state_context


def my_courses(person: Person, language: str, request: HttpRequest) -> dict[str, Any]:
    """Return `in_progress`, `done` and `credentials` as the pages list them, newest first."""
    rows = list(
        own_enrolments(person)
        .exclude(state=EnrolmentState.WITHDRAWN)
        .prefetch_related("lessons_done", "attempts", "credentials__holder")
        .order_by("-last_active_at", "-pk")
    )
    found = courses_by_key([row.course_key for row in rows], language)
    # A course below no site has no address: nothing can lead there until it is moved back.
    courses = {key: course for key, course in found.items() if course.get_url(request) is not None}
    active = {row.course_key: row for row in rows if row.state == EnrolmentState.ACTIVE and row.course_key in courses}
    finished = [row for row in rows if row.state == EnrolmentState.COMPLETED]
    states = course_states([courses[key] for key in active], dict(active))
    return {
        "in_progress": [
            {"course": state.course, "title": state.course.title, "url": context["next_url"], **context}
            for state in states
            for context in [state_context(state, request)]
        ],
        "done": [_done_row(row, courses[row.course_key], request) for row in finished if row.course_key in courses],
        "credentials": [credential_card(each) for row in finished for each in _valid(row)],
    }


def _done_row(row: Enrolment, course: CoursePage, request: HttpRequest) -> dict[str, Any]:
    return {"title": course.title, "url": course.get_url(request), "date": row.completed_at}


def courses_by_key(keys: list[Any], language: str) -> dict[Any, CoursePage]:
    """Live courses by translation key, in this language where it exists, else in another."""
    found = CoursePage.objects.live().filter(translation_key__in=keys).select_related("locale", "cover")
    ordered = sorted(found, key=lambda course: course.locale.language_code == language)
    return {course.translation_key: course for course in ordered}


def credential_card(credential: Credential) -> dict[str, Any]:
    """A certificate as a card shows it to its holder."""
    return {
        "number": credential.facts["number"],
        "url": reverse("learners:credential", args=[credential.code]),
        "pdf_url": reverse("learners:credential_pdf", args=[credential.code]),
        "name": credential.holder.full_name,
        "course_title": credential.facts["course"],
        "hours_text": hours_in_words(credential.facts),
        "date": credential.issued_on,
    }


def _valid(row: Enrolment) -> list[Credential]:
    return [each for each in row.credentials.all() if each.state == CredentialState.ISSUED]
