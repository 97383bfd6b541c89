import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from courses.exporters.spreadsheet import write
from courses.importers.spreadsheet import read
from courses.items import ITEM_TYPES
from tests.factories.text_items import sheet_items, without_ids

pytestmark = pytest.mark.usefixtures("english")

HOSTILE = ["=1+1", "+84 912", "-2", "@SUM(A1)", "|x", "%1", "_x0041_", "'=1", "＝1+1", "=cmd|' /C calc'!A0"]

NO_SUCH_TYPE = "This file format has no questions of the type “%s”, so the question was left out."


@given(st.lists(sheet_items(), min_size=1, max_size=4))
def test_reading_what_was_written_gives_the_same_items_apart_from_ids(items):
    written = write(items, {})
    reading = read(written.data)

    assert written.messages == []
    assert [without_ids(each.item) for each in reading.items] == [without_ids(item) for item in items]


def test_every_cell_is_a_text_and_comes_back_as_it_was():
    options = [{"id": str(n), "text": text, "correct": n == 0} for n, text in enumerate(HOSTILE)]
    written = write([whole("single_choice", options=options)], {})
    cells = [cell for row in load_workbook(io.BytesIO(written.data)).active for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s"}
    assert [option["text"] for option in read(written.data).items[0].item["options"]] == HOSTILE


def test_columns_of_rarely_used_things_are_there_only_when_used():
    plain = write([whole("numeric", answer="3.5", tolerance="0", unit="")], {})
    rare = write([whole("numeric", answer="3.5", tolerance="0.1", unit="kg", more_hints=["x"])], {})

    assert headers(plain) == [
        "Loại câu hỏi", "Câu hỏi", *(f"Phương án {letter}" for letter in "ABCDEFGH"), "Đáp án đúng", "Gợi ý",
        "Giải thích", "Điểm", "Độ khó", "Thẻ",
    ]  # fmt: skip
    assert set(headers(rare)) - set(headers(plain)) == {"Sai số", "Đơn vị", "Gợi ý 2"}


def test_what_the_sheet_has_no_place_for_is_named():
    many = [{"id": str(n), "text": str(n), "correct": n == 0} for n in range(11)]
    pairs = {"rows": [{"id": "r", "text": "1 + 1 = 2", "choice": "c"}], "choices": [{"id": "c", "text": "đúng"}]}
    written = write(
        [
            whole("true_false", answer=True, picture={"image": 1, "alt": "Ảnh"}, more_hints=["a", "b", "c"]),
            whole("single_choice", options=many),
            whole("matching", **pairs),
            whole("hotspot", places=[]),
        ],
        {1: b"x"},
    )

    assert [(message.level, message.place, message.text) for message in written.messages] == [
        ("warning", "Question 1", "This file format has no place for: the picture, further hints."),
        ("error", "Question 2", "The sheet has room for 10 options, so this question was left out."),
        ("error", "Question 3", "In a cell the sign “=” parts a pair, so this question was left out."),
        ("error", "Question 4",
         NO_SUCH_TYPE % ITEM_TYPES["hotspot"].label),
    ]  # fmt: skip
    assert len(read(written.data).items) == 1


def headers(written):
    return [cell.value for cell in next(iter(load_workbook(io.BytesIO(written.data)).active))]


def whole(kind, **own):
    return {"id": "i", "type": kind, "prompt": "<p>Hỏi?</p>", "points": "1", "hint": "", "explanation": ""} | own
