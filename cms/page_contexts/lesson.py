"""The lesson page: one screen of it, and a practice question scored at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.page_contexts.course import course_state
from cms.rendered.build import Reader, reader_of
from courses.items import ITEM_TYPES, ItemType, ResponseError
from courses.models import LessonPage
from courses.services.outline import course_above
from courses.services.screens import Screen, screens_of
from courses.services.words_language import Words
from learners.models import LessonPosition
from learners.services.course_state import CourseState

SCREEN = "buoc"


def lesson_context(page: LessonPage, request: HttpRequest) -> dict[str, Any]:
    """The screen asked for, else the one last seen; the ways back and on; the practice question's result."""
    course = course_above(page)
    state = course_state(course, request)
    screens = screens_of(page.body)
    number = screen_number(page, request, state, len(screens))
    screen = screens[number - 1]
    words = Words(page)
    address = page.get_url(request) or ""
    return {
        "course": course,
        "screen": screen,
        "screen_total": len(screens),
        "beads": ["done" if each.number < number else "here" if each is screen else "ahead" for each in screens],
        "previous_url": f"{address}?{SCREEN}={number - 1}" if number > 1 else None,
        "title_language": words.title,
        "screen_language": words.blocks(screen.blocks),
        "module_title": page.get_parent().title,
        "practice_url": f"{address}?{SCREEN}={number}",
        "practice": practice_of(screen, request),
        "position_url": reverse("learners:keep_position", args=[page.translation_key])
        if is_enrolled(state, request)
        else None,
    } | _ways_on(page, request, state, number, len(screens), address)


def is_enrolled(state: CourseState, request: HttpRequest) -> bool:
    """Whether the page is for somebody who takes the course, be it one person or everybody who does."""
    return state.enrolment is not None or reader_of(request) == Reader.ENROLLED


def _ways_on(
    page: LessonPage, request: HttpRequest, state: CourseState, number: int, total: int, address: str
) -> dict[str, Any]:
    lessons = state.outline.lessons
    place = next((index for index, each in enumerate(lessons) if each.pk == page.pk), 0)
    ways: dict[str, Any] = {"lesson_number": place + 1, "lesson_total": max(len(lessons), 1)}
    if number < total:
        return ways | {"next_url": f"{address}?{SCREEN}={number + 1}"}
    if is_enrolled(state, request):
        key = page.translation_key
        return ways | {"complete_url": reverse("learners:complete_lesson", args=[key])}
    following = lessons[place + 1] if place + 1 < len(lessons) else None
    if following is not None:
        return ways | {"next_url": following.get_url(request), "next_label": _("Next lesson")}
    return ways


def screen_number(page: LessonPage, request: HttpRequest, state: CourseState, total: int) -> int:
    """The screen in the address, else the one this person or this phone saw last, within 1 and `total`."""
    asked = request.GET.get(SCREEN, "")
    if not asked and state.enrolment is not None:
        seen = LessonPosition.objects.filter(enrolment=state.enrolment, lesson_key=page.translation_key).first()
        asked = str(seen.screen) if seen else ""
    asked = asked or request.COOKIES.get(SCREEN, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return min(max(number, 1), total)


def practice_of(screen: Screen, request: HttpRequest) -> dict[str, Any]:
    """The practice question of a screen as its template reads it; a posted answer is scored and kept nowhere."""
    block = next((each for each in screen.blocks if each.block_type == "practice"), None)
    child = block.value[0] if block is not None and len(block.value) else None
    if child is None:
        return {}
    kind = ITEM_TYPES[child.block_type]
    item = kind.freeze(child.value, str(child.id))
    if kind.faults(item):
        return {}
    field_name = f"item-{item['id']}"
    shown: dict[str, Any] = {
        "block_id": block.id if block else "",
        "item": kind.practised(item, 0),
        "judged": kind.is_judged(item),
        "item_template": kind.template,
        "field_name": field_name,
        "response": {},
        "result": None,
    }
    return shown | (_answered(kind, item, request, field_name) if request.method == "POST" else {})


def _answered(kind: ItemType, item: dict[str, Any], request: HttpRequest, field_name: str) -> dict[str, Any]:
    try:
        response = kind.read(item, request.POST, field_name)
    except ResponseError as error:
        return {"response": error.kept or {}, "result": {"correct": False, "hint": str(error)}}
    result = practice_result(kind, item, response) if kind.is_judged(item) else None
    return {"response": response, "result": result}


def practice_result(kind: ItemType, item: dict[str, Any], response: dict[str, Any]) -> dict[str, Any]:
    """Right or not, a hint, and the answer with its reason for whoever wants to see it."""
    if not response:
        return {"correct": False, "hint": _("Choose or write an answer first.")}
    correct = kind.score(item, response) == 1
    return {
        "correct": correct,
        "hint": item["hint"],
        "right_answer": "" if correct else kind.right_answer(item),
        "explanation": item["explanation"],
    }
