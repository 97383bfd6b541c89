"""Every type of item: its frozen form, its learner's view, its responses and its score."""

import json
from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from courses.items import ITEM_TYPES, SCORER_VERSION, ResponseError
from tests.factories.frozen_item import COMMON, options

pytestmark = pytest.mark.usefixtures("english")


ITEMS = {
    "single_choice": COMMON | {"type": "single_choice", "options": options("b")},
    "multiple_response": COMMON | {"type": "multiple_response", "options": options("a", "b", "c", of="abcde")},
    "true_false": COMMON | {"type": "true_false", "answer": True},
    "numeric": COMMON | {"type": "numeric", "answer": "3.5", "tolerance": "0.5", "unit": "số"},
    "short_answer": COMMON | {"type": "short_answer", "accepted": ["Công an xã", "UBND xã"], "matching": "lenient"},
}

RESPONSES = {
    "single_choice": st.sampled_from("abcd").map(lambda key: {"option": key}),
    "multiple_response": st.sets(st.sampled_from("abcde"), min_size=1).map(lambda keys: {"options": sorted(keys)}),
    "true_false": st.booleans().map(lambda answer: {"answer": answer}),
    "numeric": st.text("0123456789,.- số", max_size=8).map(lambda text: {"text": text}),
    "short_answer": st.text(max_size=30).map(lambda text: {"text": text}),
}

NAMES = sorted(ITEMS)

SCORES = [
    ("single_choice", {"option": "b"}, "1"),
    ("single_choice", {"option": "a"}, "0"),
    ("multiple_response", {"options": ["a", "b", "c"]}, "1"),
    ("multiple_response", {"options": ["c", "b", "a"]}, "1"),
    ("multiple_response", {"options": ["a", "b", "c", "d"]}, Decimal(2) / 3),
    ("multiple_response", {"options": ["a"]}, Decimal(1) / 3),
    ("multiple_response", {"options": ["a", "d"]}, "0"),
    ("multiple_response", {"options": ["a", "b", "c", "d", "e"]}, Decimal(1) / 3),
    ("multiple_response", {"options": ["d", "e"]}, "0"),
    ("true_false", {"answer": True}, "1"),
    ("true_false", {"answer": False}, "0"),
    ("numeric", {"text": "3,5"}, "1"),
    ("numeric", {"text": "3.5"}, "1"),
    ("numeric", {"text": "3"}, "1"),
    ("numeric", {"text": "4"}, "1"),
    ("numeric", {"text": "4,0 số"}, "1"),
    ("numeric", {"text": "4 SO"}, "1"),
    ("numeric", {"text": "4. "}, "1"),
    ("numeric", {"text": "4,01"}, "0"),
    ("numeric", {"text": "2,99"}, "0"),
    ("numeric", {"text": "35"}, "0"),
    ("numeric", {"text": "4 kg"}, "0"),
    ("numeric", {"text": "bốn"}, "0"),
    ("short_answer", {"text": "công an xã"}, "1"),
    ("short_answer", {"text": " Công  An Xã. "}, "1"),
    ("short_answer", {"text": "ubnd xã"}, "1"),
    ("short_answer", {"text": "cong an xa"}, "0"),
    ("short_answer", {"text": "công an xả"}, "0"),
    ("short_answer", {"text": "công an"}, "0"),
]


@pytest.mark.parametrize(("name", "response", "score"), SCORES)
def test_a_response_earns_exactly_this_part_of_the_points(name, response, score):
    assert ITEM_TYPES[name].score(ITEMS[name], response) == Decimal(score)


@pytest.mark.parametrize(
    ("matching", "answer", "score"),
    [
        ("strict", "Công an xã", 1),
        ("strict", "công an xã", 0),
        ("lenient", "công an xã", 1),
        ("lenient", "cong an xa", 0),
        ("unaccented", "cong an xa", 1),
        ("unaccented", "cong an", 0),
    ],
)
def test_the_author_says_how_wordings_are_compared(matching, answer, score):
    item = ITEMS["short_answer"] | {"matching": matching}
    assert ITEM_TYPES["short_answer"].score(item, {"text": answer}) == score


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_earns_nothing_and_is_called_so(name):
    item_type = ITEM_TYPES[name]
    assert item_type.score(ITEMS[name], {}) == 0
    assert item_type.check(ITEMS[name], {}) == {}
    assert item_type.read(ITEMS[name], QueryDict(""), "q") == {}
    assert item_type.read(ITEMS[name], QueryDict("q="), "q") == {}
    assert item_type.answer_text(ITEMS[name], {}) == "No answer given"


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_a_score_is_between_none_and_all_of_the_points(name, data):
    response = data.draw(RESPONSES[name])
    assert 0 <= ITEM_TYPES[name].score(ITEMS[name], response) <= 1


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_a_checked_response_is_stored_as_it_is_checked_again(name, data):
    item_type, item = ITEM_TYPES[name], ITEMS[name]
    response = item_type.check(item, data.draw(RESPONSES[name]))
    assert item_type.check(item, json.loads(json.dumps(response))) == response


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_a_form_post_and_an_api_call_store_the_same_response(name, data):
    item_type, item = ITEM_TYPES[name], ITEMS[name]
    response = item_type.check(item, data.draw(RESPONSES[name]))
    values = [value for kept in response.values() for value in (kept if isinstance(kept, list) else [kept])]
    post = QueryDict(mutable=True)
    post.setlist("q", [str(value).lower() if isinstance(value, bool) else value for value in values])
    assert item_type.read(item, post, "q") == response


@pytest.mark.parametrize("name", ["single_choice", "multiple_response"])
@given(data=st.data())
def test_the_order_of_options_changes_neither_score_nor_the_learners_view(name, data):
    item, item_type = ITEMS[name], ITEM_TYPES[name]
    turned = item | {"options": data.draw(st.permutations(item["options"]))}
    response = data.draw(RESPONSES[name])
    assert item_type.score(turned, response) == item_type.score(item, response)
    assert item_type.public(turned, 7) == item_type.public(item, 7)


CANARY = "CANARY-7f3a"


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("single_choice", {"options": [{"id": "a", "text": "A", "correct": True, "feedback": CANARY}]}),
        ("multiple_response", {"options": [{"id": "a", "text": "A", "correct": CANARY}]}),
        ("true_false", {"answer": CANARY}),
        ("numeric", {"answer": CANARY, "tolerance": CANARY}),
        ("short_answer", {"accepted": [CANARY], "matching": CANARY}),
    ],
)
def test_no_key_hint_or_explanation_is_in_the_learners_view(name, keys):
    item = ITEMS[name] | {"hint": CANARY, "explanation": CANARY, "added_later": CANARY} | keys
    assert CANARY not in json.dumps(ITEM_TYPES[name].public(item, 1))


@pytest.mark.parametrize(
    ("name", "extra"),
    [("single_choice", "options"), ("multiple_response", "options"), ("true_false", None), ("numeric", "unit"),
     ("short_answer", "longest")],
)  # fmt: skip
def test_the_learners_view_has_exactly_the_named_keys(name, extra):
    public = ITEM_TYPES[name].public(ITEMS[name], 1)
    assert set(public) == {"id", "type", "prompt", "points"} | ({extra} if extra else set())
    assert all(set(option) == {"id", "text"} for option in public.get("options", []))


def test_the_order_of_options_depends_on_the_seed_alone_and_never_changes():
    orders = [
        "".join(option["id"] for option in ITEM_TYPES["single_choice"].public(ITEMS["single_choice"], seed)["options"])
        for seed in range(200)
    ]
    assert orders[:4] == ["bacd", "adcb", "adbc", "cabd"]
    assert len(set(orders)) == 24


@pytest.mark.parametrize(
    ("name", "response"),
    [
        ("single_choice", {"option": "z"}),
        ("single_choice", {"option": None}),
        ("single_choice", {"option": ["a"]}),
        ("single_choice", {"options": ["a"]}),
        ("single_choice", {"option": "a", "score": 1}),
        ("multiple_response", {"options": ["a", "z"]}),
        ("multiple_response", {"options": "a"}),
        ("multiple_response", {"options": {"a": 1}}),
        ("multiple_response", {"options": [["a"]]}),
        ("multiple_response", {"options": [1]}),
        ("true_false", {"answer": "true"}),
        ("true_false", {"answer": 1}),
        ("true_false", {"answer": None}),
        ("true_false", {"answer": True, "correct": True}),
        ("numeric", {"text": 4}),
        ("numeric", {"text": "4" * 2001}),
        ("short_answer", {"text": None}),
        ("short_answer", {"text": "a" * 2001}),
        ("short_answer", {"text": "a", "points": "9"}),
        ("short_answer", ["a"]),
        ("short_answer", "a"),
        ("short_answer", None),
    ],
)
def test_a_response_of_another_shape_is_refused_with_a_sentence(name, response):
    with pytest.raises(ResponseError, match=r"[Pp]lease"):
        ITEM_TYPES[name].check(ITEMS[name], response)


@pytest.mark.parametrize(
    ("name", "posted"),
    [
        ("single_choice", "q=z"),
        ("multiple_response", "q=a&q=z"),
        ("true_false", "q=maybe"),
        ("numeric", "q=" + "4" * 2001),
    ],
)
def test_a_form_post_that_cannot_be_taken_is_refused_with_a_sentence(name, posted):
    with pytest.raises(ResponseError, match=r"[Pp]lease"):
        ITEM_TYPES[name].read(ITEMS[name], QueryDict(posted), "q")


def test_written_answers_are_stored_trimmed_composed_and_storable():
    check = ITEM_TYPES["short_answer"].check
    item = ITEMS["short_answer"]
    assert check(item, {"text": "  Công an xa\u0303\x00\ud800\n"}) == {"text": "Công an xã"}
    assert check(item, {"text": " \n "}) == {}
    assert check(item, {"text": "ă" * 2000}) == {"text": "ă" * 2000}


def test_options_are_stored_sorted_and_once():
    item = ITEMS["multiple_response"]
    assert ITEM_TYPES["multiple_response"].check(item, {"options": ["c", "a", "c"]}) == {"options": ["a", "c"]}
    assert ITEM_TYPES["multiple_response"].read(item, QueryDict("q=c&q=a"), "q") == {"options": ["a", "c"]}
    assert ITEM_TYPES["multiple_response"].read(item, {"q": "c"}, "q") == {"options": ["c"]}
    assert ITEM_TYPES["multiple_response"].read(item, {"q": ["c", "a"]}, "q") == {"options": ["a", "c"]}


@pytest.mark.parametrize(
    ("name", "right", "response", "words"),
    [
        ("single_choice", "Ý b", {"option": "a"}, "Ý a"),
        ("multiple_response", "Ý a;\nÝ b;\nÝ c", {"options": ["a", "e"]}, "Ý a;\nÝ e"),
        ("true_false", "True", {"answer": False}, "False"),
        ("numeric", "3,5 ± 0,5 số", {"text": "4 số"}, "4 số"),
        ("short_answer", "Công an xã", {"text": "xã"}, "xã"),
    ],
)
def test_answers_are_told_in_words(name, right, response, words):
    assert ITEM_TYPES[name].right_answer(ITEMS[name]) == right
    assert ITEM_TYPES[name].answer_text(ITEMS[name], response) == words


def test_a_number_without_tolerance_or_unit_is_told_alone():
    item = ITEMS["numeric"] | {"answer": "18240", "tolerance": "0", "unit": ""}
    assert ITEM_TYPES["numeric"].right_answer(item) == "18.240"


def test_types_are_found_by_the_name_in_an_item():
    assert [item_type.name for item_type in ITEM_TYPES.values()] == list(ITEM_TYPES)
    assert list(ITEM_TYPES)[:5] == ["single_choice", "multiple_response", "true_false", "numeric", "short_answer"]
    assert ITEM_TYPES["numeric"].template == "courses/items/numeric.html"
    assert SCORER_VERSION == "1"
