"""Cards sorted into categories."""

import json
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from courses.items import ITEM_TYPES, ResponseError

pytestmark = pytest.mark.usefixtures("english")

TYPE = ITEM_TYPES["categorise"]
GROUPS = [("Lừa đảo", ["Trúng thưởng", "Chuyển tiền gấp"]), ("Bình thường", ["Lịch tiêm"]), ("Không rõ", [])]


def value_of(groups=GROUPS, **changes):
    categories = [
        {
            "type": "item",
            "value": {
                "text": name,
                "cards": [{"type": "item", "value": t, "id": f"k{place}{n}"} for n, t in enumerate(cards)],
            },
            "id": f"n{place}",
        }
        for place, (name, cards) in enumerate(groups)
    ]
    raw = {"prompt": "<p>Xếp</p>", "hint": "", "explanation": "", "points": 1, "categories": categories}
    return TYPE.block()().to_python(raw | changes)


def item_of(cards="ax bx cy dy", categories="xyz", **changes):
    common = {"id": "i-1", "type": "categorise", "prompt": "<p>Hỏi?</p>", "points": "1", "hint": "", "explanation": ""}
    return common | {
        "categories": [{"id": each, "text": f"Nhóm {each}"} for each in categories],
        "cards": [{"id": card, "text": f"Thẻ {card}", "category": category} for card, category in cards.split()],
    } | changes  # fmt: skip


def test_categories_and_cards_keep_the_ids_of_their_blocks():
    frozen = TYPE.freeze(value_of(), "i-1")
    assert [(each["id"], each["text"]) for each in frozen["categories"]] == [
        ("n0", "Lừa đảo"),
        ("n1", "Bình thường"),
        ("n2", "Không rõ"),
    ]
    assert [(card["id"], card["category"]) for card in frozen["cards"]] == [("k00", "n0"), ("k01", "n0"), ("k10", "n1")]
    assert TYPE.faults(frozen) == []


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(groups=st.lists(st.tuples(texts, st.lists(texts, max_size=3)), max_size=4))
def test_a_frozen_item_comes_back_from_the_editor_as_it_was(groups):
    frozen = TYPE.freeze(value_of(groups), "i-1")
    assert TYPE.freeze(TYPE.block()().to_python(TYPE.thaw(frozen)), "i-1") == frozen


@pytest.mark.parametrize(
    ("groups", "draft"),
    [
        ([("A", ["1", "2"])], False),
        ([("A", ["1"]), ("B", [])], False),
        ([("", ["1"]), ("B", ["2"])], False),
        ([], False),
        ([("A", ["1"]), ("A", ["2"])], True),
        ([("A", ["1"]), ("B", ["1"])], True),
    ],
)
def test_the_editor_names_what_is_wrong_with_the_categories(groups, draft):
    block = TYPE.block()()
    with pytest.raises(StructBlockValidationError) as refused:
        (block.clean_deferred if draft else block.clean)(value_of(groups))
    assert set(refused.value.block_errors) == {"categories"}
    if not draft:
        block.clean_deferred(value_of(groups))


def test_a_category_without_cards_is_allowed():
    assert TYPE.faults(TYPE.freeze(TYPE.block()().clean(value_of()), "i-1")) == []


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (item_of("ax bx", "x"), "The question needs at least two categories."),
        (item_of("ax"), "The question needs at least two cards."),
        (item_of("ax bw"), "A card belongs to no category."),
        (item_of("ax ay"), "Two lines have the same identifier, or one has none."),
        (item_of(categories="xyy"), "Two lines say the same."),
        (item_of() | {"categories": [{"id": "x", "text": ""}]}, "A line is empty."),
    ],
)
def test_a_broken_item_says_what_is_wrong(item, sentence):
    assert sentence in TYPE.faults(item)


def test_an_item_that_is_hardly_there_is_faulty_and_breaks_nothing():
    assert len(TYPE.faults({"id": "x", "type": "categorise"})) >= 3


def test_the_learners_view_holds_no_key():
    frozen = TYPE.freeze(value_of(hint="bí mật", explanation="bí mật", more_hints=[]), "i-1")
    public = TYPE.public(frozen, 1)
    assert set(public) == {"id", "type", "prompt", "points", "categories", "cards"}
    assert all(set(part) == {"id", "text"} for part in public["cards"] + public["categories"])
    assert "bí mật" not in json.dumps(public, ensure_ascii=False)
    assert TYPE.public(item_of("ax bx cy dy"), 3) == TYPE.public(item_of("cx dx ay by"), 3)


def test_the_cards_are_mixed_by_the_seed():
    orders = {"".join(card["id"] for card in TYPE.public(item_of(), seed)["cards"]) for seed in range(300)}
    assert len(orders) == 24


@pytest.mark.parametrize(
    ("cards", "score", "said"),
    [
        ({"a": "x", "b": "x", "c": "y", "d": "y"}, 1, []),
        ({"a": "x", "b": "y", "c": "y"}, Decimal("0.5"), ["2 of 4 are right."]),
        ({"a": "x"}, Decimal("0.25"), ["1 of 4 is right."]),
        ({"a": "z", "b": "y"}, 0, []),
    ],
)
def test_each_right_card_earns_its_part(cards, score, said):
    assert TYPE.score(item_of(), {"cards": cards}) == score
    assert TYPE.feedback(item_of(), {"cards": cards}) == said


def test_the_chance_is_one_in_the_categories():
    assert TYPE.chance(item_of()) == 1 / Decimal(3)


def test_no_answer_earns_nothing_and_is_called_so():
    assert TYPE.score(item_of(), {}) == 0
    assert TYPE.check(item_of(), {}) == {}
    assert TYPE.check(item_of(), {"cards": {}}) == {}
    assert TYPE.read(item_of(), QueryDict("q-a=&q=x"), "q") == {}
    assert TYPE.answer_text(item_of(), {}) == "No answer given"


@given(cards=st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xyz"), min_size=1))
def test_a_form_post_and_an_api_call_store_the_same_response(cards):
    post = QueryDict("&".join(f"q-{card}={category}" for card, category in cards.items()))
    assert TYPE.read(item_of(), post, "q") == TYPE.check(item_of(), {"cards": cards}) == {"cards": cards}


@pytest.mark.parametrize(
    "response",
    [
        {"cards": {"z": "x"}},
        {"cards": {"a": "w"}},
        {"cards": {"a": True}},
        {"cards": {"a": {"x": 1}}},
        {"cards": ["a"]},
        {"cards": None},
        {"cards": {"a": "x"}, "correct": True},
        [],
        "a",
    ],
)
def test_a_response_of_another_shape_is_refused_with_a_sentence(response):
    with pytest.raises(ResponseError, match="Please"):
        TYPE.check(item_of(), response)


def test_a_form_post_of_a_category_that_is_not_offered_is_refused():
    with pytest.raises(ResponseError, match="Please"):
        TYPE.read(item_of(), QueryDict("q-a=w"), "q")


def test_answers_are_told_in_words():
    assert TYPE.right_answer(item_of()) == "Nhóm x: Thẻ a, Thẻ b;\nNhóm y: Thẻ c, Thẻ d"
    assert TYPE.answer_text(item_of(), {"cards": {"b": "z", "w": "x", "c": "w"}}) == "Thẻ b → Nhóm z"


def test_the_form_works_without_scripts_and_shows_what_was_given():
    context = {"item": TYPE.public(item_of(), 1), "field_name": "q", "response": {"cards": {"b": "z"}}}
    shown = render_to_string(TYPE.template, context)
    assert all(shown.count(f'name="q-{card}"') == 3 for card in "abcd")
    assert shown.count(" checked") == 1
    assert 'name="q-b" value="z" checked' in shown


def test_the_paper_shows_every_card_once():
    paper = render_to_string(TYPE.print_template, {"item": TYPE.public(item_of(), 1), "number": 1})
    assert [paper.count(words) for words in ("Thẻ a", "Thẻ d", "Nhóm x", "Nhóm z")] == [1, 1, 1, 1]
