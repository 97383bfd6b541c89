"""Naming somebody: the same work and the same answer for whatever is wrong."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from learners.models import Person
from learners.services.naming import try_to_name
from learners.services.tries import TooManyTries
from tests.factories.learner import make_learner

pytestmark = pytest.mark.django_db
PHONE, OTHER_PHONE = "+84912345678", "+84912345679"


def named(phone, full_name, account="1"):
    return try_to_name(Person.objects.filter(user__phone=phone), full_name, account=account)


def test_a_wrong_phone_and_a_wrong_name_take_the_same_queries_and_say_the_same():
    person, asked = make_learner("Lò Thị Hai", phone=PHONE), [(OTHER_PHONE, "Lò Thị Hai"), (PHONE, "Lò Thị Ba")]
    named(PHONE, "Lò Văn Ba", account="2")
    used = []
    for account, pair in enumerate(asked):
        with CaptureQueriesContext(connection) as seen:
            assert named(*pair, account=str(account)) is None
        used.append(len(seen))
    assert used[0] == used[1]
    assert named(PHONE, "lo thi  HAI") == person


def test_five_wrong_pairs_are_all_and_the_right_one_is_not_told_then_either():
    make_learner("Lò Thị Hai", phone=PHONE)
    for _ in range(7):
        assert named(PHONE, "Lò Thị Hai") is not None
    for _ in range(5):
        assert named(PHONE, "Lò Thị Ba") is None
    with pytest.raises(TooManyTries):
        named(PHONE, "Lò Thị Hai")
    assert named(PHONE, "Lò Thị Hai", account="2") is not None
