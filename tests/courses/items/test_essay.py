"""Sentences marked by a person, and the rubric they are marked by."""

import json
from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from courses.items import ITEM_TYPES, ResponseError
from courses.items.rubric import RubricError, rubric_fraction

pytestmark = pytest.mark.usefixtures("english")

CANARY = "canary"
KIND = ITEM_TYPES["essay"]
RUBRIC = [{"id": "r1", "text": "Nêu đủ ba bước", "points": "3"}, {"id": "r2", "text": "Dễ hiểu", "points": "1.5"}]
ITEM = {
    "id": "i-1", "type": "essay", "prompt": "<p>Kể lại.</p>", "points": "4", "hint": "", "explanation": "",
    "rubric": RUBRIC, "longest": 200, "words": {"least": 3, "most": 6}, "sample": "Bài mẫu",
}  # fmt: skip


def raw(**changes):
    rubric = [
        {"type": "item", "id": row["id"], "value": {"text": row["text"], "points": row["points"]}}
        for row in changes.pop("rubric", RUBRIC)
    ]
    return {"prompt": "<p>Kể lại.</p>", "points": 4, "rubric": rubric, "longest": 200} | changes


def errors_of(*, draft=False, **changes):
    block = KIND.block()()
    with pytest.raises(StructBlockValidationError) as refused:
        (block.clean_deferred if draft else block.clean)(block.to_python(raw(**changes)))
    return set(refused.value.block_errors)


def test_a_text_waits_for_a_person_and_no_answer_earns_nothing():
    assert KIND.marked_by_person
    assert KIND.score(ITEM, {"text": "Em vào ứng dụng"}) is None
    assert KIND.score(ITEM, {}) == 0
    assert KIND.chance(ITEM) == 0


def test_a_post_and_an_api_call_store_the_same_text():
    assert KIND.read(ITEM, QueryDict("q=M%E1%BB%99t%0D%0Ahai+"), "q") == {"text": "Một\nhai"}
    assert KIND.check(ITEM, {"text": "Một\nhai "}) == {"text": "Một\nhai"}
    assert KIND.read(ITEM, QueryDict("q=+"), "q") == KIND.check(ITEM, {}) == {}


def test_the_authors_limit_is_kept_and_a_line_break_counts_once():
    lines = "\r\n".join(["a"] * 100)
    assert len(KIND.read(ITEM, {"q": lines}, "q")["text"]) == 199
    for response in ({"text": "a" * 201}, {"text": 3}, {"text": "a", "points": "9"}, "a", None):
        with pytest.raises(ResponseError, match=r"[Pp]lease"):
            KIND.check(ITEM, response)


@pytest.mark.parametrize(
    ("words", "text", "said"),
    [
        ({"least": 3, "most": 6}, "một hai", ["This answer has 2 words; asked for: 3 to 6."]),
        ({"least": 3}, "một hai", ["This answer has 2 words; asked for: at least 3."]),
        ({"most": 1}, "một hai", ["This answer has 2 words; asked for: at most 1."]),
        ({"least": 2, "most": 2}, "một hai", []),
        ({}, "một hai", []),
    ],
)
def test_a_range_of_words_is_told_and_never_stops_an_answer(words, text, said):
    item = ITEM | {"words": words}
    assert KIND.feedback(item, KIND.check(item, {"text": text})) == said


def test_the_rubric_is_shown_before_writing_and_the_sample_is_not():
    item = ITEM | {"sample": CANARY, "explanation": CANARY, "hint": CANARY, "later": CANARY}
    item["rubric"] = [row | {"later": CANARY} for row in RUBRIC]
    public = KIND.public(item, 1)
    assert CANARY not in json.dumps(public)
    assert set(public) == {"id", "type", "prompt", "points", "longest", "rubric", "words"}
    assert public["rubric"] == RUBRIC


def test_answers_are_told_in_words():
    assert KIND.right_answer(ITEM) == "Bài mẫu"
    assert KIND.right_answer({**ITEM, "sample": ""}) == "Nêu đủ ba bước; Dễ hiểu"
    assert KIND.answer_text(ITEM, {"text": "Em"}) == "Em"
    assert KIND.answer_text(ITEM, {}) == "No answer given"


def test_a_whole_item_has_no_faults():
    assert KIND.faults(ITEM) == []


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ({"rubric": []}, "The question has no criteria to mark it by."),
        ({"rubric": [RUBRIC[0], RUBRIC[0]]}, "Two criteria have the same identifier, or one has none."),
        ({"rubric": [RUBRIC[0] | {"text": ""}]}, "A criterion is empty."),
        ({"rubric": [RUBRIC[0] | {"points": "0"}]}, "Every criterion needs points above zero."),
        ({"rubric": [RUBRIC[0] | {"points": "nhiều"}]}, "Every criterion needs points above zero."),
        ({"longest": 0}, "The most characters must be a number from 1 to 20000."),
        ({"longest": "9"}, "The most characters must be a number from 1 to 20000."),
        ({"words": {"least": 9, "most": 3}}, "The most words cannot be fewer than the least."),
    ],
)
def test_a_broken_item_says_what_is_wrong(broken, sentence):
    assert KIND.faults(ITEM | broken) == [sentence]


def test_an_item_that_is_hardly_there_is_faulty_and_breaks_nothing():
    assert len(KIND.faults({"id": "x", "type": "essay"})) >= 3


@pytest.mark.parametrize("more", [{}, {"words_least": 3, "words_most": 6, "sample": "Bài mẫu"}, {"words_most": 9}])
def test_a_whole_block_freezes_and_thaws_to_the_same_item(more):
    block = KIND.block()()
    item = KIND.freeze(block.clean(block.to_python(raw(**more))), "i-1")
    assert item["rubric"] == RUBRIC
    assert ("words" in item, "sample" in item) == (bool(more), "sample" in more)
    assert KIND.faults(item) == []
    assert KIND.freeze(block.clean(block.to_python(KIND.thaw(item))), "i-1") == item


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rubric": []}, "rubric"),
        ({"rubric": [RUBRIC[0] | {"text": ""}]}, "rubric"),
        ({"rubric": [RUBRIC[0] | {"points": None}]}, "rubric"),
        ({"longest": None}, "longest"),
    ],
)
def test_what_is_missing_is_named_when_publishing_and_left_alone_in_a_draft(changes, field):
    assert errors_of(**changes) == {field}
    block = KIND.block()()
    item = KIND.freeze(block.clean_deferred(block.to_python(raw(**changes))), "i-1")
    assert KIND.thaw(item)["longest"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words_least": 9, "words_most": 3}, "words_most"),
        ({"longest": 20_001}, "longest"),
        ({"rubric": [RUBRIC[0] | {"points": "-1"}]}, "rubric"),
    ],
)
def test_what_is_wrong_is_named_even_in_a_draft(changes, field):
    assert errors_of(**changes) == errors_of(draft=True, **changes) == {field}


def test_a_new_block_can_be_saved_as_a_draft_and_its_frozen_form_is_faulty():
    block = KIND.block()()
    assert KIND.faults(KIND.freeze(block.clean_deferred(block.get_default()), "i-1")) != []


def test_marks_by_criterion_earn_their_share_of_the_points():
    assert rubric_fraction(ITEM, {"r1": Decimal(3), "r2": Decimal("1.5")}) == 1
    assert rubric_fraction(ITEM, {"r1": Decimal(0), "r2": Decimal(0)}) == 0
    assert rubric_fraction(ITEM, {"r1": Decimal(2), "r2": Decimal("0.25")}) == Decimal("0.5")


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        ({"r1": "3"}, "Please give points for every criterion."),
        ({"r1": "3", "r2": "1", "r3": "1"}, "These criteria have changed. Please open the answer again."),
        ({"r1": "3.01", "r2": "1"}, "The points of a criterion lie between zero and its most."),
        ({"r1": "-0.01", "r2": "1"}, "The points of a criterion lie between zero and its most."),
        ({"r1": "NaN", "r2": "1"}, "The points of a criterion lie between zero and its most."),
        ({"r1": "Infinity", "r2": "1"}, "The points of a criterion lie between zero and its most."),
    ],
)
def test_marks_that_do_not_fit_the_rubric_are_refused_in_a_sentence(marks, sentence):
    with pytest.raises(RubricError) as refused:
        rubric_fraction(ITEM, {key: Decimal(mark) for key, mark in marks.items()})
    assert str(refused.value) == sentence


@given(st.decimals(0, 3, places=2), st.decimals(0, Decimal("1.5"), places=2))
def test_a_share_is_never_below_nothing_or_above_everything(first, second):
    assert 0 <= rubric_fraction(ITEM, {"r1": first, "r2": second}) <= 1
