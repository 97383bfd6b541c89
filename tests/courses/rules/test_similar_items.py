"""Questions that say the same: exact answers, also compared with looking at every pair."""

import random

import pytest

from courses.rules import similar_items as rules
from courses.rules.similar_items import Pair, item_key, item_texts, similar_items

WORDS = "mật khẩu dài mạnh tin nhắn lạ đừng bấm đường dẫn gọi số máy công an xã ví điện tử chuyển tiền".split()


def choice(prompt, *texts):
    return {"type": "single_choice", "prompt": f"<p>{prompt}</p>", "options": [{"text": text} for text in texts]}


def found(*items, within=None):
    return similar_items(list(items), within).found


def test_capitals_marks_signs_and_the_order_of_options_do_not_count():
    first = choice("Ai được hỏi mã OTP?", "Không ai", "Công an", "Ngân hàng")
    second = choice("ai duoc hoi  MÃ&nbsp;OTP", "cong an.", "NGÂN HÀNG", "không ai")
    assert item_key(first) == item_key(second)
    assert found(first, choice("Khác hẳn"), second) == [Pair(0, 2, exact=True)]


def test_one_changed_word_in_a_long_question_is_nearly_the_same_and_another_question_is_not():
    long = "Khi nhận được tin nhắn báo trúng thưởng và yêu cầu bấm vào đường dẫn lạ thì bác nên làm gì trước tiên"
    near = long.replace("lạ", "này")
    assert found(choice(long), choice(near)) == [Pair(0, 1, exact=False)]
    assert found(choice(long), choice("Mật khẩu thế nào là mạnh và dễ nhớ nhất đối với người lớn tuổi")) == []


def test_texts_of_every_kind_of_item_count_and_the_key_does_not():
    matching = {"prompt": "Ghép", "rows": [{"text": "A"}], "choices": [{"text": "B"}]}
    gaps = {"prompt": "", "text": "Thủ đô là [[g]]", "gaps": [{"accepted": ["Hà Nội"]}]}
    short = {"prompt": "Tỉnh?", "accepted": ["Bắc Giang"], "answer": "1"}
    assert [item_texts(item) for item in (matching, gaps, short)] == [
        ["ghep", "a", "b"], ["thu do la g", "ha noi"], ["tinh", "bac giang"],
    ]  # fmt: skip
    true, false = (
        {"type": "true_false", "prompt": "Mã OTP dùng một lần", "answer": answer} for answer in (True, False)
    )
    assert found(true, false) == [Pair(0, 1, exact=True)]


def test_signs_that_reckon_count():
    assert item_key(choice("5 + 3 = ?")) != item_key(choice("5 × 3 = ?"))


def test_empty_questions_are_no_duplicates_of_each_other():
    assert found(choice(""), choice("  "), {"prompt": ""}) == []


def test_only_pairs_with_one_foot_among_the_named_places_are_told():
    same = choice("Mật khẩu mạnh là gì?")
    assert found(same, same, same, within=[2]) == [Pair(0, 2, exact=True), Pair(1, 2, exact=True)]


@pytest.mark.parametrize("seed", range(20))
def test_the_search_finds_exactly_what_looking_at_every_pair_finds(seed):
    dice = random.Random(seed)  # noqa: S311 - repeatable, not a secret.
    base = [[dice.choice(WORDS) for _ in range(dice.randint(1, 25))] for _ in range(12)]
    texts = base + [mutated(dice.choice(base), dice) for _ in range(30)]
    items = [choice(" ".join(words)) for words in texts]
    runs = [rules._shingles(item) for item in items]
    expected = {
        (first, second)
        for first in range(len(items))
        for second in range(first + 1, len(items))
        if 5 * len(runs[first] & runs[second]) >= 4 * len(runs[first] | runs[second])
    }
    assert {(pair.first, pair.second) for pair in found(*items)} == expected
    assert expected


def mutated(words, dice):
    words = list(words)
    words[dice.randrange(len(words))] = dice.choice(WORDS)
    return words


def test_five_thousand_questions_are_compared_with_few_looks():
    dice = random.Random(1)  # noqa: S311 - repeatable, not a secret.
    items = [choice(" ".join(dice.choice(WORDS) + str(dice.randrange(400)) for _ in range(20))) for _ in range(5000)]
    search = similar_items([*items, items[7]])
    assert (search.found, search.complete) == ([Pair(7, 5000, exact=True)], True)


def test_a_flood_of_equal_questions_ends_at_the_limit_and_says_so():
    search = similar_items([choice("Câu này chép đi chép lại")] * 5000)
    assert (len(search.found), search.complete) == (rules.MOST_PAIRS, False)
