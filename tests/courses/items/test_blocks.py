"""The author's blocks: what the editor refuses, what a draft may lack, and what is frozen from them."""

import pytest
from django.utils import translation
from wagtail.blocks import StreamBlock, StructBlockValidationError
from wagtail.rich_text import RichText

from courses.items import ITEM_TYPES

RAW = {
    "single_choice": {"options": [("A", False), ("B", True)]},
    "multiple_response": {"options": [("A", True), ("B", True), ("C", False)]},
    "true_false": {"answer": "false"},
    "numeric": {"answer": "1.234,5", "tolerance": "0,5", "unit": "kg"},
    "short_answer": {"accepted": ["công an xã", "ubnd xã"], "matching": "unaccented"},
}


def value_of(name, **changes):
    raw = {"prompt": "<p>Hỏi?</p>", "hint": "Gợi ý", "explanation": "Vì sao", "points": 2} | RAW[name] | changes
    if "options" in raw:
        raw["options"] = [
            {"type": "item", "id": f"o{place}", "value": {"text": text, "correct": correct}}
            for place, (text, correct) in enumerate(raw["options"])
        ]
    return ITEM_TYPES[name].block()().to_python(raw)


def errors_of(name, *, draft=False, **changes):
    block = ITEM_TYPES[name].block()()
    clean = block.clean_deferred if draft else block.clean
    with pytest.raises(StructBlockValidationError) as refused:
        clean(value_of(name, **changes))
    return set(refused.value.block_errors)


@pytest.mark.parametrize("name", sorted(RAW))
def test_a_whole_block_is_taken_and_freezes_to_an_item_without_faults(name):
    item_type = ITEM_TYPES[name]
    value = item_type.block()().clean(value_of(name))
    item = item_type.freeze(value, "i-1")
    common = ("id", "type", "prompt", "points", "hint", "explanation")
    assert [item[key] for key in common] == ["i-1", name, "<p>Hỏi?</p>", "2", "Gợi ý", "Vì sao"]
    assert item_type.faults(item) == []


BROKEN = [
    ("single_choice", {"options": [("A", False), ("B", False)]}, "options"),
    ("single_choice", {"options": [("A", True)]}, "options"),
    ("single_choice", {"options": []}, "options"),
    ("multiple_response", {"options": [("A", False), ("B", False)]}, "options"),
    ("multiple_response", {"options": [("A", True), ("B", True)]}, "options"),
    ("single_choice", {"options": [("", False), ("B", True)]}, "options"),
    ("true_false", {"answer": ""}, "answer"),
    ("numeric", {"answer": ""}, "answer"),
    ("short_answer", {"accepted": []}, "accepted"),
    ("short_answer", {"accepted": [""]}, "accepted"),
    ("short_answer", {"matching": ""}, "matching"),
    ("true_false", {"prompt": ""}, "prompt"),
    ("true_false", {"points": None}, "points"),
]


@pytest.mark.parametrize(("name", "changes", "field"), BROKEN)
def test_what_is_missing_is_named_when_publishing_and_left_alone_in_a_draft(name, changes, field):
    assert errors_of(name, **changes) == {field}
    ITEM_TYPES[name].block()().clean_deferred(value_of(name, **changes))


WRONG = [
    ("single_choice", {"options": [("A", True), ("B", True)]}, "options"),
    ("numeric", {"answer": "bốn"}, "answer"),
    ("numeric", {"tolerance": "-1"}, "tolerance"),
    ("numeric", {"tolerance": "một ít"}, "tolerance"),
    ("true_false", {"points": 0}, "points"),
]


@pytest.mark.parametrize(("name", "changes", "field"), WRONG)
def test_what_is_wrong_is_named_even_in_a_draft(name, changes, field):
    assert errors_of(name, **changes) == {field}
    assert errors_of(name, draft=True, **changes) == {field}


@pytest.mark.parametrize("name", sorted(RAW))
def test_a_new_block_can_be_saved_as_a_draft_and_its_frozen_form_is_faulty(name):
    item_type = ITEM_TYPES[name]
    block = item_type.block()()
    value = block.clean_deferred(block.get_default())
    assert item_type.faults(item_type.freeze(value, "i-1")) != []


def test_options_keep_the_ids_of_their_blocks():
    frozen = ITEM_TYPES["single_choice"].freeze(value_of("single_choice"), "i-1")
    assert frozen["options"] == [
        {"id": "o0", "text": "A", "correct": False},
        {"id": "o1", "text": "B", "correct": True},
    ]


def test_types_freeze_their_keys_in_one_written_form():
    frozen = {name: ITEM_TYPES[name].freeze(value_of(name), "i-1") for name in RAW}
    numeric = frozen["numeric"]
    assert (numeric["answer"], numeric["tolerance"], numeric["unit"]) == ("1234.5", "0.5", "kg")
    assert frozen["true_false"]["answer"] is False
    assert frozen["short_answer"]["accepted"] == ["công an xã", "ubnd xã"]
    assert frozen["short_answer"]["matching"] == "unaccented"


def test_an_answer_of_zero_is_an_answer():
    for zero in (0, "0", "0,0"):
        frozen = ITEM_TYPES["numeric"].freeze({"prompt": RichText("Mấy?"), "answer": zero}, "i-1")
        assert ITEM_TYPES["numeric"].faults(frozen) == []
        assert ITEM_TYPES["numeric"].score(frozen, {"text": "0"}) == 1


def test_the_prompt_is_cleaned_and_texts_are_composed_when_frozen():
    prompt = RichText('<p data-block-key="k1">Ho\u0309i <b onclick="x">gì</b><script>1</script></p>')
    frozen = ITEM_TYPES["true_false"].freeze({"prompt": prompt, "hint": " y\u0301 ", "answer": "true"}, "i-1")
    assert frozen["prompt"] == "<p>Hỏi <b>gì</b>1</p>"
    assert frozen["hint"] == "ý"
    assert frozen["answer"] is True


def test_the_blocks_stand_side_by_side_in_a_stream_with_labels_of_their_own():
    stream = StreamBlock([(item_type.name, item_type.block()()) for item_type in ITEM_TYPES.values()])
    with translation.override("en"):
        labels = [str(block.label) for block in stream.child_blocks.values()]
    assert labels[:5] == ["Single choice", "Multiple choice", "True or false", "Number", "Short answer"]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", sorted(RAW))
def test_the_editor_shows_the_question_first_and_folds_what_few_authors_need(name):
    block = ITEM_TYPES[name].block()()
    layout = block.meta.form_layout
    assert layout.children[0] == "prompt"
    assert layout.children[-3:] == ["hint", "explanation", "points"]
    assert {*layout.children, *layout.settings} == set(block.child_blocks)
