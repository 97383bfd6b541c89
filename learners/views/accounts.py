"""Signing up, signing in and out, choosing who learns on a shared phone, and the PIN."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.utils import perform_login
from allauth.account.views import LoginView, LogoutView, RequestLoginCodeView
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from learners import pins
from learners.access import is_staff, people_of
from learners.account_adapter import too_many_sentence
from learners.forms.person import AddPersonForm, PersonForm
from learners.forms.pin import ChoosePersonForm, SetOwnPinForm, SetPinForm, weak_pin_sentence
from learners.forms.sign_up import SignUpForm
from learners.models import Person
from learners.services import accounts, tries
from learners.services.accounts import choose_person
from learners.views.person_details import details_page, refused
from learners.views.person_required import person_required
from learners.ways_in import safe_next, way_on, with_next

CODE_STAYS_FRESH_SECONDS = 10 * 60
LETTERS = "thu"


@rate_limit(action="signup")
@never_cache
@sensitive_post_parameters("pin", "pin_again")
def sign_up(request: HttpRequest) -> HttpResponse:
    """A new person with a phone and a PIN; a phone known before takes the person in when its PIN is right."""
    if request.user.is_authenticated:
        return redirect(with_next(reverse("add_person"), safe_next(request)))

    def store(form: PersonForm) -> Person:
        said = form.cleaned_data
        return accounts.register_person(phone=said["phone"], pin=said["pin"], details=form.details())

    def go_on(person: Person) -> HttpResponse:
        response: HttpResponse = perform_login(request, person.user, redirect_url=safe_next(request) or None)
        return _opened(request, person) if request.user.is_authenticated else response

    return details_page(request, SignUpForm, "learners/sign_up.html", store=store, go_on=go_on)


@login_required
@never_cache
@sensitive_post_parameters("pin", "pin_again")
def add_person(request: HttpRequest) -> HttpResponse:
    """One more person on the phone that is signed in."""
    if is_staff(request.user):
        return refused(request)

    def store(form: PersonForm) -> Person:
        return accounts.add_person(user=request.user, details=form.details(), pin=form.cleaned_data["pin"])

    def go_on(person: Person) -> HttpResponse:
        return _opened(request, person, request.POST.get("pin", ""))

    return details_page(request, AddPersonForm, "learners/add_person.html", store=store, go_on=go_on)


def _opened(request: HttpRequest, person: Person, pin: str = "") -> HttpResponse:
    """Open the person just stored; one stored before under an own PIN is left to the chooser, which asks for it."""
    target = safe_next(request) or resolve_url("learners:my_learning")
    if not person.opens_with(pin):
        return redirect(with_next(reverse("choose_person"), target))
    choose_person(request, person)
    return redirect(target)


@login_required
@never_cache
@sensitive_post_parameters("pin")
def choose(request: HttpRequest) -> HttpResponse:
    """Who is learning: the names of this phone, with the own PIN where one was set."""
    form = ChoosePersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            person = accounts.open_person(user=request.user, public_id=said["person"], pin=said["pin"])
        except tries.TooManyTries as error:
            form.refuse(too_many_sentence(error))
        except accounts.WrongPin:
            form.refuse(_("This is not the right PIN. Try again, or ask your helper."))
        else:
            choose_person(request, person)
            return redirect(safe_next(request) or "learners:my_learning")
    add = "" if is_staff(request.user) else with_next(reverse("add_person"), safe_next(request))
    words = {"form": form, "people": people_of(request.user), "next": safe_next(request), "add_person_url": add}
    return render(request, "learners/choose_person.html", words)


@login_required
@never_cache
@sensitive_post_parameters("old", "pin", "pin_again")
def set_pin(request: HttpRequest) -> HttpResponse:
    """A new PIN for the phone: with the old one, or after a code by SMS. Other sessions of the account end."""
    if request.user.email:
        return redirect("account_change_password")
    form = SetPinForm(request.POST or None, user=request.user, needs_old=not _code_came_lately(request))
    if request.method == "POST" and form.is_valid():
        try:
            accounts.set_pin(request=request, user=request.user, pin=form.cleaned_data["pin"])
        except pins.WeakPin as error:
            form.add_error("pin", weak_pin_sentence(error))
        else:
            messages.success(request, _("The new PIN is set. Other phones that were signed in must sign in again."))
            return redirect(way_on(request, resolve_url("learners:my_learning")))
    return render(request, "learners/set_pin.html", {"form": form})


@person_required
@sensitive_post_parameters("old", "pin", "pin_again")
def set_own_pin(request: HttpRequest) -> HttpResponse:
    """A new own PIN for whoever learns now; other devices ask for it before they open this person again."""
    if request.user.email:
        return redirect("account_change_password")
    form = SetOwnPinForm(request.POST or None, person=request.person)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            accounts.set_own_pin(
                request=request, user=request.user, person=request.person, old=said["old"], pin=said["pin"]
            )
        except pins.WeakPin as error:
            form.add_error("pin", weak_pin_sentence(error))
        except tries.TooManyTries as error:
            form.add_error("old", too_many_sentence(error))
        except accounts.WrongPin:
            form.add_error("old", _("This is not the PIN until now."))
        else:
            messages.success(request, _("The own PIN is set. Other phones will ask for it."))
            return redirect("learners:my_learning")
    return render(request, "learners/set_own_pin.html", {"form": form})


def _code_came_lately(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    since = time.time() - CODE_STAYS_FRESH_SECONDS
    return any(record["method"] == "code" and record["at"] > since for record in records)


class SignInView(LoginView):
    """allauth's sign-in on our page; whoever is signed in already goes on to a person, never round in a circle."""

    template_name = "learners/sign_in.html"

    @property
    def letters(self) -> bool:
        """Whether a phone should offer letters: on the way to the admin, and for whoever asked for them."""
        return LETTERS in self.request.GET or safe_next(self.request).startswith(reverse("wagtailadmin_home"))

    def get_form_kwargs(self) -> dict[str, Any]:
        """The keys that a phone offers."""
        return super().get_form_kwargs() | {"letters": self.letters}

    def get_authenticated_redirect_url(self) -> str:
        """Where somebody who is signed in already goes on to."""
        return way_on(self.request, safe_next(self.request))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The ways on: sign up, a code for a forgotten PIN."""
        target = safe_next(self.request)
        ways = {
            "next": target,
            "sign_up_url": with_next(reverse("sign_up"), target),
            "forgot_url": reverse("forgot_pin"),
            "letters_url": "" if self.letters else with_next(f"{self.request.path}?{LETTERS}=1", target),
        }
        return super().get_context_data(**kwargs) | ways


class ForgotPinView(RequestLoginCodeView):
    """A code to the phone opens the page that sets a new PIN."""

    template_name = "learners/forgot_pin.html"

    def get_success_url(self) -> str:
        """Enter the code, then set the PIN."""
        return with_next(reverse("account_confirm_login_code"), reverse("set_pin"))


class SignOutView(LogoutView):
    """Signs out by POST and empties the browser's cache of pages.

    Its storage stays: it may hold work not sent yet, each person's apart from the others' (cms/docs/offline.md).
    Its cookies stay too: clearing them would sign people out of every other site of the same domain.
    """

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Signed out; the next one at this phone finds nothing."""
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response
