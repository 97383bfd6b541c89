"""Numbers with units, with further answers, and as people type them."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from courses.items import ITEM_TYPES

pytestmark = pytest.mark.usefixtures("english")

NUMERIC = ITEM_TYPES["numeric"]
WEIGHT = {
    "id": "i-1", "type": "numeric", "prompt": "<p>Nặng bao nhiêu?</p>", "points": "1", "hint": "", "explanation": "",
    "answer": "2", "tolerance": "0.1", "unit": "kg",
}  # fmt: skip
UNITS = {"units": [{"unit": "g", "factor": "1000"}, {"unit": "tạ", "factor": "0.01"}]}
PRICE = WEIGHT | {"answer": "3500000", "tolerance": "0", "unit": "đồng", "typed": True}
MILLIONS = WEIGHT | {"answer": "3.5", "tolerance": "0", "unit": "triệu đồng", "typed": True}


def score(item, text):
    return NUMERIC.score(item, {"text": text})


@pytest.mark.parametrize(
    ("text", "earned"),
    [
        ("2", 1), ("2 kg", 1), ("2kg", 1), ("2,1 KG", 1), ("2000 g", 1), ("2.000 g", 1), ("2100g", 1), ("2101 g", 0),
        ("1,9 kg", 1), ("1,89 kg", 0), ("0,02 tạ", 1), ("0,02 ta", 1), ("0,03 tạ", 0), ("2 g", 0), ("2000", 0),
        ("2000 kg", 0), ("2 lít", 0), ("kg", 0), ("hai kg", 0),
    ],
)  # fmt: skip
def test_other_units_are_worth_what_the_author_says(text, earned):
    assert score(WEIGHT | UNITS, text) == earned


def test_another_unit_is_compared_without_rounding():
    item = WEIGHT | {"answer": "1", "tolerance": "0", "unit": "yard", "units": [{"unit": "feet", "factor": "3"}]}
    assert score(item, "3 feet") == 1
    assert score(item, "2,9999999 feet") == 0


@pytest.mark.parametrize(("text", "earned"), [("2", 0), ("2 kg", 1), ("2000 g", 1), ("2000", 0), ("3 kg", 0)])
def test_a_unit_that_is_asked_for_must_be_written(text, earned):
    assert score(WEIGHT | UNITS | {"unit_required": True}, text) == earned


def test_a_unit_that_is_asked_for_is_not_shown_beforehand():
    public = NUMERIC.public(WEIGHT | {"unit_required": True}, 1)
    assert (public["unit"], public["unit_required"]) == ("", True)
    assert "kg" not in json.dumps(public)
    assert NUMERIC.public(WEIGHT, 1)["unit"] == "kg"
    assert "longest" not in public


def test_further_numbers_earn_their_share_and_are_answered():
    also = [
        {"answer": "20", "tolerance": "0", "share": "0.5", "feedback": "Nhầm một chữ số 0."},
        {"answer": "20", "tolerance": "5", "share": "0.25", "feedback": "Gần đó."},
        {"answer": "0.2", "tolerance": "0", "share": "0", "feedback": "Bạn đặt sai dấu phẩy."},
    ]
    item = WEIGHT | UNITS | {"also": also}
    half, quarter = Decimal("0.5"), Decimal("0.25")
    assert [score(item, text) for text in ("2", "20", "20000 g", "24", "0,2")] == [1, half, half, quarter, 0]
    assert NUMERIC.feedback(item, {"text": "20 kg"}) == ["Nhầm một chữ số 0."]
    assert NUMERIC.feedback(item, {"text": "24"}) == ["Gần đó."]
    assert NUMERIC.feedback(item, {"text": "0,2"}) == ["Bạn đặt sai dấu phẩy."]
    assert NUMERIC.feedback(item, {"text": "2"}) == NUMERIC.feedback(item, {"text": "7"}) == []


@pytest.mark.parametrize(
    ("text", "earned"),
    [
        ("3500000", 1), ("3.500.000", 1), ("3 500 000", 1), ("3,5 triệu", 1), ("3,5 triệu đồng", 1), ("3.5 trieu", 1),
        ("3tr5", 1), ("3 triệu rưỡi", 1), ("3 triệu 500 nghìn đồng", 1), ("3500 nghìn", 1), ("3500k", 1),
        ("3500 ngàn đ", 1),
        ("3.500.000đ", 1), ("3.500.000 VND", 1), ("3.500.000 VNĐ.", 1), ("３５０００００", 1), ("3.500.000₫", 1),
        ("0,0035 tỷ", 1), ("35 triệu", 0), ("3,5", 0), ("3,5 nghìn", 0), ("3.500.000 USD", 0), ("ba triệu rưỡi", 0),
        ("3 500 00", 0), ("-3.500.000", 0),
    ],
)  # fmt: skip
def test_a_sum_of_money_is_read_as_people_type_it(text, earned):
    assert score(PRICE, text) == earned


@pytest.mark.parametrize(
    ("text", "earned"),
    [
        ("3,5", 1), ("3,5 triệu đồng", 1), ("3,5 triệu", 1), ("3.500.000 đồng", 1), ("3.500.000đ", 1), ("3tr5", 1),
        ("3 triệu 500 nghìn", 1), ("3,5 đồng", 0), ("3,5 tỷ", 0), ("3.500.000", 0),
    ],
)  # fmt: skip
def test_a_unit_that_holds_a_number_word_is_read_either_way(text, earned):
    assert score(MILLIONS, text) == earned


def test_per_cent_is_a_sign_or_two_words():
    item = WEIGHT | {"answer": "65", "tolerance": "0", "unit": "phần trăm", "typed": True}
    assert [score(item, text) for text in ("65", "65%", "65 %", "65 phần trăm", "65 phan tram")] == [1] * 5
    assert score(item, "0,65") == 0


FROZEN_BEFORE = ["3500000", "3.500.000", "3.500.000 đồng", "3500000 dong", "3500000 ĐỒNG.", "3,500,000", "3500000,0"]
NEVER_READ_BEFORE = [
    "3 500 000", "3,5 triệu", "3tr5", "３５０００００", "3.500.000đ", "3.500.000 VND", "3500k", "+3500000",
    "3 triệu rưỡi",
]  # fmt: skip


def test_an_item_frozen_before_there_were_these_keys_scores_as_it_did():
    before = {key: value for key, value in PRICE.items() if key != "typed"}
    assert [score(before, text) for text in FROZEN_BEFORE] == [1] * len(FROZEN_BEFORE)
    assert [score(before, text) for text in NEVER_READ_BEFORE] == [0] * len(NEVER_READ_BEFORE)
    assert [score(PRICE, text) for text in FROZEN_BEFORE + NEVER_READ_BEFORE] == [1] * 16


def test_what_cannot_be_read_or_lacks_its_unit_is_said_without_the_answer():
    item = WEIGHT | UNITS | {"unit_required": True}
    assert NUMERIC.feedback(item, {"text": "nhiều"}) == [
        "This could not be read as a number. Write it like 12 or 2,5, with no other words."
    ]
    assert NUMERIC.feedback(item, {"text": "2"}) == ["Write the unit after the number too."]
    assert NUMERIC.feedback(item, {"text": "2 kg"}) == []


NO_NUMBER = "A further answer is not a number, or its tolerance is not."
NO_SHARE = "The part of the points for a further answer is not between 0 and 100%."


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ({"units": [{"unit": "g", "factor": "0"}]}, "Another unit does not say how many of it make one of the unit."),
        ({"units": [{"unit": "g", "factor": ""}]}, "Another unit does not say how many of it make one of the unit."),
        ({"unit": "", "unit_required": True}, "Name the unit of the right answer."),
        ({"unit": "", **UNITS}, "Name the unit of the right answer."),
        ({"also": [{"answer": "x", "tolerance": "0", "share": "0"}]}, NO_NUMBER),
        ({"also": [{"answer": "1", "tolerance": "-1", "share": "0"}]}, NO_NUMBER),
        ({"also": [{"answer": "1", "tolerance": "0", "share": "2"}]}, NO_SHARE),
        ({"answer": "1E+99999"}, "The right answer is not a number."),
    ],
)  # fmt: skip
def test_keys_that_cannot_be_meant_are_faults(broken, sentence):
    assert NUMERIC.faults(WEIGHT | broken) == [sentence]


DECIMALS = st.decimals(-(10**9), 10**9, places=3).map(lambda number: f"{number:f}")
POSITIVE = st.decimals("0.001", 10**6, places=3).map(lambda number: f"{number:f}")


@given(DECIMALS, POSITIVE, st.booleans(), st.booleans(), POSITIVE)
def test_a_thawed_item_freezes_to_itself(answer, tolerance, required, typed, factor):
    also = [{"answer": answer, "tolerance": tolerance, "share": "0.5", "feedback": "Gần."}, WEIGHT_ROW]
    item = WEIGHT | {"answer": answer, "tolerance": tolerance, "units": [{"unit": "g", "factor": factor}], "also": also}
    item |= ({"unit_required": True} if required else {}) | ({"typed": True} if typed else {})
    assert refrozen(item) == item
    assert refrozen(WEIGHT) == WEIGHT


WEIGHT_ROW = {"answer": "20", "tolerance": "0", "share": "0"}


@given(st.text(max_size=60), st.booleans(), st.booleans())
def test_no_answer_breaks_the_score_or_the_feedback(text, typed, required):
    item = WEIGHT | UNITS | {"also": [WEIGHT_ROW]}
    item |= ({"unit_required": True} if required else {}) | ({"typed": True} if typed else {})
    response = NUMERIC.check(item, {"text": text})
    assert 0 <= NUMERIC.score(item, response) <= 1
    assert all(isinstance(sentence, str) for sentence in NUMERIC.feedback(item, response))


def refrozen(item):
    return NUMERIC.freeze(NUMERIC.block()().to_python(NUMERIC.thaw(item)), item["id"])


def test_a_new_question_reads_numbers_as_typed_and_a_stored_one_stays_as_it_was():
    block = NUMERIC.block()()
    assert NUMERIC.freeze(block.get_default(), "i-1")["typed"] is True
    stored = {"prompt": "<p>Mấy?</p>", "answer": "4", "tolerance": "0", "unit": "", "points": 1}
    assert set(NUMERIC.freeze(block.to_python(stored), "i-1")) == {
        "id", "type", "prompt", "points", "hint", "explanation", "answer", "tolerance", "unit",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "rows"),
    [
        ("units", [{"unit": "g", "factor": "không rõ"}]),
        ("units", [{"unit": "g", "factor": "0"}]),
        ("also", [{"answer": "4", "tolerance": "0", "share": "150%", "feedback": ""}]),
        ("also", [{"answer": "bốn", "tolerance": "0", "share": "0", "feedback": ""}]),
    ],
)
def test_rows_that_cannot_be_meant_are_refused_in_the_editor(field, rows):
    block = NUMERIC.block()()
    raw = {"prompt": "<p>Mấy?</p>", "answer": "4", "unit": "kg", "points": 1, field: rows}
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean_deferred(block.to_python(raw))
    assert set(refused.value.block_errors) == {field}


def test_the_editor_asks_for_the_unit_that_must_be_written():
    block = NUMERIC.block()()
    value = block.to_python({"prompt": "<p>Mấy?</p>", "answer": "4", "points": 1, "unit_required": True})
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert set(refused.value.block_errors) == {"unit"}
    block.clean_deferred(value)
