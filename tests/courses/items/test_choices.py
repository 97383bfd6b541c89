"""Options with words of their own and with weights, and what guessing earns."""

import json
from decimal import Decimal
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from courses.items import ITEM_TYPES

pytestmark = pytest.mark.usefixtures("english")

COMMON = {"id": "i-1", "prompt": "<p>Hỏi?</p>", "points": "2", "hint": "", "explanation": ""}
SINGLE, MULTIPLE, TRUE_FALSE = (ITEM_TYPES[name] for name in ("single_choice", "multiple_response", "true_false"))


def option(key, *, correct=False, **more):
    return {"id": key, "text": f"Ý {key}", "correct": correct} | more


def weighted(*weights):
    """Options a, b, c ... with these weights; those above zero are right."""
    keys = [{"weight": weight, "correct": Decimal(weight) > 0} if weight else {} for weight in weights]
    options = [option(letter, **said) for letter, said in zip("abcdef", keys, strict=False)]
    return COMMON | {"type": "multiple_response", "options": options}


def pick(ids):
    return {"options": sorted(ids)} if ids else {}


@pytest.mark.parametrize(
    ("weights", "picked", "score"),
    [
        (("0.5", "0.5", "-0.5"), "ab", "1"),
        (("0.5", "0.5", "-0.5"), "a", "0.5"),
        (("0.5", "0.5", "-0.5"), "abc", "0.5"),
        (("0.5", "0.5", "-0.5"), "c", "-0.5"),
        (("0.5", "0.5", "-0.5"), "", "0"),
        (("1", "1", "-1", "-1"), "ab", "1"),
        (("1", "1", "-1", "-1"), "cd", "-1"),
        (("0.75", "0.25", None), "ac", "0.75"),
        (("0.333", "0.333", "0.333", "-1"), "abc", "1"),
        (("0.3333333", "0.3333333", "0.3333333", "-1"), "ab", "0.6666666"),
    ],
)
def test_weights_add_up_between_minus_one_and_one(weights, picked, score):
    assert MULTIPLE.score(weighted(*weights), pick(picked)) == Decimal(score)


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        (("0.5", "0.4", "-1"), "The weights of the right options do not reach 100%."),
        (("1", "1.5", "-1"), "A weight is not a number from -100% to 100%."),
        (("1", "0.5", "-2"), "A weight is not a number from -100% to 100%."),
    ],
)
def test_weights_that_cannot_be_meant_are_faults(weights, sentence):
    assert MULTIPLE.faults(weighted(*weights)) == [sentence]


def test_a_right_option_may_not_take_points_away():
    item = weighted("1", "-1")
    item["options"][1]["correct"] = True
    item["options"].append(option("z"))
    assert MULTIPLE.faults(item) == ["A right option takes points away. Change its weight."]
    item["options"][1]["weight"] = "viết nhầm"
    assert MULTIPLE.faults(item) == ["A weight is not a number from -100% to 100%."]


@given(st.lists(st.decimals(-1, 1, places=2).map(str), min_size=2, max_size=6), st.data())
def test_a_weighted_score_never_leaves_its_bounds(weights, data):
    item = weighted(*weights)
    picked = data.draw(st.sets(st.sampled_from([each["id"] for each in item["options"]])))
    assert -1 <= MULTIPLE.score(item, pick(picked)) <= 1


def test_guessing_earns_what_every_way_to_tick_earns_on_average():
    plain = COMMON | {
        "type": "multiple_response",
        "options": [option("a", correct=True), option("b", correct=True), option("c"), option("d")],
    }
    for item in (plain, weighted("0.5", "0.5", "-0.5", None), weighted("1", "0.25", "-1")):
        ids = [each["id"] for each in item["options"]]
        ways = list(chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1)))
        assert MULTIPLE.chance(item) == sum(MULTIPLE.score(item, pick(way)) for way in ways) / len(ways)
    single = plain | {"type": "single_choice"}
    assert SINGLE.chance(single) == Decimal("0.25")
    assert TRUE_FALSE.chance(COMMON | {"type": "true_false", "answer": True}) == Decimal("0.5")
    assert ITEM_TYPES["numeric"].chance({}) == ITEM_TYPES["short_answer"].chance({}) == 0


def test_a_learner_is_told_what_the_author_says_on_each_option_picked_and_nothing_else():
    options = [option("a", correct=True, feedback="Đúng rồi."), option("b", feedback="Nhầm với PIN."), option("c")]
    single = COMMON | {"type": "single_choice", "options": options}
    assert SINGLE.feedback(single, {"option": "b"}) == ["Nhầm với PIN."]
    assert SINGLE.feedback(single, {"option": "c"}) == SINGLE.feedback(single, {}) == []
    general = {"right": "Tốt lắm.", "partial": "Gần hết.", "wrong": "Xem lại bài."}
    options = [*options, option("d", correct=True)]
    multiple = COMMON | {"type": "multiple_response", "options": options, "feedback": general}
    assert MULTIPLE.feedback(multiple, pick("ab")) == ["Đúng rồi.", "Nhầm với PIN.", "Xem lại bài."]
    assert MULTIPLE.feedback(multiple, pick("a")) == ["Đúng rồi.", "Gần hết."]
    assert MULTIPLE.feedback(multiple, pick("ad")) == ["Đúng rồi.", "Tốt lắm."]
    truth = COMMON | {"type": "true_false", "answer": True, "feedback_on": {"false": "Ai cũng có quyền."}}
    assert TRUE_FALSE.feedback(truth, {"answer": False}) == ["Ai cũng có quyền."]
    assert TRUE_FALSE.feedback(truth, {"answer": True}) == TRUE_FALSE.feedback(truth, {}) == []


@pytest.mark.parametrize("name", ["single_choice", "multiple_response", "true_false"])
def test_neither_words_nor_weights_are_in_the_learners_view(name):
    canary = "CANARY-41"
    options = [option("a", correct=True, feedback=canary, weight=canary), option("b", feedback=canary)]
    item = COMMON | {"type": name, "options": options, "answer": True, "feedback_on": {"true": canary}}
    assert canary not in json.dumps(ITEM_TYPES[name].public(item, 1))


WORDS = st.sampled_from(["", "Đúng rồi.", "Xem lại bước 2."])
OPTIONS = st.lists(
    st.builds(
        lambda correct, said, weight: (
            {"correct": correct} | ({"feedback": said} if said else {}) | ({"weight": weight} if weight else {})
        ),
        st.booleans(),
        WORDS,
        st.sampled_from(["", "1", "-0.5", "0.3333333", "0"]),
    ),
    max_size=5,
)


@given(OPTIONS)
def test_a_thawed_item_freezes_to_itself(drawn):
    options = [{"id": f"o{n}", "text": f"Ý {n}"} | each for n, each in enumerate(drawn)]
    item = COMMON | {"type": "multiple_response", "options": options}
    assert refrozen(item) == item
    bare = [{key: value for key, value in each.items() if key != "weight"} for each in options]
    single = COMMON | {"type": "single_choice", "options": bare}
    assert refrozen(single) == single


@given(st.sampled_from([True, False, None]), WORDS, WORDS)
def test_a_thawed_statement_freezes_to_itself(answer, on_true, on_false):
    said = {key: words for key, words in (("true", on_true), ("false", on_false)) if words}
    item = COMMON | {"type": "true_false", "answer": answer} | ({"feedback_on": said} if said else {})
    assert refrozen(item) == item


def refrozen(item):
    item_type = ITEM_TYPES[item["type"]]
    return item_type.freeze(item_type.block()().to_python(item_type.thaw(item)), item["id"])


@pytest.mark.parametrize(
    ("typed", "frozen"),
    [("1", "1"), ("-0,5", "-0.5"), ("50%", "0.5"), ("-50 %", "-0.5"), ("33,33333%", "0.3333333"), ("0", "0")],
)
def test_a_weight_may_be_written_as_a_part_or_as_per_cent(typed, frozen):
    assert MULTIPLE.freeze_option({"text": "Ý", "correct": True, "weight": typed})["weight"] == frozen


def raw(*options):
    children = [
        {"type": "item", "id": f"o{n}", "value": {"text": f"Ý {n}", "correct": right, "weight": weight}}
        for n, (right, weight) in enumerate(options)
    ]
    block = MULTIPLE.block()()
    return block, block.to_python({"prompt": "<p>Hỏi?</p>", "points": 1, "options": children})


@pytest.mark.parametrize(
    "options",
    [[(True, "một nửa"), (False, "")], [(True, "150%"), (False, "")], [(True, "50%"), (True, "40%"), (False, "-1")]],
)
def test_weights_that_cannot_be_meant_are_refused_in_the_editor(options):
    block, value = raw(*options)
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert set(refused.value.block_errors) == {"options"}


def test_weights_that_add_up_are_taken_in_the_editor():
    block, value = raw((True, "50%"), (True, "0,5"), (False, "-100%"))
    item = MULTIPLE.freeze(block.clean(value), "i-1")
    assert [each["weight"] for each in item["options"]] == ["0.5", "0.5", "-1"]
    assert MULTIPLE.faults(item) == []
