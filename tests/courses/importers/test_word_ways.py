"""The ways in which trainers type questions in Word, each read the same from Word, LibreOffice and Google Docs."""

import pytest

from courses.html import plain
from courses.importers.word import read
from tests.factories.word import DIALECTS, Run, bold, document, highlighted, par, red, underlined

LISTS = {
    1: [("decimal", "%1."), ("upperLetter", "%2.")],
    2: [("decimal", "Câu %1:"), ("lowerLetter", "%2)")],
    3: [("upperLetter", "%1.")],
    4: [("bullet", "\uf0b7")],
    5: [("decimal", "%1)")],
}
FOUR = ["A. Huế", "B. Hà Nội", "C. Đà Nẵng", "D. Cần Thơ"]
RIGHT_B = ("single_choice", "Thủ đô là gì?", ["Huế", "*Hà Nội", "Đà Nẵng", "Cần Thơ"])
RIGHT_BD = ("multiple_response", "Thủ đô là gì?", ["Huế", "*Hà Nội", "Đà Nẵng", "*Cần Thơ"])
TRUE = ("true_false", "Mật khẩu phải giữ kín.", True)
FALSE = ("true_false", "Mật khẩu phải giữ kín.", False)
BAC_GIANG = ("short_answer", "Tỉnh nào?", ["Bắc Giang"])


def told(data):
    """What a trainer gets: type, text, and options with a star at the right ones, or the answer."""
    return [summary(read_item) for read_item in read(data).items]


def summary(read_item):
    item = read_item.item
    assert read_item.importable, read_item.messages
    if "options" in item:
        key = ["*" * option["correct"] + option["text"] for option in item["options"]]
    else:
        key = item.get("accepted", item.get("answer"))
    return item["type"], plain(item["prompt"]), key


def listed(depth, *runs, number=1):
    return par(*runs, listed=(number, depth))


WAYS = {
    # How a question begins.
    "Câu 1. and bold": (["Câu 1. Thủ đô là gì?", FOUR[0], bold(FOUR[1]), *FOUR[2:]], [RIGHT_B]),
    "Câu 1: and bold": (["Câu 1: Thủ đô là gì?", FOUR[0], bold(FOUR[1]), *FOUR[2:]], [RIGHT_B]),
    "Câu 1) and bold": (["Câu 1) Thủ đô là gì?", FOUR[0], bold(FOUR[1]), *FOUR[2:]], [RIGHT_B]),
    "Câu 1 without a sign": (["Câu 1 Thủ đô là gì?", *FOUR, "Đáp án: B"], [RIGHT_B]),
    "CÂU 1": (["CÂU 1: Thủ đô là gì?", *FOUR, "Đáp án: B"], [RIGHT_B]),
    "Câu hỏi 1": (["Câu hỏi 1: Thủ đô là gì?", *FOUR, "Đáp án: B"], [RIGHT_B]),
    "Câu hỏi số 1": (["Câu hỏi số 1. Thủ đô là gì?", *FOUR, "Đáp án: B"], [RIGHT_B]),
    "Câu 1 on a line of its own": (["Câu 1:", "Thủ đô là gì?", *FOUR, "Đáp án: B"], [RIGHT_B]),
    "Câu 1 in bold": ([par(bold("Câu 1: "), "Thủ đô là gì?"), FOUR[0], bold(FOUR[1]), *FOUR[2:]], [RIGHT_B]),
    "Câu 1 (1 điểm)": (["Câu 1 (1 điểm): Thủ đô là gì?", *FOUR, "Đáp án: B"], [RIGHT_B]),
    "1.": (["1. Thủ đô là gì?", *FOUR, "Đáp án: B", "2. Tỉnh nào?", "Đáp án: Bắc Giang"], [RIGHT_B, BAC_GIANG]),
    "1)": (["1) Thủ đô là gì?", *FOUR, "Đáp án: B"], [RIGHT_B]),
    "1/": (["1/ Thủ đô là gì?", *FOUR, "Đáp án: B"], [RIGHT_B]),
    "numbered by a list": (
        [listed(0, "Thủ đô là gì?"), *FOUR, "Đáp án: B", listed(0, "Tỉnh nào?"), "Đáp án: Bắc Giang"],
        [RIGHT_B, BAC_GIANG],
    ),
    "Câu drawn by a list": ([listed(0, "Thủ đô là gì?", number=2), *FOUR, "Đáp án: B"], [RIGHT_B]),
    "a list of two depths": (
        [listed(0, "Thủ đô là gì?")]
        + [listed(1, bold(text) if text == "Hà Nội" else text) for text in ("Huế", "Hà Nội", "Đà Nẵng", "Cần Thơ")],
        [RIGHT_B],
    ),
    "letters of a list that counts on": (
        [
            *("Câu 1: Thủ đô là gì?", listed(0, "Huế", number=3), listed(0, bold("Hà Nội"), number=3)),
            *(listed(0, "Đà Nẵng", number=3), listed(0, "Cần Thơ", number=3)),
            *("Câu 2: Thủ đô là gì?", listed(0, "Huế", number=3), listed(0, bold("Hà Nội"), number=3)),
            *(listed(0, "Đà Nẵng", number=3), listed(0, "Cần Thơ", number=3)),
        ],
        [RIGHT_B, RIGHT_B],
    ),
    "numbered options": (
        ["Câu 1: Thủ đô là gì?", "1. Huế", "2. Hà Nội", "3. Đà Nẵng", "4. Cần Thơ", "Đáp án: 2"],
        [RIGHT_B],
    ),
    "options numbered by a list": (
        ["Câu 1: Thủ đô là gì?", *(listed(0, text[3:], number=5) for text in FOUR), "Đáp án: B"],
        [RIGHT_B],
    ),
    "bullets as options": (
        ["Câu 1: Thủ đô là gì?", "- Huế", bold("- Hà Nội"), "- Đà Nẵng", "- Cần Thơ"],
        [RIGHT_B],
    ),
    "bullets of a list as options": (
        ["Câu 1: Thủ đô là gì?"] + [listed(0, bold(text[3:]) if "Hà" in text else text[3:], number=4) for text in FOUR],
        [RIGHT_B],
    ),
    "no number at all": (
        ["Thủ đô là gì?", *FOUR, "Đáp án: B", "Tỉnh nào?", "Đáp án: Bắc Giang"],
        [RIGHT_B, BAC_GIANG],
    ),
    "a style with a list": (
        [par("Thủ đô là gì?", style="Question"), *FOUR, "Đáp án: B"],
        [RIGHT_B],
    ),
    # How options are written.
    "A)": (["Câu 1: Thủ đô là gì?", "A) Huế", bold("B) Hà Nội"), "C) Đà Nẵng", "D) Cần Thơ"], [RIGHT_B]),
    "a.": (["Câu 1: Thủ đô là gì?", "a. Huế", bold("b. Hà Nội"), "c. Đà Nẵng", "d. Cần Thơ"], [RIGHT_B]),
    "A/": (["Câu 1: Thủ đô là gì?", "A/ Huế", bold("B/ Hà Nội"), "C/ Đà Nẵng", "D/ Cần Thơ"], [RIGHT_B]),
    "(A)": (["Câu 1: Thủ đô là gì?", "(A) Huế", "(B) Hà Nội", "(C) Đà Nẵng", "(D) Cần Thơ", "ĐA: B"], [RIGHT_B]),
    "no blank behind the letter": (
        ["Câu 1: Thủ đô là gì?", "A.Huế", "B.Hà Nội", "C.Đà Nẵng", "D.Cần Thơ", "Đáp án: B"],
        [RIGHT_B],
    ),
    "one line, tabs": (["Câu 1: Thủ đô là gì?", "\t".join(FOUR), "Đáp án: B"], [RIGHT_B]),
    "one line, blanks": (["Câu 1: Thủ đô là gì?", "     ".join(FOUR), "Đáp án: B"], [RIGHT_B]),
    "one line, single blanks": (["Câu 1: Thủ đô là gì?", " ".join(FOUR), "Đáp án: B"], [RIGHT_B]),
    "one line, letters among the words": (
        ["Câu 1: Là gì?", "A. Vitamin A. B. Vitamin C. C. Vitamin D. D. Vitamin E.", "Đáp án: B"],
        [("single_choice", "Là gì?", ["Vitamin A.", "*Vitamin C.", "Vitamin D.", "Vitamin E."])],
    ),
    "one line, bold": (
        ["Câu 1: Thủ đô là gì?", par("A. Huế\t", bold("B. Hà Nội"), "\tC. Đà Nẵng\tD. Cần Thơ")],
        [RIGHT_B],
    ),
    "two lines of two": (
        ["Câu 1: Thủ đô là gì?", "\t".join(FOUR[:2]), "\t".join(FOUR[2:]), "Đáp án: B"],
        [RIGHT_B],
    ),
    "all on the question's line": (["Câu 1: Thủ đô là gì? " + " ".join(FOUR), "Đáp án: B"], [RIGHT_B]),
    "soft line breaks": (["Câu 1: Thủ đô là gì?\n" + "\n".join(FOUR) + "\nĐáp án: B"], [RIGHT_B]),
    "a table of two by two": (
        ["Câu 1: Thủ đô là gì?", [[FOUR[0], FOUR[1]], [FOUR[2], FOUR[3]]], "Đáp án: B"],
        [RIGHT_B],
    ),
    "a table down the columns": (
        ["Câu 1: Thủ đô là gì?", [[FOUR[0], FOUR[2]], [bold(FOUR[1]), FOUR[3]]]],
        [RIGHT_B],
    ),
    "letters in cells of their own": (
        ["Câu 1: Thủ đô là gì?", [["A", "Huế"], [bold("B"), bold("Hà Nội")], ["C", "Đà Nẵng"], ["D", "Cần Thơ"]]],
        [RIGHT_B],
    ),
    "a whole question in a table": (
        [[["Câu 1", ("Thủ đô là gì?", *FOUR)], ["", "Đáp án: B"]]],
        [RIGHT_B],
    ),
    "a question in every row": (
        [
            [
                ["STT", "Câu hỏi", "A", "B", "C", "D", "Đáp án"],
                ["1", "Thủ đô là gì?", "Huế", "Hà Nội", "Đà Nẵng", "Cần Thơ", "B"],
                ["2", "Thủ đô là gì?", "Huế", "Hà Nội", "Đà Nẵng", "Cần Thơ", "B, D"],
            ]
        ],
        [RIGHT_B, RIGHT_BD],
    ),
    "a question in every row, bold": (
        [
            "NGÂN HÀNG CÂU HỎI",
            [
                ["TT", "Nội dung câu hỏi", "Phương án A", "Phương án B", "Phương án C", "Phương án D"],
                ["1", "Thủ đô là gì?", "Huế", bold("Hà Nội"), "Đà Nẵng", "Cần Thơ"],
            ],
        ],
        [RIGHT_B],
    ),
    "a question in every row, options in one cell": (
        [[["STT", "Câu hỏi", "Phương án trả lời", "Đáp án"], ["1", "Thủ đô là gì?", tuple(FOUR), "B"]]],
        [RIGHT_B],
    ),
    # How the right answer is told.
    "underlined": (["Câu 1: Thủ đô là gì?", FOUR[0], underlined(FOUR[1]), *FOUR[2:]], [RIGHT_B]),
    "only the letter underlined": (
        ["Câu 1: Thủ đô là gì?", FOUR[0], par(underlined("B"), ". Hà Nội"), *FOUR[2:]],
        [RIGHT_B],
    ),
    "all letters bold, one option bold": (
        ["Câu 1: Thủ đô là gì?"] + [par(bold(text[:3]), bold(text[3:]) if "Hà" in text else text[3:]) for text in FOUR],
        [RIGHT_B],
    ),
    "everything bold, one underlined": (
        [bold("Câu 1: Thủ đô là gì?")] + [Run(text, bold=True, underline="Hà" in text) for text in FOUR],
        [RIGHT_B],
    ),
    "red": (["Câu 1: Thủ đô là gì?", FOUR[0], red(FOUR[1]), *FOUR[2:]], [RIGHT_B]),
    "highlighted": (["Câu 1: Thủ đô là gì?", FOUR[0], highlighted(FOUR[1]), *FOUR[2:]], [RIGHT_B]),
    "bold by a style": (["Câu 1: Thủ đô là gì?", FOUR[0], Run(FOUR[1], style="Strong"), *FOUR[2:]], [RIGHT_B]),
    "a bold paragraph style": (["Câu 1: Thủ đô là gì?", FOUR[0], *FOUR[1:], "Đáp án: B"], [RIGHT_B]),
    "a star before": (["Câu 1: Thủ đô là gì?", FOUR[0], "*" + FOUR[1], *FOUR[2:]], [RIGHT_B]),
    "a star behind the letter": (["Câu 1: Thủ đô là gì?", FOUR[0], "B*. Hà Nội", *FOUR[2:]], [RIGHT_B]),
    "a star before the words": (["Câu 1: Thủ đô là gì?", FOUR[0], "B. *Hà Nội", *FOUR[2:]], [RIGHT_B]),
    "a star behind": (["Câu 1: Thủ đô là gì?", FOUR[0], FOUR[1] + " *", *FOUR[2:]], [RIGHT_B]),
    "a star in brackets": (["Câu 1: Thủ đô là gì?", FOUR[0], FOUR[1] + " (*)", *FOUR[2:]], [RIGHT_B]),
    "đúng in brackets": (["Câu 1: Thủ đô là gì?", FOUR[0], FOUR[1] + " (đúng)", *FOUR[2:]], [RIGHT_B]),
    "a ticked box": (
        ["Câu 1: Thủ đô là gì?", "☐ A. Huế", "☑ B. Hà Nội", "☐ C. Đà Nẵng", "☐ D. Cần Thơ"],
        [RIGHT_B],
    ),
    "Đáp án: B": (["Câu 1: Thủ đô là gì?", *FOUR, "Đáp án: B"], [RIGHT_B]),
    "ĐÁP ÁN B": (["Câu 1: Thủ đô là gì?", *FOUR, "ĐÁP ÁN B"], [RIGHT_B]),
    "Đáp án đúng là B": (["Câu 1: Thủ đô là gì?", *FOUR, "Đáp án đúng là B."], [RIGHT_B]),
    "Đáp án đúng: B. Hà Nội": (["Câu 1: Thủ đô là gì?", *FOUR, "Đáp án đúng: B. Hà Nội"], [RIGHT_B]),
    "Đáp án: Hà Nội": (["Câu 1: Thủ đô là gì?", *FOUR, "Đáp án: Hà Nội"], [RIGHT_B]),
    "=> Chọn B": (["Câu 1: Thủ đô là gì?", *FOUR, "=> Chọn B"], [RIGHT_B]),
    "the answer below": (["Câu 1: Thủ đô là gì?", *FOUR, "Đáp án:", "B"], [RIGHT_B]),
    "the answer behind the last option": (
        ["Câu 1: Thủ đô là gì?", *FOUR[:3], "D. Cần Thơ (Đáp án: B)"],
        [RIGHT_B],
    ),
    "a reason behind the answer": (["Câu 1: Thủ đô là gì?", *FOUR, "Đáp án: B. Giải thích: vì thế"], [RIGHT_B]),
    "a because behind the answer": (["Câu 1: Thủ đô là gì?", *FOUR, "Đáp án B vì ở đó có Quốc hội"], [RIGHT_B]),
    "boxes without letters": (["Câu 1: Thủ đô là gì?", "☐ Huế", "☑ Hà Nội", "☐ Đà Nẵng", "☐ Cần Thơ"], [RIGHT_B]),
    "circles without letters": (["Câu 1: Thủ đô là gì?", "○ Huế", "● Hà Nội", "○ Đà Nẵng", "○ Cần Thơ"], [RIGHT_B]),
    "ĐA: B, D": (["Câu 1: Thủ đô là gì?", *FOUR, "ĐA: B, D"], [RIGHT_BD]),
    "Đáp án: B và D": (["Câu 1: Thủ đô là gì?", *FOUR, "Đáp án: B và D"], [RIGHT_BD]),
    "Đáp án: BD": (["Câu 1: Thủ đô là gì?", *FOUR, "Đáp án: BD"], [RIGHT_BD]),
    "several, said so": (
        ["Câu 1: Thủ đô là gì? (Chọn nhiều đáp án)", *FOUR, "Đáp án: B"],
        [("multiple_response", "Thủ đô là gì? (Chọn nhiều đáp án)", RIGHT_B[2])],
    ),
    "a list of answers on one line": (
        [
            *("Câu 1: Thủ đô là gì?", *FOUR, "Câu 2: Thủ đô là gì?", *FOUR),
            *("ĐÁP ÁN", "1.B 2.B,D"),
        ],
        [RIGHT_B, RIGHT_BD],
    ),
    "a list of answers line by line": (
        ["1. Thủ đô là gì?", *FOUR, "2. Thủ đô là gì?", *FOUR, "BẢNG ĐÁP ÁN", "1. B", "2. B, D"],
        [RIGHT_B, RIGHT_BD],
    ),
    "a list of answers called Câu": (
        ["Câu 1: Thủ đô là gì?", *FOUR, "Câu 2: Thủ đô là gì?", *FOUR, "Đáp án:", "Câu 1: B", "Câu 2: B, D"],
        [RIGHT_B, RIGHT_BD],
    ),
    "a table of answers in two rows": (
        [
            *("Câu 1: Thủ đô là gì?", *FOUR, "Câu 2: Thủ đô là gì?", *FOUR, "ĐÁP ÁN"),
            [["Câu", "1", "2"], ["Đáp án", "B", "B,D"]],
        ],
        [RIGHT_B, RIGHT_BD],
    ),
    "a table of answers in two columns": (
        [
            *("Câu 1: Thủ đô là gì?", *FOUR, "Câu 2: Thủ đô là gì?", *FOUR),
            [["Câu", "Đáp án"], ["1", "B"], ["2", "B,D"]],
        ],
        [RIGHT_B, RIGHT_BD],
    ),
    "a table of answers in cells": (
        [
            *("Câu 1: Thủ đô là gì?", *FOUR, "Câu 2: Thủ đô là gì?", *FOUR),
            [["1.B", "2.B,D"]],
        ],
        [RIGHT_B, RIGHT_BD],
    ),
    # Other types.
    "Đúng/Sai with letters": (
        ["Câu 1: Mật khẩu phải giữ kín.", "A. Đúng", "B. Sai", "Đáp án: A"],
        [TRUE],
    ),
    "Đúng/Sai, bold": (["Câu 1: Mật khẩu phải giữ kín.", par("Đúng / ", bold("Sai"))], [FALSE]),
    "Đúng/Sai with boxes": (["Câu 1: Mật khẩu phải giữ kín.", "☑ Đúng   ☐ Sai"], [TRUE]),
    "Đúng/Sai on two lines": (["Câu 1: Mật khẩu phải giữ kín.", bold("Đúng"), "Sai"], [TRUE]),
    "Đáp án: Sai": (["Câu 1: Mật khẩu phải giữ kín.", "Đáp án: Sai"], [FALSE]),
    "Đáp án: Đ": (["Câu 1: Mật khẩu phải giữ kín.", "Đáp án: Đ"], [TRUE]),
    "a lone Đúng": (["Câu 1: Mật khẩu phải giữ kín.", "Đúng"], [TRUE]),
    "Đúng/Sai in the list of answers": (["Câu 1: Mật khẩu phải giữ kín.", "ĐÁP ÁN", "Câu 1: Sai"], [FALSE]),
    "short answer": (["Câu 1: Tỉnh nào?", "Đáp án: Bắc Giang"], [BAC_GIANG]),
    "several wordings": (
        ["Câu 1: Tỉnh nào?", "Đáp án: Bắc Giang; Bắc Ninh hoặc Hà Bắc"],
        [("short_answer", "Tỉnh nào?", ["Bắc Giang", "Bắc Ninh", "Hà Bắc"])],
    ),
    "the answer in brackets": (["Câu 1: Tỉnh nào? (Đáp án: Bắc Giang)"], [BAC_GIANG]),
    "Đúng in brackets": (["Câu 1: Mật khẩu phải giữ kín. (Đáp án: Đúng)"], [TRUE]),
    "short answers in the list of answers": (["Câu 1: Tỉnh nào?", "ĐÁP ÁN", "Câu 1: Bắc Giang"], [BAC_GIANG]),
    "a number": (["Câu 1: Bao nhiêu xã?", "Đáp án: 1.234,5"], [("numeric", "Bao nhiêu xã?", "1234.5")]),
}


def test_there_are_more_than_forty_ways():
    assert len(WAYS) > 40


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("way", WAYS)
def test_a_way_of_typing_is_read(way, dialect):
    blocks, expected = WAYS[way]
    assert told(document(*blocks, dialect=dialect, lists=LISTS)) == expected
