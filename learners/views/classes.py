"""A class as its learners see it: joining, the timetable, the code of a session, going on alone."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learners.account_adapter import too_many_sentence
from learners.enums import EnrolmentState
from learners.forms.check_in import CheckInForm
from learners.models import CourseRun, Enrolment
from learners.reports.attendance import attended
from learners.services import tries
from learners.services.attendance import UNKNOWN_CODE, AttendanceRefused, check_in
from learners.services.classes import ClassRefused, join_class, leave_class
from learners.services.enrolments import NotEnrollable
from learners.services.my_classes import own_enrolment_in_class, timetable
from learners.views.enrolments import find_course
from learners.views.person_required import person_required

CHECK_IN = "check-in"


@person_required
def class_page(request: HttpRequest, run_pk: int) -> HttpResponse:
    """The timetable of a class; a post joins it. A class that is over shows itself only to who learnt in it."""
    run = CourseRun.objects.classes().filter(pk=run_pk).first()
    mine = own_enrolment_in_class(request.person, run) if run else None
    if run is None or (mine is None and not run.sessions.ahead(timezone.now()).exists()):
        raise Http404
    course = find_course(run.course_key)
    if course is None or course.get_url(request) is None:
        raise Http404
    if request.method == "POST":
        return _joined(request, run, course)
    context = {"run": run, "course": course, "course_url": course.get_url(request), "sessions": timetable(run, mine)}
    return render(request, "learners/class.html", context | _standing(mine))


def _joined(request: HttpRequest, run: CourseRun, course: Any) -> HttpResponse:
    try:
        join_class(person=request.person, run=run, course=course)
    except ClassRefused as error:
        messages.info(request, str(error))
        return redirect(course.get_url(request))
    except NotEnrollable:
        messages.info(request, _("This course opens soon. You will be able to enrol then."))
        return redirect(course.get_url(request))
    messages.success(request, _("You are in this class. Come to the first session; the lessons are open already."))
    return redirect(reverse("learners:class", args=[run.pk]))


def _standing(mine: Enrolment | None) -> dict[str, Any]:
    return {
        "mine": mine,
        "attended": attended(mine) if mine else None,
        "may_leave": mine is not None and mine.state == EnrolmentState.ACTIVE,
    }


@require_POST
@person_required
def leave(request: HttpRequest, run_pk: int) -> HttpResponse:
    """Go on with the course alone; everything done stays."""
    run = CourseRun.objects.classes().filter(pk=run_pk).first()
    mine = own_enrolment_in_class(request.person, run) if run else None
    course = find_course(run.course_key) if run else None
    if mine is None or course is None or course.get_url(request) is None:
        raise Http404
    leave_class(enrolment=mine)
    messages.success(request, _("You learn on your own now. Everything you have done stays."))
    return redirect(course.get_url(request))


@person_required
def check_in_page(request: HttpRequest) -> HttpResponse:
    """Type the code of the session one sits in; what cannot count is said at the field and nothing is noted."""
    form = CheckInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _counts(request, form):
        return redirect("learners:my_learning")
    return render(request, "learners/check_in.html", {"form": form}, status=422 if form.errors else 200)


def _counts(request: HttpRequest, form: CheckInForm) -> bool:
    """Whether the code counts now; only one that no session of the person's classes has uses up a try."""
    try:
        one_try = tries.begin(CHECK_IN, str(request.person.public_id))
        session = check_in(person=request.person, code=form.cleaned_data["code"], command_id=uuid4())
    except tries.TooManyTries as error:
        form.add_error("code", too_many_sentence(error))
    except AttendanceRefused as error:
        form.add_error("code", str(error))
        if error.code != UNKNOWN_CODE:
            one_try.give_back()
    else:
        one_try.give_back()
        messages.success(request, _("You are noted as present: %(class)s.") % {"class": session.run})
        return True
    return False
