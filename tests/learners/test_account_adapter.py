"""The one rule for passwords of staff, wherever they are set; PINs of learners are judged elsewhere."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from learners.models import User
from tests.factories import PASSWORD, PIN, make_person, make_user
from tests.factories.ways_in import errors, learning_client

pytestmark = pytest.mark.django_db

REFUSED = ["246810", "elevenchars", "q1w2e3r4t5y6"]


@pytest.mark.parametrize("password", REFUSED)
def test_a_short_or_common_password_is_refused_by_every_screen_that_asks_django(password):
    with pytest.raises(ValidationError):
        validate_password(password)
    validate_password("một câu dài dễ nhớ")


@pytest.mark.parametrize("password", REFUSED)
def test_staff_may_not_change_to_a_short_or_common_password(password):
    user = make_user(None, PASSWORD, email="can.bo@example.vn")
    client = learning_client(make_person(user))
    page = reverse("account_change_password")
    said = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert list(errors(client.post(page, said))) == ["password1"]
    client.post(page, said | {"password1": "một câu dài dễ nhớ", "password2": "một câu dài dễ nhớ"})
    assert User.objects.get().check_password("một câu dài dễ nhớ")


def test_the_command_that_sets_a_password_obeys_the_same_rule(monkeypatch):
    user = make_user(None, PASSWORD, email="can.bo@example.vn")
    monkeypatch.setattr("getpass.getpass", lambda *args, **kwargs: "246810")
    with pytest.raises(CommandError):
        call_command("changepassword", user.username)


def test_a_pin_of_six_digits_still_opens_a_phone():
    assert make_user().check_password(PIN)
