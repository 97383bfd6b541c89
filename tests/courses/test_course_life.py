"""Copies, translations and aliases of courses; courses moved away, taken offline or deleted while people learn."""

import pytest
from django.urls import reverse
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page
from wagtail.search.index import get_indexed_models
from wagtail.search.models import IndexEntry

from courses.models import ItemBank, LessonPage, QuizPage, QuizVersion
from courses.services.course_faults import course_faults
from learners.models import Attempt
from learners.services.attempts import start_attempt
from learners.services.enrolments import enrol
from tests.factories.course import KEY_WORDS, every_item, make_catalogue, make_course
from tests.factories.learner import make_issuer, make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db


def ids(stream):
    return [(child["id"], [each["id"] for each in child["value"].get("options", [])]) for child in stream.raw_data]


def test_a_copied_course_keeps_block_ids_under_keys_of_its_own_and_must_get_a_code_of_its_own():
    course = make_course()
    copy = course.copy(recursive=True, update_attrs={"slug": "ban-sao", "title": "Bản sao"}, keep_live=False)
    first, second = (QuizPage.objects.descendant_of(each).get() for each in (course, copy))
    assert ids(first.items) == ids(second.items)
    assert first.translation_key != second.translation_key
    assert QuizVersion.objects.count() == 1
    assert any("CD-06" in fault and course.title in fault for fault in course_faults(copy))
    copy.code = "CD-07"
    copy.save_revision()
    assert course_faults(copy) == []


def test_a_copy_published_at_once_has_a_frozen_quiz_of_its_own():
    course = make_course()
    copy = course.copy(recursive=True, update_attrs={"slug": "ban-sao"}, keep_live=True)
    quiz = QuizPage.objects.descendant_of(copy).get()
    assert QuizVersion.objects.get(quiz_key=quiz.translation_key).course_key == copy.translation_key


def test_a_translation_shares_keys_code_and_item_ids_and_does_not_clash_with_its_source():
    course = make_course()
    english = Locale.objects.get_or_create(language_code="en")[0]
    make_catalogue().copy_for_translation(english, copy_parents=True, alias=True)
    translated = CopyPageForTranslationAction(course, english, include_subtree=True).execute()
    quiz = QuizPage.objects.get(locale=english)
    source = QuizPage.objects.exclude(locale=english).get()
    assert (translated.code, translated.translation_key) == (course.code, course.translation_key)
    assert (ids(quiz.items), quiz.translation_key) == (ids(source.items), source.translation_key)
    assert course_faults(translated) == []
    quiz.save_revision().publish()
    versions = {row.language: sorted(row.items) for row in QuizVersion.objects.all()}
    assert versions["vi"] == versions["en"] == sorted(each["id"] for each in every_item())


def test_aliases_of_a_course_open_for_everybody(client):
    course = make_course()
    alias = course.create_alias(recursive=True, update_slug="ban-guong")
    for page in Page.objects.descendant_of(alias, inclusive=True):
        assert client.get(page.url).status_code in {200, 302}
    QuizPage.objects.descendant_of(course).get().save_revision().publish()
    assert client.get(QuizPage.objects.descendant_of(alias).get().url).status_code == 200


def take_offline(course):
    course.unpublish()
    for page in course.get_descendants():
        page.specific.unpublish()


def delete(course):
    course.delete()


@pytest.mark.parametrize("leave", [take_offline, delete])
def test_a_course_that_goes_away_takes_no_attempt_with_it_and_breaks_no_page_of_its_learners(leave):
    make_issuer()
    course, person = make_course(), make_learner()
    lesson, quiz = LessonPage.objects.first(), QuizPage.objects.get()
    enrolment = enrol(person=person, course=course)
    attempt = start_attempt(enrolment=enrolment, quiz_key=quiz.translation_key, language="vi")
    leave(course)
    client = learning_client(person)
    assert Attempt.objects.get().version_id == attempt.version_id
    for name, arguments in [
        ("learners:my_learning", []),
        ("learners:attempt", [attempt.public_id]),
        ("learners:attempt_item", [attempt.public_id, 1]),
        ("learners:attempt_result", [attempt.public_id]),
        ("learners:enrol", [course.translation_key]),
    ]:
        assert client.get(reverse(name, args=arguments)).status_code < 500, name
    for name, key in (("complete_lesson", lesson.translation_key), ("start_attempt", quiz.translation_key)):
        assert client.post(reverse(f"learners:{name}", args=[key])).status_code < 500, name


def test_questions_and_keys_stand_in_no_search_index_and_no_field_of_an_interface():
    make_course()
    ItemBank.objects.create(title="Kho", items=every_item())
    assert QuizPage.search_fields == Page.search_fields
    assert ItemBank not in get_indexed_models()
    assert not hasattr(QuizPage, "api_fields") or not QuizPage.api_fields
    entries = [f"{row.title} {row.body} {row.autocomplete}" for row in IndexEntry.objects.all()]
    assert entries
    assert not [entry for entry in entries if KEY_WORDS in entry or "OTP" in entry]
