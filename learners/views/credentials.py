"""The public page behind the QR, and the paper for its holder."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from learners.access import own_credential
from learners.certificates.facts import hours_in_words
from learners.models import Credential
from learners.services.credentials import find_credential, find_typed, store_pdf
from learners.share_pack import share_pack
from learners.views.person_required import person_required

LONGEST_CODE = 64


@require_safe
def credential(request: HttpRequest, code: str) -> HttpResponse:
    """What the register says about a code: name, course, hours, result, dates, status; else “not found”."""
    found = find_credential(code=code)
    if found is None:
        context = {"searched": True, "check_url": reverse("learners:credential_check")}
        return render(request, "learners/credential_missing.html", context, status=404)
    mine = bool(request.person) and found.enrolment.person_id == request.person.pk
    pack = share_pack(title=found.facts["course"], path=request.path)
    return render(request, "learners/credential.html", {"credential": public_facts(found, mine=mine), "pack": pack})


@require_safe
def credential_check(request: HttpRequest) -> HttpResponse:
    """Type the number and the code instead of scanning."""
    number, code = (request.GET.get(name, "")[:LONGEST_CODE].strip() for name in ("number", "code"))
    found = find_typed(number=number, code=code)
    if found is not None:
        return redirect(reverse("learners:credential", args=[found.code]))
    context = {"searched": bool(code or number), "number": number, "code": code, "check_url": request.path}
    return render(request, "learners/credential_missing.html", context)


@require_safe
@person_required
def credential_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The holder's PDF, rendered at the first request when no task did it before."""
    stored = store_pdf(credential=own_credential(request.person, code))
    name = f"giay-chung-nhan-{stored.year}-{stored.number:06d}.pdf"
    return FileResponse(stored.pdf.open("rb"), as_attachment=True, filename=name, content_type="application/pdf")


def public_facts(found: Credential, *, mine: bool) -> dict[str, Any]:
    """The facts the public page repeats, as the consent text promises, and nothing more."""
    facts = found.facts
    profile = found.organisation.profile_on(timezone.localdate())
    today_name = profile.name if profile else ""
    return {
        "number": facts["number"],
        "register_number": facts["register_number"],
        "full_name": found.holder.full_name,
        "course_title": facts["course"],
        "hours_text": hours_in_words(facts),
        "result_text": facts["result"],
        "from": datetime.date.fromisoformat(facts["from"]),
        "to": datetime.date.fromisoformat(facts["to"]),
        "issued_on": found.issued_on,
        "valid_to": found.valid_to,
        "issuer_name": facts["issuer"],
        "issuer_now": today_name if today_name != facts["issuer"] else "",
        "signer": facts["signer"],
        "status": found.status_on(timezone.localdate()),
        "revoked_reason": found.state_reason,
        "pdf_url": reverse("learners:credential_pdf", args=[found.code]) if mine else None,
    }
