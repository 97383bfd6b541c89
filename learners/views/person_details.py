"""The form about a person, as a page: shown, refused in words, or stored."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learners import pins
from learners.account_adapter import too_many_sentence
from learners.forms.person import PersonForm
from learners.forms.pin import weak_pin_sentence
from learners.models import Person
from learners.services import accounts, tries
from learners.services.consents import texts_in_force
from learners.ways_in import safe_next

Store = Callable[[PersonForm], Person]
GoOn = Callable[[Person], HttpResponse]


def details_page(
    request: HttpRequest, form_class: type[PersonForm], template: str, *, store: Store, go_on: GoOn
) -> HttpResponse:
    """Show the form; a valid post is stored and goes on; what the services refuse comes back as a sentence."""
    texts = texts_in_force(get_language() or "vi")
    form = form_class(request.POST or None, consent_texts=texts)
    if request.method == "POST" and form.is_valid():
        try:
            person = store(form)
        except accounts.TooYoung as error:
            return render(request, "learners/too_young.html", {"age": error.age})
        except accounts.StaffAccount:
            return refused(request)
        except (accounts.AccountError, pins.WeakPin, tries.TooManyTries) as error:
            form.add_error(*_sentence(error))
        else:
            return go_on(person)
    return render(request, template, {"form": form, "next": safe_next(request)})


def refused(request: HttpRequest) -> HttpResponse:
    """A staff account stays with one person: its roles would stop otherwise."""
    return render(request, "learners/staff_account.html", status=403)


def _sentence(error: Exception) -> tuple[str | None, str]:
    """The field a refusal belongs to (None: the whole form) and what it says."""
    if isinstance(error, tries.TooManyTries):
        return None, too_many_sentence(error)
    if isinstance(error, pins.WeakPin):
        return "pin", weak_pin_sentence(error)
    if isinstance(error, accounts.BirthTooVague):
        return "birth", _("Write the month and the day too, so that we know the age.")
    if isinstance(error, accounts.ConsentMissing):
        return None, _("A consent that is needed was not ticked.")
    return None, _(
        "The phone number or the PIN does not match. If this phone learned here before, sign in, "
        "get a code by SMS, or ask your helper."
    )
