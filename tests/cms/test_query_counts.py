"""Public pages cost the same number of queries for one row and for three: nothing is looked up row by row."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.models import SiteSettings
from courses.models import CataloguePage, CoursePage
from tests.factories import make_audience
from tests.factories.course import make_catalogue, make_course
from tests.factories.learner import make_issuer, make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["visitor", "learner"])
def client(request):
    """A browser of nobody in particular, and one in which somebody learns."""
    make_issuer()
    SiteSettings.for_site(make_catalogue().get_site())
    return Client() if request.param == "visitor" else learning_client(make_learner())


def queries(client, address):
    """How many queries rendering a page takes once the process knows sites and types."""
    client.get(address)
    for cache in ("pages", "near"):
        caches[cache].clear()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def make_courses(count):
    audience = make_audience()
    for number in range(count):
        course = make_course(f"CD-1{number}", title=f"Khóa {number}", lessons=1)
        course.audiences.add(audience)
        course.save()


def test_a_course_page_takes_the_same_queries_for_one_and_three_courses_to_take_first(client):
    make_courses(3)
    course = make_course()
    used = []
    for count in (1, 3):
        course.prerequisites.set(CoursePage.objects.exclude(pk=course.pk)[:count])
        course.save()
        used.append(queries(client, course.url))
        assert client.get(course.url).content.decode().count("Khóa ") >= count
    assert used[0] == used[1]


def test_a_course_page_takes_the_same_queries_for_one_and_three_modules(client):
    small, large = make_course("CD-07", modules=1, lessons=1), make_course("CD-08", modules=3, lessons=3)
    assert queries(client, small.url) == queries(client, large.url)


@pytest.mark.parametrize("asked", ["", "?q=khoa", "?audience=citizens"])
def test_the_catalogue_takes_the_same_queries_for_one_and_three_courses(client, asked):
    used = []
    for count in (1, 3):
        CoursePage.objects.all().delete()
        make_courses(count)
        used.append(queries(client, CataloguePage.objects.get().url + asked))
    assert used[0] == used[1]
