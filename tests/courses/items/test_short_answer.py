"""Short answers: further wordings, other forms, stars, and keys typed without a Vietnamese keyboard."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from courses.items import ITEM_TYPES
from courses.text import MATCHINGS

pytestmark = pytest.mark.usefixtures("english")

SHORT = ITEM_TYPES["short_answer"]
ITEM = {
    "id": "i-1", "type": "short_answer", "prompt": "<p>Hỏi?</p>", "points": "1", "hint": "", "explanation": "",
    "accepted": ["mật khẩu", "mã khóa"], "matching": "lenient",
}  # fmt: skip
TYPED = ITEM | {"typed": True}
KEYBOARD = "The keyboard does not seem to be set to Vietnamese. Please switch it on and type again."


def score(item, text):
    return SHORT.score(item, {"text": text})


def said(item, text):
    return SHORT.feedback(item, {"text": text})


def test_keys_that_give_a_right_wording_are_right_and_the_learner_is_told():
    for keys in ("maatj khaaur", "ma65t kha63u"):
        assert score(TYPED, keys) == 1
        assert said(TYPED, keys) == ["Read as “mật khẩu”. The keyboard does not seem to be set to Vietnamese."]
    assert score(TYPED, "ddaatj khaaur") == 0


def test_in_strict_matching_keys_are_wrong_and_explained_without_the_answer():
    strict = TYPED | {"matching": "strict"}
    assert score(strict, "maatj khaaur") == 0
    assert said(strict, "maatj khaaur") == [KEYBOARD]


def test_an_item_frozen_before_keys_were_read_scores_as_it_did_but_explains_them():
    keys = ("maatj khaaur", "ma65t kha63u", "max khoas")
    for matching in MATCHINGS:
        before = ITEM | {"matching": matching}
        assert [score(before, text) for text in keys] == [0, 0, 0]
        assert [said(before, text) for text in keys] == [[KEYBOARD]] * 3
    assert [score(ITEM, text) for text in ("mật khẩu", "Mật  Khẩu.", "mã khoá", "mat khau")] == [1, 1, 1, 0]
    assert [score(ITEM | {"accepted": ["1.000", "2/9/1945"]}, text) for text in ("1000", "02/09/1945")] == [0, 0]
    assert score(ITEM | {"accepted": ["*mật khẩu*"]}, "mật khẩu mạnh") == 0


def test_a_near_answer_is_told_what_to_look_at_and_never_the_answer():
    assert said(TYPED, "mat khau") == ["Almost: check the marks."]
    assert said(TYPED, "mặt khẩu") == ["Almost: check the marks."]
    assert said(TYPED, "ma khoaa") == [KEYBOARD]
    assert said(TYPED | {"matching": "strict"}, "MẬT KHẨU.") == ["Almost: check capitals, spaces and signs."]
    assert said(TYPED, "vân tay") == said(TYPED, "mật khẩu") == []


@given(st.sampled_from(MATCHINGS), st.booleans(), st.text("mậtkhẩu maatjkhr65.AU", max_size=16))
def test_feedback_on_a_wrong_answer_holds_no_accepted_wording(matching, typed, text):
    item = ITEM | {"accepted": ["mật khẩu"], "matching": matching} | ({"typed": True} if typed else {})
    response = SHORT.check(item, {"text": text})
    if SHORT.score(item, response) < 1:
        assert not any("mật khẩu" in sentence.lower() for sentence in SHORT.feedback(item, response))


ALSO = [
    {"text": "mã PIN", "share": "0.5", "feedback": "Mã PIN chỉ có số."},
    {"text": "cas", "share": "0", "feedback": "CAS là tên khác."},
    {"text": "*", "share": "0", "feedback": "Xem lại bước 1."},
]


def test_further_wordings_earn_their_share_and_are_answered():
    item = TYPED | {"also": ALSO, "wildcards": True}
    assert score(item, "Mã pin") == Decimal("0.5")
    assert score(item, "max PIN") == Decimal("0.5")
    assert said(item, "mã pin") == said(item, "max PIN") == ["Mã PIN chỉ có số."]
    assert score(item, "vân tay") == 0
    assert said(item, "vân tay") == ["Xem lại bước 1."]
    assert score(item, "maatj khaaur") == score(item, "mật khẩu") == 1
    assert said(item, "mật khẩu") == []


def test_a_wording_the_author_names_is_not_read_as_keys():
    item = TYPED | {"accepted": ["cá"]}
    assert score(item, "cas") == 1
    assert score(item | {"also": ALSO}, "cas") == 0
    assert said(item | {"also": ALSO}, "cas") == ["CAS là tên khác."]


def test_numbers_dates_and_stars_count_where_the_author_says_so():
    number = ITEM | {"accepted": ["1.000"], "forms": ["number"]}
    assert [score(number, text) for text in ("1000", "1 000", "1,000", "1 nghìn", "100")] == [1, 1, 1, 1, 0]
    date = ITEM | {"accepted": ["2/9/1945"], "forms": ["date"]}
    assert [score(date, text) for text in ("02-09-1945", "2.9.1945", "ngày 2 tháng 9 năm 1945")] == [1, 1, 1]
    assert score(date, "2/9/1946") == 0
    starred = ITEM | {"accepted": ["*công an*"], "wildcards": True}
    assert [score(starred, text) for text in ("Công an xã", "đến công an", "công ăn")] == [1, 1, 0]
    assert SHORT.right_answer(starred) == "công an"
    assert SHORT.right_answer(ITEM | {"accepted": ["*"]}) == "*"


NO_SHARE = "The part of the points for a further answer is not between 0 and 100%."
STAR_ALONE = "A star alone accepts every answer. Write some words beside it."


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ({"wildcards": True, "accepted": ["*"]}, STAR_ALONE),
        ({"wildcards": True, "accepted": ["xã", " ** "]}, STAR_ALONE),
        ({"forms": ["colour"]}, "Choose how answers are compared."),
        ({"also": [{"text": "a", "share": "một"}]}, NO_SHARE),
        ({"also": [{"text": "a", "share": "-0.5"}]}, NO_SHARE),
    ],
)  # fmt: skip
def test_keys_that_cannot_be_meant_are_faults(broken, sentence):
    assert SHORT.faults(ITEM | broken) == [sentence]


@given(
    st.sampled_from(MATCHINGS), st.booleans(), st.booleans(), st.sampled_from([[], ["number"], ["number", "date"]]),
    st.sampled_from([[], ALSO, ALSO[:1], [{"text": "xã", "share": "0.3333333"}]]),
)  # fmt: skip
def test_a_thawed_item_freezes_to_itself(matching, typed, wildcards, forms, also):
    keys = {"typed": typed, "wildcards": wildcards, "forms": forms, "also": also}
    item = ITEM | {"matching": matching} | {key: value for key, value in keys.items() if value}
    block = SHORT.block()()
    assert SHORT.freeze(block.to_python(SHORT.thaw(item)), "i-1") == item


def test_no_accepted_or_further_wording_is_in_the_learners_view():
    canary = "CANARY-52"
    item = TYPED | {"accepted": [canary], "also": [{"text": canary, "share": "1", "feedback": canary}]}
    assert canary not in json.dumps(SHORT.public(item, 1))
    assert set(SHORT.public(item, 1)) == {"id", "type", "prompt", "points", "longest"}


def test_a_new_question_reads_keys_and_a_stored_one_stays_as_it_was():
    block = SHORT.block()()
    assert SHORT.freeze(block.get_default(), "i-1")["typed"] is True
    stored = {"prompt": "<p>Hỏi?</p>", "accepted": ["xã"], "matching": "strict", "points": 1}
    assert set(SHORT.freeze(block.to_python(stored), "i-1")) == {
        "id", "type", "prompt", "points", "hint", "explanation", "accepted", "matching",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"also": [{"text": "xã", "share": "hai phần", "feedback": ""}]}, "also"),
        ({"accepted": ["*"], "wildcards": True}, "accepted"),
        ({"forms": ["colour"]}, "forms"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_the_editor(changes, field):
    block = SHORT.block()()
    raw = {"prompt": "<p>Hỏi?</p>", "accepted": ["xã"], "matching": "strict", "points": 1} | changes
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python(raw))
    assert set(refused.value.block_errors) == {field}


@given(st.sampled_from(MATCHINGS), st.text(max_size=60))
def test_no_answer_breaks_the_score_or_the_feedback(matching, text):
    item = TYPED | {"matching": matching, "also": ALSO, "wildcards": True, "forms": ["number", "date"]}
    response = SHORT.check(item, {"text": text})
    assert 0 <= SHORT.score(item, response) <= 1
    assert all(isinstance(sentence, str) for sentence in SHORT.feedback(item, response))
    assert SHORT.score(item, response) in {Decimal(0), Decimal("0.5"), Decimal(1)}


def test_an_answer_far_too_long_is_refused_at_once():
    with pytest.raises(ValueError, match="within 2000 characters"):
        SHORT.check(ITEM, {"text": "a" + "\u0315\u0300" * 500_000})
