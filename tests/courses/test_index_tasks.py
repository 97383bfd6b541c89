"""Wagtail's indexes: kept at every save, and once for each page where many are written together."""

import pytest
from django.db import transaction
from django_tasks.signals import task_finished

from courses.index_tasks import indexed_once
from courses.models import CoursePage
from tests.factories.course import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_course(lessons=0)


@pytest.fixture
def done(course):
    """Names of the tasks that ran, in their order."""
    names = []

    def note(sender, task_result, **kwargs):
        names.append(task_result.task.name)

    task_finished.connect(note)
    yield names
    task_finished.disconnect(note)


def renamed(course, *titles):
    for title in titles:
        course.title = title
        course.save()


def found(word):
    return [page.title for page in CoursePage.objects.search(word)]


BOTH = ["insert_or_update_object_task", "update_reference_index_task"]


def test_a_save_is_found_at_once(course, done):
    renamed(course, "Trồng vải")
    assert (found("vải"), sorted(done)) == (["Trồng vải"], BOTH)


def test_in_a_block_a_page_is_indexed_once_at_the_end_as_it_stands_then(course, done):
    with transaction.atomic(), indexed_once():
        with indexed_once():
            renamed(course, "Trồng vải", "Trồng nhãn")
        renamed(course, "Trồng bưởi")
        assert (found("vải"), found("bưởi"), done) == ([], [], [])
    assert (found("vải"), found("bưởi"), sorted(done)) == ([], ["Trồng bưởi"], BOTH)
    renamed(course, "Trồng na")
    assert found("na") == ["Trồng na"]


@transaction.atomic
@indexed_once()
def renamed_in_vain(course):
    renamed(course, "Trồng vải")
    raise ZeroDivisionError


def test_what_was_taken_back_is_not_indexed(course, done):
    with pytest.raises(ZeroDivisionError):
        renamed_in_vain(course)
    assert (found("vải"), done) == ([], [])
    renamed(course, "Trồng nhãn")
    assert found("nhãn") == ["Trồng nhãn"]


def test_a_page_that_was_taken_off_in_the_block_keeps_no_other_from_its_index(course, done):
    with transaction.atomic(), indexed_once():
        renamed(course, "Trồng vải")
        course.delete()
        renamed(make_course("CD-07", lessons=0), "Trồng nhãn")
    assert (found("vải"), found("nhãn")) == ([], ["Trồng nhãn"])
