import pytest

from courses.importers.base import Unreadable
from courses.importers.moodle_xml import read
from courses.importers.pictures import KINDS
from courses.items import ITEM_TYPES
from tests.factories.moodle_xml import answer, category, every_type, file, question, quiz, rich

pytestmark = pytest.mark.usefixtures("english")

TRUE_FALSE = answer("100", "true", form="moodle_auto_format") + answer("0", "false", form="moodle_auto_format")
UNIT = "<unit><multiplier>{}</multiplier><unit_name>{}</unit_name></unit>"
PAIR = '<subquestion format="html"><text><![CDATA[{}]]></text><answer><text>{}</text></answer></subquestion>'


def only(*args, **kwargs):
    """The one item of a file, without its id and the ids of its parts."""
    return without_ids(first(*args, **kwargs).item)


def first(*args, **kwargs):
    return read(quiz(question(*args, **kwargs))).items[0]


def without_ids(value):
    if isinstance(value, dict):
        return {key: without_ids(part) for key, part in value.items() if key not in {"id", "choice"}}
    return [without_ids(part) for part in value] if isinstance(value, list) else value


def without_pictures(item):
    return {key: value for key, value in item.items() if key != "picture"}


def edited(item):
    """The item after it was opened in the editor and saved without a change."""
    item_type = ITEM_TYPES[item["type"]]
    value = item_type.block()().to_python(item_type.thaw(without_pictures(item)))
    return item_type.freeze(value, item["id"])


def said(read_item):
    return [(message.level, message.text) for message in read_item.messages]


def texts(read_item):
    return [message.text for message in read_item.messages]


def test_a_single_choice_keeps_its_feedback_hints_tags_and_general_feedback():
    body = (
        "<single>true</single>\n<shuffleanswers>true</shuffleanswers>\n<answernumbering>abc</answernumbering>\n"
        + rich("correctfeedback", "<p>Đúng rồi.</p>")
        + rich("partiallycorrectfeedback")
        + rich("incorrectfeedback", "Chưa đúng.")
        + "<shownumcorrect/>\n"
        + answer("0", "<p>123456</p>", "<p>Ai cũng đoán được.</p>")
        + answer("100", '<p dir="ltr">Con mèo&nbsp;uống <b>7</b> ly H<sub>2</sub>O</p>')
        + rich("hint", "<p>Đếm ký tự.</p>")
        + rich("hint", "Xem bài 2.")
        + "<tags>\n<tag><text>mật khẩu</text>\n</tag>\n<tag><text>An toàn, số</text></tag></tags>"
    )
    general = "<p>Dài thì khó đoán.</p><p>Ít nhất 12 ký tự.</p>"

    assert only("multichoice", "<p>Mật khẩu <b>nào</b>?</p>", body, general=general) == {
        "type": "single_choice",
        "prompt": "<p>Mật khẩu <b>nào</b>?</p>",
        "points": "1",
        "hint": "Đếm ký tự.",
        "more_hints": ["Xem bài 2."],
        "explanation": "Dài thì khó đoán.\nÍt nhất 12 ký tự.",
        "feedback": {"right": "Đúng rồi.", "wrong": "Chưa đúng."},
        "tags": ["mật khẩu", "An toàn; số"],
        "options": [
            {"text": "123456", "correct": False, "feedback": "Ai cũng đoán được."},
            {"text": "Con mèo uống 7 ly H₂O", "correct": True},
        ],
    }


@pytest.mark.parametrize(
    ("fractions", "weights"),
    [
        (("50", "50", "0"), None),
        (("33.33333", "33.33333", "33.33333", "0"), None),
        (("50", "50", "-50"), None),
        (("50", "50", "-100"), ["0.5", "0.5", "-1"]),
        (("75", "25", "0"), ["0.75", "0.25", "0"]),
    ],
)
def test_options_have_weights_only_when_they_do_not_share_equally(fractions, weights):
    body = "<single>false</single>" + "".join(answer(share, f"Ý {n}") for n, share in enumerate(fractions))

    options = only("multichoice", body=body)["options"]

    assert [option["correct"] for option in options] == [float(share) > 0 for share in fractions]
    assert ([option.get("weight") for option in options]) == (weights or [None] * len(fractions))


def test_a_part_of_the_points_for_one_of_single_options_is_said_to_be_lost():
    body = "<single>true</single>" + answer("100", "A") + answer("50", "B") + answer("0", "C")

    assert said(first("multichoice", body=body)) == [
        ("warning", "Option “B” was worth 50 %; here it counts as wrong.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (answer("0", "A") + answer("0", "B"), "No right answer was found. Please mark one and import it again."),
        (
            answer("100", "A") + answer("100", "B"),
            "Several options are fully right although only one can be chosen. Please leave one right option.",
        ),
        (answer("100", ""), "The question has fewer than two options. Please add options and import it again."),
        (
            answer("100", "A") + answer("0", "<p> </p>"),
            "An option has no text. Please write it and import the question again.",
        ),
    ],
)
def test_a_choice_that_cannot_be_answered_is_an_error(body, sentence):
    found = first("multichoice", body=f"<single>true</single>{body}")

    assert ("error", sentence) in said(found)
    assert not found.importable


def test_options_that_are_all_pictures_make_a_picture_choice():
    picture = '<p><img src="@@PLUGINFILE@@/{0}.png" alt="{0}"></p>'
    shown = [answer(100 - 100 * n, picture.format(name)) for n, name in enumerate(["khóa", "mèo"])]
    files = [part.replace("</text>", f"</text>{file(name + '.png', content)}", 1) for part, name, content in zip(
        shown, ["khóa", "mèo"], ["iVBORw0KGgo=", "iVBORw0KGgoA"], strict=True
    )]  # fmt: skip
    reading = read(quiz(question("multichoice", body="<single>true</single>" + "".join(files))))

    assert without_ids(reading.items[0].item)["options"] == [
        {"text": "", "correct": True, "picture": {"file": "khoa.png", "alt": "khóa"}},
        {"text": "", "correct": False, "picture": {"file": "meo.png", "alt": "mèo"}},
    ]
    assert reading.items[0].item["type"] == "picture_choice"
    assert set(reading.pictures) == {"khoa.png", "meo.png"}


def test_the_first_picture_becomes_the_questions_own_and_the_second_is_told():
    first_one = '<p>Nhìn <img src="@@PLUGINFILE@@/kho%C3%A1.png" alt="Ổ khoá" width="9">và</p>'
    text = first_one + '<p><img src="@@PLUGINFILE@@/b.png"></p>'
    reading = read(
        quiz(question("truefalse", text, TRUE_FALSE, files=file("khoá.png") + file("b.png", "iVBORw0KGgoA")))
    )

    assert reading.items[0].item["picture"] == {"file": "khoa.png", "alt": "Ổ khoá"}
    assert reading.items[0].item["prompt"] == "<p>Nhìn và</p>"
    assert reading.pictures == {"khoa.png": b"\x89PNG\r\n\x1a\n", "b.png": b"\x89PNG\r\n\x1a\n\0"}
    assert texts(reading.items[0]) == ["A question has one picture: the further ones were not taken over."]


@pytest.mark.parametrize(
    ("img", "sentence"),
    [
        ('<img src="https://example.org/a.png" alt="x">', "A drawing or picture in the text was not taken over."),
        ('<img src="@@PLUGINFILE@@/a.svg" alt="x">', "A picture could not be read."),
        ('<img src="@@PLUGINFILE@@/missing.png" alt="x">', "A drawing or picture in the text was not taken over."),
        ('<img src="@@PLUGINFILE@@/good.png">', "The picture has no description."),
        ("<svg></svg>", "A drawing or picture in the text was not taken over."),
        ("<audio src='a.mp3'></audio>", "Sound, video or an embedded page was not taken over."),
        ("x<sup>hai</sup>", "Raised or lowered letters now stand on the line."),
        ("\\(x^2\\)", "A formula stands as it was typed, not as a formula."),
    ],
)
def test_what_rich_text_cannot_hold_is_told(img, sentence):
    files = file("a.svg", "PHN2Zz4=") + file("good.png")
    found = first("truefalse", f"<p>Hỏi {img}</p>", TRUE_FALSE, files=files)

    assert [text.startswith(sentence) for text in texts(found)] == [True]
    assert found.importable


def test_true_and_false_keep_what_is_said_on_each_answer():
    body = answer("0", "true", "Không phải.", form="moodle_auto_format") + answer("100", "false", "Phải.")

    item = only("truefalse", body=body)

    assert (item["answer"], item["feedback_on"]) == (False, {"true": "Không phải.", "false": "Phải."})


def test_a_short_answer_keeps_partial_wordings_wildcards_and_what_is_said_on_wrong_ones():
    body = (
        "<usecase>1</usecase>"
        + answer("100", "Hà Nội", "Giỏi.", form="moodle_auto_format")
        + answer("100", "Thăng Long", "Giỏi.", form="moodle_auto_format")
        + answer("100", "Đông Đô", "Tên cũ.", form="moodle_auto_format")
        + answer("50", "Ha* Noi", form="moodle_auto_format")
        + answer("0", "Huế", "Là cố đô.", form="moodle_auto_format")
        + answer("0", "*", "Chưa đúng.", form="moodle_auto_format")
    )
    item = only("shortanswer", body=body)

    assert {key: item[key] for key in ("accepted", "matching", "also", "wildcards", "feedback")} == {
        "accepted": ["Hà Nội", "Thăng Long"],
        "matching": "strict",
        "also": [
            {"text": "Đông Đô", "share": "1", "feedback": "Tên cũ."},
            {"text": "Ha* Noi", "share": "0.5"},
            {"text": "Huế", "share": "0", "feedback": "Là cố đô."},
        ],
        "wildcards": True,
        "feedback": {"right": "Giỏi.", "wrong": "Chưa đúng."},
    }


def test_a_star_after_a_backslash_is_a_star():
    item = only("shortanswer", body="<usecase>0</usecase>" + answer("100", "2 \\* 3", form="moodle_auto_format"))

    assert (item["accepted"], item["matching"], "wildcards" in item) == (["2 * 3"], "lenient", False)


def test_a_number_keeps_tolerance_units_and_further_answers():
    body = (
        answer("100", "2.5", extra="<tolerance>0.1</tolerance>")
        + answer("50", "3", "Gần đúng.", extra="<tolerance>1e-1</tolerance>")
        + answer("0", "*", "Tính lại.", extra="<tolerance>0</tolerance>")
        + f"<units>{UNIT.format('1.0000000', 'kg')}{UNIT.format('1000.0', 'g')}</units>"
        + "<unitgradingtype>1</unitgradingtype><unitpenalty>1.0</unitpenalty><showunits>0</showunits>"
    )
    item = only("numerical", body=body)

    assert {key: item[key] for key in item if key not in {"type", "prompt", "points", "hint", "explanation"}} == {
        "answer": "2.5",
        "tolerance": "0.1",
        "unit": "kg",
        "units": [{"unit": "g", "factor": "1000"}],
        "unit_required": True,
        "also": [{"answer": "3", "tolerance": "0.1", "share": "0.5", "feedback": "Gần đúng."}],
        "feedback": {"wrong": "Tính lại."},
    }


@pytest.mark.parametrize("text", ["năm", "1e999999999", "NaN", "Infinity", "9" * 50])
def test_a_number_that_cannot_be_read_is_named(text):
    found = first("numerical", body=answer("100", text))

    sentence = f"“{text[:40]}” is not a number that can be read. Please correct it and import the question again."
    assert said(found) == [("error", sentence)]


def test_matching_keeps_spare_choices_and_rows_with_one_choice():
    body = PAIR.format("<p>Pháp</p>", "Châu Âu") + PAIR.format("Đức", "Châu Âu") + PAIR.format("Lào", "Châu Á")
    item = first("matching", body=body + PAIR.format("", "Châu Phi")).item

    choices = {choice["id"]: choice["text"] for choice in item["choices"]}
    assert list(choices.values()) == ["Châu Âu", "Châu Á", "Châu Phi"]
    assert [(row["text"], choices[row["choice"]]) for row in item["rows"]] == [
        ("Pháp", "Châu Âu"),
        ("Đức", "Châu Âu"),
        ("Lào", "Châu Á"),
    ]


@pytest.mark.parametrize(
    ("way", "scoring"), [("ALL_OR_NOTHING", "exact"), ("-1", "exact"), ("ABSOLUTE_POSITION", None)]
)
def test_steps_stand_in_the_order_of_their_fractions(way, scoring):
    body = f"<gradingtype>{way}</gradingtype>" + answer("2.0000000", "Hai") + answer("1.0000000", "<p>Một</p>")
    item = only("ordering", body=body)

    assert ([step["text"] for step in item["steps"]], item.get("scoring")) == (["Một", "Hai"], scoring)


def test_a_cloze_becomes_a_text_with_gaps_and_its_first_paragraph_the_question():
    text = (
        "<p>Đọc kỹ rồi điền.</p><p>Thủ đô là {1:SHORTANSWER_C:=Hà Nội~=Thăng Long},<br>"
        "Pi là {2:NUMERICAL:=3.14:0.01}.</p>"
        "<p>Biển ở {:MCV:Bắc Giang~=Đồ Sơn \\} &amp; \\#1}</p>"
    )
    item = first("cloze", text).item

    assert (item["prompt"], item["points"]) == ("<p>Đọc kỹ rồi điền.</p>", "4")
    assert item["text"] == "Thủ đô là [[g1]],\nPi là [[g2]].\n\nBiển ở [[g3]]"
    typed, number, chosen = item["gaps"]
    assert typed == {"id": "g1", "kind": "typed", "accepted": ["Hà Nội", "Thăng Long"], "matching": "strict"}
    assert number == {"id": "g2", "kind": "number", "answer": "3.14", "tolerance": "0.01", "weight": "2"}
    assert [option["text"] for option in chosen["options"]] == ["Bắc Giang", "Đồ Sơn } & #1"]
    assert chosen["right"] == chosen["options"][1]["id"]


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        ("{1:MULTIRESPONSE:=A~=B~C}", "Gaps with several right ticks (MULTIRESPONSE) are not supported."),
        ("{1:SHORTANSWER:=Hà", "The gap that begins with “{1:SHORTANSWER:=Hà"),
        ("{1:WRONG:=Hà}", "The gap that begins with “{1:WRONG:=Hà}"),
        ("{1:SA:Hà}", "A gap has no right answer."),
        ("{1:NM:=ba}", "“ba” is not a number that can be read."),
        ("không có", "The text has no gap."),
    ],
)
def test_a_gap_that_cannot_be_held_is_an_error_by_name(gap, sentence):
    found = first("cloze", f"<p>Là {gap}</p>")

    assert found.item is None
    assert [(level, text[: len(sentence)]) for level, text in said(found)] == [("error", sentence)]


@pytest.mark.parametrize(("kind", "tag"), [("gapselect", "selectoption"), ("ddwtos", "dragbox")])
def test_missing_words_offer_the_words_of_their_group(kind, tag):
    words = [("mèo", 1), ("cơm", 2), ("cá", 1), ("đá", 2)]
    body = "".join(f"<{tag}><text>{word}</text><group>{group}</group></{tag}>" for word, group in words)
    item = first(kind, "<p>Con [[1]] ăn [[2]] và [[3]].</p>", body).item

    offered = [[option["text"] for option in gap["options"]] for gap in item["gaps"]]
    right = [option["text"] for gap in item["gaps"] for option in gap["options"] if option["id"] == gap["right"]]
    assert (item["text"], offered, right) == (
        "Con [[g1]] ăn [[g2]] và [[g3]].",
        [["mèo", "cá"], ["cơm", "đá"], ["mèo", "cá"]],
        ["mèo", "cơm", "cá"],
    )
    assert "shared" not in item


def test_missing_words_of_one_group_are_one_list():
    body = "".join(f"<selectoption><text>{word}</text><group>1</group></selectoption>" for word in ("mèo", "cá", "đá"))

    assert first("gapselect", "<p>Con [[1]] ăn [[2]].</p>", body).item["shared"] is True


def test_an_essay_gets_a_criterion_and_keeps_its_word_limits_and_sample():
    body = "<responseformat>editor</responseformat><minwordlimit>50</minwordlimit><maxwordlimit>200</maxwordlimit>"
    item = only("essay", body=body + rich("graderinfo", "<p>Nêu đủ ba ý.</p>"), grade="5.0000000")

    assert {key: item[key] for key in ("rubric", "longest", "words", "sample", "points")} == {
        "rubric": [{"text": "The whole answer", "points": "5"}],
        "longest": 3000,
        "words": {"least": 50, "most": 200},
        "sample": "Nêu đủ ba ý.",
        "points": "5",
    }


def test_an_essay_that_asks_for_a_file_alone_is_a_file_to_hand_in():
    body = (
        "<responseformat>noinline</responseformat><attachments>1</attachments><maxbytes>2097152</maxbytes>"
        "<filetypeslist>.pdf,.docx,.exe</filetypeslist>"
    )
    item = only("essay", body=body)

    assert (item["type"], item["accept"], item["megabytes"]) == ("file_upload", ["pdf", "docx"], 2)


def test_a_description_is_information_without_points():
    reading = read(quiz(question("description", "<p>Đọc trước.</p>"), question("truefalse", body=TRUE_FALSE)))

    assert without_ids(reading.items[0].item) == {
        "type": "information",
        "prompt": "<p>Đọc trước.</p>",
        "points": "0",
        "hint": "",
        "explanation": "",
    }


def test_categories_become_tags_of_the_questions_below_them():
    first_path, second_path = "$course$/top/Default for C1/An toàn/Wi-Fi 2.4//5 GHz", "$course$/top"
    ask = question("truefalse", body=TRUE_FALSE)
    reading = read(quiz(category(first_path), ask, ask, category(second_path), ask))

    assert [each.item.get("tags") for each in reading.items] == [
        ["An toàn", "Wi-Fi 2.4/5 GHz"],
        ["An toàn", "Wi-Fi 2.4/5 GHz"],
        None,
    ]


@pytest.mark.parametrize(
    ("grades", "points", "factor"),
    [
        (("1", "2.0000000"), ["1", "2"], None),
        (("0.25", "0.5"), ["1", "2"], "4"),
        (("0.3333333", "1"), ["1", "3"], "3"),
        (("0.0037", "1"), ["1", "1"], None),
    ],
)
def test_points_are_whole_and_keep_their_proportions(grades, points, factor):
    reading = read(quiz(*(question("truefalse", body=TRUE_FALSE, grade=grade) for grade in grades)))

    assert [each.item["points"] for each in reading.items] == points
    sentence = f"Points are whole numbers here, so the points of all questions were multiplied by {factor}."
    assert [message.text for message in reading.messages] == ([sentence] if factor else [])


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("ddmarker", "Drag and drop markers"),
        ("calculated", "Calculated"),
        ("random", "Random question"),
        ("xyz", "xyz"),
    ],
)
def test_question_types_without_counterpart_are_listed_by_name(kind, name):
    sentence = f"The question type “{name}” of Moodle is not supported. Please write this question anew."

    found = first(kind)

    assert (found.item, said(found)) == (None, [("error", sentence)])


def test_scripts_and_foreign_styles_do_not_come_along():
    text = '<p onclick="x()" style="color:red">An <script>alert(1)</script><a href="javascript:x">toàn</a></p>'

    assert only("truefalse", text, TRUE_FALSE)["prompt"] == "<p>An <a>toàn</a></p>"


def test_every_item_can_be_sat_and_keeps_its_form_in_the_editor():
    reading = read(every_type())

    sat = [each.item for each in reading.items if each.item]
    assert [(item["type"], ITEM_TYPES[item["type"]].faults(item)) for item in sat] == [
        (item["type"], []) for item in sat
    ]
    assert len(sat) == len(reading.items) - 1
    assert [edited(item) for item in sat] == [without_pictures(item) for item in sat]


def test_the_same_bytes_give_the_same_reading():
    assert read(every_type()) == read(every_type())


def test_utf_16_and_signs_that_xml_forbids_are_read():
    text = quiz(question("truefalse", "<p>Hai\x0bđiều</p>", TRUE_FALSE)).decode().replace("UTF-8", "UTF-16")

    assert read(text.encode("utf-16")).items[0].item["prompt"] == "<p>Haiđiều</p>"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is damaged or cut short near line 1"),
        (b"<html/>", "This is not a file of questions from Moodle."),
        (b"<quiz></quiz>", "No question was found in the file."),
        (every_type()[:-30], "The file is damaged or cut short near line"),
        (b'<!DOCTYPE quiz [<!ENTITY a "aaaa">]><quiz>&a;</quiz>', "The file defines its own entities or a DTD."),
        (b'<?xml version="1.0" encoding="xyz"?><quiz/>', "The file"),
        (b"<quiz>" * 100 + b"</quiz>" * 100, "The file holds far more parts than a set of questions needs."),
        (b"<quiz>" + b"<a/>" * 300_000 + b"</quiz>", "The file holds far more parts than a set of questions needs."),
        (quiz(question("description") * 1001), "The file holds more than 1000 questions."),
        (b" " * (10 * 1024 * 1024 + 1), "The file is too large."),
    ],
)
def test_a_hopeless_file_is_refused_in_words(data, sentence):
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert str(refused.value).startswith(sentence)


def test_pictures_are_of_kinds_that_pages_show():
    assert set(KINDS) == {"png", "jpg", "gif", "webp"}
