import datetime
import io
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from learners.reports.spreadsheet import LONGEST_TEXT, Letterhead, Share, clean_text, write_workbook

HEADERS = ["Xã, phường", "Người học", "Tỷ lệ", "Giờ", "Ngày"]
ROWS = [
    ["Xã Tuấn Đạo", 1234, Share("0.714"), Decimal("12.5"), datetime.date(2024, 9, 30)],
    ["Phường Chũ", 0, None, Decimal(3), None],
]
TOTAL = ["Tổng cộng", 1234, Share("0.714"), Decimal("15.5"), None]
HEAD = Letterhead(
    superior="UBND tỉnh Bắc Giang",
    agency="Sở Thông tin và Truyền thông",
    period="Quý III/2024",
    unit_of_measure="người",
    place="Bắc Giang",
    day=datetime.date(2024, 10, 2),
)


def test_the_form_stands_line_by_line_as_offices_expect_it():
    assert lines(
        write_workbook("Kết quả đào tạo", ["Một người tính một lần."], HEADERS, ROWS, TOTAL, letterhead=HEAD)
    ) == [
        ["UBND TỈNH BẮC GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["KẾT QUẢ ĐÀO TẠO"],
        ["Kỳ báo cáo: Quý III/2024"],
        ["Đơn vị tính: người"],
        [],
        ["STT", *HEADERS],
        ["A", "B", "1", "2", "3", "C"],
        [1, "Xã Tuấn Đạo", 1234, 0.714, 12.5, datetime.datetime(2024, 9, 30)],  # noqa: DTZ001 (a cell has no zone)
        [2, "Phường Chũ", 0, 3],
        ["Tổng cộng", 1234, 0.714, 15.5],
        [],
        ["Ghi chú:"],
        ["- Một người tính một lần."],
        [],
        ["Bắc Giang, ngày 02 tháng 10 năm 2024"],
        ["NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"],
    ]


def test_numbers_are_numbers_with_their_formats():
    sheet = opened(write_workbook("T", [], HEADERS, ROWS, TOTAL, letterhead=HEAD))
    assert [(cell.data_type, cell.number_format) for cell in sheet[10]] == [
        ("n", "#,##0"),
        ("s", "@"),
        ("n", "#,##0"),
        ("n", "0.0%"),
        ("n", "#,##0.0"),
        ("d", "dd/mm/yyyy"),
    ]
    assert [cell.font.b for cell in sheet[12]] == [True] * 6


def test_letterhead_is_merged_over_the_halves_and_the_head_of_the_table_repeats_when_printed():
    sheet = opened(write_workbook("T", [], HEADERS, ROWS, TOTAL, letterhead=HEAD))
    merged = {str(each) for each in sheet.merged_cells.ranges}
    assert {"A1:C1", "D1:F1", "A2:C2", "D2:F2", "A4:F4"} <= merged
    assert sheet.print_title_rows == "$8:$9"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )


def test_without_a_letterhead_and_rows_the_form_leaves_room_to_write():
    assert lines(write_workbook("T", [], ["Xã"], [])) == [
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Độc lập - Tự do - Hạnh phúc"],
        [],
        ["T"],
        [],
        ["STT", "Xã"],
        ["A", "B"],
        [],
        ["…………, ngày …… tháng …… năm ………"],
        ["NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"],
    ]


def test_rows_are_read_once_and_all_of_them_counted():
    file = write_workbook("T", [], ["Mã", "Số"], ([f"x{number}", number] for number in range(1000)), ["Tổng", 499_500])
    table = lines(file)[7:1008]
    assert table[:2] == [[1, "x0", 0], [2, "x1", 1]]
    assert table[-2:] == [[1000, "x999", 999], ["Tổng", 499_500]]


@pytest.mark.parametrize("row", [["một"], ["một", 2, 3], []])
def test_a_row_of_another_length_is_refused(row):
    with pytest.raises(ValueError, match="under 2 headers"):
        write_workbook("T", [], ["Mã", "Số"], [["x", 1], row])


def test_a_total_of_another_length_is_refused():
    with pytest.raises(ValueError, match="1 values under 2 headers"):
        write_workbook("T", [], ["Mã", "Số"], [["x", 1]], ["Tổng"])


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "=1+1"),
        ("+84 912 345 678", "+84 912 345 678"),
        ("-1", "-1"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("|calc", "|calc"),
        ("%0A", "%0A"),
        ("\t=1", "=1"),
        ("\r=1", "=1"),
        ("\n=1", "=1"),
        ('=HYPERLINK("http://x","y")', '=HYPERLINK("http://x","y")'),
        ("0912345678", "0912345678"),
        ("1e5", "1e5"),
        ("#REF!", "#REF!"),
        ("a\x00b\x1bc\x85d", "abcd"),
        ("Xã A\nXã B", "Xã A Xã B"),
        ("E\u0302\u0301", "Ế"),
        ("", None),
        ("\x00", None),
    ],
)
def test_a_text_stays_an_inert_text(text, cell):
    found = text_cell(text)
    assert found.value == cell
    if cell is not None:
        assert (found.data_type, found.quotePrefix) == ("s", True)


@given(st.text(alphabet=st.characters(codec=None), max_size=40))
@example("=cmd|' /C calc'!A0")
@example("\ufffe\uffff\ud800=1")
@example("_x003D_1")
def test_no_text_ever_becomes_anything_but_itself(text):
    found = text_cell(text)
    assert found.value == (clean_text(text) or None)
    assert found.data_type == ("s" if clean_text(text) else "n")
    kept = [c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in {"Cc", "Cs"}]
    assert [c for c in clean_text(text) if not c.isspace()] == [
        c for c in kept if not c.isspace() and c not in "\ufffe\uffff"
    ]


def test_a_text_too_long_for_a_cell_ends_with_dots():
    assert clean_text("a" * LONGEST_TEXT) == "a" * LONGEST_TEXT
    assert clean_text("a" * (LONGEST_TEXT + 1)) == "a" * (LONGEST_TEXT - 1) + "…"


def test_hostile_words_around_the_table_are_texts_too():
    bad = "=1+1"
    head = Letterhead(superior=bad, agency=bad, period=bad, unit_of_measure=bad, place=bad)
    sheet = opened(write_workbook(bad, [bad], [bad], [[bad]], [bad], letterhead=head))
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}


def opened(file):
    return load_workbook(io.BytesIO(file)).active


def lines(file):
    return [[cell.value for cell in row if cell.value is not None] for row in opened(file).iter_rows()]


def text_cell(text):
    return opened(write_workbook("T", [], ["Chữ"], [[text]]))["B8"]
