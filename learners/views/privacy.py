"""What is kept about whoever learns: shown, given along as a file, and the optional consent taken back."""

from __future__ import annotations

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learners.access import own_consents
from learners.enums import ConsentPurpose
from learners.phones import show
from learners.services.consents import withdraw_consent
from learners.services.privacy import PARTS, counts_of, own_record
from learners.services.rates import TooFast, spend
from learners.views.person_required import person_required

FILES_A_MINUTE = 6


@require_safe
@person_required
def privacy(request: HttpRequest) -> HttpResponse:
    """Who one is here, what was agreed to, and how much of what is kept."""
    person = request.person
    # What phones sent, one by one, says nothing to a reader; it stands in the file.
    counts = {name: count for name, count in counts_of(person).items() if name != "commands"}
    context = {
        "person": person,
        "phone": show(request.user.phone) if request.user.phone else "",
        "consents": own_consents(person),
        "ethnic_group": getattr(person, "ethnicity", None),
        "rows": [(capfirst(PARTS[name].model._meta.verbose_name_plural), count) for name, count in counts.items()],
    }
    return render(request, "learners/privacy.html", context)


@require_safe
@person_required
def privacy_file(request: HttpRequest) -> HttpResponse:
    """Everything recorded about oneself as one JSON file, made when it is asked for and kept nowhere."""
    try:
        spend("own-data", str(request.person.public_id), FILES_A_MINUTE)
    except TooFast:
        messages.info(request, _("The file was made just now. Please wait a minute before you ask for it again."))
        return redirect("learners:privacy")
    name = f"du-lieu-cua-toi-{timezone.localdate():%Y-%m-%d}.json"
    reply = JsonResponse(
        own_record(request.person), encoder=DjangoJSONEncoder, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    reply["Content-Disposition"] = f'attachment; filename="{name}"'
    return reply


@require_POST
@person_required
def withdraw_ethnicity(request: HttpRequest) -> HttpResponse:
    """Take back the one consent that learning here does not need; the others end when the department is asked."""
    if withdraw_consent(person=request.person, purpose=ConsentPurpose.ETHNICITY):
        messages.success(request, _("Taken back. Your ethnic group is deleted here."))
    return redirect("learners:privacy")
