"""Pages rendered once for everybody: true as long as they are kept, and nobody's bytes reach anybody else."""

import gzip
import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.models import ContentEdition, SiteSettings
from courses.models import LessonPage
from learners.access import PERSON_SESSION_KEY
from learners.enums import Role
from learners.models import LessonPosition
from learners.services.enrolments import enrol
from tests.factories.course import make_course
from tests.factories.learner import make_issuer, make_learner
from tests.factories.officer import make_officer
from tests.factories.staff import sign_in_staff
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    make_issuer()
    made = make_course(modules=1, lessons=2)
    SiteSettings.for_site(made.get_site())
    return made


@pytest.fixture
def lesson(course):
    return LessonPage.objects.descendant_of(course).order_by("path").first()


@pytest.fixture
def stranger():
    """Somebody who learns, though not this course."""
    return make_learner("Vi Thị Mai")


@pytest.fixture
def member(course):
    """Somebody who takes the course."""
    person = make_learner("Hoàng Văn Páo")
    enrol(person=person, course=course)
    return person


def text(response):
    body = response.content
    return (gzip.decompress(body) if response.get("Content-Encoding") == "gzip" else body).decode()


def warm(client, address):
    """What a client gets once the page is kept, with the queries it took."""
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        response = client.get(address)
    assert response.status_code == 200
    return response, [query["sql"] for query in seen]


def without_token(page):
    plain = page.replace("%26x%3D1", "")
    return re.sub(r'(data-token|name="csrfmiddlewaretoken" value)="[^"]*"', r"\1", plain)


def test_a_visitor_costs_one_query_and_a_learner_four(course, lesson, member):
    assert [len(warm(Client(), page.url)[1]) for page in (lesson, course)] == [1, 1]
    assert len(warm(learning_client(member), lesson.url)[1]) == 4


def test_three_people_get_what_they_got_when_the_page_was_rendered_for_them(lesson, member, stranger, settings):
    kept = [text(warm(client, lesson.url)[0]) for client in clients(member, stranger)]
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "KeptPage" not in name]
    caches["pages"].clear()
    ContentEdition.objects.all().delete()
    plain = [text(client.get(f"{lesson.url}?buoc=1&x=1")) for client in clients(member, stranger)]
    for ours, theirs in zip(kept, plain, strict=True):
        assert without_token(ours).splitlines() == without_token(theirs).splitlines()


def clients(member, stranger):
    return [Client(), learning_client(member), learning_client(stranger)]


def test_no_name_and_no_token_of_one_reader_reaches_another(lesson, member, stranger):
    first, second = learning_client(member), learning_client(stranger)
    for _round in range(2):
        pages = [text(client.get(lesson.url)) for client in (first, second, Client())]
    assert [(member.given_name in page, stranger.given_name in page) for page in pages] == [
        (True, False), (False, True), (False, False),
    ]  # fmt: skip
    tokens = [set(re.findall(r'data-token="([^"]+)"', page)) for page in pages]
    assert [len(found) for found in tokens] == [1, 0, 0]


def test_the_form_of_a_kept_page_is_taken(course, member):
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    browser = learning_client(member, enforce_csrf_checks=True)
    for _round in range(2):
        page = text(browser.get(f"{lesson.url}?buoc=99"))
    action = re.search(r'action="([^"]+/xong/)"', page) or re.search(r'<form method="post" action="([^"#]+)"', page)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    assert browser.post(action[1], {"csrfmiddlewaretoken": token}).status_code in {200, 302}


def test_a_browser_that_has_the_page_gets_nothing_again(lesson, member):
    for browser in (Client(), learning_client(member)):
        first = browser.get(lesson.url)
        again = browser.get(lesson.url, HTTP_IF_NONE_MATCH=first["ETag"])
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_another_person_on_the_same_phone_gets_another_tag(lesson, member, stranger):
    assert learning_client(member).get(lesson.url)["ETag"] != learning_client(stranger).get(lesson.url)["ETag"]


@pytest.mark.parametrize("change", ["text", "settings", "unpublish", "restriction", "move"])
def test_what_changes_the_content_is_seen_by_the_next_reader(course, lesson, change):
    assert warm(Client(), lesson.url)[0].status_code == 200
    if change == "text":
        lesson.title = "Tên đã đổi"
        lesson.save_revision().publish()
        assert "Tên đã đổi" in text(Client().get(lesson.url))
    elif change == "settings":
        SiteSettings.objects.update_or_create(site_id=lesson.get_site().pk, defaults={"site_name": "Học Mới"})
        assert "Học Mới" in text(Client().get(lesson.url))
    elif change == "unpublish":
        lesson.unpublish()
        assert Client().get(lesson.url).status_code == 404
    elif change == "restriction":
        PageViewRestriction.objects.create(page=course, restriction_type=PageViewRestriction.LOGIN)
        assert Client().get(lesson.url).status_code == 302
    else:
        lesson.slug = "dia-chi-moi"
        lesson.save_revision().publish()
        assert Client().get(course.url + "chuong-1/dia-chi-moi/").status_code == 200


def test_a_draft_leaves_what_is_kept_in_force(lesson):
    before = ContentEdition.objects.get().token
    lesson.title = "Bản nháp"
    lesson.save_revision()
    assert ContentEdition.objects.get().token == before


def test_the_screen_seen_last_is_the_screen_shown(lesson, member):
    enrolment = member.enrolments.get()
    LessonPosition.objects.create(enrolment=enrolment, lesson_key=lesson.translation_key, screen=2)
    browser = learning_client(member)
    for _round in range(2):
        assert 'data-screen="2"' in text(browser.get(lesson.url))
    visitor = Client()
    visitor.get(f"{lesson.url}?buoc=2")
    assert visitor.get(lesson.url).cookies["buoc"].value == "2"


def test_words_that_wait_for_a_person_are_said_on_a_page_of_their_own(course, lesson, member):
    browser = learning_client(member)
    browser.get(lesson.url)
    browser.cookies["messages"] = "anything"
    assert "ETag" not in browser.get(lesson.url)


def test_a_page_without_compression_says_the_same(lesson):
    plain = Client().get(lesson.url)
    packed = Client().get(lesson.url, HTTP_ACCEPT_ENCODING="gzip")
    assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert text(plain) == text(packed)


def test_staff_without_a_person_get_a_page_of_their_own(course, lesson):
    browser = sign_in_staff(Client(), make_officer(Role.TRAINER))
    session = browser.session
    session.pop(PERSON_SESSION_KEY, None)
    session.save()
    assert "ETag" not in browser.get(lesson.url)


def test_an_address_given_to_another_course_shows_that_course(course, lesson, member):
    browser, address = learning_client(member), lesson.url
    browser.get(address)
    other = make_course("CD-07", title="Khóa khác")
    theirs = LessonPage.objects.descendant_of(other).order_by("path").first()
    lesson.slug = "cu"
    lesson.save_revision().publish()
    course.slug, other.slug = "cu", course.slug
    for page in (course, other):
        page.save_revision().publish()
    assert (LessonPage.objects.get(pk=theirs.pk).url, "Khóa khác" in text(browser.get(address))) == (address, True)
    assert "data-token" not in text(browser.get(address))
