"""Addresses of signing up, choosing a person, the PIN and signing in and out.

They come before allauth's own: the same addresses lead to our pages, and allauth's names still point at them.
"""

from django.urls import path
from django.views.generic import RedirectView

from learners.views import accounts

to_sign_up = RedirectView.as_view(pattern_name="sign_up", query_string=True)

urlpatterns = [
    path("dang-ky/", accounts.sign_up, name="sign_up"),
    path("them-nguoi/", accounts.add_person, name="add_person"),
    path("ai-hoc/", accounts.choose, name="choose_person"),
    path("ma-pin/", accounts.set_pin, name="set_pin"),
    path("ma-pin-rieng/", accounts.set_own_pin, name="set_own_pin"),
    path("quen-ma-pin/", accounts.ForgotPinView.as_view(), name="forgot_pin"),
    path("login/", accounts.SignInView.as_view()),
    path("logout/", accounts.SignOutView.as_view()),
    path("signup/", to_sign_up),
    path("signup/passkey/", to_sign_up),
]
