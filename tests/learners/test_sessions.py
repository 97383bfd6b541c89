"""A session's row is read in one step and by Django's rules."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from learners.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    """A stored session."""
    store = SessionStore()
    store["person"] = "someone"
    store.save()
    return store.session_key


def test_what_was_kept_is_found_again(kept):
    again = SessionStore(kept)
    assert (again["person"], again.session_key) == ("someone", kept)


def test_a_session_whose_time_is_over_is_nobodys_and_its_key_is_not_used_again(kept):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    late = SessionStore(kept)
    assert (late.load(), late.session_key) == ({}, None)


def test_a_key_nobody_was_given_opens_nothing(kept):
    guessed = SessionStore("a" * 32)
    assert (guessed.load(), guessed.session_key) == ({}, None)


def test_a_session_is_one_query(kept, django_assert_num_queries):
    with django_assert_num_queries(1):
        SessionStore(kept).load()
