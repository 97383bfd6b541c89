"""Pictures to choose from: named by a caption or by their own words."""

import json
from decimal import Decimal

import pytest
from django.http import QueryDict
from wagtail.blocks import StructBlockValidationError

from courses.items import ITEM_TYPES, ResponseError
from tests.factories.item_picture import make_picture

pytestmark = pytest.mark.usefixtures("english")

CANARY = "canary"
KIND = ITEM_TYPES["picture_choice"]


def option(key, *, text="", alt="", correct=False):
    return {"id": key, "text": text, "correct": correct, "picture": {"image": ord(key), "alt": alt}}


OPTIONS = [
    option("a", text="Khóa mở", alt="Ổ khóa mở"),
    option("b", alt="Ổ khóa đóng", correct=True),
    option("c", text="Dấu hỏi"),
]
ITEM = {
    "id": "i-1", "type": "picture_choice", "prompt": "<p>Hình nào?</p>", "points": "1", "hint": "", "explanation": "",
    "options": OPTIONS,
}  # fmt: skip


def raw(rows, image):
    """Rows of (text, alt, correct, has a picture)."""
    options = [
        {
            "type": "item",
            "id": f"o{n}",
            "value": {
                "text": text,
                "correct": correct,
                "picture": {"image": image if shown else None, "alt_text": alt, "decorative": not alt},
            },
        }
        for n, (text, alt, correct, shown) in enumerate(rows)
    ]
    return {"prompt": "<p>Hình nào?</p>", "points": 1, "options": options}


def errors_of(value, *, draft=False):
    block = KIND.block()()
    with pytest.raises(StructBlockValidationError) as refused:
        (block.clean_deferred if draft else block.clean)(block.to_python(value))
    return refused.value.block_errors["options"]


def test_the_right_picture_earns_the_points_and_no_other():
    assert [KIND.score(ITEM, {"option": key}) for key in "abc"] == [0, 1, 0]
    assert KIND.score(ITEM, {}) == 0


def test_the_words_for_the_picture_chosen_are_said_and_guessing_finds_one_of_three():
    told = [option | {"feedback": f"Đã chọn {option['id']}"} for option in OPTIONS]
    assert KIND.feedback(ITEM | {"options": told}, {"option": "c"}) == ["Đã chọn c"]
    assert KIND.chance(ITEM) == Decimal(1) / 3


def test_pictures_are_told_by_caption_or_by_their_words():
    assert KIND.right_answer(ITEM) == "Ổ khóa đóng"
    assert [KIND.answer_text(ITEM, {"option": key}) for key in "abc"] == ["Khóa mở", "Ổ khóa đóng", "Dấu hỏi"]
    assert KIND.answer_text(ITEM, {}) == "No answer given"


def test_a_post_and_an_api_call_store_the_same_response():
    assert KIND.read(ITEM, QueryDict("q=b"), "q") == KIND.check(ITEM, {"option": "b"}) == {"option": "b"}
    assert KIND.read(ITEM, QueryDict(""), "q") == KIND.check(ITEM, {}) == {}


@pytest.mark.parametrize("response", [{"option": "z"}, {"option": None}, {"option": "b", "score": 1}, "b", None])
def test_a_response_of_another_shape_is_refused_with_a_sentence(response):
    with pytest.raises(ResponseError, match=r"[Pp]lease"):
        KIND.check(ITEM, response)


def test_the_learners_view_shows_the_pictures_and_no_key():
    secret = [each | {"correct": CANARY, "feedback": CANARY, "later": CANARY} for each in OPTIONS]
    secret[0]["picture"] = secret[0]["picture"] | {"later": CANARY}
    public = KIND.public(ITEM | {"options": secret, "hint": CANARY, "explanation": CANARY}, 3)
    assert CANARY not in json.dumps(public)
    assert set(public) == {"id", "type", "prompt", "points", "options"}
    assert all(set(each) == {"id", "text", "picture"} for each in public["options"])
    shown = {each["id"]: each["picture"] for each in public["options"]}
    assert shown == {each["id"]: each["picture"] for each in OPTIONS}


def test_the_order_of_pictures_depends_on_the_seed_alone():
    turned = ITEM | {"options": OPTIONS[::-1]}
    assert all(KIND.public(ITEM, seed) == KIND.public(turned, seed) for seed in range(20))
    assert len({json.dumps(KIND.public(ITEM, seed)) for seed in range(60)}) == 6


def test_a_whole_item_has_no_faults():
    assert KIND.faults(ITEM) == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([*OPTIONS, option("d")], "An option is empty."),
        ([*OPTIONS, {"id": "d", "text": "D", "correct": False}], "An option has no picture."),
        (OPTIONS[::2], "No option is marked as right."),
        ([], "The question needs at least two options."),
    ],
)
def test_a_broken_item_says_what_is_wrong(options, sentence):
    assert sentence in KIND.faults(ITEM | {"options": options})


def test_an_item_that_is_hardly_there_is_faulty_and_breaks_nothing():
    assert len(KIND.faults({"id": "x", "type": "picture_choice"})) >= 4


@pytest.mark.django_db
def test_a_whole_block_freezes_and_thaws_to_the_same_item():
    block, image = KIND.block()(), make_picture().pk
    rows = [("Khóa mở", "Ổ khóa mở", False, True), ("", "Ổ khóa đóng", True, True), ("Dấu hỏi", "", False, True)]
    value = raw(rows, image)
    value["options"][0]["value"]["feedback"] = "Xem lại bài 2"
    item = KIND.freeze(block.clean(block.to_python(value)), "i-1")
    assert item["options"][0]["feedback"] == "Xem lại bài 2"
    assert item["options"][1] == {
        "id": "o1", "text": "", "correct": True, "picture": {"image": image, "alt": "Ổ khóa đóng"},
    }  # fmt: skip
    assert KIND.faults(item) == []
    assert KIND.freeze(block.clean(block.to_python(KIND.thaw(item))), "i-1") == item


@pytest.mark.django_db
def test_what_is_missing_is_named_when_publishing_and_left_alone_in_a_draft():
    block, image = KIND.block()(), make_picture().pk
    right = ("", "Đúng", True, True)
    no_picture = raw([right, ("Sai", "", False, False)], image)
    assert set(errors_of(no_picture).block_errors[1].block_errors["picture"].block_errors) == {"image"}
    no_words = raw([right, ("", "", False, True)], image)
    assert set(errors_of(no_words).block_errors[1].block_errors["picture"].block_errors) == {"alt_text"}
    none_right = raw([("A", "", False, True), ("B", "", False, True)], image)
    assert [str(error) for error in errors_of(none_right).non_block_errors] == ["Tick the option that is right."]
    for value in (no_picture, no_words, none_right):
        block.clean_deferred(block.to_python(value))


@pytest.mark.django_db
def test_a_second_right_picture_is_refused_even_in_a_draft():
    value = raw([("A", "", True, True), ("B", "", True, True)], make_picture().pk)
    assert errors_of(value, draft=True).non_block_errors


def test_a_new_block_can_be_saved_as_a_draft_and_its_frozen_form_is_faulty():
    block = KIND.block()()
    item = KIND.freeze(block.clean_deferred(block.get_default()), "i-1")
    assert KIND.faults(item) != []
    assert KIND.thaw(item)["options"][0]["value"]["picture"]["image"] is None
