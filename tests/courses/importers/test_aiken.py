import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.importers.aiken import read
from courses.importers.base import Unreadable
from tests.factories.damage import cut_and_changed

pytestmark = pytest.mark.usefixtures("english")

FILE = """Thủ đô là?
A. Hà Nội
B) Huế
ANSWER: A

Chọn hai
A. một
B. hai
C. ba
ĐÁP ÁN: A, C
Giải thích: vì thế
Gợi ý: nghĩ đi
"""


def test_questions_end_with_their_answer():
    assert questions(FILE) == [
        ("<p>Thủ đô là?</p>", {"Hà Nội": True, "Huế": False}),
        ("<p>Chọn hai</p>", {"một": True, "hai": False, "ba": True}),
    ]
    first, second = (each.item for each in read(FILE.encode()).items)
    assert (first["type"], second["type"]) == ("single_choice", "multiple_response")
    assert (second["explanation"], second["hint"]) == ("vì thế", "nghĩ đi")


@pytest.mark.parametrize("answer", ["B", "b", "B.", "Huế", "ANSWER", "HU"])
def test_the_answer_is_a_letter_or_the_words_of_an_option(answer):
    found = read(f"Hỏi?\nA. Hà Nội\nB. Huế\nANSWER: {answer}".encode()).items[0]
    right = [option["text"] for option in found.item["options"] if option["correct"]]
    assert found.importable == (answer not in {"ANSWER", "HU"})
    assert not found.importable or right == ["Huế"]


@pytest.mark.parametrize("answer", ["A, C", "A;C", "AC", "A và C", "A C", "a, c"])
def test_several_letters_are_several_right_options(answer):
    text = f"Hỏi?\nA. một\nB. hai\nC. ba\nANSWER: {answer}"
    assert questions(text) == [("<p>Hỏi?</p>", {"một": True, "hai": False, "ba": True})]


def test_a_question_may_have_several_lines_and_letters_that_are_no_options():
    text = "Đọc kỹ.\nB. Tài liệu nào?\nA. một\nB. hai\nANSWER: A"
    assert questions(text) == [("<p>Đọc kỹ.</p><p>B. Tài liệu nào?</p>", {"một": True, "hai": False})]


def test_a_line_without_a_letter_belongs_to_the_option_before_it_and_that_is_said():
    text = "Hỏi?\nA. một\ndài\nB. hai\nANSWER: A"
    assert questions(text) == [("<p>Hỏi?</p>", {"một dài": True, "hai": False})]
    assert said(text) == [
        ("warning", "Question 1, line 1",
         "A line without a letter was added to the option before it. Please check the options.")
    ]  # fmt: skip


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_missing_answer_spoils_its_own_question_alone(between):
    text = f"Một?\nA. a\nB. b{between}Hai?\nA. a\nB. b\nANSWER: B"
    assert questions(text) == [("<p>Một?</p>", {"a": False, "b": False}), ("<p>Hai?</p>", {"a": False, "b": True})]
    assert said(text) == [
        ("error", "Question 1, line 1",
         "No right answer was found. Mark it in the file and upload it again, or add it by hand.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Hỏi?\nA. a\nB. b\nANSWER: D", "The right answer names option D, which is not there."),
        ("Hỏi?\nANSWER: A", "The right answer names option A, which is not there."),
        ("A. a\nB. b\nANSWER: A", "The question is empty."),
        ("Hỏi?\nA. a\nANSWER: A", "The question needs at least two options."),
        (f"{'x' * 21_000}\nA. a\nB. b\nANSWER: A",
         "This question is too long. Perhaps its line with the right answer is missing."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(text, sentence):
    assert said(text) == [("error", "Question 1, line 1", sentence)]


@pytest.mark.parametrize("data", [b"", b" \n", b"\n" * 100_001 + b"x"])
def test_a_hopeless_file_is_refused_with_a_sentence(data):
    with pytest.raises(Unreadable, match=r"[a-z]\.$"):
        read(data)


@given(st.binary() | st.text("ABab.):\nANSWER ").map(str.encode) | cut_and_changed(FILE.encode()))
def test_any_bytes_are_read_or_refused(data):
    try:
        reading = read(data)
    except Unreadable:
        return
    assert all(each.importable or each.messages for each in reading.items)


def questions(text):
    return [
        (each.item["prompt"], {option["text"]: option["correct"] for option in each.item["options"]})
        for each in read(text.encode()).items
    ]


def said(text):
    return [(m.level, m.place, m.text) for each in read(text.encode()).items for m in each.messages]
