"""The site that all journeys walk through."""

import pytest
from wagtail.models import Page

from courses.models import CoursePage
from tests.journeys.conftest import ALSO, COURSES


@pytest.mark.django_db
def test_the_seeded_site_is_whole():
    courses = CoursePage.objects.live().filter(locale__language_code="vi")
    assert sorted(courses.values_list("code", flat=True)) == sorted([*COURSES, *ALSO])
    assert Page.find_problems() == ([], [], [], [], [])
