"""What can be handed on: a lesson on paper, the address of a page to send, and whom to ask for help."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page

from courses.items import ITEM_TYPES
from courses.models import CoursePage, LessonPage
from courses.services.outline import course_above
from learners.certificates.qr import qr_drawing
from learners.models import CommunityGroup
from learners.share_pack import share_pack

# What paper can show; sound and film are reached by the QR.
ON_PAPER = {"step", "rich_text", "picture", "callout", "table"}
# The order of options on paper is the same for everybody.
PAPER_SEED = 0
# A list short enough to choose from on a phone; the hotline knows the others.
MOST_GROUPS = 5


@require_safe
def lesson_sheet(request: HttpRequest, lesson_key: UUID) -> HttpResponse:
    """A lesson to print: large type, its practice questions with room to answer, a QR that leads back to it."""
    lesson = _page(LessonPage, lesson_key)
    sheets = [sheet for block in lesson.body if (sheet := _sheet(block))]
    asked = [sheet for sheet in sheets if sheet.get("right_answer")]
    for number, sheet in enumerate(asked, start=1):
        sheet["number"] = number
    context = {
        "lesson": lesson,
        "course": course_above(lesson),
        "sheets": sheets,
        "keys": [sheet["right_answer"] for sheet in asked],
        "url": settings.WAGTAILADMIN_BASE_URL + lesson.get_url(request),
    }
    return render(request, "courses/lesson_sheet.html", context | {"qr": qr_drawing(context["url"])})


def _sheet(block: Any) -> dict[str, Any]:
    """A block as the sheet shows it; empty for what paper cannot show."""
    if block.block_type in ON_PAPER:
        return {"block": block}
    child = block.value[0] if block.block_type == "practice" and len(block.value) else None
    kind = ITEM_TYPES.get(child.block_type) if child is not None else None
    if kind is None:
        return {}
    item = kind.freeze(child.value, str(child.id))
    if kind.faults(item):
        return {}
    return {
        "template": kind.print_template,
        "item": kind.public(item, PAPER_SEED),
        "right_answer": kind.right_answer(item) if kind.graded else "",
    }


@require_safe
def share(request: HttpRequest, page_key: UUID) -> HttpResponse:
    """The address of a course or lesson to send on: QR, short text and link, with and without scripts."""
    page = _page(Page, page_key).specific
    if not isinstance(page, CoursePage | LessonPage):
        raise Http404
    path = page.get_url(request)
    return render(request, "cms/share.html", {"back_url": path, "pack": share_pack(title=page.title, path=path)})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Whom to ask: the hotline, and who is near where the commune of the person is known."""
    unit = request.person.unit if request.person else None
    groups = CommunityGroup.objects.near(unit, timezone.localdate())[:MOST_GROUPS] if unit else []
    return render(request, "cms/help.html", {"unit": unit, "groups": groups})


def _page(model: type[Page], key: UUID) -> Any:
    """The live, public page with this key, in the language of the address if there is one. Raises Http404."""
    rows = model.objects.live().public().filter(translation_key=key).select_related("locale")
    pages = sorted(rows, key=lambda page: page.locale.language_code != get_language())
    if not pages:
        raise Http404
    return pages[0]
