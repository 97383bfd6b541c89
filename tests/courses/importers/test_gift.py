import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from courses.html import clean
from courses.importers.base import LARGEST_FILE, Unreadable
from courses.importers.gift import read
from tests.factories.damage import cut_and_changed
from tests.factories.text_items import without_ids

pytestmark = pytest.mark.usefixtures("english")

EVERY_FORM = """// comment
$CATEGORY: $course$/top/An toàn số

// [id:7] [tag:OTP] [tag:lừa \\] đảo]
::Tên câu::[html]<p>Thủ <b>đô</b>?</p>{=Hà Nội#Đúng ~Huế#Cố đô}

Hà Nội {~%50%A ~%50%B ~%-100%C} của ta {T#sai rồi#đúng rồi}

Năm? {#=1990:0#đúng =%50%1990:3#gần ~#sai}

[markdown]**Ghép** nhé {=a -> b =c -> d = -> e}
"""


def test_one_right_option_makes_a_single_choice_with_words_for_options():
    assert one("Thủ đô?{\n=Hà Nội#Đúng\n~Huế # Cố đô\n}") == {
        "type": "single_choice", "prompt": "<p>Thủ đô?</p>",
        "options": [("Hà Nội", True, "Đúng"), ("Huế", False, "Cố đô")],
    }  # fmt: skip


def test_options_without_a_right_sign_make_multiple_choice_with_their_weights():
    assert one("Hỏi?{~%50%A ~%50%B ~%-100%C ~D}")["options"] == [
        ("A", True, "0.5"), ("B", True, "0.5"), ("C", False, "-1"), ("D", False, "0"),
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", ["~C", "~%-50%C"])
def test_equal_parts_need_no_weights(wrong):
    assert one(f"Hỏi?{{~%50%A ~%50%B {wrong}}}")["options"] == [("A", True), ("B", True), ("C", False)]


def test_two_right_signs_make_multiple_choice_and_that_is_said():
    assert one("Hỏi?{=A =B ~C}")["type"] == "multiple_response"
    assert said("Hỏi?{=A =B ~C}") == [
        ("warning", "Several options are right, so it became multiple choice: learners tick all that are right.")
    ]


def test_a_part_of_the_points_in_a_single_choice_is_said():
    assert one("Hỏi?{=A ~%50%B}")["options"] == [("A", True), ("B", False)]
    assert said("Hỏi?{=A ~%50%B}") == [
        ("warning", "Part of the points for a single option is not possible here: that option counts as wrong.")
    ]


@pytest.mark.parametrize(
    ("braces", "own"),
    [
        ("{T}", {"answer": True}),
        ("{FALSE}", {"answer": False}),
        ("{Đúng}", {"answer": True}),
        ("{S}", {"answer": False}),
        ("{T#sai rồi#đúng rồi}", {"answer": True, "feedback_on": {"true": "đúng rồi", "false": "sai rồi"}}),
        ("{F#sai rồi}", {"answer": False, "feedback_on": {"true": "sai rồi"}}),
    ],
)
def test_true_and_false_have_their_first_words_for_the_wrong_answer(braces, own):
    assert one(f"Đất tròn.{braces}") == {"type": "true_false", "prompt": "<p>Đất tròn.</p>"} | own


@pytest.mark.parametrize(
    ("braces", "own"),
    [
        ("{=Hà Nội =Ha Noi}", {"accepted": ["Hà Nội", "Ha Noi"]}),
        ("{Hà Nội}", {"accepted": ["Hà Nội"]}),
        ("{=Hà Nội#Giỏi =%50%HN#Tắt =%0%*#Sai}",
         {"accepted": ["Hà Nội"], "also": [{"text": "HN", "share": "0.5", "feedback": "Tắt"}],
          "feedback": {"right": "Giỏi", "wrong": "Sai"}}),
        ("{=Hà*}", {"accepted": ["Hà*"], "wildcards": True}),
        ("{=2 \\\\* 3}", {"accepted": ["2 * 3"]}),
        ("{=Đúng}", {"accepted": ["Đúng"]}),
    ],
)  # fmt: skip
def test_short_answers_with_shares_words_and_stars(braces, own):
    assert one(f"Hỏi?{braces}") == {"type": "short_answer", "prompt": "<p>Hỏi?</p>", "matching": "lenient"} | own


@pytest.mark.parametrize(
    ("braces", "own"),
    [
        ("{#3}", {"answer": "3", "tolerance": "0"}),
        ("{#3:2}", {"answer": "3", "tolerance": "2"}),
        ("{#3.50:0,5}", {"answer": "3.5", "tolerance": "0.5"}),
        ("{#3,5}", {"answer": "3.5", "tolerance": "0"}),
        ("{#1.234}", {"answer": "1.234", "tolerance": "0"}),
        ("{#1..5}", {"answer": "3", "tolerance": "2"}),
        ("{#-1.5..-1}", {"answer": "-1.25", "tolerance": "0.25"}),
        ("{#3\\:1}", {"answer": "3", "tolerance": "1"}),
        ("{#=1:0 =%50%2:1}",
         {"answer": "1", "tolerance": "0", "also": [{"answer": "2", "tolerance": "1", "share": "0.5"}]}),
        ("{#=1:0#đúng ~#sai}",
         {"answer": "1", "tolerance": "0", "feedback": {"right": "đúng", "wrong": "sai"}}),
    ],
)  # fmt: skip
def test_numbers_with_tolerances_ranges_and_shares(braces, own):
    assert one(f"Mấy?{braces}") == {"type": "numeric", "prompt": "<p>Mấy?</p>", "unit": ""} | own


def test_pairs_make_matching_and_a_bare_right_side_is_a_choice_too_many():
    assert one("Ghép{=a -> b =c -> d =e -> b = -> f}") == {
        "type": "matching", "prompt": "<p>Ghép</p>",
        "rows": [("a", "b"), ("c", "d"), ("e", "b")], "choices": ["b", "d", "f"],
    }  # fmt: skip


def test_moodles_ordering_questions_are_read():
    assert one("Xếp{>3 ALL VERTICAL ALL_OR_NOTHING SHOW none\nmột\nhai\nba\n}") == {
        "type": "ordering", "prompt": "<p>Xếp</p>", "steps": ["một", "hai", "ba"], "scoring": "exact",
    }  # fmt: skip


def test_empty_braces_make_an_essay_and_no_braces_a_text_to_read():
    assert one("Kể{####Mẫu}") == {
        "type": "essay", "prompt": "<p>Kể</p>", "longest": 3000, "explanation": "Mẫu", "rubric": ["Right and complete"],
    }  # fmt: skip
    assert one("Đọc đi") == {"type": "information", "prompt": "<p>Đọc đi</p>", "points": "0"}


def test_words_after_the_braces_leave_a_gap_in_the_text():
    assert one("Hà Nội là {=thủ đô ~làng} của ta.")["prompt"] == "<p>Hà Nội là _____ của ta.</p>"


def test_escaped_signs_are_signs():
    item = one("1 \\= 1 \\{a\\} \\~ \\# \\: \\\\ x\\ny{=\\=A\\#\\~ ~B\\nC}")
    assert item["prompt"] == "<p>1 = 1 {a} ~ # : \\ x</p><p>y</p>"
    assert item["options"] == [("=A#~", True), ("B C", False)]


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("[html]<p onclick='x'>Chào <script>alert(1)</script><b>bạn</b></p>", "<p>Chào <b>bạn</b></p>"),
        ("[html]a < b &amp; c", "<p>a &lt; b &amp; c</p>"),
        ("[plain]<b>đậm</b>", "<p>&lt;b&gt;đậm&lt;/b&gt;</p>"),
        ("[markdown]Chữ **đậm** và *nghiêng*", "<p>Chữ <b>đậm</b> và <i>nghiêng</i></p>"),
        ("[moodle]một\nhai <i>ba</i>", "<p>một<br>hai <i>ba</i></p>"),
        ("một\nhai", "<p>một</p><p>hai</p>"),
    ],
)
def test_each_format_of_text_becomes_clean_html(text, prompt):
    assert one(f"{text}{{T}}")["prompt"] == prompt
    assert clean(prompt) == prompt


def test_what_our_text_cannot_hold_is_said():
    assert [text for _level, text in said('[html]<p>Xem <img src="@@PLUGINFILE@@/a.png"> $$x^2$$</p>{T}')] == [
        "A formula stands as it was typed, not as a formula. Please check the text.",
        "A drawing or picture in the text was not taken over. Please add it again.",
    ]
    assert [text for _level, text in said("[markdown]# Đầu đề{T}")] == [
        "Of the Markdown marks only bold and italic were taken over. Please check how the text reads."
    ]


def test_categories_and_named_tags_become_tags_and_titles_are_told():
    reading = read(EVERY_FORM.encode())

    assert reading.items[0].item["tags"] == ["An toàn số", "OTP", "lừa ] đảo"]
    assert [(message.place, message.text) for message in reading.messages] == [
        ("line 2", "The category “An toàn số” became a tag of the questions after it."),
        ("", "Questions have no title here, so the titles in the file were left out."),
    ]
    assert [message.text for message in reading.items[0].messages] == [
        "The number that another program gave this question was left out."
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Hỏi?{~A ~B}", "No right answer was found. Mark it in the file and upload it again, or add it by hand."),
        ("Hỏi?{#ba}", "“ba” is not a number. Write it as 3, as 3:0.5 or as 2.5..3.5."),
        ("Hỏi?{#1e9}", "“1e9” is not a number. Write it as 3, as 3:0.5 or as 2.5..3.5."),
        ("Hỏi?{=a -> b =c}", "A pair to match lacks its arrow. Write each pair as “= left -> right”."),
        ("Hỏi?{~%150%A}", "A weight must lie between minus 100 and 100 per cent."),
        ("{T}", "The question is empty."),
        ("Hỏi?{=A" + "~B" * 60 + "}", "This question has too many options or rows. Please split it."),
        ("x" * 21_000, "This question is too long. Perhaps the empty line after a question is missing."),
    ],
)
def test_a_question_that_cannot_be_taken_is_named_with_what_to_do(text, sentence):
    assert said(text) == [("error", sentence)]


def test_messages_name_question_and_line():
    reading = read("Một{T}\n\n// chú thích\n\nHai{T\n\nBa{F}".encode())

    assert [(each.number, each.importable) for each in reading.items] == [(1, True), (2, False), (3, True)]
    assert [message.place for message in reading.items[1].messages] == ["Question 2, line 5"]


@pytest.mark.parametrize(
    "data", [b"", b"\n \n", b"// x\n", b"$CATEGORY: a\n", b"\xef\xbb\xbf", b"x" * (LARGEST_FILE + 1)]
)
def test_a_hopeless_file_is_refused_with_a_sentence(data):
    with pytest.raises(Unreadable, match=r"[a-z]\.$"):
        read(data)


def test_more_than_a_thousand_questions_are_refused():
    assert len(read(b"a{T}\n\n" * 1000).items) == 1000
    with pytest.raises(Unreadable, match="more than 1000 questions"):
        read(b"a{T}\n\n" * 1001)


def test_cloze_code_is_named_and_not_taken_for_options():
    [found] = read("Thủ đô là {1:MULTICHOICE:~Huế~=Hà Nội}.".encode()).items
    assert (found.item, [message.level for message in found.messages]) == (None, ["error"])


def test_reading_twice_gives_the_same_ids():
    assert read(EVERY_FORM.encode()) == read(EVERY_FORM.encode())


@given(st.binary() | st.text("{}=~#:->%[]\\/\n$.*1aT <b>&").map(str.encode) | cut_and_changed(EVERY_FORM.encode()))
@example("\u0600".encode())
def test_any_bytes_are_read_or_refused(data):
    try:
        reading = read(data)
    except Unreadable:
        return
    assert all(each.item is None or clean(each.item["prompt"]) == each.item["prompt"] for each in reading.items)
    assert all(each.importable or each.messages for each in reading.items)


def one(text):
    """The only item without ids and without what says nothing: options and parts as short as their test needs."""
    (read_item,) = read(text.encode()).items
    item = without_ids(read_item.item)
    choices = {place["id"]: place["text"] for place in item.get("choices", [])}
    short = {
        "options": lambda o: tuple(value for key, value in o.items() if key != "id"),
        "rows": lambda row: (row["text"], choices[row["choice"]]),
    }
    for key in ("options", "rows", "choices", "steps", "rubric"):
        if key in item:
            item[key] = [short.get(key, lambda part: part["text"])(part) for part in item[key]]
    silent = {"id": "item", "points": "1", "hint": "", "explanation": ""}
    return {key: value for key, value in item.items() if value != silent.get(key)}


def said(text):
    """What is said about the only question."""
    (read_item,) = read(text.encode()).items
    return [(message.level, message.text) for message in read_item.messages]
