"""Joining a course and the list of one's own."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.models import CoursePage
from courses.services.outline import course_outline
from learners.access import own_enrolment
from learners.access.field import own_groups
from learners.forms.check_in import CheckInForm
from learners.services.course_state import course_states, state_context
from learners.services.enrolments import NotEnrollable
from learners.services.enrolments import enrol as enrol_person
from learners.services.my_classes import my_classes, offered_classes
from learners.services.my_courses import courses_by_key, my_courses
from learners.views.person_required import person_required


@require_safe
@person_required
def my_learning(request: HttpRequest) -> HttpResponse:
    """Courses in progress, done, certificates; the classes; the help log for members of a community digital team."""
    person = request.person
    context = my_courses(person, get_language() or "vi", request) | my_classes(person) | {"form": CheckInForm()}
    context["groups"] = own_groups(person, timezone.localdate())
    return render(request, "learners/my_learning.html", context)


@person_required
def enrol(request: HttpRequest, course_key: UUID) -> HttpResponse:
    """Show what is joined and for whom; a post joins and goes straight to the first lesson."""
    course = find_course(course_key)
    # A course may be live and yet below no site: then it has no address, and nobody can be led to it.
    if course is None or course.get_url(request) is None:
        return render(request, "404.html", status=404)
    if request.method != "POST":
        held = own_enrolment(request.person, course_key)
        if held is not None and held.completed_at is None:
            return redirect(course.get_url(request))
        if not course_outline(course).is_open:
            messages.info(request, _("This course opens soon. You will be able to enrol then."))
            return redirect(course.get_url(request))
        context = {"course": course, "enrol_url": reverse("learners:enrol", args=[course_key])}
        context["classes"] = offered_classes(course_key)
        return render(request, "learners/enrol_confirm.html", context)
    try:
        enrolment = enrol_person(person=request.person, course=course)
    except NotEnrollable:
        messages.info(request, _("This course opens soon. You will be able to enrol then."))
        return redirect(course.get_url(request))
    state = course_states([course], {course_key: enrolment})[0]
    return redirect(state_context(state, request)["next_url"])


def find_course(course_key: UUID) -> CoursePage | None:
    """The live course with this key, in the active language where it exists."""
    return courses_by_key([course_key], get_language() or "vi").get(course_key)
