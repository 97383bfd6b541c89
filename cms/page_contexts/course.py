"""The course page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from courses.enums import Purpose
from courses.models import CoursePage, ModulePage, QuizVersion
from courses.models.module import FACE, PLAN, SHEET
from courses.services.outline import course_outline
from learners.access import may_teach, own_enrolment
from learners.enums import ClaimKind, RunKind
from learners.models import CourseOwnership, Organisation
from learners.services.course_state import CourseState, course_states, state_context
from learners.services.grading import score_text
from learners.services.my_classes import offered_classes


def course_context(page: CoursePage, request: HttpRequest) -> dict[str, Any]:
    """Outline with the states of this person, the quizzes, the way on."""
    state = course_state(page, request)
    page.is_open = state.outline.is_open
    page.issuer_name = issuer_name(page)
    return {
        "outline": outline_rows(state, request, read_before(request, state)),
        "quizzes": quiz_rows(state, request),
        "state": state_context(state, request) if state.outline.is_open else {},
        "prerequisites": [
            {"title": course.title, "url": course.get_url(request)} for course in page.open_prerequisites()
        ],
        "enrol_url": reverse("learners:enrol", args=[page.translation_key]),
        "classes": offered_classes(page.translation_key) if may_join(state) else [],
        "class_url": own_class_url(state),
    }


def may_join(state: CourseState) -> bool:
    """Whether the classes of a course concern the person asking: not who is in one or has completed it."""
    if not state.outline.is_open or state.completed:
        return False
    return state.enrolment is None or state.enrolment.run.kind == RunKind.SELF_PACED


def own_class_url(state: CourseState) -> str:
    """The class the person asking learns the course in, which is also the way out of it; empty where there is none."""
    if state.enrolment is None or state.enrolment.run.kind != RunKind.CLASS:
        return ""
    return reverse("learners:class", args=[state.enrolment.run_id])


def course_state(page: CoursePage, request: HttpRequest) -> CourseState:
    """The state of the person asking, from a fixed number of queries; previews have nobody."""
    enrolment = own_enrolment(getattr(request, "person", None), page.translation_key)
    if enrolment is None:
        return CourseState(course_outline(page))
    return course_states([page], {page.translation_key: enrolment})[0]


def read_before(request: HttpRequest, state: CourseState) -> set[UUID]:
    """Keys of the lessons that the person asking claimed to have read before signing in."""
    person = getattr(request, "person", None)
    if not person:
        return set()
    keys = [lesson.translation_key for lesson in state.outline.lessons]
    rows = person.claims.filter(kind=ClaimKind.LESSON, subject__in=keys)
    return set(rows.values_list("subject", flat=True))


def outline_rows(
    state: CourseState, request: HttpRequest, read: Collection[UUID] = frozenset()
) -> list[dict[str, Any]]:
    """Modules with their lessons, numbered through the course; `read` are those read without an account."""
    numbers = {lesson.pk: number for number, lesson in enumerate(state.outline.lessons, start=1)}
    return [
        {
            "number": number,
            "title": row.module.title,
            "papers": paper_urls(row.module, state, request),
            "lessons": [
                {
                    "number": numbers[lesson.pk],
                    "title": lesson.title,
                    "minutes": lesson.minutes,
                    "url": lesson.get_url(request),
                    "state": state.bead(lesson),
                    "read": lesson.translation_key in read,
                }
                for lesson in row.lessons
            ],
        }
        for number, row in enumerate(state.outline.modules, start=1)
    ]


def paper_urls(module: ModulePage, state: CourseState, request: HttpRequest) -> dict[str, str]:
    """The addresses of the printed pages of a module that the person asking may open, by their name."""
    address = f"{module.get_url(request)}?{FACE}="
    found = {"sheet": f"{address}{SHEET}"} if module.task_sheet else {}
    if module.session_plan and may_teach(request.user, state.course.translation_key):
        found["plan"] = f"{address}{PLAN}"
    return found


def quiz_rows(state: CourseState, request: HttpRequest) -> list[dict[str, Any]]:
    """The quizzes of the course in their order, each with its size; the pass mark only where one is asked for."""
    language = state.course.locale.language_code
    quizzes = state.outline.quizzes
    versions = QuizVersion.objects.current_by_key([quiz.translation_key for quiz in quizzes], language)
    return [
        {
            "title": quiz.title,
            "url": quiz.get_url(request),
            "item_count": versions[quiz.translation_key].item_count if quiz.translation_key in versions else 0,
            "pass_text": "" if quiz.purpose == Purpose.PRACTICE else score_text(quiz.pass_mark),
            "state": "done" if quiz.translation_key in state.passed_keys else "ahead",
        }
        for quiz in quizzes
    ]


def issuer_name(page: CoursePage) -> str:
    """Who issues the certificate today."""
    if not page.certifies:
        return ""
    ownership = CourseOwnership.objects.filter(course_key=page.translation_key).select_related("organisation").first()
    owner = ownership.organisation if ownership else Organisation.objects.filter(is_owner=True).first()
    profile = owner.profile_on(timezone.localdate()) if owner else None
    return profile.name if profile else ""
