"""Search without accents, exact accents first, filters and their counts."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.models import CataloguePage, CoursePage
from courses.search import LENGTHS, catalogue_filters, filter_courses, search_courses
from tests.factories import make_audience
from tests.factories.course import make_course

pytestmark = pytest.mark.django_db


def announce(code, title, **fields):
    return make_course(code, lessons=0, title=title, **fields)


def found(query, **chosen):
    courses = CoursePage.objects.for_cards()
    return [course.code for course in search_courses(filter_courses(courses, chosen), query)]


def counts(**chosen):
    rows = catalogue_filters(CoursePage.objects.live(), chosen)
    return {row["name"]: {each["value"]: each["count"] for each in row["options"] if each["count"]} for row in rows}


@pytest.mark.parametrize(
    "query", ["ky nang so", "kỹ năng số", "KỸ NĂNG SỐ", "so ky nang", " kỹ   năng ", "ky\u0303 na\u0306ng"]
)
def test_words_are_found_with_and_without_accents_in_any_order(query):
    announce("A-1", "Kỹ năng số cho mọi người")
    announce("A-2", "Bán hàng trên mạng")
    assert found(query) == ["A-1"]


def test_exact_accents_come_first():
    announce("A-1", "Bạn và điện thoại")
    announce("A-2", "Bán hàng trên mạng")
    assert (found("bán"), found("bạn"), sorted(found("ban"))) == (["A-2", "A-1"], ["A-1", "A-2"], ["A-1", "A-2"])


def test_the_title_comes_before_the_summary():
    announce("A-1", "Điện thoại", summary="Cách giữ mật khẩu.")
    announce("A-2", "Giữ mật khẩu", summary="Điện thoại.")
    assert found("mật khẩu") == ["A-2", "A-1"]


@pytest.mark.parametrize("query", ["%", "_", "\\", "'", "xyz", "kỹ năng bay"])
def test_what_no_course_says_is_not_found(query):
    announce("A-1", "Kỹ năng số")
    assert found(query) in ([], ["A-1"] if not any(letter.isalnum() for letter in query) else [])


def test_a_query_without_words_lists_everything_open_ones_first():
    announce("A-1", "Sắp mở")
    make_course("A-2", title="Đang mở")
    assert found("") == found("   ") == ["A-2", "A-1"]


def test_filters_narrow_and_unknown_values_do_not():
    announce("A-1", "Một", level="basic", hours_self_paced=Decimal(4))
    announce("A-2", "Hai", level="advanced", hours_self_paced=Decimal(5), hours_class=Decimal(4))
    assert (found("", level="advanced"), found("", level="'")) == (["A-2"], ["A-1", "A-2"])
    assert {name: found("", length=name) for name in LENGTHS} == {"short": ["A-1"], "medium": [], "long": ["A-2"]}


def test_a_course_for_two_audiences_is_found_by_either_and_counted_once_each():
    course = announce("A-1", "Một")
    course.audiences.add(make_audience("citizens"), make_audience("women", "Phụ nữ"))
    course.save()
    announce("A-2", "Hai")
    assert (found("", audience="citizens"), found("", audience="women"), found("")) == (
        ["A-1"],
        ["A-1"],
        ["A-1", "A-2"],
    )
    assert counts()["audience"] == {"citizens": 1, "women": 1}
    assert sum(counts()["length"].values()) == 2


def test_the_catalogue_takes_the_same_queries_for_one_and_three_courses():
    def queries():
        # The first visit after a change fills Wagtail's cache of addresses.
        Client().get(CataloguePage.objects.get().url)
        with CaptureQueriesContext(connection) as seen:
            assert Client().get(CataloguePage.objects.get().url + "?q=ky+nang").status_code == 200
        return [query["sql"] for query in seen]

    def course(number):
        page = make_course(f"A-{number}", title=f"Kỹ năng {number}")
        page.audiences.add(make_audience())
        page.save()

    course(1)
    one = queries()
    for number in (2, 3):
        course(number)
    three = queries()
    assert len(three) == len(one), "\n".join(three)
