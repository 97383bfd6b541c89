"""Who was signed in is found again, while they may sign in."""

import pytest
from django.contrib.auth import get_user
from django.test import RequestFactory

from learners.sign_in_backend import SignInBackend
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_the_user_is_found_with_all_that_is_stored(django_assert_num_queries):
    user = make_user()
    with django_assert_num_queries(1):
        found = SignInBackend().get_user(user.pk)
        assert (found, found.email, found.password) == (user, user.email, user.password)


def test_nobody_is_found_behind_an_account_that_was_closed_or_never_was():
    user = make_user()
    user.is_active = False
    user.save()
    assert SignInBackend().get_user(user.pk) is None
    assert SignInBackend().get_user(user.pk + 1) is None


def test_a_session_from_before_a_new_password_opens_nobody(client):
    user = make_user()
    client.force_login(user)
    request = RequestFactory().get("/")
    request.session = client.session
    assert get_user(request) == user
    user.set_password("another one entirely")
    user.save()
    assert get_user(request).is_anonymous
