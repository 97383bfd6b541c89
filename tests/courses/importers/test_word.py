"""What a Word document brings besides options: notes, pictures, messages, and what could not be read."""

import random
from itertools import cycle

import pytest
from django.utils.translation import override

from courses.html import plain
from courses.importers.base import Message, Unreadable
from courses.importers.word import read
from tests.factories.word import PNG, Document, Run, bold, document, par, red, underlined

LISTS = {1: [("decimal", "%1."), ("upperLetter", "%2.")], 4: [("bullet", "\uf0b7")]}
FOUR = ["A. Huế", "B. Hà Nội", "C. Đà Nẵng", "D. Cần Thơ"]
QUESTION = ["Câu 1: Thủ đô là gì?", *FOUR, "Đáp án: B"]


@pytest.fixture(autouse=True)
def _in_english():
    """The sentences are compared as they stand in the code."""
    with override("en"):
        yield


def items(*blocks, **settings):
    return read(document(*blocks, **settings)).items


def one(*blocks, **settings):
    found = items(*blocks, **settings)
    assert len(found) == 1
    return found[0]


def said(read_item):
    return [(message.level, message.place, message.text) for message in read_item.messages]


def test_an_item_has_every_key_of_its_frozen_form_and_no_other():
    read_item = one(*QUESTION)
    assert read_item.messages == []
    assert {key: value for key, value in read_item.item.items() if key not in {"id", "options"}} == {
        "type": "single_choice",
        "prompt": "<p>Thủ đô là gì?</p>",
        "points": "1",
        "hint": "",
        "explanation": "",
    }
    assert [(option["text"], option["correct"]) for option in read_item.item["options"]] == [
        ("Huế", False),
        ("Hà Nội", True),
        ("Đà Nẵng", False),
        ("Cần Thơ", False),
    ]
    assert len({read_item.item["id"], *(option["id"] for option in read_item.item["options"])}) == 5


def test_reading_twice_gives_the_same():
    data = document(*QUESTION, *QUESTION)
    assert read(data) == read(data)
    assert len({read_item.item["id"] for read_item in read(data).items}) == 2


def test_the_notes_below_a_question_are_read():
    read_item = one(
        *QUESTION,
        "Giải thích: Từ năm 1010.",
        "Và đến nay.",
        "Gợi ý: Có Hồ Gươm.",
        "Điểm: 2",
        "Mức độ: Khó",
        "Thẻ: a, b",
    )
    assert read_item.messages == []
    item = read_item.item
    assert (item["explanation"], item["hint"], item["points"]) == ("Từ năm 1010.\nVà đến nay.", "Có Hồ Gươm.", "2")
    assert (item["difficulty"], item["tags"]) == ("hard", ["a", "b"])


@pytest.mark.parametrize(
    ("head", "points", "difficulty"),
    [
        ("Câu 1 (2 điểm):", "2", None),
        ("Câu 1 (2đ).", "2", None),
        ("Câu 1 [Dễ]:", "1", "easy"),
        ("Câu 1. (NB)", "1", "easy"),
        ("Câu 1 (2 điểm) (Vận dụng cao):", "2", "hard"),
        ("Câu 1: (mức độ: Trung bình)", "1", "medium"),
    ],
)
def test_brackets_behind_the_number_tell_points_and_difficulty(head, points, difficulty):
    item = one(f"{head} Thủ đô là gì?", *FOUR, "Đáp án: B").item
    assert (item["prompt"], item["points"], item.get("difficulty")) == ("<p>Thủ đô là gì?</p>", points, difficulty)


def test_other_brackets_stay_in_the_question():
    assert one("Câu 1: (Hà Nội) ở đâu?", *FOUR, "Đáp án: B").item["prompt"] == "<p>(Hà Nội) ở đâu?</p>"


def test_parts_of_a_point_make_all_points_whole_and_say_so():
    reading = read(document("Câu 1 (0,5 điểm): Một?", *FOUR, "ĐA: A", "Câu 2 (0,25 điểm): Hai?", *FOUR, "ĐA: A"))
    assert [read_item.item["points"] for read_item in reading.items] == ["2", "1"]
    assert [message.text for message in reading.messages] == [
        "Points are whole numbers here, so the points of all questions were multiplied by 4."
    ]


def test_a_question_without_right_answer_is_shown_with_an_error():
    read_item = items(*QUESTION, "Câu 12: Thủ đô là gì?", *FOUR)[1]
    assert not read_item.importable
    assert [option["correct"] for option in read_item.item["options"]] == [False] * 4
    assert said(read_item) == [
        (
            "error",
            "Question 12",
            "No right answer was found. Make the right option bold, or write “Đáp án: B” below the options.",
        )
    ]


def test_two_ways_that_contradict_are_an_error_that_names_both():
    read_item = one("Câu 1: Thủ đô là gì?", bold(FOUR[0]), *FOUR[1:], "Đáp án: B")
    assert not read_item.importable
    assert said(read_item) == [
        (
            "error",
            "Question 1",
            "The right answers contradict each other: bold says A, “Đáp án: B” says B. "
            "Keep only the one that is right.",
        )
    ]


def test_two_ways_that_agree_are_one():
    read_item = one("Câu 1: Thủ đô là gì?", FOUR[0], Run(FOUR[1], bold=True, colour="FF0000"), *FOUR[2:], "ĐA: B")
    assert read_item.messages == []


def test_two_looks_that_contradict_are_an_error_too():
    read_item = one("Câu 1: Thủ đô là gì?", bold(FOUR[0]), red(FOUR[1]), *FOUR[2:])
    assert "bold says A, colour says B" in read_item.messages[0].text


@pytest.mark.parametrize("look", [bold, red, underlined])
def test_a_look_that_all_options_have_says_nothing(look):
    read_item = one(look("Câu 1: Thủ đô là gì?"), *map(look, FOUR))
    assert [message.text[:29] for message in read_item.messages] == ["No right answer was found. Ma"]


def test_grey_and_black_are_no_colours():
    read_item = one("Câu 1: Thủ đô là gì?", Run(FOUR[0], colour="333333"), *FOUR[1:], "Đáp án: B")
    assert read_item.messages == []


def test_a_single_bold_word_marks_no_option():
    read_item = one("Câu 1: Thủ đô là gì?", par("A. Thành phố ", bold("Huế"), " rất đẹp"), *FOUR[1:], "Đáp án: B")
    assert read_item.messages == []
    assert read_item.item["options"][0]["text"] == "Thành phố Huế rất đẹp"


def test_an_answer_that_names_no_option_is_told():
    read_item = one("Câu 1: Thủ đô là gì?", *FOUR, "Đáp án: G")
    assert [message.text for message in read_item.messages] == [
        "“G” names none of the options. Write the letter of the right option."
    ]


def test_neither_options_nor_answer_is_told():
    read_item = one("Câu 1: Thủ đô là gì?")
    assert [message.text for message in read_item.messages] == [
        "Neither options nor a right answer were found. Begin options with “A.”, or write “Đáp án: …”."
    ]


def test_every_option_right_cannot_be_sat():
    read_item = one("Câu 1: Thủ đô là gì?", *FOUR, "Đáp án: A, B, C, D")
    assert [message.level for message in read_item.messages] == ["error"]


def test_an_empty_question_and_too_long_an_option_are_told():
    assert not one("Câu 1:", *FOUR, "Đáp án: B").importable
    assert not one("Câu 1: Dài?", "A. " + "a" * 301, *FOUR[1:], "Đáp án: B").importable


def test_headings_and_notes_between_questions_are_left_out_with_a_message():
    reading = read(
        document(
            "SỞ NỘI VỤ",
            "ĐỀ KIỂM TRA",
            par("PHẦN I. TRẮC NGHIỆM", style="Heading1"),
            *QUESTION,
            "PHẦN II",
            *QUESTION,
            "--- HẾT ---",
        )
    )
    assert [plain(read_item.item["prompt"]) for read_item in reading.items] == ["Thủ đô là gì?"] * 2
    assert reading.messages == [
        Message(
            "warning",
            "Beginning of the file",
            "This belongs to no question and was left out: “SỞ NỘI VỤ / ĐỀ KIỂM TRA / PHẦN I. TRẮC NGHIỆM”.",
        ),
        Message("warning", "After question 1", "This belongs to no question and was left out: “PHẦN II”."),
    ]


def test_an_option_that_begins_like_a_heading_is_an_option():
    item = one("Câu 1: Là gì?", "A. Phần cứng", "B. Phần mềm", "C. Mục lục", "D. Chương 1", "Đáp án: B").item
    assert [option["text"] for option in item["options"]] == ["Phần cứng", "Phần mềm", "Mục lục", "Chương 1"]


def test_the_heading_of_written_questions_makes_them_essays():
    read_item = items(*QUESTION, "B. PHẦN TỰ LUẬN", "Câu 2 (2 điểm): Vì sao?", "Đáp án: Vì thế.")[1]
    assert read_item.importable
    assert (read_item.item["type"], read_item.item["sample"], read_item.item["points"]) == ("essay", "Vì thế.", "2")


def test_a_question_of_several_paragraphs_keeps_them():
    item = one("Câu 1: Đọc đoạn sau:", par("Hà Nội là ", bold("thủ đô"), "."), "Câu nào đúng?", *FOUR, "ĐA: B").item
    assert item["prompt"] == "<p>Đọc đoạn sau:</p><p>Hà Nội là <b>thủ đô</b>.</p><p>Câu nào đúng?</p>"


def test_small_letters_before_the_options_belong_to_the_question():
    item = one("Câu 1: Câu nào đúng?", "a) Một", "b) Hai", "A. Chỉ a", "B. Chỉ b", "Đáp án: A").item
    assert plain(item["prompt"]) == "Câu nào đúng? a) Một b) Hai"
    assert [option["text"] for option in item["options"]] == ["Chỉ a", "Chỉ b"]


def test_bullets_before_the_options_belong_to_the_question():
    item = one("Câu 1: Câu nào đúng?", "- Một", par("Hai", listed=(4, 0)), *FOUR, "Đáp án: B", lists=LISTS).item
    assert item["prompt"] == "<p>Câu nào đúng?</p><p>- Một</p><p>• Hai</p>"


def test_a_table_of_data_stays_in_the_question():
    item = one("Câu 1: Theo bảng sau?", [["Năm", "Xã"], ["2025", "99"]], *FOUR, "Đáp án: B").item
    assert item["prompt"] == (
        "<p>Theo bảng sau?</p><table><tbody><tr><td>Năm</td><td>Xã</td></tr><tr><td>2025</td><td>99</td></tr>"
        "</tbody></table>"
    )


def test_a_paragraph_behind_the_last_option_joins_it_with_a_warning():
    read_item = one("Câu 1: Thủ đô là gì?", *FOUR, "miền Tây", "Đáp án: B")
    assert read_item.item["options"][3]["text"] == "Cần Thơ miền Tây"
    assert said(read_item) == [
        ("warning", "Question 1", "“miền Tây” was read as part of the option before it. Please check.")
    ]


def test_underlined_words_of_a_question_become_bold_and_say_so():
    read_item = one(par("Câu 1: Từ ", underlined("thủ đô"), " nghĩa là gì?"), *FOUR, "Đáp án: B")
    assert read_item.item["prompt"] == "<p>Từ <b>thủ đô</b> nghĩa là gì?</p>"
    assert [message.text for message in read_item.messages] == [
        "Underlined words are shown in bold. Please check the text."
    ]


def test_raised_and_lowered_digits_keep_their_place():
    item = one(
        par("Câu 1: H", Run("2", place="subscript"), "O và m", Run("2", place="superscript")), *FOUR, "ĐA: A"
    ).item
    assert plain(item["prompt"]) == "H₂O và m²"


def test_a_picture_becomes_the_questions_own_with_its_description():
    made = Document()
    made.add(par("Câu 1: Đây là đâu? ", made.picture()), *FOUR, "Đáp án: B")
    reading = read(made.build())
    assert reading.items[0].messages == []
    assert reading.items[0].item["picture"] == {"file": "image1.png", "alt": "Bản đồ"}
    assert reading.pictures == {"image1.png": PNG}


def test_a_picture_on_a_line_of_its_own_belongs_to_the_question_above():
    made = Document()
    made.add("Câu 1: Đây là đâu?", made.picture(alt=""), *FOUR, "Đáp án: B")
    read_item = read(made.build()).items[0]
    assert read_item.item["picture"] == {"file": "image1.png", "alt": ""}
    assert [message.text for message in read_item.messages] == [
        "The picture has no description. Please describe it for people who cannot see it."
    ]


@pytest.mark.parametrize(
    ("picture", "sentence"),
    [
        ({"name": "image1.emf", "content": b"\x01\0\0\0"}, "A picture or formula that pages cannot show was left out."),
        ({"link": "http://example.vn/a.png"}, "A picture is not inside the file but linked to it."),
        ({"link": "media/none.png"}, "A picture is damaged or larger than 5 MB and was left out."),
    ],
)
def test_a_picture_that_cannot_be_kept_is_told(picture, sentence):
    made = Document()
    made.add(par("Câu 1: Đây là đâu? ", made.picture(**picture)), *FOUR, "Đáp án: B")
    read_item = read(made.build()).items[0]
    assert "picture" not in read_item.item
    assert [message.text[: len(sentence)] for message in read_item.messages] == [sentence]


def test_options_that_are_pictures_make_a_choice_of_pictures():
    made = Document()
    shown = [made.picture(name=f"image{n}.png", content=PNG + bytes([n]), alt=f"Hình {n}") for n in (1, 2)]
    made.add("Câu 1: Cờ nào?", par("A. ", shown[0]), par("B. ", shown[1]), "Đáp án: B")
    read_item = read(made.build()).items[0]
    assert read_item.item["type"] == "picture_choice"
    assert [(option["picture"], option["correct"]) for option in read_item.item["options"]] == [
        ({"file": "image1.png", "alt": "Hình 1"}, False),
        ({"file": "image2.png", "alt": "Hình 2"}, True),
    ]


LOSSES = {
    '<w:del w:id="1"><w:r><w:delText>cũ</w:delText></w:r></w:del>': (
        "Text that was deleted with Track Changes was left out."
    ),
    '<w:r><w:footnoteReference w:id="2"/></w:r>': (
        "A footnote was left out. Please add its text to the question if it is needed."
    ),
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>": "Hidden text was left out.",
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p></w:txbxContent></v:textbox>"
    "</v:shape></w:pict></w:r>": "Text in a text box was left out. Please add it to the question if it is needed.",
}


@pytest.mark.parametrize("xml", LOSSES)
def test_what_is_left_out_is_told(xml):
    read_item = one(par("Câu 1: Thủ đô là gì?", xml), *FOUR, "Đáp án: B")
    assert read_item.item["prompt"] == "<p>Thủ đô là gì?</p>"
    assert said(read_item) == [("warning", "Question 1", LOSSES[xml])]


def test_a_formula_stands_as_letters_with_a_warning():
    read_item = one(par("Câu 1: Tính ", "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"), *FOUR, "Đáp án: B")
    assert (plain(read_item.item["prompt"]), len(read_item.messages)) == ("Tính x+1", 1)


def test_inserted_text_links_and_fields_are_read():
    runs = (
        '<w:ins w:id="1"><w:r><w:t>Thủ </w:t></w:r></w:ins>'
        "<w:hyperlink><w:r><w:t>đô </w:t></w:r></w:hyperlink>"
        "<w:sdt><w:sdtContent><w:r><w:t>là gì?</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    )
    assert one(par("Câu 1: ", runs), *FOUR, "Đáp án: B").item["prompt"] == "<p>Thủ đô là gì?</p>"


@pytest.mark.parametrize(("font", "typed"), [(".VnTime", "Thñ ®« lµ g×?"), ("VNI-Times", "Thuû ñoâ laø gì?")])
def test_old_fonts_are_read_letter_by_letter(font, typed):
    answers = [Run("C" + {".VnTime": "©", "VNI-Times": "aâ"}[font] + "u 1: " + typed, font=font), *FOUR, "Đáp án: B"]
    assert one(*answers).item["prompt"] == "<p>Thủ đô là gì?</p>"


def test_an_old_font_of_the_whole_document_is_read():
    typed = ["C©u 1: Thñ ®« lµ g×?", "A. HuÕ", "B. Hµ Néi", "§¸p ¸n: B"]
    item = one(*typed, default_font=".VnTime").item
    assert (plain(item["prompt"]), [option["text"] for option in item["options"]]) == (
        "Thủ đô là gì?",
        ["Huế", "Hà Nội"],
    )


def test_a_bold_paragraph_style_marks_an_option():
    item = one("Câu 1: Thủ đô là gì?", FOUR[0], par(FOUR[1], style="Loud"), *FOUR[2:]).item
    assert [option["correct"] for option in item["options"]] == [False, True, False, False]


def test_lists_that_share_a_definition_count_on_and_restart_where_told():
    blocks = [
        par("Một?", listed=(1, 0)),
        "ĐA: x",
        par("Hai?", listed=(6, 0)),
        "ĐA: x",
        par("Ba?", listed=(7, 0)),
        "ĐA: x",
    ]
    made = Document("word", blocks, lists=LISTS, same_list={6: 1, 7: 1}, restarts={7: 20})
    read_items = read(made.build()).items
    with_error = [said(read_item) for read_item in read_items]
    assert with_error == [[], [], []]
    assert [plain(read_item.item["prompt"]) for read_item in read_items] == ["Một?", "Hai?", "Ba?"]


def test_answers_are_handed_out_in_order_where_numbers_begin_again():
    blocks = [*QUESTION[:5], "PHẦN II", *QUESTION[:5], "ĐÁP ÁN", "1.A", "1.C"]
    right = [[option["correct"] for option in read_item.item["options"]] for read_item in items(*blocks)]
    assert right == [[True, False, False, False], [False, False, True, False]]


def test_a_listed_answer_without_its_question_is_told():
    reading = read(document(*QUESTION[:5], "ĐÁP ÁN", "1.B 7.C"))
    assert [message.text for message in reading.messages] == ["This belongs to no question and was left out: “7. C”."]


def test_a_listed_answer_brings_its_reason():
    item = one(*QUESTION[:5], "HƯỚNG DẪN CHẤM", "Câu 1: B. Vì ở đó có Quốc hội.").item
    assert (item["options"][1]["correct"], item["explanation"]) == (True, "Vì ở đó có Quốc hội.")


def test_a_number_in_the_text_begins_no_question():
    read_items = items("Câu 1: Năm 2026 có gì?", "1. Bầu cử", "2. Sáp nhập", "Câu 1 và câu 2 đúng?", *FOUR, "Đáp án: B")
    assert len(read_items) == 1


def test_a_document_without_questions_is_refused():
    with pytest.raises(Unreadable, match="No question"):
        read(document("Thông báo", "Kính gửi các đơn vị"))


def test_more_questions_than_one_import_takes_are_refused():
    with pytest.raises(Unreadable, match="1000"):
        read(document(*(f"Câu {n}: Gì?" for n in range(1, 1002))))


def test_a_thousand_questions_are_read():
    dice = random.Random(1)  # noqa: S311 - data from a seed, no secret.
    texts = [" ".join(dice.choices("thủ đô nước ta ở đâu là gì khi nào ai".split(), k=12)) for _ in range(5000)]
    blocks = [f"{mark} {text}" for mark, text in zip(cycle(["Câu 1:", "A.", "*B.", "C.", "D."]), texts, strict=False)]
    assert sum(read_item.importable for read_item in items(*blocks)) == 1000


@pytest.mark.parametrize("xml", ["", "<a/>", "<w:document/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "\0"])
def test_a_broken_document_is_refused(xml):
    made = Document(members={"word/document.xml": xml.encode()})
    with pytest.raises(Unreadable):
        read(made.build())


def test_a_document_named_as_the_web_version_of_word_names_it_is_read():
    made = Document("word", list(QUESTION))
    data = made.build().replace(b"word/document.xml", b"word/documen2.xml")
    with pytest.raises(Unreadable):
        read(data)
    made.members = {"word/document2.xml": made.xml().encode()}
    assert len(read(made.build()).items) == 1
