"""Who holds which role is asked once a request, not once a question."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learners.access import is_staff, may_see_reports, roles_of, sees_all_units
from learners.enums import Role
from learners.models import RoleAssignment, User
from tests.factories import make_officer, make_unit, sign_in_staff

pytestmark = pytest.mark.django_db


def test_a_user_object_asks_for_its_roles_once(django_assert_num_queries):
    unit = make_unit()
    user = make_officer(Role.UNIT_OFFICER, unit)
    with django_assert_num_queries(2):
        assert roles_of(user) == {Role.UNIT_OFFICER: [unit.pk]}
        assert (is_staff(user), may_see_reports(user), sees_all_units(user)) == (True, True, False)


def test_a_role_counts_from_the_next_request_on():
    user = make_officer(None)
    assert roles_of(user) == {}
    RoleAssignment.objects.create(person=user.people.get(), role=Role.TRAINER)
    assert roles_of(User.objects.get(pk=user.pk)) == {Role.TRAINER: [None]}


@pytest.mark.parametrize("name", ["marking_queue", "item_analysis"])
def test_a_page_of_the_admin_reads_the_roles_once(name):
    client = sign_in_staff(Client(), make_officer(Role.DEPARTMENT_OFFICER))
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(name)).status_code == 200
    assert len([each for each in seen if 'FROM "learners_roleassignment"' in each["sql"]]) == 1
