"""Questions whose statements are judged one by one, in the ways in which trainers type them."""

import pytest
from django.utils.translation import override

from courses.html import plain
from courses.importers.word import read
from tests.factories.word import DIALECTS, bold, document, highlighted, par, red, underlined

ASKING = "Câu 1: Về mã OTP, trong mỗi ý a), b), c), d) dưới đây, chọn đúng hoặc sai."
BARE = "Câu 1: Về mã OTP:"
TEXTS = ["Ngân hàng không hỏi mã.", "Đọc mã cho công an.", "Mã chỉ dùng một lần.", "Mã có hạn một năm."]
FOUR = [f"{letter}) {text}" for letter, text in zip("abcd", TEXTS, strict=True)]
TRUTHS = [True, False, True, False]
LISTS = {1: [("lowerLetter", "%1)")], 2: [("decimal", "Câu %1:")]}


def marked(look):
    return [look(text) if right else text for text, right in zip(FOUR, TRUTHS, strict=True)]


def ended(true, false, letters=True):
    ends = [true if right else false for right in TRUTHS]
    return [text + end for text, end in zip(FOUR if letters else [f"- {text}" for text in TEXTS], ends, strict=True)]


WAYS = {
    "Đáp án: a) Đ b) S": [BARE, *FOUR, "Đáp án: a) Đ b) S c) Đ d) S"],
    "Đáp án: a) Đúng; b) Sai": [BARE, *FOUR, "Đáp án: a) Đúng; b) Sai; c) Đúng; d) Sai."],
    "Đáp án: a-Đ, b-S": [BARE, *FOUR, "Đáp án: a-Đ, b-S, c-Đ, d-S"],
    "Đáp án: a. Đ": [BARE, *FOUR, "ĐA: a. Đ b. S c. Đ d. S"],
    "Đáp án: Đ, S, Đ, S": [BARE, *FOUR, "Đáp án: Đ, S, Đ, S"],
    "Đáp án: Đúng - Sai": [BARE, *FOUR, "Đáp án: Đúng - Sai - Đúng - Sai"],
    "Đáp án: ĐSĐS": [BARE, *FOUR, "Đáp án: ĐSĐS"],
    "an answer on each line": [BARE, *FOUR, "Đáp án:", "a) Đ", "b) S", "c) Đ", "d) S"],
    "an answer on each line in words": [BARE, *FOUR, "Đáp án:", "a) Đúng", "b) Sai", "c) Đúng", "d) Sai"],
    "large letters": [BARE, *(text[0].upper() + text[1:] for text in FOUR), "Đáp án: A) Đ B) S C) Đ D) S"],
    "underlined": [ASKING, *marked(underlined)],
    "bold": [ASKING, *marked(bold)],
    "red": [ASKING, *marked(red)],
    "highlighted": [ASKING, *marked(highlighted)],
    "only the letters underlined": [
        ASKING,
        *(par(underlined(text[:2]), text[2:]) if right else text for text, right in zip(FOUR, TRUTHS, strict=True)),
    ],
    "the right letters named": [ASKING, *FOUR, "Đáp án: a, c"],
    "a heading asks": [
        "PHẦN II. Câu trắc nghiệm đúng sai",
        "Trong mỗi ý a), b), c), d) ở mỗi câu, thí sinh chọn đúng hoặc sai.",
        BARE,
        *marked(underlined),
    ],
    "(Đ) and (S)": [BARE, *ended(" (Đ)", " (S)")],
    "(Đúng) and (Sai)": [BARE, *ended(" (Đúng)", " (Sai)")],
    "[Đ] and [S]": [BARE, *ended(" [Đ]", " [S]")],
    "– Đúng and – Sai": [BARE, *ended(" – Đúng", " – Sai")],
    "bullets with (Đ) and (S)": [BARE, *ended(" (Đ)", " (S)", letters=False)],
    "places for the answers": [BARE, *ended(" (Đ/S)", " (Đ/S)"), "Đáp án: a) Đ b) S c) Đ d) S"],
    "places for the answers, underlined": [
        BARE,
        *(underlined(f"{t} (Đ/S)") if right else f"{t} (Đ/S)" for t, right in zip(FOUR, TRUTHS, strict=True)),
    ],
    "one line": [BARE, "\t".join(FOUR), "Đáp án: a) Đ b) S c) Đ d) S"],
    "letters of a list": [
        ASKING,
        *(
            par(underlined(text) if right else text, listed=(1, 0))
            for text, right in zip(TEXTS, TRUTHS, strict=True)
        ),
    ],
    "a table with ticks": [
        BARE, [["", "Phát biểu", "Đúng", "Sai"], *([f"{letter})", text, "X" * right, "X" * (not right)]
                                                   for letter, text, right in zip("abcd", TEXTS, TRUTHS, strict=True))],
    ],
    "a table with letters": [
        BARE, [["Ý", "Đ", "S"], *([text, "Đ" * right, "S" * (not right)]
                                  for text, right in zip(TEXTS, TRUTHS, strict=True))],
    ],
    "a table with letters before the statements": [
        BARE, [["Nội dung", "Đúng", "Sai"], *([text, "☑" if right else "☐", "☐" if right else "☑"]
                                             for text, right in zip(FOUR, TRUTHS, strict=True))],
    ],
    "an empty table and an answer": [
        BARE, [["Nội dung", "Đúng", "Sai"], *([text, "", ""] for text in FOUR)], "Đáp án: a) Đ b) S c) Đ d) S",
    ],
    "an empty table and a list of answers": [
        BARE, [["Nội dung", "Đúng/Sai"], *([text, ""] for text in FOUR)], "ĐÁP ÁN", "Câu 1: ĐSĐS",
    ],
    "a table with words": [
        BARE, [["Nội dung", "Đúng/Sai"], *([text, "Đúng" if right else "Sai"]
                                           for text, right in zip(FOUR, TRUTHS, strict=True))],
    ],
    "a list of answers": [BARE, *FOUR, "ĐÁP ÁN", "Câu 1: a) Đ b) S c) Đ d) S"],
    "a list of answers in a run": [BARE, *FOUR, "ĐÁP ÁN", "1. ĐSĐS"],
    "a table of answers": [BARE, *FOUR, [["Câu", "Đáp án"], ["1", ("a) Đ", "b) S", "c) Đ", "d) S")]]],
}  # fmt: skip


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("way", WAYS)
def test_statements_become_cards_for_the_categories_true_and_false(way, dialect):
    (found,) = read(document(*WAYS[way], dialect=dialect, lists=LISTS)).items

    assert found.messages == []
    assert found.item["type"] == "categorise"
    assert [each["text"] for each in found.item["categories"]] == ["Đúng", "Sai"]
    assert judged(found.item) == dict(zip(TEXTS, TRUTHS, strict=True))
    assert plain(found.item["prompt"]) in {BARE[7:], ASKING[7:]}


OTHER = {
    "an option to choose": (["Câu 1: Phát biểu nào đúng?", *FOUR, "Đáp án: b"], "single_choice"),
    "an underlined option": (
        ["Câu 1: Phát biểu nào đúng?", FOUR[0], underlined(FOUR[1]), *FOUR[2:]], "single_choice",
    ),
    "large letters and a single answer": (
        ["Câu 1: Em thấy đúng hay sai?", "A. Một", "B. Hai", "Đáp án: B"], "single_choice",
    ),
    "the words themselves": (["Câu 1: Mã chỉ dùng một lần?", "a) Đúng", "b) Sai", "Đáp án: a"], "true_false"),
    "a right option told so": (["Câu 1: Gì?", "a) Một (đúng)", "b) Hai", "c) Ba"], "single_choice"),
    "statements before options": (
        ["Câu 1: Xét hai ý, ý nào đúng?", "a) Một", "b) Hai", "A. Chỉ a", "B. Chỉ b", "Đáp án: A"], "single_choice",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", OTHER)
def test_options_to_choose_from_stay_what_they_are(way):
    blocks, kind = OTHER[way]
    (found,) = read(document(*blocks)).items
    assert (found.importable, found.item["type"]) == (True, kind)


@pytest.mark.parametrize(
    ("blocks", "sentence"),
    [
        ([ASKING, *FOUR], "Which statements are right was not found. Underline the right ones, or write “Đáp án: a) Đ "
                          "b) S c) Đ d) S”."),
        ([BARE, *FOUR, "Đáp án: a) Đ b) S c) Đ"], "Not every statement has its answer. Write them all, as in "
                                                  "“Đáp án: a) Đ b) S c) Đ d) S”."),
        ([BARE, *marked(underlined), "Đáp án: a) S b) S c) Đ d) S"],
         "The answers about the statements contradict each other. Keep only those that are right."),
        ([BARE, *ended(" (Đ)", " (S)"), "Đáp án: a) S b) S c) Đ d) S"],
         "The answers about the statements contradict each other. Keep only those that are right."),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(blocks, sentence):
    with override("en"):
        (found,) = read(document(*blocks)).items
    assert not found.importable
    assert sentence in [message.text for message in found.messages]


@pytest.mark.parametrize(
    "rows",
    [
        [["Lớp", "Đúng", "Sai"], ["6A", "12", "3"], ["6B", "10", "5"]],
        [["Lớp", "Đúng", "Sai"], ["6A", "12"], ["6B"]],
        [["Đúng", "Sai"], ["X", ""], ["", "X"]],
    ],
)
def test_a_table_of_data_with_such_columns_stays_in_the_question(rows):
    (found,) = read(document("Câu 1: Theo bảng sau?", rows, *FOUR, "Đáp án: b")).items
    assert (found.importable, found.item["type"]) == (True, "single_choice")
    assert "<table>" in found.item["prompt"]


def test_several_questions_under_one_heading_and_the_next_part_without_it():
    blocks = [
        "PHẦN II. Câu trắc nghiệm đúng sai", BARE, *marked(underlined), BARE.replace("1", "2"), *marked(bold),
        "PHẦN III. Câu trắc nghiệm", "Câu 3: Chọn một.", FOUR[0], bold(FOUR[1]), *FOUR[2:],
    ]  # fmt: skip
    found = read(document(*blocks)).items
    assert [each.item["type"] for each in found] == ["categorise", "categorise", "single_choice"]


def judged(item):
    names = {each["id"]: each["text"] for each in item["categories"]}
    return {card["text"]: names[card["category"]] == "Đúng" for card in item["cards"]}
