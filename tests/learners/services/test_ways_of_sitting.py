"""Checking question by question, certainty, one way only, flags, two devices."""

from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from courses.items import ResponseError
from courses.models import QuizPage
from learners.enums import SetAsideReason
from learners.models import Flag, Response, SetAside
from learners.services.answer_marks import mark_of
from learners.services.attempts import start_attempt, submit_attempt
from learners.services.commands import CommandRefused, Delivery
from learners.services.enrolments import enrol
from learners.services.responses import check_response, flag_item, leave_page, save_response
from tests.factories.course import RIGHT, item_id, make_quiz_course, option_id
from tests.factories.learner import answer_all, make_issuer, make_learner

pytestmark = pytest.mark.django_db
SINGLE = item_id("single")
WRONG_FIRST, RIGHT_ONE, WRONG_LAST = ({"option": option_id("single", place)} for place in range(3))


def sit(**quiz):
    make_issuer()
    page = make_quiz_course(**quiz)
    enrolment = enrol(person=make_learner(), course=page.get_parent().specific)
    return start_attempt(enrolment=enrolment, quiz_key=QuizPage.objects.get().translation_key, language="vi")


def send(service, attempt, body, item=SINGLE, **more):
    given = {"origin": uuid4(), **more}
    return service(person=attempt.enrolment.person, attempt=attempt, item_id=item, body=body, **given)


def test_every_check_uses_a_try_and_the_right_one_settles_the_question():
    attempt = sit(feedback="interactive", item_tries=3)
    first = send(check_response, attempt, WRONG_FIRST)
    second = send(check_response, attempt, RIGHT_ONE)
    assert (first["try"], second["try"]) == (1, 2)
    assert Response.objects.get().body == {**RIGHT_ONE, "tries": [WRONG_FIRST, RIGHT_ONE]}
    after = send(save_response, attempt, WRONG_LAST)
    assert (after["code"], SetAside.objects.get().reason) == ("passed_by", SetAsideReason.PASSED_BY)
    assert submit_attempt(attempt=attempt).attempt.score == Decimal("0.13333")


def test_the_same_answer_checked_twice_uses_one_try():
    attempt = sit(feedback="interactive")
    assert [send(check_response, attempt, WRONG_FIRST)["try"] for _ in range(2)] == [1, 1]


def test_an_answer_saved_between_two_checks_keeps_the_tries():
    attempt = sit(feedback="interactive")
    send(check_response, attempt, WRONG_FIRST)
    send(save_response, attempt, RIGHT_ONE)
    assert Response.objects.get().body == {**RIGHT_ONE, "tries": [WRONG_FIRST]}


def test_told_after_each_question_a_second_check_is_refused_and_kept_aside():
    attempt = sit(feedback="immediate")
    send(check_response, attempt, WRONG_FIRST)
    again = send(check_response, attempt, RIGHT_ONE)
    assert (again["code"], submit_attempt(attempt=attempt).attempt.score) == ("passed_by", Decimal(0))


def test_where_answers_are_told_after_handing_in_nothing_can_be_checked():
    attempt = sit()
    with pytest.raises(ResponseError):
        send(check_response, attempt, RIGHT_ONE)
    assert Response.objects.count() == 0


def test_an_empty_answer_cannot_be_checked():
    with pytest.raises(ResponseError):
        send(check_response, sit(feedback="immediate"), {})


def test_sure_and_wrong_costs_but_the_result_never_falls_below_nothing():
    attempt = sit(feedback="certainty")
    answer_all(attempt, {SINGLE: WRONG_FIRST | {"certainty": 3}, item_id("truth"): {"answer": True, "certainty": 3}})
    assert submit_attempt(attempt=attempt).attempt.score == 0


def test_sure_and_right_everywhere_earns_everything():
    attempt = sit(feedback="certainty")
    answer_all(attempt, {key: body | {"certainty": 3} for key, body in RIGHT.items()})
    assert submit_attempt(attempt=attempt).attempt.score == 1


def test_one_way_only_a_page_left_behind_takes_no_other_answer():
    attempt = sit(navigation="sequential")
    send(save_response, attempt, RIGHT_ONE)
    leave_page(attempt=attempt, page=0)
    said = send(save_response, attempt, WRONG_FIRST)
    assert (said["code"], Response.objects.get().body) == ("passed_by", RIGHT_ONE)
    assert send(save_response, attempt, {"answer": True}, item_id("truth"))["status"] == "stored"


def test_with_free_navigation_every_page_stays_open():
    attempt = sit()
    leave_page(attempt=attempt, page=3)
    attempt.refresh_from_db()
    assert (attempt.place, send(save_response, attempt, RIGHT_ONE)["status"]) == (0, "stored")


def test_the_page_reached_never_goes_back():
    attempt = sit(navigation="sequential")
    for page in (2, 0):
        leave_page(attempt=attempt, page=page)
    attempt.refresh_from_db()
    assert attempt.place == 3


def flag(attempt, flagged, origin, seq, **more):
    owner = more.pop("person", attempt.enrolment.person)
    return flag_item(person=owner, attempt=attempt, item_id=SINGLE, flagged=flagged, origin=origin, seq=seq)


def test_a_flag_is_set_and_taken_away_and_an_old_one_does_not_come_back():
    attempt, page = sit(), uuid4()
    said = [flag(attempt, value, page, seq)["status"] for value, seq in [(True, 1), (False, 3), (True, 2), (True, 1)]]
    assert (said, Flag.objects.get().flagged) == (["stored", "stored", "merged", "duplicate"], False)


def test_nobody_flags_in_the_attempt_of_another():
    with pytest.raises(CommandRefused):
        flag(sit(), True, uuid4(), 1, person=make_learner("Người Khác"))
    assert Flag.objects.count() == 0


def test_an_answer_of_another_device_not_seen_before_is_kept_and_told():
    attempt = sit()
    send(save_response, attempt, WRONG_FIRST)
    said = send(save_response, attempt, RIGHT_ONE, delivery=Delivery(seen=""))
    assert (said["status"], said["other"]) == ("conflict", WRONG_FIRST)
    assert "1" in said["message"]
    assert Response.objects.get().body == RIGHT_ONE
    kept = SetAside.objects.get()
    assert (kept.reason, kept.body["answer"]) == (SetAsideReason.OVERTAKEN, WRONG_FIRST)


def test_changing_an_answer_one_has_seen_is_no_conflict():
    attempt = sit()
    send(save_response, attempt, WRONG_FIRST)
    seen = mark_of(Response.objects.get())
    assert send(save_response, attempt, RIGHT_ONE, delivery=Delivery(seen=seen))["status"] == "stored"
    assert SetAside.objects.count() == 0


def test_going_on_after_a_conflict_is_no_further_conflict_for_the_same_device():
    attempt, phone = sit(), UUID(int=7)
    send(save_response, attempt, WRONG_FIRST)
    statuses = [
        send(save_response, attempt, body, origin=phone, seq=seq, delivery=Delivery(seen=""))["status"]
        for seq, body in enumerate([RIGHT_ONE, WRONG_LAST, RIGHT_ONE], start=1)
    ]
    assert statuses == ["conflict", "stored", "stored"]
