"""What is said of a question: figures equal to brute force, sentences by a table, nothing of small groups."""

from decimal import Decimal
from statistics import correlation, mean

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from learners.reports.item_choices import choices_of
from learners.reports.item_facts import ChoiceShare, ItemFacts, facts_of
from learners.reports.item_numbers import SCALE, Sums, band_of, discrimination, groups, people_in, pull, weights
from learners.reports.item_remarks import RULES, Trouble, percent, remarks_on, trouble_of

OPTIONS = [{"id": key, "text": f"Phương án {key}", "correct": key == "c"} for key in "abcd"]
SINGLE = {"id": "q", "type": "single_choice", "prompt": "<p>Ai?</p>", "points": "1", "options": OPTIONS}
NUMERIC = {"id": "n", "type": "numeric", "prompt": "<p>Gọi số?</p>", "points": "1", "answer": "113", "tolerance": "0",
           "unit": ""}  # fmt: skip
shares = st.integers(-2 * SCALE, SCALE)
rows = st.builds(
    lambda share, rest, total, picks, right: {
        "item": "q", "digest": "", "version": 1, "share": share, "rest": rest, "total": total,
        "right": right and bool(picks), "picks": sorted(picks),
    },
    shares, shares, shares, st.sets(st.sampled_from("abcd")), st.booleans(),
)  # fmt: skip


def sums_of(found):
    sums = Sums()
    for row in found:
        sums.add(row)
    return sums


@given(st.lists(rows, min_size=2, max_size=40))
def test_the_figures_are_those_of_brute_force(found):
    sums = sums_of(found)
    x, rest = [row["share"] for row in found], [row["rest"] for row in found]
    facts = facts_of(SINGLE, sums, small_cell=1)
    assert facts.mean == Decimal(sum(x)) / (len(x) * SCALE)
    assert facts.right == Decimal(sum(row["right"] for row in found)) / len(found)
    assert facts.omitted == Decimal(sum(not row["picks"] for row in found)) / len(found)
    if len(set(x)) > 1 and len(set(rest)) > 1:
        assert float(discrimination(sums)) == pytest.approx(correlation(x, rest), abs=1e-6)
    else:
        assert discrimination(sums) is None
    total = [row["total"] for row in found]
    moved = mean(a * b for a, b in zip(x, total, strict=True)) - mean(x) * mean(total)
    assert float(pull(sums, Decimal(2))) == pytest.approx(2 * moved, rel=1e-6, abs=1)


@given(st.lists(rows, max_size=40))
def test_shares_of_options_are_those_of_brute_force(found):
    facts = facts_of(SINGLE, sums_of(found), small_cell=1)
    split = groups(sums_of(found).bands)
    for each in facts.choices:
        chosen = [row for row in found if each.choice.key in row["picks"]]
        assert each.share == Decimal(len(chosen)) / len(found)
        if split is not None:
            strong = [row for row in found if band_of(row["rest"]) in split.high]
            assert each.high == Decimal(sum(row in strong for row in chosen)) / len(strong)


@given(st.lists(rows, max_size=30), st.randoms())
def test_taking_rows_away_in_any_order_leaves_exactly_the_sums_of_the_others(found, dice):
    sums = sums_of(found)
    gone = dice.sample(found, dice.randint(0, len(found)))
    for row in gone:
        sums.add(row, -1)
    rest = list(found)
    for row in gone:
        rest.remove(row)
    assert sums == sums_of(rest)


@given(st.dictionaries(st.integers(0, 20).map(str), st.integers(1, 50)))
def test_thirds_never_meet_never_split_a_result_and_hold_a_third_each(bands):
    split = groups(bands)
    if split is None:
        return
    everybody = sum(bands.values())
    assert max(map(int, split.low)) < min(map(int, split.high))
    assert (split.low_people, split.high_people) == (people_in(bands, split.low), people_in(bands, split.high))
    assert min(split.low_people, split.high_people) * 3 >= everybody


def test_weights_share_out_the_whole_and_are_none_where_results_do_not_differ():
    assert weights([Decimal(3), Decimal(1)]) == [Decimal("0.75"), Decimal("0.25")]
    assert weights([Decimal(0), Decimal(0)]) == [None, None]


def test_answers_without_a_list_are_told_by_how_they_turned_out():
    assert [(each.key, each.right, each.outcome) for each in choices_of(NUMERIC)] == [
        ("right", True, True), ("partly", False, True), ("wrong", False, True),
    ]  # fmt: skip


def test_below_the_smallest_group_nothing_is_shown():
    facts = facts_of(SINGLE, sums_of([answer("c", 1, 1)] * 4), small_cell=5)
    assert (facts.people, facts.shown, facts.choices) == (4, False, ())
    assert [remark.trouble for remark in remarks_on(facts)] == [Trouble.UNKNOWN]


def test_an_option_that_few_people_chose_and_thirds_of_few_people_are_not_shown():
    found = [answer("c", 1, 1)] * 9 + [answer("a", 0, 0)] * 4
    facts = facts_of(SINGLE, sums_of(found), small_cell=5)
    assert {each.choice.key: (each.share, each.high) for each in facts.choices} == {
        "a": (None, None), "b": (Decimal(0), None), "c": (Decimal(9) / 13, None), "d": (Decimal(0), None),
    }  # fmt: skip
    assert (facts.low_people, facts.high_people) == (0, 0)


def test_an_option_that_a_corrected_question_no_longer_has_is_still_told():
    facts = facts_of(SINGLE, sums_of([answer("gone", 0, 0)] * 5), small_cell=5)
    assert (facts.choices[-1].choice.letter, facts.choices[-1].share) == ("?", Decimal(1))


def answer(option, share, rest):
    picks = [option] if option else []
    return {"item": "q", "digest": "", "version": 1, "share": share * SCALE, "rest": rest * SCALE, "total": 0,
            "right": share == 1, "picks": picks}  # fmt: skip


def crowd(*groups):
    """Facts of so many people each: (people, option, result on the other questions)."""
    found = [answer(option, int(option == "c"), rest) for people, option, rest in groups for _ in range(people)]
    return facts_of(SINGLE, sums_of(found), small_cell=5)


def plain_facts(**fields):
    usual = {"people": 100, "chance": Decimal("0.25"), "mean": Decimal("0.6"), "right": Decimal("0.6"),
             "omitted": Decimal(0), "discrimination": Decimal("0.4")}  # fmt: skip
    return ItemFacts(**(usual | fields))


SAID = [
    (crowd((19, "c", 1)), Trouble.UNKNOWN, ["Ít người làm (n < 20): chưa kết luận được."]),
    (
        crowd((40, "b", 1), (42, "b", 0), (9, "c", 0), (9, "a", 0)), Trouble.SERIOUS,
        ["82 % chọn B – có thể đáp án sai.",
         "Hầu như không ai chọn D: nên thay bằng phương án dễ nhầm hơn."],
    ),
    (
        crowd((40, "c", 1), (60, "b", 0)), Trouble.LOOK,
        ["60 % chọn B, còn người giỏi vẫn tìm ra đáp án đúng: nhiều người hiểu nhầm chỗ này, nên dạy lại.",
         "Hầu như không ai chọn A, D: nên thay bằng phương án dễ nhầm hơn."],
    ),
    (
        crowd((22, "a", 1), (20, "b", 1), (20, "d", 1), (38, "c", 0)), Trouble.SERIOUS,
        ["Người giỏi lại sai nhiều hơn người yếu; xem lại câu hỏi."],
    ),
    (
        plain_facts(mean=Decimal("0.97"), right=Decimal("0.96")), Trouble.MILD,
        ["Hầu như ai cũng đúng; câu này không giúp phân biệt."],
    ),
    (
        plain_facts(mean=Decimal("0.05"), right=Decimal("0.04")), Trouble.LOOK,
        ["Hầu như không ai đúng; xem lại câu hỏi hoặc bài học trước đó."],
    ),
    (
        plain_facts(mean=Decimal("0.28"), right=Decimal("0.28")), Trouble.LOOK,
        ["Kết quả không hơn mức chọn bừa (25 %); xem lại cách hỏi và các phương án."],
    ),
    (
        plain_facts(discrimination=Decimal("0.05")), Trouble.MILD,
        ["Người giỏi và người yếu làm câu này gần như nhau; câu này ít cho biết ai đã hiểu bài."],
    ),
    (
        plain_facts(omitted=Decimal("0.25")), Trouble.LOOK,
        ["25 % bỏ trống câu này: có thể câu hỏi chưa rõ, hoặc thiếu thời gian."],
    ),
    (plain_facts(), Trouble.GOOD, []),
    (plain_facts(discrimination=None), Trouble.GOOD, []),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "trouble", "sentences"), SAID)
def test_the_gravest_remark_stands_first_and_makes_the_trouble(facts, trouble, sentences):
    remarks = remarks_on(facts)
    assert trouble_of(remarks) == trouble
    assert all("%(" not in remark.sentence for remark in remarks)
    assert [remark.trouble for remark in remarks] == sorted((remark.trouble for remark in remarks), reverse=True)


@pytest.mark.parametrize(("facts", "trouble", "sentences"), SAID)
def test_what_is_said_in_vietnamese(facts, trouble, sentences):
    with override("vi"):
        assert [remark.sentence for remark in remarks_on(facts)] == sentences


def test_without_thirds_the_correlation_says_whether_strong_people_agree_with_a_wrong_option():
    choices = tuple(ChoiceShare(choice, Decimal(share)) for choice, share in
                    zip(choices_of(SINGLE), ["0.1", "0.5", "0.3", "0.1"], strict=True))  # fmt: skip
    found = {
        level: trouble_of(remarks_on(plain_facts(discrimination=level and Decimal(level), choices=choices)))
        for level in (None, "-0.05", "0.3")
    }
    assert found == {None: Trouble.SERIOUS, "-0.05": Trouble.SERIOUS, "0.3": Trouble.LOOK}


def test_every_rule_can_speak():
    spoken = {remark.sentence for facts, *_ in SAID for remark in remarks_on(facts)}
    beginnings = {str(rule.sentence).split("%(")[0] for rule in RULES}
    assert all(any(sentence.startswith(start) for sentence in spoken) for start in beginnings)


def test_shares_are_whole_per_cent():
    assert [percent(value) for value in (None, Decimal("0.825"), Decimal("-0.125"), Decimal(0))] == [
        "–", "83 %", "−13 %", "0 %",
    ]  # fmt: skip


def test_a_result_below_nothing_stands_in_the_lowest_twentieth():
    assert [band_of(rest) for rest in (-SCALE, 0, 4_999, 5_000, SCALE)] == ["0", "0", "0", "1", "20"]
