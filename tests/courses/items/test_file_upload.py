"""A file handed in: the response names a stored file, and only kinds the author takes."""

import json

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from courses.items import ITEM_TYPES, ResponseError
from courses.items.file_upload import file_kind, file_name

pytestmark = pytest.mark.usefixtures("english")

CANARY = "canary"
KIND = ITEM_TYPES["file_upload"]
KEY = "0192f0c1-2345-7abc-8def-0123456789ab"
RUBRIC = [{"id": "r1", "text": "Ảnh rõ", "points": "2"}]
ITEM = {
    "id": "i-1", "type": "file_upload", "prompt": "<p>Gửi ảnh.</p>", "points": "2", "hint": "", "explanation": "",
    "rubric": RUBRIC, "accept": ["pdf", "jpg"], "megabytes": 5,
}  # fmt: skip


def raw(**changes):
    rubric = [{"type": "item", "id": "r1", "value": {"text": "Ảnh rõ", "points": "2"}}]
    value = {"prompt": "<p>Gửi ảnh.</p>", "points": 2, "rubric": rubric, "accept": ["jpg", "pdf"], "megabytes": 5}
    return value | changes


def errors_of(*, draft=False, **changes):
    block = KIND.block()()
    with pytest.raises(StructBlockValidationError) as refused:
        (block.clean_deferred if draft else block.clean)(block.to_python(raw(**changes)))
    return set(refused.value.block_errors)


def test_a_file_waits_for_a_person_and_no_answer_earns_nothing():
    assert KIND.marked_by_person
    assert KIND.score(ITEM, {"file": KEY, "name": "anh.jpg"}) is None
    assert KIND.score(ITEM, {}) == 0
    assert KIND.chance(ITEM) == 0


def test_a_post_and_an_api_call_store_the_same_response():
    post = QueryDict(mutable=True)
    post.update({"q-file": KEY.upper(), "q-filename": "C:\\Ảnh\\ anh  cua toi.JPEG"})
    stored = {"file": KEY, "name": "anh cua toi.JPEG"}
    assert KIND.read(ITEM, post, "q") == stored
    assert KIND.check(ITEM, json.loads(json.dumps(stored))) == stored
    assert KIND.read(ITEM, QueryDict("q-file=&q-filename="), "q") == KIND.check(ITEM, {}) == {}


@pytest.mark.parametrize(
    "response",
    [
        {"file": KEY},
        {"name": "anh.jpg"},
        {"file": "1", "name": "anh.jpg"},
        {"file": None, "name": "anh.jpg"},
        {"file": KEY, "name": 5},
        {"file": KEY, "name": "anh.exe"},
        {"file": KEY, "name": "jpg"},
        {"file": KEY, "name": ".jpg"},
        {"file": KEY, "name": "anh.png"},
        {"file": KEY, "name": "anh.jpg.html"},
        {"file": KEY, "name": "anh.jpg", "size": 1},
        [KEY],
        "anh.jpg",
        None,
    ],
)
def test_a_response_of_another_shape_is_refused_with_a_sentence(response):
    with pytest.raises(ResponseError, match=r"[Pp]lease"):
        KIND.check(ITEM, response)


def test_the_refused_kind_is_answered_with_the_kinds_that_are_taken():
    with pytest.raises(ResponseError, match="one of these kinds: pdf, jpg"):
        KIND.read(ITEM, {"q-file": KEY, "q-filename": "phim.mp4"}, "q")


@given(st.text(max_size=400))
def test_a_files_name_is_one_short_line_without_folders(name):
    tidy = file_name(name + ".jpg")
    assert len(tidy) <= 200
    assert not set(tidy) & {"/", "\\", "\n", "\t", "\x00"}
    assert file_name(tidy) == tidy
    assert file_kind(tidy) in {"jpg", ""}


def test_a_long_name_keeps_its_ending():
    tidy = file_name("a" * 300 + ".docx")
    assert (len(tidy), file_kind(tidy)) == (200, "docx")


def test_the_learners_view_tells_limits_and_rubric_and_nothing_else():
    item = ITEM | {"hint": CANARY, "explanation": CANARY, "sample": CANARY}
    item["rubric"] = [RUBRIC[0] | {"later": CANARY}]
    public = KIND.public(item, 1)
    assert CANARY not in json.dumps(public)
    assert set(public) == {"id", "type", "prompt", "points", "rubric", "accept", "megabytes"}


def test_answers_are_told_in_words():
    assert KIND.right_answer(ITEM) == "Ảnh rõ"
    assert KIND.answer_text(ITEM, {"file": KEY, "name": "anh.jpg"}) == "anh.jpg"
    assert KIND.answer_text(ITEM, {}) == "No answer given"


def test_a_whole_item_has_no_faults():
    assert KIND.faults(ITEM) == []


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ({"rubric": []}, "The question has no criteria to mark it by."),
        ({"accept": []}, "Choose which kinds of file may be handed in."),
        ({"accept": ["pdf", "exe"]}, "Choose which kinds of file may be handed in."),
        ({"megabytes": 11}, "The most megabytes must be a number from 1 to 10."),
        ({"megabytes": 0}, "The most megabytes must be a number from 1 to 10."),
    ],
)
def test_a_broken_item_says_what_is_wrong(broken, sentence):
    assert KIND.faults(ITEM | broken) == [sentence]


def test_an_item_that_is_hardly_there_is_faulty_and_breaks_nothing():
    assert len(KIND.faults({"id": "x", "type": "file_upload"})) >= 4


def test_a_whole_block_freezes_and_thaws_to_the_same_item():
    block = KIND.block()()
    item = KIND.freeze(block.clean(block.to_python(raw())), "i-1")
    assert (item["accept"], item["megabytes"], item["rubric"]) == (["pdf", "jpg"], 5, RUBRIC)
    assert KIND.faults(item) == []
    assert KIND.freeze(block.clean(block.to_python(KIND.thaw(item))), "i-1") == item


def test_what_is_missing_is_named_when_publishing_and_left_alone_in_a_draft():
    block = KIND.block()()
    for changes in ({"rubric": []}, {"accept": []}, {"megabytes": None}):
        assert errors_of(**changes) == set(changes)
        block.clean_deferred(block.to_python(raw(**changes)))


def test_what_is_wrong_is_named_even_in_a_draft():
    for changes in ({"accept": ["exe"]}, {"megabytes": 11}):
        assert errors_of(**changes) == errors_of(draft=True, **changes) == set(changes)


def test_a_new_block_can_be_saved_as_a_draft_and_its_frozen_form_is_faulty():
    block = KIND.block()()
    assert KIND.faults(KIND.freeze(block.clean_deferred(block.get_default()), "i-1")) != []
