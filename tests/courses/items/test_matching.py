"""Rows and their choices: ids that tell nothing, shuffled choices, points in part."""

import json
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from courses.items import ITEM_TYPES, ResponseError
from courses.items.arranged import text_ids

pytestmark = pytest.mark.usefixtures("english")

TYPE = ITEM_TYPES["matching"]
PAIRS = [("Thẻ bảo hiểm y tế", "VssID"), ("Định danh", "VNeID"), ("Căn cước", "VNeID")]


def value_of(pairs=PAIRS, others=("Zalo",), **changes):
    rows = [
        {"type": "item", "value": {"text": text, "match": match}, "id": f"row-{place}"}
        for place, (text, match) in enumerate(pairs)
    ]
    extra = [{"type": "item", "value": text, "id": f"other-{place}"} for place, text in enumerate(others)]
    raw = {"prompt": "<p>Nối</p>", "hint": "", "explanation": "", "points": 1, "rows": rows, "others": extra}
    return TYPE.block()().to_python(raw | changes)


def item_of(rows="a1 b2 c3", choices="1234", **changes):
    common = {"id": "i-1", "type": "matching", "prompt": "<p>Hỏi?</p>", "points": "1", "hint": "", "explanation": ""}
    return common | {
        "rows": [{"id": row, "text": f"Dòng {row}", "choice": choice} for row, choice in rows.split()],
        "choices": [{"id": choice, "text": f"Ý {choice}"} for choice in choices],
    } | changes  # fmt: skip


def test_rows_keep_the_ids_of_their_blocks_and_equal_words_are_one_choice():
    frozen = TYPE.freeze(value_of(), "i-1")
    ids = text_ids(["VssID", "VNeID", "Zalo"])
    assert frozen["choices"] == [{"id": ids[text], "text": text} for text in ("VssID", "VNeID", "Zalo")]
    assert [(row["id"], row["choice"]) for row in frozen["rows"]] == [
        ("row-0", ids["VssID"]),
        ("row-1", ids["VNeID"]),
        ("row-2", ids["VNeID"]),
    ]
    assert TYPE.faults(frozen) == []


def test_an_id_of_words_stays_when_marks_are_corrected_and_tells_apart_what_differs_in_marks_alone():
    assert text_ids(["Mật  khẩu"])["Mật  khẩu"] == text_ids(["mat khau"])["mat khau"]
    assert len({*text_ids(["ma", "má", "mà", "Ma"]).values()}) == 4
    assert text_ids(["một"]) != text_ids(["hai"])


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(pairs=st.lists(st.tuples(texts, texts), max_size=5), others=st.lists(texts, max_size=3))
def test_a_frozen_item_comes_back_from_the_editor_as_it_was(pairs, others):
    frozen = TYPE.freeze(value_of(pairs, others), "i-1")
    assert TYPE.freeze(TYPE.block()().to_python(TYPE.thaw(frozen)), "i-1") == frozen


@pytest.mark.parametrize(
    ("pairs", "others", "draft"),
    [
        ([("A", "1")], ["2"], False),
        ([], [], False),
        ([("A", "1"), ("B", "1")], [], False),
        ([("A", ""), ("B", "1")], [], False),
        ([("A", "1"), ("A", "2")], [], True),
    ],
)
def test_the_editor_names_what_is_wrong_with_the_rows(pairs, others, draft):
    block = TYPE.block()()
    with pytest.raises(StructBlockValidationError) as refused:
        (block.clean_deferred if draft else block.clean)(value_of(pairs, others))
    assert set(refused.value.block_errors) == {"rows"}
    if not draft:
        block.clean_deferred(value_of(pairs, others))


def test_a_whole_block_is_taken_without_further_choices():
    assert TYPE.faults(TYPE.freeze(TYPE.block()().clean(value_of(others=())), "i-1")) == []


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (item_of("a1"), "The question needs at least two rows."),
        (item_of("a1 b1", "1"), "The question needs at least two different choices."),
        (item_of("a1 b9", "12"), "A row has no right choice."),
        (item_of("a1 a2", "12"), "Two lines have the same identifier, or one has none."),
        (item_of(choices="1223"), "Two lines say the same."),
        (item_of(choices="123") | {"rows": [{"id": "a", "text": " ", "choice": "1"}]}, "A line is empty."),
    ],
)
def test_a_broken_item_says_what_is_wrong(item, sentence):
    assert sentence in TYPE.faults(item)


def test_an_item_that_is_hardly_there_is_faulty_and_breaks_nothing():
    assert len(TYPE.faults({"id": "x", "type": "matching"})) >= 3


def test_the_learners_view_holds_no_key():
    frozen = TYPE.freeze(value_of(hint="bí mật", explanation="bí mật", feedback_wrong="bí mật"), "i-1")
    public = TYPE.public(frozen, 1)
    assert set(public) == {"id", "type", "prompt", "points", "rows", "choices", "listed"}
    assert all(set(row) == {"id", "text"} for row in public["rows"])
    assert all(set(choice) == {"id", "text", "letter"} for choice in public["choices"])
    assert "bí mật" not in json.dumps(public, ensure_ascii=False)


def test_another_key_gives_the_same_view():
    one, other = TYPE.public(item_of("a1 b2 c3"), 3), TYPE.public(item_of("a3 b1 c2"), 3)
    assert one == other
    shown = {"".join(choice["id"] for choice in TYPE.public(item_of(), seed)["choices"]) for seed in range(300)}
    assert len(shown) == 24


def test_long_choices_are_listed_under_letters():
    assert TYPE.public(item_of(), 1)["listed"] is False
    item = item_of() | {"choices": [{"id": each, "text": f"{each} {'dài ' * 9}"} for each in "1234"]}
    assert TYPE.public(item, 1)["listed"] is True
    assert [choice["letter"] for choice in TYPE.public(item, 1)["choices"]] == [*"ABCD"]
    many = TYPE.public(item_of(choices=[str(n) for n in range(30)]), 1)["choices"]
    assert many[25]["letter"] == "Z"
    assert many[26]["letter"] == "A2"


@pytest.mark.parametrize(
    ("rows", "score", "said"),
    [
        ({"a": "1", "b": "2", "c": "3"}, 1, []),
        ({"a": "1", "b": "2"}, Decimal(2) / 3, ["2 of 3 are right."]),
        ({"a": "1", "b": "1", "c": "1"}, Decimal(1) / 3, ["1 of 3 is right."]),
        ({"a": "4"}, 0, []),
        ({"z": "1"}, 0, []),
    ],
)
def test_each_right_row_earns_its_part(rows, score, said):
    assert TYPE.score(item_of(), {"rows": rows}) == score
    assert TYPE.feedback(item_of(), {"rows": rows}) == said


def test_the_authors_words_follow_the_count():
    item = item_of() | {"feedback": {"partial": "Gần xong rồi."}}
    assert TYPE.feedback(item, {"rows": {"a": "1"}}) == ["1 of 3 is right.", "Gần xong rồi."]


def test_the_chance_is_one_in_the_choices():
    assert TYPE.chance(item_of()) == Decimal("0.25")


def test_no_answer_earns_nothing_and_is_called_so():
    assert TYPE.score(item_of(), {}) == 0
    assert TYPE.check(item_of(), {}) == {}
    assert TYPE.check(item_of(), {"rows": {"a": ""}}) == {}
    assert TYPE.read(item_of(), QueryDict("q-a=&q=1"), "q") == {}
    assert TYPE.answer_text(item_of(), {}) == "No answer given"


@given(rows=st.dictionaries(st.sampled_from("abc"), st.sampled_from("1234"), min_size=1))
def test_a_form_post_and_an_api_call_store_the_same_response(rows):
    post = QueryDict("&".join(f"q-{row}={choice}" for row, choice in rows.items()))
    stored = TYPE.check(item_of(), {"rows": rows})
    assert TYPE.read(item_of(), post, "q") == stored == {"rows": rows}
    assert [*stored["rows"]] == sorted(rows)


@pytest.mark.parametrize(
    "response",
    [
        {"rows": {"z": "1"}},
        {"rows": {"a": "9"}},
        {"rows": {"a": 1}},
        {"rows": {"a": None}},
        {"rows": {"a": ["1"]}},
        {"rows": {1: "1"}},
        {"rows": [["a", "1"]]},
        {"rows": "a"},
        {"rows": None},
        {"rows": {"a": "1"}, "score": 1},
        {"row": {"a": "1"}},
        None,
    ],
)
def test_a_response_of_another_shape_is_refused_with_a_sentence(response):
    with pytest.raises(ResponseError, match="Please"):
        TYPE.check(item_of(), response)


def test_a_form_post_of_a_choice_that_is_not_offered_is_refused():
    with pytest.raises(ResponseError, match="Please"):
        TYPE.read(item_of(), QueryDict("q-a=9"), "q")


def test_answers_are_told_in_words():
    assert TYPE.right_answer(item_of()) == "Dòng a → Ý 1;\nDòng b → Ý 2;\nDòng c → Ý 3"
    assert TYPE.answer_text(item_of(), {"rows": {"b": "4", "z": "1", "c": "9"}}) == "Dòng b → Ý 4"


def test_the_form_works_without_scripts_and_shows_what_was_given():
    context = {"item": TYPE.public(item_of(), 1), "field_name": "q", "response": {"rows": {"b": "4"}}}
    shown = render_to_string(TYPE.template, context)
    assert all(f'name="q-{row}"' in shown for row in "abc")
    assert shown.count(" selected") == 1
    assert '<option value="4" selected>Ý 4</option>' in shown
    assert " selected" not in render_to_string(TYPE.template, context | {"response": {}})


def test_the_paper_shows_every_row_and_choice_once():
    paper = render_to_string(TYPE.print_template, {"item": TYPE.public(item_of(), 1), "number": 1})
    assert [paper.count(words) for words in ("Dòng a", "Dòng c", "Ý 1", "Ý 4")] == [1, 1, 1, 1]
