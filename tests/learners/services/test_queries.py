"""A contested mark: asked once, answered once, told to the learner."""

import pytest
from django.db import DatabaseError, transaction

from learners import outbox
from learners.models import MarkQuery, Message
from learners.services.mark_queries import QueryRefused, answer_query, ask_about_mark
from learners.services.marking import mark_item
from tests.factories.learner import make_issuer, make_learner
from tests.factories.marking import ESSAY, HALF, TRUTH, WHOLE, hand_in, make_marker, sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def marker():
    return make_marker()


@pytest.fixture
def scored(marker):
    make_issuer()
    attempt = hand_in(sit())
    mark_item(attempt=attempt, item_id=ESSAY, marks=HALF, comment="", by=marker)
    return attempt


def ask(attempt, text="Bước ba có ở cuối bài.", item_id=ESSAY, person=None):
    return ask_about_mark(person=person or attempt.enrolment.person, attempt=attempt, item_id=item_id, text=text)


def answer(query, by, text="Đúng là có, đã chấm lại.", accepted=True):
    return answer_query(query=query, answer=text, accepted=accepted, by=by)


def test_a_question_is_kept_once_an_item_and_the_first_stands(scored):
    first, second = ask(scored), ask(scored, "Chữ khác")
    assert (first, second.text) == (second, "Bước ba có ở cuối bài.")
    ask(scored, item_id=TRUTH)
    assert MarkQuery.objects.count() == 2


@pytest.mark.parametrize("text", ["", "  \r\n ", "a" * 1001])
def test_an_empty_or_too_long_question_is_refused(scored, text):
    with pytest.raises(QueryRefused):
        ask(scored, text)
    assert MarkQuery.objects.count() == 0


def test_a_thousand_characters_with_line_breaks_fit(scored):
    assert len(ask(scored, "a\r\n" * 500).text) == 999


def test_only_the_learner_asks_and_only_about_a_scored_question(scored, marker):
    for person, item_id in ((make_learner("Người lạ"), ESSAY), (marker, ESSAY), (None, "unknown")):
        with pytest.raises(QueryRefused):
            ask(scored, item_id=item_id, person=person)


def test_before_the_result_there_is_nothing_to_ask_about():
    make_issuer()
    attempt = hand_in(sit())
    with pytest.raises(QueryRefused):
        ask(attempt)


def test_an_answer_stands_and_the_learner_is_told(scored, marker):
    query = ask(scored)
    answer(query, marker)
    answer(query, marker)
    with pytest.raises(QueryRefused):
        answer(query, marker, "Chữ khác")
    while outbox.relay(here=True):
        pass
    told = [row.text for row in Message.objects.order_by("pk")]
    assert len(told) == 2
    assert "đã được trả lời" in told[1]
    row = MarkQuery.objects.get()
    assert (row.answer, row.accepted, row.answered_by) == ("Đúng là có, đã chấm lại.", True, marker)


def test_nobody_answers_an_own_question(scored):
    query = ask(scored)
    housemate = make_learner("Vàng Thị Ba", phone=query.by.user.phone)
    for by in (query.by, housemate):
        with pytest.raises(QueryRefused):
            answer(query, by)


def test_an_accepted_question_is_followed_by_a_new_mark(scored, marker):
    answer(ask(scored), marker)
    mark_item(attempt=scored, item_id=ESSAY, marks=WHOLE, comment="", by=marker, reason="Người học hỏi lại.")
    scored.refresh_from_db()
    assert str(scored.score) == "0.60000"


@pytest.mark.parametrize(
    "change",
    [
        lambda: MarkQuery.objects.update(text="x"),
        lambda: MarkQuery.objects.update(answer="x"),
        lambda: MarkQuery.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_itself_refuses_to_rewrite_questions_and_answers(scored, marker, change):
    answer(ask(scored), marker)
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic():
        change()
