"""Lessons: where a person is, and done."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.models import CoursePage, LessonPage
from courses.services.outline import course_above
from learners.access import own_enrolment
from learners.models import Enrolment
from learners.services.course_state import course_states, state_context
from learners.services.progress import complete_lesson as complete
from learners.services.progress import record_position
from learners.views.person_required import person_required


@require_POST
@person_required
def complete_lesson(request: HttpRequest, lesson_key: UUID) -> HttpResponse:
    """Mark a lesson done, say what it brought, and go on to the next thing."""
    course, enrolment = _own_course(request, lesson_key)
    completion = complete(enrolment=enrolment, lesson_key=lesson_key)
    if completion.credential is not None:
        return redirect(reverse("learners:credential", args=[completion.credential.code]))
    state = course_states([course], {course.translation_key: Enrolment.objects.get(pk=enrolment.pk)})[0]
    if completion.done:
        messages.success(request, _("The course is complete."))
        return redirect(course.get_url(request))
    messages.success(
        request, _("Lesson done. %(done)s of %(total)s lessons.") % {"done": state.done, "total": state.total}
    )
    return redirect(state_context(state, request)["next_url"])


@require_POST
@person_required
def keep_position(request: HttpRequest, lesson_key: UUID) -> HttpResponse:
    """Remember the screen shown, so that another phone resumes there."""
    _course, enrolment = _own_course(request, lesson_key)
    screen = request.POST.get("screen", "")
    if screen.isascii() and screen.isdigit() and len(screen) < 4:
        record_position(enrolment=enrolment, lesson_key=lesson_key, screen=int(screen))
    return HttpResponse(status=204)


def _own_course(request: HttpRequest, lesson_key: UUID) -> tuple[CoursePage, Enrolment]:
    lessons = LessonPage.objects.live().filter(translation_key=lesson_key).select_related("locale")
    found = sorted(lessons, key=lambda lesson: lesson.locale.language_code != get_language())
    if not found:
        raise Http404
    course = course_above(found[0])
    enrolment = own_enrolment(request.person, course.translation_key)
    if enrolment is None:
        raise Http404
    return course, enrolment
