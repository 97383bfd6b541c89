"""Words between the questions: shown, never answered, worth nothing."""

import json

import pytest
from django.http import QueryDict
from django.utils import translation
from wagtail.blocks import StructBlockValidationError

from courses.items import ITEM_TYPES, ResponseError
from tests.factories.item_picture import make_picture

KIND = ITEM_TYPES["information"]
ITEM = {
    "id": "i-1", "type": "information", "prompt": "<p>Đọc kỹ.</p>", "points": "0", "hint": "", "explanation": "",
}  # fmt: skip


def test_it_is_not_graded_and_takes_no_answer():
    assert not KIND.graded
    assert KIND.read(ITEM, QueryDict("q=1"), "q") == KIND.check(ITEM, {}) == {}
    assert KIND.score(ITEM, {}) == 0
    assert KIND.feedback(ITEM | {"feedback": {"wrong": "Sai"}}, {}) == []
    assert KIND.right_answer(ITEM) == KIND.answer_text(ITEM, {}) == ""


@pytest.mark.parametrize("response", [{"text": "a"}, {"": "a"}, [], "a", None])
def test_an_answer_is_refused_with_a_sentence(response):
    with translation.override("en"), pytest.raises(ResponseError, match="Please"):
        KIND.check(ITEM, response)


def test_only_its_words_can_be_missing():
    with translation.override("en"):
        assert KIND.faults(ITEM) == []
        assert KIND.faults(ITEM | {"prompt": ""}) == ["The question is empty."]
        assert len(KIND.faults({"type": "information"})) == 2


def test_the_learners_view_has_its_words_and_picture_alone():
    item = ITEM | {"hint": "canary", "explanation": "canary", "picture": {"image": 3, "alt": "Cổng"}, "more": "canary"}
    public = KIND.public(item, 1)
    assert "canary" not in json.dumps(public)
    assert set(public) == {"id", "type", "prompt", "points", "picture"}


@pytest.mark.django_db
def test_a_whole_block_freezes_and_thaws_to_the_same_item():
    block = KIND.block()()
    picture = {"image": make_picture().pk, "alt_text": "Cổng", "decorative": False}
    value = block.clean(block.to_python({"prompt": "<p>Đọc kỹ.</p>", "picture": picture, "tags": "an toàn"}))
    item = KIND.freeze(value, "i-1")
    assert item == ITEM | {"picture": {"image": picture["image"], "alt": "Cổng"}, "tags": ["an toàn"]}
    assert KIND.freeze(block.clean(block.to_python(KIND.thaw(item))), "i-1") == item


def test_words_are_asked_for_when_publishing_and_not_in_a_draft():
    block = KIND.block()()
    assert list(block.child_blocks) == ["prompt", "picture", "tags"]
    empty = block.get_default()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(empty)
    assert set(refused.value.block_errors) == {"prompt"}
    assert KIND.faults(KIND.freeze(block.clean_deferred(empty), "i-1")) != []
