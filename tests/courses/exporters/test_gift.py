import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exporters.gift import write
from courses.importers.gift import read
from courses.items import ITEM_TYPES
from tests.factories.text_items import gift_items, without_ids

pytestmark = pytest.mark.usefixtures("english")

HEAD = "// Câu hỏi xuất từ nền tảng Học Số"
NO_SUCH_TYPE = "This file format has no questions of the type “%s”, so the question was left out."


@given(st.lists(gift_items(), min_size=1, max_size=4))
def test_reading_what_was_written_gives_the_same_items_apart_from_ids(items):
    written = write(items, {})
    reading = read(written.data)

    assert written.messages == []
    assert [without_ids(each.item) for each in reading.items] == [without_ids(item) for item in items]


def test_a_file_is_what_moodle_reads():
    options = [{"id": "a", "text": "50% & hơn", "correct": False}, {"id": "b", "text": "2 = 1 + 1", "correct": True}]
    item = whole("single_choice", options=options, tags=["toán"], explanation="Vì {thế}.\nNhé.")

    assert write([item], {}).data.decode().splitlines() == [
        HEAD,
        "// [tag:toán]",
        "[html]<p>Hỏi?</p> {",
        "\t~[plain]50% & hơn",
        "\t=2 \\= 1 + 1",
        "\t####[plain]Vì \\{thế\\}.\\nNhé.",
        "}",
        "",
    ]


def test_equal_parts_are_written_as_moodle_counts_them():
    options = [{"id": key, "text": key, "correct": key != "d"} for key in "abcd"]

    assert "~%33.33333%a\n\t~%33.33333%b\n\t~%33.33333%c\n\t~%-33.33333%d" in (
        write([whole("multiple_response", options=options)], {}).data.decode()
    )


def test_what_gift_has_no_place_for_is_named():
    lossy = whole("essay", rubric=[{"id": "r", "text": "Đủ", "points": "2"}], longest=500, hint="Nghĩ đi", points="2",
                  picture={"image": 1, "alt": "Ảnh"}, feedback={"partial": "Gần"})  # fmt: skip
    written = write([lossy, whole("categorise", categories=[], cards=[])], {1: b"x"})

    assert written.data.decode() == f"{HEAD}\n[html]<p>Hỏi?</p> {{}}\n\n"
    assert [(message.level, message.place, message.text) for message in written.messages] == [
        ("warning", "Question 1", "This file format has no place for: the picture, the hint, the criteria for marking, "
         "the points, the number of characters, words for a right, partly right or wrong answer."),
        ("error", "Question 2",
         NO_SUCH_TYPE % ITEM_TYPES["categorise"].label),
    ]  # fmt: skip


def test_a_short_answer_with_an_arrow_is_left_out_by_name():
    written = write([whole("short_answer", accepted=["a -> b"], matching="lenient")], {})

    assert written.data.decode() == f"{HEAD}\n"
    assert [message.level for message in written.messages] == ["error"]


def whole(kind, **own):
    return {"id": "i", "type": kind, "prompt": "<p>Hỏi?</p>", "points": "1", "hint": "", "explanation": ""} | own
