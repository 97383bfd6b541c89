"""Vietnamese words, sentences and tone marks, as the rules of content count them."""

import pytest

from courses.rules.prose import average_sentence, longest_of, sentences, words
from courses.rules.spelling import misplaced_tones


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Từ ngày 01/07/2025, xã làm 1.234,5 việc.", 7),
        ("Giấy tờ, tiền bạc, v.v. – đều giữ kín!", 8),
        ("", 0),
        ("… — ?", 0),
    ],
)
def test_words_are_what_stands_between_blanks(text, count):
    assert len(words(text)) == count


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Mở máy. Bấm nút.", ["Mở máy.", "Bấm nút."]),
        ("Mở máy ra được không? Được!", ["Mở máy ra được không?", "Được!"]),
        ("Từ ngày 01.07.2025 trở đi, giá 1.234,5 đồng.", ["Từ ngày 01.07.2025 trở đi, giá 1.234,5 đồng."]),
        ("Vải, nhãn, v.v. đều bán được.", ["Vải, nhãn, v.v. đều bán được."]),
        ("Bán vải, nhãn, v.v. Rồi ghi sổ.", ["Bán vải, nhãn, v.v.", "Rồi ghi sổ."]),
        ("Đến TP. Bắc Giang gặp ThS. Hà.", ["Đến TP. Bắc Giang gặp ThS. Hà."]),
        ("Cán bộ hỏi: “Bác tên gì?” Bác trả lời.", ["Cán bộ hỏi: “Bác tên gì?”", "Bác trả lời."]),
        ("1. Mở máy", ["1. Mở máy"]),
        ("Không có dấu chấm", ["Không có dấu chấm"]),
        ("   ", []),
    ],
)
def test_a_line_is_cut_where_a_sentence_ends(line, found):
    assert list(sentences(line)) == found


def test_each_paragraph_and_list_entry_counts_for_itself():
    lines = ["Mang theo hai thứ:", "Thẻ căn cước", "Điện thoại đang dùng. Sạc đầy pin."]
    assert average_sentence(lines) * 4 == 4 + 3 + 4 + 3
    assert average_sentence([]) == 0
    assert longest_of(lines) == "Mang theo hai thứ:"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("hoá", "hóa"), ("Hoà", "Hòa"), ("khoẻ", "khỏe"),
        ("thuỷ", "thủy"), ("tuỳ", "tùy"), ("UỶ", "ỦY"), ("loè", "lòe"),
        ("tòan", "toàn"), ("ngòai", "ngoài"), ("qúy", "quý"), ("gía", "giá"), ("nứơc", "nước"), ("thúê", "thuế"),
        ("kià", "kìa"), ("cuả", "của"),
    ],
)  # fmt: skip
def test_a_tone_mark_in_another_place_is_told_with_the_right_spelling(wrong, right):
    assert list(misplaced_tones(f"Chữ {wrong} này.")) == [(wrong, right)]


RIGHT = """quý giá thuế hoàn toàn hóa hòa khỏe thủy tùy ủy quà quá già giếng gì nghĩa chìa khóa mía của
mua được nước người khuỷu tay
ngoài ngoéo huýt sáo loét tuyết nguyễn thuở quốc yếu chuyển tiền giữ giấy giỏi nhuần nhuyễn xoắn quyển khuya rượu hươu
quỳnh quạ quẻ qua gìn giặt ngoằn ngoèo chuối tuổi muối tươi bưởi đường mượn truyện kiểu chiều hiểu phiếu nghiệm"""


def test_words_spelled_the_traditional_way_and_foreign_names_are_left_alone():
    assert list(misplaced_tones(f"{RIGHT} Facebook São Paulo Besançon café Zalo VNeID")) == []
