"""Texts with gaps: the author's way of writing them, the learner's view, answers and points."""

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
from courses.items.gap_text import read_gaps, write_gaps

pytestmark = pytest.mark.usefixtures("english")

TYPE = ITEM_TYPES["gap_fill"]
TEXT = "Thủ đô là [[Hà Nội|hà nội]].\n\nPi là [[=3,14 ± 0,01]], biển ở [[*Đồ Sơn|Bắc Giang|Sapa]]."
IDS = text_ids(["Đồ Sơn", "Bắc Giang", "Sapa"])
SEA = IDS["Đồ Sơn"]


def value_of(text=TEXT, matching="lenient", shared=False, **changes):
    raw = {"prompt": "<p>Điền</p>", "hint": "", "explanation": "", "points": 1, "text": text}
    return TYPE.block()().to_python(raw | {"matching": matching, "shared": shared} | changes)


def item_of(text=TEXT, **changes):
    return TYPE.freeze(value_of(text, **changes), "i-1")


def gaps_in(text, *, shared=False):
    return read_gaps(text, "lenient", shared)[1]


def without_id(gap):
    return {key: value for key, value in gap.items() if key != "id"}


def test_a_text_is_frozen_with_its_gaps_numbered_in_their_order():
    item = item_of()
    assert item["text"] == "Thủ đô là [[g1]].\n\nPi là [[g2]], biển ở [[g3]]."
    assert item["gaps"] == [
        {"id": "g1", "kind": "typed", "accepted": ["Hà Nội", "hà nội"], "matching": "lenient"},
        {"id": "g2", "kind": "number", "answer": "3.14", "tolerance": "0.01"},
        {"id": "g3", "kind": "chosen", "options": [{"id": i, "text": t} for t, i in sorted_options()], "right": SEA},
    ]
    assert "shared" not in item
    assert TYPE.faults(item) == []


def sorted_options():
    return [(text, IDS[text]) for text in ("Đồ Sơn", "Bắc Giang", "Sapa")]


@pytest.mark.parametrize(
    ("written", "gap"),
    [
        ("[[=7]]", {"kind": "number", "answer": "7", "tolerance": "0"}),
        ("[[= 1.234,50 +- 1 ]]", {"kind": "number", "answer": "1234.5", "tolerance": "1"}),
        ("[[=-2 +/- 0,5]]", {"kind": "number", "answer": "-2", "tolerance": "0.5"}),
        ("[[=0,0]]", {"kind": "number", "answer": "0", "tolerance": "0"}),
        ("[[ Hà Nội | | hà nội ]]", {"kind": "typed", "accepted": ["Hà Nội", "hà nội"], "matching": "lenient"}),
        (r"[[\=SUM(A1:A5)]]", {"kind": "typed", "accepted": ["=SUM(A1:A5)"], "matching": "lenient"}),
        (r"[[\*|\#1 x|a\|b]]", {"kind": "typed", "accepted": ["*", "#1 x", "a|b"], "matching": "lenient"}),
        (r"[[A\[1\]]]", {"kind": "typed", "accepted": ["A[1]"], "matching": "lenient"}),
        (r"[[C:\Users]]", {"kind": "typed", "accepted": [r"C:\Users"], "matching": "lenient"}),
        ("[[#2 Huế]]", {"kind": "typed", "accepted": ["Huế"], "matching": "lenient", "weight": "2"}),
        ("[[#0,5 =7]]", {"kind": "number", "answer": "7", "tolerance": "0", "weight": "0.5"}),
        ("[[#1 Huế]]", {"kind": "typed", "accepted": ["Huế"], "matching": "lenient"}),
        ("[[#BắcGiang]]", {"kind": "typed", "accepted": ["#BắcGiang"], "matching": "lenient"}),
        ("[[#0 x]]", {"kind": "typed", "accepted": ["#0 x"], "matching": "lenient"}),
        ("[[]]", {"kind": "typed", "accepted": [], "matching": "lenient"}),
    ],
)
def test_a_gap_is_read_as_the_author_means_it(written, gap):
    assert [without_id(each) for each in gaps_in(f"Một {written} hai")] == [gap]


@pytest.mark.parametrize("written", ["[[*Huế|Vinh]]", "[[Vinh|*Huế]]", "[[ Vinh | * Huế ]]"])
def test_the_star_may_stand_before_any_option(written):
    [gap] = gaps_in(written)
    assert gap["right"] == text_ids(["Huế", "Vinh"])["Huế"]
    assert sorted(option["text"] for option in gap["options"]) == ["Huế", "Vinh"]


def test_a_shared_list_gives_every_chosen_gap_the_words_of_all():
    gaps = gaps_in("[[*dài]] rồi [[x]] và [[*khó|ngắn]] hay [[*dài]]", shared=True)
    words = text_ids(["dài", "khó", "ngắn"])
    options = [{"id": words[word], "text": word} for word in ("dài", "khó", "ngắn")]
    assert [gap.get("options") for gap in gaps] == [options, None, options, options]
    assert [gap.get("right") for gap in gaps] == [words["dài"], None, words["khó"], words["dài"]]
    assert item_of("[[*dài]] [[*khó]]", shared=True)["shared"] is True
    assert "shared" not in item_of("[[dài]]", shared=True)


def test_a_corrected_key_or_text_keeps_the_ids():
    before = item_of("A [[một]] B [[*x|y]]")
    after = item_of("Sửa [[một|1]] lại [[x|*y]]")
    assert [gap["id"] for gap in before["gaps"]] == [gap["id"] for gap in after["gaps"]]
    assert before["gaps"][1]["options"] == after["gaps"][1]["options"]
    assert before["gaps"][1]["right"] != after["gaps"][1]["right"]


def test_the_text_is_written_back_as_an_author_would_write_it():
    assert TYPE.thaw(item_of())["text"] == TEXT
    shared = item_of("[[*dài]] và [[khó|*lạ]]", shared=True)
    assert TYPE.thaw(shared)["text"] == "[[*dài|khó]] và [[*lạ]]"
    assert TYPE.thaw(item_of(r"[[\=A1|#x]] [[#2 =5]]"))["text"] == r"[[\=A1|\#x]] [[#2 =5]]"


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.text("[]|*=#\\±, 1a\n", max_size=10)


@given(parts=st.lists(st.tuples(words, words), max_size=5), last=words, shared=st.booleans())
def test_whatever_is_written_comes_back_from_the_editor_as_it_was_frozen(parts, last, shared):
    item = item_of("".join(f"{text}[[{gap}]]" for text, gap in parts) + last, shared=shared)
    if not TYPE.faults(item):
        assert TYPE.freeze(TYPE.block()().to_python(TYPE.thaw(item)), "i-1") == item


signs = st.text("[]|*=#\\1", min_size=1, max_size=8)
safe = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=8) | signs
numbers = st.decimals(-9999, 9999, places=2).map(lambda number: f"{number.normalize() + 0:f}")
weights = st.just({}) | st.sampled_from(["2", "0.5", "10"]).map(lambda weight: {"weight": weight})


@st.composite
def frozen_gaps(draw):
    kind = draw(st.sampled_from(["typed", "number", "chosen"]))
    if kind == "number":
        tolerance = draw(st.sampled_from(["0", "0.5", "3"]))
        return {"kind": kind, "answer": draw(numbers), "tolerance": tolerance} | draw(weights)
    texts = draw(st.lists(safe.map(stored_text).filter(bool), min_size=2, max_size=4, unique=True))
    if kind == "typed":
        return {"kind": kind, "accepted": texts, "matching": "strict"} | draw(weights)
    ids = text_ids(texts)
    options = [{"id": ids[text], "text": text} for text in texts]
    return {"kind": kind, "options": options, "right": draw(st.sampled_from(options))["id"]} | draw(weights)


def stored_text(text):
    return TYPE.freeze({"hint": text}, "x")["hint"]


@given(gaps=st.lists(frozen_gaps(), min_size=1, max_size=4))
def test_gaps_with_any_words_are_written_and_read_back(gaps):
    named = [{"id": f"g{place}"} | gap for place, gap in enumerate(gaps, start=1)]
    text = " – ".join(f"[[{gap['id']}]]" for gap in named)
    assert read_gaps(write_gaps(text, named, False), "strict", False) == (text, named)


def test_many_brackets_are_read_in_no_time():
    for sign in ("[", "[[", "\\", "[[a", "|", "[[\\"):
        read_gaps(sign * 3_000, "lenient", False)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Thủ đô là [[Hà Nội", "Double brackets are not closed"),
        ("Thủ đô là Hà Nội]]", "Double brackets are not closed"),
        ("[[A[1]]]", "Double brackets are not closed"),
        ("[[=bảy]]", "Gap 1: write a number after the sign ="),
        ("[[a]] [[=7 ± x]]", "Gap 2: the tolerance is not zero"),
        ("[[=7 ± -1]]", "Gap 1: the tolerance is not zero"),
        ("[[*a|*b]]", "Gap 1: put a star before exactly one of its words."),
        ("[[*a|b|b]]", "Gap 1: two of its words are the same."),
        ("[[*|b]]", "Gap 1: one of its words is empty."),
    ],
)
def test_what_is_written_wrongly_is_named_even_in_a_draft(text, sentence):
    block = TYPE.block()()
    for clean in (block.clean, block.clean_deferred):
        with pytest.raises(StructBlockValidationError) as refused:
            clean(value_of(text))
        assert set(refused.value.block_errors) == {"text"}
        assert any(said.startswith(sentence) for said in refused.value.block_errors["text"].messages)
    assert any(said.startswith(sentence) for said in TYPE.faults(item_of(text)))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Không có gì", "Write at least one gap"),
        ("[[]]", "Gap 1: write its right answer."),
        ("[[a]] [[*b]]", "Gap 2: write at least two words to choose from."),
        ("", "This field is required."),
    ],
)
def test_what_is_missing_is_named_when_publishing_and_left_alone_in_a_draft(text, sentence):
    block = TYPE.block()()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value_of(text))
    assert refused.value.block_errors["text"].messages[0].startswith(sentence)
    block.clean_deferred(value_of(text))
    assert TYPE.faults(item_of(text)) != []


def test_a_whole_block_is_taken():
    assert TYPE.faults(TYPE.freeze(TYPE.block()().clean(value_of()), "i-1")) == []


def test_an_item_that_is_hardly_there_is_faulty_and_breaks_nothing():
    assert len(TYPE.faults({"id": "x", "type": "gap_fill"})) >= 3
    assert TYPE.faults(item_of() | {"gaps": [{}]}) != []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "Không"}, "The gaps in the text and the answers do not belong together."),
        ({"text": "[[g1]] [[g1]] [[g2]] [[g3]]"}, "The gaps in the text and the answers do not belong together."),
        ({"gaps": []}, "The text has no gap."),
    ],
)
def test_a_broken_item_says_what_is_wrong(changes, sentence):
    assert sentence in TYPE.faults(item_of() | changes)


def test_a_weight_must_be_above_zero():
    item = item_of("[[a]]")
    item["gaps"][0]["weight"] = "0"
    assert TYPE.faults(item) == ["Gap 1: its weight is not a number above zero."]


def test_gaps_may_have_other_ids_and_words_in_brackets_stay_words():
    gap = {"id": "RESPONSE-1", "kind": "typed", "accepted": ["a"], "matching": "strict"}
    item = item_of() | {"text": "Là [[RESPONSE-1]].", "gaps": [gap]}
    assert TYPE.faults(item) == []
    assert TYPE.score(item, TYPE.check(item, {"gaps": {"RESPONSE-1": "a"}})) == 1


def test_the_learners_view_is_the_text_in_pieces_without_any_key():
    public = TYPE.public(item_of(hint="bí mật", explanation="bí mật"), 1)
    assert set(public) == {"id", "type", "prompt", "points", "paragraphs", "longest"}
    first, second = public["paragraphs"]
    assert first == [{"text": "Thủ đô là "}, {"gap": {"id": "g1", "place": 1, "kind": "typed"}, "sign": "."}]
    assert second[0] == {"text": "Pi là "}
    assert second[1] == {"gap": {"id": "g2", "place": 2, "kind": "number"}, "sign": ","}
    assert second[2] == {"text": " biển ở "}
    chosen = second[3]["gap"]
    assert {key: chosen[key] for key in ("id", "place", "kind")} == {"id": "g3", "place": 3, "kind": "chosen"}
    assert {(option["text"], option["id"]) for option in chosen["options"]} == set(sorted_options())
    shown = json.dumps(public, ensure_ascii=False)
    assert not any(secret in shown for secret in ("Hà Nội", "hà nội", "3.14", "3,14", "0.01", "bí mật", "right"))


def test_another_key_gives_the_same_view():
    assert TYPE.public(item_of("[[*x|y|z]] [[mật]]"), 4) == TYPE.public(item_of("[[z|x|*y]] [[bí]]"), 4)
    orders = {
        "".join(
            option["text"] for option in TYPE.public(item_of("[[*x|y|z]]"), seed)["paragraphs"][0][0]["gap"]["options"]
        )
        for seed in range(100)
    }
    assert len(orders) == 6


def test_shared_words_are_listed_once_and_in_one_order():
    public = TYPE.public(item_of("[[*dài]] [[*khó]] [[*lạ]] [[x]]", shared=True), 2)
    lists = [
        [option["text"] for option in piece["gap"]["options"]]
        for piece in public["paragraphs"][0]
        if "gap" in piece and "options" in piece["gap"]
    ]
    assert lists == [public["words"]] * 3


@pytest.mark.parametrize(
    ("gaps", "score", "said"),
    [
        ({"g1": "hà nội", "g2": "3,14", "g3": SEA}, 1, []),
        ({"g1": " HÀ  NỘI. ", "g2": "3.15"}, Decimal(2) / 3, ["2 of 3 are right."]),
        ({"g1": "ha noi", "g2": "3,13", "g3": IDS["Sapa"]}, Decimal(1) / 3, ["1 of 3 is right."]),
        ({"g1": "Huế", "g2": "ba", "g3": "z"}, 0, []),
        ({"g2": "3,14. "}, Decimal(1) / 3, ["1 of 3 is right."]),
        ({"g9": "Hà Nội"}, 0, []),
    ],
)
def test_each_right_gap_earns_its_part(gaps, score, said):
    assert TYPE.score(item_of(), {"gaps": gaps}) == score
    assert TYPE.feedback(item_of(), {"gaps": gaps}) == said


def test_gaps_count_by_their_weight():
    item = item_of("[[#2 a]] [[b]] [[#0,5 =3]]")
    assert TYPE.score(item, {"gaps": {"g1": "a"}}) == 2 / Decimal("3.5")
    assert TYPE.score(item, {"gaps": {"g2": "b", "g3": "3"}}) == Decimal("1.5") / Decimal("3.5")
    assert TYPE.score(item, {"gaps": {"g1": "a", "g2": "b", "g3": "3"}}) == 1


@pytest.mark.parametrize(("matching", "score"), [("strict", 0), ("lenient", 0), ("unaccented", 1)])
def test_the_author_says_how_typed_words_are_compared(matching, score):
    assert TYPE.score(item_of("[[Hà Nội]]", matching=matching), {"gaps": {"g1": "ha noi"}}) == score


def test_the_chance_counts_what_can_be_guessed():
    assert TYPE.chance(item_of()) == Decimal(1) / 3 / 3
    assert TYPE.chance(item_of("[[a]]")) == 0
    assert TYPE.chance(item_of("[[#3 *a|b]] [[c]]")) == Decimal(3) / 2 / 4


def test_no_answer_earns_nothing_and_is_called_so():
    assert TYPE.score(item_of(), {}) == 0
    assert TYPE.check(item_of(), {}) == {}
    assert TYPE.check(item_of(), {"gaps": {"g1": "  ", "g3": ""}}) == {}
    assert TYPE.read(item_of(), QueryDict("q-g1=&q-g3=&q=x"), "q") == {}
    assert TYPE.answer_text(item_of(), {}) == "No answer given"


@given(typed=st.text(max_size=30), chosen=st.sampled_from(sorted(IDS.values())))
def test_a_form_post_and_an_api_call_store_the_same_response(typed, chosen):
    post = QueryDict(mutable=True)
    post.update({"q-g1": typed, "q-g3": chosen})
    stored = TYPE.check(item_of(), {"gaps": {"g1": typed, "g3": chosen}})
    assert TYPE.read(item_of(), post, "q") == stored
    assert TYPE.check(item_of(), json.loads(json.dumps(stored))) == stored
    assert 0 <= TYPE.score(item_of(), stored) <= 1


def test_what_is_typed_is_stored_trimmed_composed_and_storable():
    stored = TYPE.check(item_of(), {"gaps": {"g1": "  Ha\u0300 Nội\x00\n"}})
    assert stored == {"gaps": {"g1": "Hà Nội"}}


@pytest.mark.parametrize(
    "response",
    [
        {"gaps": {"g9": "a"}},
        {"gaps": {"g1": 7}},
        {"gaps": {"g1": None}},
        {"gaps": {"g1": ["a"]}},
        {"gaps": {"g3": "Đồ Sơn"}},
        {"gaps": {"g1": "a" * 201}},
        {"gaps": ["a"]},
        {"gaps": "a"},
        {"gaps": {"g1": "a"}, "score": 1},
        {"text": "a"},
        "a",
        None,
    ],
)
def test_a_response_of_another_shape_is_refused_with_a_sentence(response):
    with pytest.raises(ResponseError, match="Please"):
        TYPE.check(item_of(), response)


@pytest.mark.parametrize("posted", ["q-g3=z", "q-g1=" + "a" * 201])
def test_a_form_post_that_cannot_be_taken_is_refused_with_a_sentence(posted):
    with pytest.raises(ResponseError, match="Please"):
        TYPE.read(item_of(), QueryDict(posted), "q")


def test_answers_are_told_in_words():
    assert TYPE.right_answer(item_of()) == "(1) Hà Nội;\n(2) 3,14 ± 0,01;\n(3) Đồ Sơn"
    assert TYPE.right_answer(item_of("Thủ đô là [[Hà Nội]].")) == "Hà Nội"
    assert TYPE.answer_text(item_of(), {"gaps": {"g1": "Huế", "g3": IDS["Sapa"]}}) == "(1) Huế;\n(2) –;\n(3) Sapa"


def form(item, response):
    context = {"item": TYPE.public(item, 1), "field_name": "q", "response": response}
    return render_to_string(TYPE.template, context)


def test_the_form_has_a_labelled_field_for_each_gap_and_shows_what_was_given():
    shown = form(item_of(), {"gaps": {"g1": 'Huế"<b>', "g3": SEA}})
    assert [f'name="q-g{place}"' in shown for place in (1, 2, 3)] == [True] * 3
    assert [f'aria-label="Gap {place}"' in shown for place in (1, 2, 3)] == [True] * 3
    assert 'value="Huế&quot;&lt;b&gt;"' in shown
    assert f'<option value="{SEA}" selected>Đồ Sơn</option>' in shown
    assert 'inputmode="decimal"' in shown
    assert shown.count(" selected") == 1
    assert "Thủ đô là " in shown
    assert "</span></p>" in shown


def test_the_authors_text_is_no_markup():
    assert "<script>x" not in form(item_of("<script>x</script> [[a]]"), {})


def test_the_paper_shows_lines_for_gaps_and_the_words_to_choose_from():
    paper = render_to_string(TYPE.print_template, {"item": TYPE.public(item_of(), 1), "number": 1})
    assert paper.count('<span class="rule"></span>') == 3
    assert "Sapa" in paper
    assert "Hà Nội" not in paper
    shared = TYPE.public(item_of("[[*dài]] [[*khó]]", shared=True), 1)
    assert render_to_string(TYPE.print_template, {"item": shared}).count("khó") == 1
