import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from courses.exporters.spreadsheet import write
from courses.importers.base import Unreadable
from courses.importers.sheet_columns import KINDS
from courses.importers.spreadsheet import read, template_xlsx
from tests.factories.damage import cut_and_changed
from tests.factories.text_items import without_ids

pytestmark = pytest.mark.usefixtures("english")

HEADER = ["Loại câu hỏi", "Câu hỏi", "Phương án A", "Phương án B", "Phương án C", "Đáp án đúng"]
CHOICE = ["", "Thủ đô?", "Huế", "Hà Nội", "Vinh", "B"]


def test_the_template_is_empty_and_its_examples_show_every_type():
    book = load_workbook(io.BytesIO(template_xlsx()))
    assert book.sheetnames == ["Câu hỏi", "Ví dụ", "Hướng dẫn"]
    assert book["Câu hỏi"].max_row == 1

    del book["Câu hỏi"]
    examples = read(saved(book))
    assert [each.messages for each in examples.items] == [[]] * len(examples.items)
    assert {each.item["type"] for each in examples.items} == set(KINDS)
    assert examples.messages == []


def test_the_template_as_it_is_has_no_questions():
    with pytest.raises(Unreadable, match="No question"):
        read(template_xlsx())


@pytest.mark.parametrize(
    "header",
    [
        ["loai cau hoi", "CÂU HỎI", "phuong an a", "Phương án B (nếu có)", "C", "Đáp án"],
        ["Type", "Question", "Option A", "Option B", "Option C", "Correct answer"],
        ["Dạng", "Nội dung câu hỏi *", "Lựa chọn A", "Lựa chọn B", "Lựa chọn C", "Đáp án đúng:"],
    ],
)
def test_headers_are_found_without_regard_to_capitals_marks_and_wording(header):
    assert one(sheet(CHOICE, header=header)) == {
        "type": "single_choice", "prompt": "<p>Thủ đô?</p>",
        "options": [("Huế", False), ("Hà Nội", True), ("Vinh", False)],
    }  # fmt: skip


def test_columns_may_stand_in_any_order_under_a_title():
    assert one(workbook(["Đề kiểm tra"], [], HEADER[::-1], CHOICE[::-1])) == one(sheet(CHOICE))


@pytest.mark.parametrize(
    ("data", "name"),
    [(b",", "comma"), (b";", "semicolon"), (b"\t", "tab")],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_text_files_are_read_with_any_separator_and_mark(data, name, mark):
    lines = [data.join(cell.encode() for cell in row) for row in (HEADER, CHOICE)]
    assert one(mark + b"\r\n".join(lines)) == one(sheet(CHOICE)), name


def test_a_text_file_may_have_lines_and_separators_inside_quotation_marks():
    reading = read('Câu hỏi;A;B;Đáp án\n"Một\nhai; ba";x;y;A\n\nBốn;x;y;\n'.encode())
    assert reading.items[0].item["prompt"] == "<p>Một</p><p>hai; ba</p>"
    assert [message.place for message in reading.items[1].messages] == ["Question 2, line 5"]


@pytest.mark.parametrize(
    ("row", "own"),
    [
        (["", "Hỏi?", "a", "b", "c", "A, C"],
         {"type": "multiple_response", "options": [("a", True), ("b", False), ("c", True)]}),
        (["Nhiều đáp án", "Hỏi?", "a", "b", "c", "A (50%), C (50%), B (-25%)"],
         {"type": "multiple_response", "options": [("a", True, "0.5"), ("b", False, "-0.25"), ("c", True, "0.5")]}),
        (["Một đáp án", "Hỏi?", "a", "", "c", "C"],
         {"type": "single_choice", "options": [("a", False), ("c", True)]}),
        (["", "Hỏi?", "a", "b", "c", "b"],
         {"type": "single_choice", "options": [("a", False), ("b", True), ("c", False)]}),
        (["Đúng/Sai", "Hỏi?", "", "", "", "Sai"], {"type": "true_false", "answer": False}),
        (["dung sai", "Hỏi?", "Đúng", "Sai", "", "A"], {"type": "true_false", "answer": True}),
        (["", "Hỏi?", "", "", "", True], {"type": "true_false", "answer": True}),
        (["Số", "Hỏi?", "", "", "", 3.3], {"type": "numeric", "answer": "3.3", "tolerance": "0", "unit": ""}),
        (["Số", "Hỏi?", "", "", "", 1.234], {"type": "numeric", "answer": "1.234", "tolerance": "0", "unit": ""}),
        (["", "Hỏi?", "", "", "", "1.234,5 ± 0,5 kg"],
         {"type": "numeric", "answer": "1234.5", "tolerance": "0.5", "unit": "kg"}),
        (["Số", "Hỏi?", "2 ± 1 (50%)", "", "", "3"],
         {"type": "numeric", "answer": "3", "tolerance": "0", "unit": "",
          "also": [{"answer": "2", "tolerance": "1", "share": "0.5"}]}),
        (["", "Hỏi?", "", "", "", "Hà Nội\nHN"],
         {"type": "short_answer", "accepted": ["Hà Nội", "HN"], "matching": "lenient"}),
        (["Trả lời ngắn", "Hỏi?", "HN", "Ha Noi (50%)", "", "Hà Nội"],
         {"type": "short_answer", "accepted": ["Hà Nội", "HN"], "matching": "lenient",
          "also": [{"text": "Ha Noi", "share": "0.5"}]}),
        (["Nối", "Hỏi?", "113 = Công an", "115=Cấp cứu", "(thừa) = Bưu điện", ""],
         {"type": "matching", "rows": ["113", "115"], "choices": ["Công an", "Cấp cứu", "Bưu điện"]}),
        (["Phân loại", "Hỏi?", "cam = quả", "bưởi = quả", "rau muống = rau", ""],
         {"type": "categorise", "cards": ["cam", "bưởi", "rau muống"], "categories": ["quả", "rau"]}),
        (["Sắp xếp", "Hỏi?", "một", "hai", "ba", ""], {"type": "ordering", "steps": ["một", "hai", "ba"]}),
        (["Tự luận", "Hỏi?", "Đủ ý (2 điểm)", "Rõ", "", "Mẫu"],
         {"type": "essay", "rubric": ["Đủ ý", "Rõ"], "longest": 3000, "sample": "Mẫu"}),
        (["Thông tin", "Hỏi?", "", "", "", ""], {"type": "information", "points": "0"}),
    ],
)  # fmt: skip
def test_a_row_says_each_type_in_its_own_way(row, own):
    assert one(sheet(row)) == {"prompt": "<p>Hỏi?</p>"} | own
    assert read(sheet(row)).items[0].messages == []


def test_gaps_are_written_in_the_question_as_in_the_editor():
    assert one(sheet(["", "Là [[Hà Nội|HN]], có [[=7]] ngày, [[*to|bé]].", "", "", "", ""]))["gaps"] == [
        {"id": "item.gaps.0", "kind": "typed", "accepted": ["Hà Nội", "HN"], "matching": "lenient"},
        {"id": "item.gaps.1", "kind": "number", "answer": "7", "tolerance": "0"},
        {"id": "item.gaps.2", "kind": "chosen", "right": "item.gaps.2.options.0",
         "options": [{"id": "item.gaps.2.options.0", "text": "to"}, {"id": "item.gaps.2.options.1", "text": "bé"}]},
    ]  # fmt: skip


def test_further_columns_are_read():
    header = ["Câu hỏi", "Đáp án đúng", "Sai số", "Đơn vị", "Cách so", "Gợi ý", "Gợi ý 2", "Giải thích", "Điểm",
              "Độ khó", "Thẻ", "Năng lực", "Lời khi đúng", "Lời khi sai", "STT"]  # fmt: skip
    row = ["Hỏi?", "5", "0,5", "kg\ng = 1000", "Phải ghi đơn vị", "Nghĩ", "Nghĩ nữa", "Vì thế", 2, "Vận dụng",
           "a, b; a", "4.2", "Giỏi", "Xem lại", "1"]  # fmt: skip
    assert one(workbook(header, row)) == {
        "type": "numeric", "prompt": "<p>Hỏi?</p>", "answer": "5", "tolerance": "0.5", "unit": "kg",
        "units": [{"unit": "g", "factor": "1000"}], "unit_required": True, "hint": "Nghĩ", "more_hints": ["Nghĩ nữa"],
        "explanation": "Vì thế", "points": "2", "difficulty": "hard", "tags": ["a", "b"], "competence": "4.2",
        "feedback": {"right": "Giỏi", "wrong": "Xem lại"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "level", "sentence"),
    [
        (["", "Hỏi?", "a", "b", "", ""], "error",
         "No right answer was found. Mark it in the file and upload it again, or add it by hand."),
        (["", "Hỏi?", "a", "b", "", "D"], "error", "The right answer names option D, which is not there."),
        (["", "Hỏi?", "", "", "", ""], "error",
         "The row has no options and no right answer. Fill them in, or name its type."),
        (["Lạ", "Hỏi?", "", "", "", "x"], "error", "The type “Lạ” is not known. Choose one of the template's."),
        (["Số", "Hỏi?", "", "", "", "ba"], "error", "“ba” is not a number. Write it like 12 or 3,5."),
        (["Nối", "Hỏi?", "a = b", "c", "", ""], "error", "Option B is no pair. Write it as “left = right”."),
        (["Đúng/Sai", "Hỏi?", "", "", "", "có lẽ"], "error", "Write Đúng or Sai as the right answer."),
        (["", "", "a", "b", "", "A"], "error", "The question is empty."),
        (["", "Hỏi?", "x" * 301, "b", "", "A"], "warning",
         "An option or answer is longer than 300 characters. Please shorten it before publishing."),
        (["", "Hỏi?", "x" * 2001, "b", "", "A"], "error",
         f"An option or answer is much too long: “{'x' * 40}…”. Perhaps a mark after it is missing."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_named_with_its_line(row, level, sentence):
    (found,) = read(sheet(row)).items
    assert [(m.level, m.place, m.text) for m in found.messages] == [(level, "Question 1, line 2", sentence)]


@pytest.mark.parametrize(
    ("points", "kept", "level"), [("0,5", "1", "warning"), (2.6, "3", "warning"), ("nhiều", "1", "error")]
)
def test_points_that_are_not_whole_are_told(points, kept, level):
    (found,) = read(workbook([*HEADER, "Điểm"], [*CHOICE, points])).items
    assert (found.item["points"], [message.level for message in found.messages]) == (kept, [level])


def test_unknown_columns_other_sheets_and_pictures_are_told():
    book = load_workbook(io.BytesIO(workbook([*HEADER, "Ghi chú riêng"], CHOICE)))
    book.create_sheet("Trang khác").append(["x"])
    data = io.BytesIO(saved(book))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/media/image1.png", b"x")

    assert [(message.place, message.text) for message in read(data.getvalue()).messages] == [
        ("line 1", "The column “Ghi chú riêng” is not known or is there twice, so it was not read."),
        ("", "Only the first sheet was read, not “Trang khác”."),
        ("", "Pictures in the sheet could not be taken over. Add them to the questions by hand."),
    ]


def test_the_sheet_called_for_questions_is_read_wherever_it_stands():
    book = Workbook()
    page = book.create_sheet("CAU HOI")
    page.append(HEADER)
    page.append(CHOICE)
    assert one(saved(book)) == one(sheet(CHOICE))


def test_formulas_give_their_last_result():
    data = sheet([*CHOICE[:5], "B"])
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    path = "xl/worksheets/sheet1.xml"
    parts[path] = parts[path].replace(
        b'<c r="F2" t="inlineStr"><is><t>B</t></is></c>', b'<c r="F2" t="str"><f>X1</f><v>B</v></c>'
    )
    assert one(packed(parts))["options"][1] == ("Hà Nội", True)


def test_a_cell_at_the_far_end_costs_nothing():
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(CHOICE)
    book.active.cell(1_048_576, 16_384, "xa")
    assert len(read(saved(book)).items) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        b"PK\x03\x04",
        "Không có tiêu đề\nnào".encode(),
        'Câu hỏi,Đáp án\n"chưa đóng'.encode() + b"x" * 200_000,
        ("Câu hỏi,Đáp án\n" + "," * 60 + "\n" + "x," * 60).encode(),
        ("Câu hỏi,Đáp án\n" + "\n" * 20_001).encode(),
        ("Câu hỏi,Đáp án\n" + "," * 900_000).encode(),
    ],
)
def test_a_hopeless_file_is_refused_with_a_sentence(data):
    with pytest.raises(Unreadable, match=r"[a-z)]\.$"):
        read(data)


def test_a_workbook_with_entities_is_refused():
    with zipfile.ZipFile(io.BytesIO(sheet(CHOICE))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["xl/workbook.xml"]
    with pytest.raises(Unreadable):
        read(packed(parts))


@given(st.binary() | st.text('Câu hỏi,;\t"\nABĐáp án').map(str.encode) | cut_and_changed(template_xlsx()))
def test_any_bytes_are_read_or_refused(data):
    read_or_refused(data)


@given(st.data())
def test_damaged_parts_of_a_workbook_are_read_or_refused(data):
    item = {
        "id": "i",
        "type": "true_false",
        "prompt": "<p>a</p>",
        "points": "1",
        "hint": "",
        "explanation": "",
        "answer": True,
    }
    with zipfile.ZipFile(io.BytesIO(write([item], {}).data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = data.draw(st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]))
    read_or_refused(packed(parts | {name: data.draw(cut_and_changed(parts[name]))}))


def read_or_refused(data):
    try:
        reading = read(data)
    except Unreadable:
        return
    assert all(each.importable or each.messages for each in reading.items)


def workbook(*rows):
    book = Workbook(write_only=True)
    page = book.create_sheet("Câu hỏi")
    for row in rows:
        page.append(row)
    return saved(book)


def sheet(row, header=HEADER):
    return workbook(header, row)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def one(data):
    """The only item without ids and without what says nothing; parts by their texts."""
    (found,) = read(data).items
    item = without_ids(found.item)
    for key in ("rows", "choices", "steps", "rubric", "cards", "categories"):
        if key in item:
            item[key] = [part["text"] for part in item[key]]
    if "options" in item:
        item["options"] = [tuple(value for key, value in option.items() if key != "id") for option in item["options"]]
    silent = {"id": "item", "points": "1", "hint": "", "explanation": ""}
    return {key: value for key, value in item.items() if value != silent.get(key)}
