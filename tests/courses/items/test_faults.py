"""What keeps an item from being sat is said in a sentence."""

import pytest

from courses.items import ITEM_TYPES
from tests.factories.frozen_item import COMMON, options

pytestmark = pytest.mark.usefixtures("english")


WHOLE = {
    "single_choice": COMMON | {"type": "single_choice", "options": options("b")},
    "multiple_response": COMMON | {"type": "multiple_response", "options": options("a", "b")},
    "true_false": COMMON | {"type": "true_false", "answer": False},
    "numeric": COMMON | {"type": "numeric", "answer": "-4", "tolerance": "0", "unit": ""},
    "short_answer": COMMON | {"type": "short_answer", "accepted": ["xã"], "matching": "strict"},
}


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_whole_item_has_no_faults(name):
    assert ITEM_TYPES[name].faults(WHOLE[name]) == []


FAULTS = [
    ("single_choice", {"options": options()}, "No option is marked as right."),
    ("single_choice", {"options": options("a", "b")}, "More than one option is marked as right."),
    ("single_choice", {"options": options("a", of="a")}, "The question needs at least two options."),
    ("single_choice", {"options": options("a", of="aab")}, "Two options have the same identifier, or one has none."),
    ("multiple_response", {"options": options()}, "No option is marked as right."),
    ("multiple_response", {"options": options(*"abcd")}, "Every option is marked as right."),
    ("true_false", {"answer": None}, "Choose whether the statement is true or false."),
    ("true_false", {"answer": "true"}, "Choose whether the statement is true or false."),
    ("numeric", {"answer": "bốn"}, "The right answer is not a number."),
    ("numeric", {"answer": "NaN"}, "The right answer is not a number."),
    ("numeric", {"answer": ""}, "The right answer is not a number."),
    ("numeric", {"tolerance": "-1"}, "The tolerance is not zero or a number above zero."),
    ("short_answer", {"accepted": []}, "The question has no right wording."),
    ("short_answer", {"accepted": [" "]}, "The question has no right wording."),
    ("short_answer", {"matching": "roughly"}, "Choose how answers are compared."),
    ("true_false", {"prompt": "<p> </p>"}, "The question is empty."),
    ("true_false", {"points": "0"}, "The points must be a number above zero."),
    ("true_false", {"points": "x"}, "The points must be a number above zero."),
    ("true_false", {"points": "Infinity"}, "The points must be a number above zero."),
    ("true_false", {"id": ""}, "The question has no identifier."),
]


@pytest.mark.parametrize(("name", "broken", "sentence"), FAULTS)
def test_a_broken_item_says_what_is_wrong(name, broken, sentence):
    assert sentence in ITEM_TYPES[name].faults(WHOLE[name] | broken)


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_an_item_that_is_hardly_there_is_faulty_and_breaks_nothing(name):
    assert len(ITEM_TYPES[name].faults({"id": "x", "type": name})) >= 3


def test_an_empty_option_is_a_fault():
    item = WHOLE["single_choice"] | {"options": [*options("a", of="ab"), {"id": "c", "text": "", "correct": False}]}
    assert ITEM_TYPES["single_choice"].faults(item) == ["An option is empty."]
