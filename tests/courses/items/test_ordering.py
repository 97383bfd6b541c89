"""Steps put in order: what the author writes, what the learner sees, how places become an order and points."""

import json
from decimal import Decimal
from itertools import permutations

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from courses.items import ITEM_TYPES, ResponseError
from courses.items.ordering import MOST_SUMMED, PlacesError, _mean_rise

pytestmark = pytest.mark.usefixtures("english")

TYPE = ITEM_TYPES["ordering"]
TEXTS = ["Mở trang", "Đăng nhập", "Chọn thủ tục", "Nộp hồ sơ"]


def value_of(steps=TEXTS, scoring="partial", **changes):
    children = [{"type": "item", "value": text, "id": f"step-{place}"} for place, text in enumerate(steps, start=1)]
    raw = {
        "prompt": "<p>Sắp xếp</p>",
        "hint": "",
        "explanation": "",
        "points": 1,
        "steps": children,
        "scoring": scoring,
    }
    return TYPE.block()().to_python(raw | changes)


def item_of(ids="abcd", **changes):
    steps = [{"id": each, "text": f"Bước {each}"} for each in ids]
    common = {"id": "i-1", "type": "ordering", "prompt": "<p>Hỏi?</p>", "points": "1", "hint": "", "explanation": ""}
    return common | {"steps": steps} | changes


def test_steps_are_frozen_in_the_right_order_under_the_ids_of_their_blocks():
    frozen = TYPE.freeze(value_of([" Mở trang ", "", "Đăng nhập"]), "i-1")
    assert frozen["steps"] == [{"id": "step-1", "text": "Mở trang"}, {"id": "step-3", "text": "Đăng nhập"}]
    assert "scoring" not in frozen
    assert TYPE.freeze(value_of(scoring="exact"), "i-1")["scoring"] == "exact"


@given(steps=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=6), exact=st.booleans())
def test_a_frozen_item_comes_back_from_the_editor_as_it_was(steps, exact):
    frozen = TYPE.freeze(value_of(steps, "exact" if exact else "partial"), "i-1")
    assert TYPE.freeze(TYPE.block()().to_python(TYPE.thaw(frozen)), "i-1") == frozen


@pytest.mark.parametrize(
    ("changes", "draft"),
    [({"steps": ["A", "B"]}, False), ({"steps": []}, False), ({"steps": ["A", "B", "A"]}, True)],
)
def test_the_editor_names_what_is_wrong_with_the_steps(changes, draft):
    block = TYPE.block()()
    with pytest.raises(StructBlockValidationError) as refused:
        (block.clean_deferred if draft else block.clean)(value_of(**changes))
    assert set(refused.value.block_errors) == {"steps"}
    if not draft:
        block.clean_deferred(value_of(**changes))


def test_a_whole_block_is_taken_and_has_no_faults():
    assert TYPE.faults(TYPE.freeze(TYPE.block()().clean(value_of()), "i-1")) == []


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (item_of("a"), "The question needs at least two steps."),
        (item_of("aab"), "Two lines have the same identifier, or one has none."),
        (item_of(scoring="roughly"), "Choose how the order is counted."),
        (item_of(steps=[{"id": "a", "text": "x"}, {"id": "b", "text": "x"}]), "Two lines say the same."),
        (item_of(steps=[{"id": "a", "text": ""}, {"id": "b", "text": "x"}]), "A line is empty."),
    ],
)
def test_a_broken_item_says_what_is_wrong(item, sentence):
    assert sentence in TYPE.faults(item)


def test_an_item_that_is_hardly_there_is_faulty_and_breaks_nothing():
    assert len(TYPE.faults({"id": "x", "type": "ordering"})) >= 3


@pytest.mark.parametrize("ids", ["ab", "abc", "abcdef"])
def test_the_steps_are_never_shown_in_their_right_order(ids):
    item = item_of(ids)
    shown = {"".join(step["id"] for step in TYPE.public(item, seed)["steps"]) for seed in range(300)}
    assert ids not in shown
    assert {"".join(sorted(order)) for order in shown} == {ids}
    assert TYPE.public(item, 5) == TYPE.public(item, 5)


def test_the_order_shown_tells_nothing_of_the_authors_order():
    item = item_of("abcdef")
    turned = item | {"steps": item["steps"][::-1]}
    seeds = range(40)
    assert [TYPE.public(item, seed)["steps"] for seed in seeds] == [
        TYPE.public(turned, seed)["steps"] for seed in seeds
    ]


def test_the_learners_view_holds_no_key():
    frozen = TYPE.freeze(value_of(hint="bí mật", explanation="bí mật", feedback_right="bí mật"), "i-1")
    public = TYPE.public(frozen, 1)
    assert set(public) == {"id", "type", "prompt", "points", "steps"}
    assert "bí mật" not in json.dumps(public, ensure_ascii=False)
    assert all(set(step) == {"id", "text"} for step in public["steps"])


@pytest.mark.parametrize(
    ("order", "partial", "exact"),
    [
        ("abcd", 1, 1),
        ("bacd", Decimal(2) / 3, 0),
        ("bcda", Decimal(2) / 3, 0),
        ("acbd", Decimal(2) / 3, 0),
        ("badc", Decimal(1) / 3, 0),
        ("dcba", 0, 0),
    ],
)
def test_an_order_earns_what_its_steps_have_right_among_themselves(order, partial, exact):
    assert TYPE.score(item_of(), {"order": [*order]}) == partial
    assert TYPE.score(item_of(scoring="exact"), {"order": [*order]}) == exact


def test_no_answer_earns_nothing_and_is_called_so():
    assert TYPE.score(item_of(), {}) == 0
    assert TYPE.check(item_of(), {}) == {}
    assert TYPE.check(item_of(), {"order": []}) == {}
    assert TYPE.read(item_of(), QueryDict("q-a=&q-b="), "q") == {}
    assert TYPE.answer_text(item_of(), {}) == "No answer given"


@pytest.mark.parametrize("steps", [2, 3, 4, 5])
@pytest.mark.parametrize("changes", [{}, {"scoring": "exact"}])
def test_the_chance_is_the_mean_over_all_orders(steps, changes):
    item = item_of("abcde"[:steps], **changes)
    scores = [TYPE.score(item, {"order": [*order]}) for order in permutations("abcde"[:steps])]
    assert TYPE.chance(item) == pytest.approx(sum(scores) / len(scores), abs=Decimal("1e-20"))


def test_the_chance_of_many_steps_is_still_a_share():
    assert 0 < (_mean_rise(MOST_SUMMED) - 1) / (MOST_SUMMED - 1) < Decimal("0.4")
    assert 0 < TYPE.chance(item_of([f"s{n}" for n in range(60)])) < Decimal("0.3")


def test_posted_places_are_read_as_an_order():
    assert TYPE.read(item_of(), QueryDict("q-a=2&q-b=1&q-c=4&q-d=3"), "q") == {"order": [*"badc"]}


@given(order=st.permutations([*"abcd"]))
def test_a_form_post_and_an_api_call_store_the_same_response(order):
    post = QueryDict("&".join(f"q-{step}={place}" for place, step in enumerate(order, start=1)))
    assert TYPE.read(item_of(), post, "q") == TYPE.check(item_of(), {"order": order}) == {"order": order}


@pytest.mark.parametrize(
    ("posted", "sentence", "kept"),
    [
        ("q-a=1&q-b=1&q-c=3&q-d=4", "Place 1 is given to several steps.", {"a": 1, "b": 1, "c": 3, "d": 4}),
        ("q-a=1&q-b=2", "Some steps have no place yet.", {"a": 1, "b": 2}),
    ],
)
def test_places_that_make_no_order_are_answered_in_words_and_kept(posted, sentence, kept):
    with pytest.raises(PlacesError, match=sentence) as refused:
        TYPE.read(item_of(), QueryDict(posted), "q")
    assert refused.value.kept == {"places": kept}


@pytest.mark.parametrize("posted", ["q-a=9", "q-a=0", "q-a=x", "q-a=-1", "q-a=١"])
def test_places_that_no_form_offers_are_refused(posted):
    with pytest.raises(ResponseError, match="Please"):
        TYPE.read(item_of(), QueryDict(posted), "q")


@pytest.mark.parametrize(
    "response",
    [
        {"order": [*"abc"]},
        {"order": [*"abcdd"]},
        {"order": [*"abcc"]},
        {"order": [*"abcz"]},
        {"order": "abcd"},
        {"order": [1, 2, 3, 4]},
        {"order": [["a"], "b", "c", "d"]},
        {"order": {"a": 1}},
        {"order": None},
        {"order": [*"abcd"], "score": 1},
        {"places": {"a": 1}},
        ["a"],
        None,
    ],
)
def test_a_response_of_another_shape_is_refused_with_a_sentence(response):
    with pytest.raises(ResponseError, match="Please"):
        TYPE.check(item_of(), response)


def test_answers_are_told_in_words():
    item = item_of("abc")
    assert TYPE.right_answer(item) == "1. Bước a;\n2. Bước b;\n3. Bước c"
    assert TYPE.answer_text(item, {"order": [*"cab"]}) == "1. Bước c;\n2. Bước a;\n3. Bước b"


def test_an_answer_to_an_earlier_version_breaks_nothing():
    assert TYPE.score(item_of("abc"), {"order": [*"azbc"]}) == 1
    assert TYPE.answer_text(item_of("abc"), {"order": [*"zc"]}) == "1. Bước c"


def form(item, response):
    context = {"item": TYPE.public(item, 1), "field_name": "q", "response": response}
    return render_to_string(TYPE.template, context)


def test_the_form_works_without_scripts_and_shows_what_was_given():
    empty = form(item_of("abc"), {})
    assert all(f'name="q-{step}"' in empty for step in "abc")
    assert " selected" not in empty
    ordered = form(item_of("abc"), {"order": [*"cab"]})
    assert ordered.count(" selected") == 3
    assert form(item_of("abc"), {"places": {"a": 2, "b": 2}}).count('<option value="2" selected>') == 2


def test_the_paper_shows_every_step_once():
    paper = render_to_string(TYPE.print_template, {"item": TYPE.public(item_of(), 1), "number": 1})
    assert [paper.count(f"Bước {step}") for step in "abcd"] == [1, 1, 1, 1]
