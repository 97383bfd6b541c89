"""Orders of arrival, repeats and ids that meet: what a learner did last stands, and everything counts once."""

from uuid import uuid4

import pytest

from courses.models import QuizPage
from learners.models import Attempt, Command, Response, SetAside
from learners.services.answer_marks import mark_of
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.commands import Delivery
from learners.services.enrolments import enrol
from learners.services.quiz_times import StartRefused
from learners.services.responses import check_response, save_response
from tests.factories.course import item_id, make_quiz_course, option_id
from tests.factories.learner import make_issuer, make_learner

pytestmark = pytest.mark.django_db
SINGLE, TRUTH = item_id("single"), item_id("truth")
WRONG_FIRST, RIGHT_ONE, WRONG_LAST = ({"option": option_id("single", place)} for place in range(3))
YES, NO = {"answer": True}, {"answer": False}


def sit(**quiz):
    make_issuer()
    page = make_quiz_course(**quiz)
    enrolment = enrol(person=make_learner(), course=page.get_parent().specific)
    return start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")


def send(service, attempt, body, item=SINGLE, **more):
    given = {"origin": uuid4(), **more}
    return service(person=attempt.enrolment.person, attempt=attempt, item_id=item, body=body, **given)


def seen(attempt, item=TRUTH):
    return Delivery(seen=mark_of(attempt.responses.filter(item_id=item).first()))


def test_a_check_sent_again_by_the_same_page_after_another_one_uses_no_further_try():
    attempt, page = sit(feedback="interactive", item_tries=3), uuid4()
    first = send(check_response, attempt, WRONG_FIRST, origin=page)
    send(check_response, attempt, WRONG_LAST)
    again = send(check_response, attempt, WRONG_FIRST, origin=page)
    assert (again["status"], again["try"]) == ("duplicate", first["try"])
    assert Response.objects.get().body == {**WRONG_LAST, "tries": [WRONG_FIRST, WRONG_LAST]}


def test_a_check_of_a_device_sent_again_after_another_one_gets_its_first_receipt():
    attempt, device, event = sit(feedback="interactive", item_tries=3), uuid4(), Delivery(command_id=uuid4())
    first = send(check_response, attempt, WRONG_FIRST, origin=device, seq=1, delivery=event)
    send(check_response, attempt, WRONG_LAST, origin=device, seq=2, delivery=Delivery(command_id=uuid4()))
    again = send(check_response, attempt, WRONG_FIRST, origin=device, seq=1, delivery=event)
    assert again == first | {"status": "duplicate"}
    assert SetAside.objects.count() == 0


def test_the_same_answer_checked_again_by_a_device_is_noted_under_its_own_id():
    attempt, device = sit(feedback="interactive"), uuid4()
    for number in (1, 2):
        send(check_response, attempt, WRONG_FIRST, origin=device, seq=number, delivery=Delivery(command_id=uuid4()))
    assert (Command.objects.filter(kind="check").count(), len(Response.objects.get().body["tries"])) == (2, 1)


def test_an_answer_saved_before_a_check_that_arrives_after_it_does_not_come_back():
    attempt, page = sit(feedback="interactive"), uuid4()
    send(check_response, attempt, WRONG_LAST, origin=page, seq=2)
    late = send(save_response, attempt, WRONG_FIRST, origin=page, seq=1)
    assert (late["status"], Response.objects.get().body) == ("merged", {**WRONG_LAST, "tries": [WRONG_LAST]})


def test_a_check_that_arrives_after_a_later_answer_leaves_that_answer():
    attempt, page = sit(feedback="interactive"), uuid4()
    send(save_response, attempt, RIGHT_ONE, origin=page, seq=2)
    send(check_response, attempt, WRONG_FIRST, origin=page, seq=1)
    assert Response.objects.get().body == {**RIGHT_ONE, "tries": [WRONG_FIRST]}


def test_a_right_check_that_arrives_after_a_later_answer_settles_the_question():
    attempt, page = sit(feedback="interactive"), uuid4()
    send(save_response, attempt, WRONG_FIRST, origin=page, seq=2)
    send(check_response, attempt, RIGHT_ONE, origin=page, seq=1)
    assert Response.objects.get().body == {**RIGHT_ONE, "tries": [RIGHT_ONE]}


def test_a_plain_page_that_checked_may_save_the_same_answer_afterwards():
    attempt, page = sit(feedback="interactive"), uuid4()
    send(check_response, attempt, WRONG_FIRST, origin=page)
    assert send(save_response, attempt, WRONG_FIRST, origin=page)["status"] == "stored"


def test_a_page_that_never_touched_a_question_does_not_take_away_its_answer():
    attempt, first, second = sit(page_size=0), uuid4(), uuid4()
    blank = Delivery(seen="")
    send(save_response, attempt, YES, TRUTH, origin=first, seq=1, delivery=blank)
    stale = send(save_response, attempt, {}, TRUTH, origin=second, seq=1, delivery=blank)
    assert (stale["status"], Response.objects.get().body, SetAside.objects.count()) == ("merged", YES, 0)


def test_a_page_that_repeats_the_answer_it_was_shown_does_not_bring_it_back():
    attempt, first, second, third = sit(page_size=0), uuid4(), uuid4(), uuid4()
    send(save_response, attempt, YES, TRUTH, origin=first, seq=1, delivery=Delivery(seen=""))
    shown = seen(attempt)
    send(save_response, attempt, NO, TRUTH, origin=second, seq=1, delivery=shown)
    stale = send(save_response, attempt, YES, TRUTH, origin=third, seq=1, delivery=shown)
    assert (stale["status"], Response.objects.get().body) == ("merged", NO)
    changed = [send(save_response, attempt, body, TRUTH, origin=third, seq=n, delivery=shown)
               for n, body in ((2, {}), (3, YES))]  # fmt: skip
    assert [each["status"] for each in changed] == ["conflict", "stored"]
    assert Response.objects.get().body == YES


def test_a_page_that_sends_its_own_answer_again_does_not_bring_it_back_over_a_newer_one():
    attempt, first, second = sit(page_size=0), uuid4(), uuid4()
    blank = Delivery(seen="")
    send(save_response, attempt, YES, TRUTH, origin=first, seq=1, delivery=blank)
    send(save_response, attempt, NO, TRUTH, origin=second, seq=1, delivery=seen(attempt))
    stale = send(save_response, attempt, YES, TRUTH, origin=first, seq=2, delivery=blank)
    assert (stale["status"], Response.objects.get().body) == ("merged", NO)


def test_an_id_known_from_something_else_begins_nothing_and_says_so():
    attempt = sit()
    used, page = uuid4(), QuizPage.objects.get()
    send(save_response, attempt, YES, TRUTH, delivery=Delivery(command_id=used))
    with pytest.raises(StartRefused):
        start_attempt(
            enrolment=attempt.enrolment,
            quiz_key=page.translation_key,
            language="vi",
            delivery=Delivery(command_id=used),
        )


def test_a_start_of_an_earlier_round_sent_again_gives_the_attempt_it_began():
    attempt = sit()
    submit_attempt(attempt=attempt)
    sent, page = Delivery(command_id=uuid4()), QuizPage.objects.get()
    asked = {"quiz_key": page.translation_key, "language": "vi", "delivery": sent}
    begun = start_attempt(enrolment=attempt.enrolment, **asked)
    type(begun.enrolment).objects.filter(pk=begun.enrolment_id).update(state="withdrawn")
    again = enrol(person=begun.enrolment.person, course=page.get_parent().specific)
    assert again.pk != begun.enrolment_id
    assert start_attempt(enrolment=again, **asked) == begun
    assert Attempt.objects.count() == 2
