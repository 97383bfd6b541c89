"""What a phone downloads: a course to take along, and a quiz as a ticket."""

import gzip
import json
import re
from datetime import datetime, timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.models import CoursePage, LessonPage, QuizPage
from learners.models import Attempt
from learners.services.enrolments import enrol
from tests.factories.course import KEY_WORDS, make_course, make_quiz, make_quiz_course
from tests.factories.learner import make_issuer, make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
MOST_BYTES = 60 * 1024


def pack_of(course, client=None, **headers):
    return (client or Client()).get(reverse("pack", args=[course.translation_key]), headers=headers)


def quiz_in(client, quiz):
    return client.post(reverse("ticket", args=[quiz.translation_key]))


def learner_of(quiz):
    person = make_learner()
    enrol(person=person, course=quiz.get_parent().specific)
    return learning_client(person)


def test_a_pack_holds_every_page_of_the_course_and_the_ways_to_its_quizzes():
    quiz = make_quiz_course()
    course = quiz.get_parent().specific
    said = pack_of(course).json()
    pages = {page.get_url() for page in [course, quiz, *LessonPage.objects.all()]}
    assert (said["key"], said["title"], set(said["pages"])) == (str(course.translation_key), course.title, pages)
    assert said["quizzes"] == [{"title": quiz.title, "url": reverse("ticket", args=[quiz.translation_key])}]
    for page in said["pages"].values():
        assert set(page) == {"title", "header", "sub", "screens", "scripts"}
        assert all(screen["main"] for screen in page["screens"])


def test_every_lesson_has_its_screens_in_order_and_the_last_one_says_that_it_is_done():
    course = make_course(lessons=2)
    first, second = LessonPage.objects.order_by("path")
    screens = pack_of(course).json()["pages"][first.get_url()]["screens"]
    assert [["Bước một" in each["main"], "Bước hai" in each["main"]] for each in screens] == [
        [True, False],
        [False, True],
        [False, False],
    ]
    assert ['rel="next"' in each["nav"] for each in screens] == [True, True, False]
    assert f'data-done="{first.translation_key}" data-next="{second.get_url()}"' in screens[-1]["nav"]


def test_practice_comes_with_its_key_and_the_quiz_without_any():
    course = make_course(lessons=1)
    said = pack_of(course).json()["pages"]
    lesson, quiz = LessonPage.objects.get(), QuizPage.objects.get()
    assert "data-key=" in said[lesson.get_url()]["screens"][2]["main"]
    assert "data-key=" not in said[quiz.get_url()]["screens"][0]["main"]


def test_a_practice_quiz_is_answered_and_checked_without_network():
    course = make_course(lessons=1)
    practice = make_quiz(course, purpose="practice", slug="luyen-tap")
    page = pack_of(course).json()["pages"][reverse("learners:practise", args=[practice.translation_key])]
    main = page["screens"][0]["main"]
    assert main.count("data-key=") == 5
    assert KEY_WORDS in main


def test_a_pack_is_the_same_for_everybody_and_tells_who_has_it_already_so():
    quiz = make_quiz_course()
    course = quiz.get_parent().specific
    first, second = pack_of(course), pack_of(course, learner_of(quiz))
    assert (first.content, first["ETag"]) == (second.content, second["ETag"])
    again = pack_of(course, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_a_lesson_that_changed_changes_the_pack():
    course = make_course(lessons=1)
    before = pack_of(course)["ETag"]
    lesson = LessonPage.objects.get()
    lesson.title = "Tên mới"
    lesson.save_revision().publish()
    after = pack_of(course)
    assert after["ETag"] != before
    assert after.json()["pages"][lesson.get_url()]["title"] == "Tên mới"


def test_the_size_is_told_before_anything_is_downloaded():
    course = make_course(lessons=1)
    whole = pack_of(course, **{"Accept-Encoding": "gzip"})
    whole.json = lambda: json.loads(gzip.decompress(whole.content))
    head = Client().head(reverse("pack", args=[course.translation_key]))
    files = sum(row["bytes"] for row in whole.json()["files"])
    assert (head["X-Bytes"], head["X-Sound-Bytes"]) == (str(len(whole.content) + files), "0")
    assert gzip.decompress(whole.content) == pack_of(course).content


def test_a_course_of_ten_lessons_without_pictures_is_sixty_kilobytes_at_most():
    whole = pack_of(make_course(modules=2, lessons=5), **{"Accept-Encoding": "gzip"})
    assert len(whole.content) <= MOST_BYTES


def test_a_pack_takes_the_same_queries_for_two_lessons_and_for_twelve():
    few, many = make_course("CD-06", lessons=2), make_course("CD-07", modules=3, lessons=4)
    counts = []
    for course in (few, few, many):
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as seen:
            assert pack_of(course).status_code == 200
        counts.append(len(seen))
    assert counts[1] == counts[2]


@pytest.mark.parametrize("state", ["draft", "empty"])
def test_what_nobody_may_read_nobody_downloads(state):
    course = make_course(lessons=0 if state == "empty" else 1)
    if state == "draft":
        course.unpublish()
    assert pack_of(course).status_code == 404


def test_a_ticket_brings_the_questions_of_the_attempt_and_the_same_ones_to_a_second_phone():
    quiz = make_quiz_course()
    client = learner_of(quiz)
    first, second = quiz_in(client, quiz).json(), quiz_in(client, quiz).json()
    attempt = Attempt.objects.get()
    assert (first["attempt"], second["attempt"]) == (str(attempt.public_id),) * 2
    assert attempt.ticket_until > timezone.now()
    assert set(first["pages"]) == set(second["pages"])
    assert sum(f"/bai-lam/{attempt.public_id}/" in path for path in first["pages"]) == len(attempt.draw) + 2
    texts = [screen["main"] for page in first["pages"].values() for screen in page["screens"]]
    assert not [text for text in texts if KEY_WORDS in text or "data-key=" in text]


@pytest.mark.parametrize(
    "settings", [{"minutes": 20}, {"feedback": "immediate"}, {"navigation": "sequential"}, {"entry_code": "vai thieu"}]
)
def test_a_quiz_that_needs_the_server_is_not_taken_along_and_no_try_is_used(settings):
    make_issuer()
    quiz = make_quiz_course(**settings)
    refused = quiz_in(learner_of(quiz), quiz)
    assert (refused.status_code, list(refused.json()), Attempt.objects.count()) == (409, ["message"], 0)


def test_a_timed_quiz_that_has_begun_is_carried_with_the_time_that_is_left_and_no_key():
    quiz = make_quiz_course(minutes=20)
    client = learner_of(quiz)
    client.post(reverse("learners:start_attempt", args=[quiz.translation_key]))
    attempt = Attempt.objects.get()
    sitting = reverse("learners:attempt_item", args=[attempt.public_id, 1])
    address = reverse("ticket", args=[quiz.translation_key])
    assert f'data-ticket="{address}"' in client.get(sitting).content.decode()
    said = quiz_in(client, quiz).json()
    main = said["pages"][sitting]["screens"][0]["main"]
    assert 1190 <= int(re.search(r'data-due="(\d+)" data-taken="\[\[taken\]\]"', main)[1]) <= 1200
    assert abs(datetime.fromisoformat(said["until"]) - attempt.due_at) < timedelta(seconds=1)
    texts = [screen["main"] for page in said["pages"].values() for screen in page["screens"]]
    assert not [text for text in texts if KEY_WORDS in text or "data-key=" in text]


def test_a_ticket_is_for_somebody_who_takes_the_course():
    quiz = make_quiz_course()
    answers = [quiz_in(client, quiz).status_code for client in (Client(), learning_client(make_learner()))]
    assert (answers, Attempt.objects.count()) == ([401, 404], 0)
    assert CoursePage.objects.count() == 1
