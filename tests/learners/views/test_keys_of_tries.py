"""No page shows a key while an answer could still count, and no page leads in a circle."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import QuizPage
from learners.models import Command, QuizException, Response, SetAside
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.enrolments import enrol
from tests.factories.course import KEY_WORDS, item_id, make_quiz_course, option_id
from tests.factories.learner import make_issuer, make_learner
from tests.factories.ways_in import learning_client

pytestmark = pytest.mark.django_db
SINGLE, TRUTH = item_id("single"), item_id("truth")


def sit(**quiz):
    make_issuer()
    page = make_quiz_course(**quiz)
    person = make_learner()
    enrolment = enrol(person=person, course=page.get_parent().specific)
    return learning_client(person), begin(enrolment)


def begin(enrolment):
    return start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")


def page_of(attempt, number=1):
    return reverse("learners:attempt_item", args=[attempt.public_id, number])


def shows_keys(client, attempt):
    return KEY_WORDS in client.get(reverse("learners:attempt_result", args=[attempt.public_id])).content.decode()


def test_while_the_last_try_is_open_the_results_of_earlier_ones_show_no_key():
    client, first = sit(attempts_allowed=2, purpose="graded")
    submit_attempt(attempt=first)
    assert not shows_keys(client, first)
    last = begin(first.enrolment)
    assert not shows_keys(client, first)
    submit_attempt(attempt=last)
    assert shows_keys(client, first)


def test_when_the_quiz_now_allows_more_tries_no_key_is_shown_any_longer():
    client, first = sit(attempts_allowed=1, purpose="graded")
    submit_attempt(attempt=first)
    assert shows_keys(client, first)
    quiz = QuizPage.objects.get()
    quiz.attempts_allowed = 3
    quiz.save_revision().publish()
    page = client.get(reverse("learners:attempt_result", args=[first.public_id])).content.decode()
    assert KEY_WORDS not in page
    assert begin(first.enrolment).number == 2


def test_no_key_is_shown_while_an_exception_keeps_the_quiz_open_for_somebody_else():
    now = timezone.now()
    client, first = sit(attempts_allowed=1, purpose="graded", closes_at=now + timedelta(hours=1))
    submit_attempt(attempt=first)
    other = enrol(person=make_learner("Lò Văn Hai"), course=QuizPage.objects.get().get_parent().specific)
    QuizException.objects.create(
        quiz_key=first.quiz_key, enrolment=first.enrolment, closes_at=now - timedelta(minutes=1), reason="ốm"
    )
    assert not shows_keys(client, first)
    QuizException.objects.create(
        quiz_key=first.quiz_key, enrolment=other, closes_at=now + timedelta(days=2), reason="ốm"
    )
    assert not shows_keys(client, first)


def test_after_the_last_page_one_way_only_going_on_leads_to_the_summary():
    client, attempt = sit(navigation="sequential", page_size=0)
    client.post(page_of(attempt), {"go": "summary", "command_id": str(uuid4())})
    reply = client.get(reverse("learners:attempt", args=[attempt.public_id]), follow=True)
    assert reply.redirect_chain[-1][0] == reverse("learners:attempt_summary", args=[attempt.public_id])


def test_one_way_only_nobody_looks_ahead():
    client, attempt = sit(navigation="sequential")
    reply = client.get(page_of(attempt, 4), follow=True)
    assert reply.redirect_chain[-1][0] == page_of(attempt, 1)
    client.post(page_of(attempt), {f"item-{SINGLE}": option_id("single", 1), "go": "stay", "command_id": str(uuid4())})
    reply = client.get(reverse("learners:attempt", args=[attempt.public_id]), follow=True)
    assert reply.redirect_chain[-1][0] == page_of(attempt, 1)


def test_a_question_settled_on_a_page_does_not_keep_the_others_from_being_saved():
    client, attempt = sit(feedback="immediate", page_size=0)
    client.post(page_of(attempt), {f"item-{SINGLE}": option_id("single", 0), "go": f"check:{SINGLE}"})
    after = {f"item-{TRUTH}": "true", "command_id": str(uuid4()), "seq": "1"}
    reply = client.post(page_of(attempt), after, headers={"accept": "application/json"})
    assert reply.status_code == 200
    assert Response.objects.get(item_id=TRUTH).body == {"answer": True}
    assert SetAside.objects.count() == 0


def test_a_start_under_the_id_of_somebody_else_is_refused_in_words():
    client, attempt = sit()
    used = uuid4()
    Command.objects.create(id=used, person=make_learner("Lò Văn Hai"), kind="start", digest="", receipt={})
    reply = client.post(reverse("learners:start_attempt", args=[attempt.quiz_key]), {"command_id": str(used)})
    assert reply.status_code == 302
