"""What was read before signing in is a claim: shown, kept once, and never enough for a certificate."""

from uuid import uuid4

import pytest

from courses.items import ResponseError
from courses.models import LessonPage, QuizPage
from learners.enums import EnrolmentState
from learners.models import ClaimedProgress, Credential, Enrolment
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.claims import claim_progress
from learners.services.enrolments import enrol
from learners.services.progress import whats_missing
from tests.factories.course import RIGHT, make_quiz_course
from tests.factories.learner import answer_all, make_issuer, make_learner
from tests.factories.ways_in import learning_client
from tests.learners.api.test_sync import Phone

pytestmark = pytest.mark.django_db
LESSON = {"kind": "lesson"}


@pytest.fixture
def person():
    make_issuer()
    make_quiz_course()
    return make_learner()


def lesson_keys():
    return list(LessonPage.objects.values_list("translation_key", flat=True))


def test_every_lesson_claimed_and_the_quiz_passed_is_still_no_certificate(person):
    enrolment = enrol(person=person, course=QuizPage.objects.get().get_parent().specific)
    for key in lesson_keys():
        claim_progress(person=person, subject=key, body=LESSON)
    attempt = start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")
    answer_all(attempt, RIGHT)
    done = submit_attempt(attempt=attempt).completion
    lessons, _quizzes = whats_missing(Enrolment.objects.get())
    assert (done.done, lessons, Credential.objects.count()) == (False, lesson_keys(), 0)
    assert Enrolment.objects.get().state == EnrolmentState.ACTIVE


def test_a_claim_is_kept_once_and_of_two_practice_results_the_better_one(person):
    key = uuid4()
    results = [(2, 5), (4, 5), (1, 2)]
    new = [
        claim_progress(person=person, subject=key, body={"kind": "practice", "right": right, "asked": asked})
        for right, asked in results
    ]
    assert (new, claim_progress(person=person, subject=key, body=LESSON)) == ([True, True, False], True)
    assert claim_progress(person=person, subject=key, body=LESSON) is False
    rows = ClaimedProgress.objects.order_by("kind").values_list("kind", "right", "asked")
    assert list(rows) == [("lesson", None, None), ("practice", 4, 5)]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "quiz"},
        {"kind": "lesson", "right": 1, "asked": 1},
        {"kind": "practice"},
        {"kind": "practice", "right": 3, "asked": 2},
        {"kind": "practice", "right": True, "asked": 1},
        {"kind": "practice", "right": 0, "asked": 0},
    ],
)
def test_a_claim_that_says_nothing_sensible_is_refused(person, body):
    with pytest.raises(ResponseError):
        claim_progress(person=person, subject=uuid4(), body=body)
    assert not ClaimedProgress.objects.exists()


def test_a_phone_claims_through_its_queue_and_the_course_page_shows_it(person):
    phone, key = Phone(person), lesson_keys()[0]
    event = phone.event("claim", key, body=LESSON)
    assert [each["status"] for each in phone.results(event, event)] == ["stored", "duplicate"]
    course = QuizPage.objects.get().get_parent().specific
    page = learning_client(person).get(course.get_url())
    rows = [lesson["read"] for module in page.context["outline"] for lesson in module["lessons"]]
    assert rows == [True, False]
