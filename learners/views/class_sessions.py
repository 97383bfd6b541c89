"""A class as its trainers see it: its sessions, the list to tick, the code for the wall."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.items import ResponseError
from learners.access.field import taught_session
from learners.models import ClassSession
from learners.services.attendance import AttendanceRefused, Mark, mark_attendance, read_list
from learners.services.commands import CommandRefused, digest_of
from learners.services.my_classes import held_classes, roster, said_of
from learners.views.attempt_page import posted_origin
from learners.views.person_required import person_required


@require_safe
@person_required
def my_classes(request: HttpRequest) -> HttpResponse:
    """The classes the person holds, with their sessions."""
    context = {"classes": held_classes(request.person), "now": timezone.now()}
    return render(request, "learners/held_classes.html", context)


@person_required
def session_list(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The list of one session; a post notes what was made or changed on it, posted twice it counts once."""
    session = _session(request, session_id)
    if request.method != "POST":
        return _shown(request, session)
    try:
        marks = read_list(request.POST)
        receipt = mark_attendance(
            trainer=request.person, session=session, marks=marks, command_id=_command(request, marks)
        )  # fmt: skip
    except (ResponseError, AttendanceRefused) as error:
        return _shown(request, session, str(error))
    except CommandRefused as error:
        raise Http404 from error
    if receipt["status"] == "refused":
        return _shown(request, session, receipt["message"])
    messages.success(request, said_of(receipt["marked"]))
    return redirect(request.path)


@require_safe
@person_required
def session_code(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The six digits, large enough for a wall."""
    return render(request, "learners/session_code.html", {"session": _session(request, session_id)})


def _session(request: HttpRequest, session_id: UUID) -> ClassSession:
    session = taught_session(request.person, session_id)
    if session is None:
        raise Http404
    return session


def _command(request: HttpRequest, marks: list[Mark]) -> UUID:
    """The page's hidden id with what its list says: sent twice it is one command, changed after Back another."""
    said = digest_of([[mark.enrolment, mark.state] for mark in marks])
    return uuid5(posted_origin(request), said)


def _shown(request: HttpRequest, session: ClassSession, problem: str = "") -> HttpResponse:
    rows = roster(session)
    if problem:
        rows = [row | _typed(request, row) for row in rows]
    context: dict[str, Any] = {
        "session": session,
        "rows": rows,
        "problem": problem,
        "command_id": str(uuid4()),
        "marked": sum(bool(row["state"]) for row in rows),
        "ahead": session.starts_at > timezone.now(),
        "code_url": reverse("learners:session_code", args=[session.public_id]),
    }
    return render(request, "learners/session_list.html", context, status=422 if problem else 200)


def _typed(request: HttpRequest, row: dict[str, Any]) -> dict[str, Any]:
    """A row as it was ticked: what could not be taken is not lost."""
    ticked = request.POST.get(row["field"], row["state"])
    return {"choices": [(value, label, value == ticked) for value, label, _chosen in row["choices"]]}
