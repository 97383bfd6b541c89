"""The help log of a member of a community digital team: record, withdraw, the sheet of a month."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from learners.access.field import joined_groups, own_assistance, own_groups
from learners.forms.assistance import AssistanceForm
from learners.models import CommunityGroup
from learners.reports.assistance import own_sheet
from learners.reports.period import RANGE, read_period
from learners.services.assistance import AssistanceRefused, record_assistance, withdraw_assistance
from learners.services.commands import CommandRefused, Delivery
from learners.views.attempt_page import posted_origin
from learners.views.person_required import person_required

# No log is older; it also keeps what an address asks for within the calendar.
EARLIEST = datetime.date(2020, 1, 1)


@person_required
def record(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """The form of one occasion, for a member of the team, with what was recorded today below it."""
    groups = list(own_groups(request.person, timezone.localdate()))
    group = next((each for each in groups if each.public_id == group_id), None)
    if group is None:
        raise Http404
    posted, page_id = (request.POST if request.method == "POST" else None), posted_origin(request)
    form = AssistanceForm(
        posted, group=group, helper=request.person, command_id=page_id, initial={"village": group.village}
    )
    if posted is not None and form.is_valid() and _stored(request, form, group, page_id):
        return redirect("learners:record_assistance", group_id)
    context = _page(request, form, group) | {"others": [each for each in groups if each != group]}
    return render(request, "learners/assistance.html", context, status=422 if form.errors else 200)


def _stored(request: HttpRequest, form: AssistanceForm, group: CommunityGroup, page_id: UUID) -> bool:
    """Whether the form brought its page to an end; what the service will not take stands in the form then."""
    delivery, occasion = Delivery(page_id), form.occasion()
    try:
        receipt = record_assistance(helper=request.person, group=group, occasion=occasion, delivery=delivery)
    except AssistanceRefused as error:
        form.add_error(error.field, str(error))
        return False
    except CommandRefused:
        # The page was opened by another person of this phone.
        messages.info(request, _("This page was out of date. Please write it once more."))
        return True
    if receipt["status"] == "refused":
        messages.info(request, receipt["message"])
        return True
    said = ngettext("Recorded: one person helped.", "Recorded: %(count)d people helped.", occasion.persons)
    messages.success(request, said % {"count": occasion.persons})
    return True


def _page(request: HttpRequest, form: AssistanceForm, group: CommunityGroup) -> dict[str, Any]:
    day = timezone.localdate()
    today = read_period(RANGE, None, day, day)
    rows = own_assistance(request.person).standing().filter(group=group)
    return {
        "form": form,
        "group": group,
        "command_id": str(uuid4()),
        # What is sent today may have happened on another day; it can be taken back on the day it arrived.
        "entries": rows.filter(recorded_at__gte=today.starts_at).order_by("-recorded_at", "-pk"),
    }


@require_POST
@person_required
def withdraw(request: HttpRequest, command_id: UUID) -> HttpResponse:
    """Take an own occasion out of the log, and come back to its team's page."""
    row = get_object_or_404(own_assistance(request.person).select_related("group"), command_id=command_id)
    withdraw_assistance(assistance=row, by=request.person)
    messages.success(request, _("This occasion is taken out and counts no more."))
    if own_groups(request.person, timezone.localdate()).filter(pk=row.group_id).exists():
        return redirect("learners:record_assistance", row.group.public_id)
    return redirect("learners:my_learning")


@require_safe
@person_required
def month_sheet(request: HttpRequest) -> HttpResponse:
    """What the person signed in recorded in a month, by kind, to print; hidden from who never was in a team."""
    if not joined_groups(request.person).exists():
        raise Http404
    today = timezone.localdate()
    first = _first_day(request.GET.get("thang", ""), today)
    period = read_period(f"m{first.month}", first.year)
    later = (first + datetime.timedelta(days=31)).replace(day=1)
    context = {
        "period": period,
        "report": own_sheet(own_assistance(request.person), period),
        "groups": own_groups(request.person, today),
        "earlier": f"{first - datetime.timedelta(days=1):%Y-%m}",
        "later": f"{later:%Y-%m}" if later <= today else "",
    }
    return render(request, "learners/assistance_sheet.html", context)


def _first_day(asked: str, today: datetime.date) -> datetime.date:
    """The first day of the month asked for as 2026-11; this month where no month is named, or one to come."""
    try:
        first = datetime.datetime.strptime(asked, "%Y-%m").date()  # noqa: DTZ007 - a month has no time zone.
    except ValueError:
        first = today
    return min(max(first, EARLIEST), today).replace(day=1)
