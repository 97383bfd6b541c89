"""Phrases, names and short forms that the rules of content look for."""

import pytest

from courses.rules.wording import ageing_name, catch_all, foreign_words, unexplained, wording_findings


def rules(*lines):
    return [finding.rule for finding in wording_findings(lines)]


def test_a_line_in_parts_a_misplaced_tone_and_an_empty_phrase_are_each_told():
    assert rules("Bác mở máy rồi xem.") == []
    assert rules("Ma\u0301y này") == ["nfc"]
    assert rules("Xã hội hoá") == ["tone-marks"]
    assert rules("Trong thời đại 4.0, hãy cùng tìm hiểu.") == ["filler", "filler"]


def test_a_spelling_in_quotes_is_what_the_text_speaks_about():
    assert rules("“Hoà” và “Hòa” là hai tên.") == []
    assert rules("Bảng dưới đây tóm lại cho dễ nhớ.") == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Theo Nghị định 69/2024/NĐ-CP.", "Nghị định 69/2024/NĐ-CP."),
        ("Điều này ghi trong Luật Căn cước.", "Luật Căn cước."),
        ("Bộ luật Dân sự nói vậy.", "Bộ luật Dân sự nói vậy."),
        ("Xem Quyết định số 749.", "Quyết định số 749."),
        ("Mở Zalo ra.", "Zalo"),
        ("Vào Cổng Dịch vụ công quốc gia.", "Cổng Dịch vụ công"),
        ("Quyết định là của bác.", ""),
        ("Không phạm pháp luật. Luật nói rõ.", ""),
        ("Luật 91/2025/QH15 nói rõ.", "Luật 91/2025/QH15 nói rõ."),
        ("Luật 2 của tường lửa đứng trước luật 3.", ""),
        ("Mua ở chợ.", ""),
    ],
)
def test_laws_and_services_are_found_by_their_names(line, name):
    assert ageing_name(["Câu đầu.", line]) == name


def test_an_option_that_stands_for_others_is_known():
    options = ("Tất cả các ý trên", "Cả A và B đều đúng", "Tất cả giấy tờ trong nhà")
    assert [catch_all(option) for option in options] == [True, True, False]


def test_english_words_are_told_unless_they_are_named_on_purpose():
    assert list(foreign_words(["Bấm vào link rồi check lại.", "Mở App Store."])) == ["link", "check"]
    assert list(foreign_words(["Bấm nút “Download”, nghĩa là tải về. Rồi xem chỗ download."])) == []
    assert list(foreign_words(["Gửi tới ten@link.vn, vào online.gov.vn."])) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Không đọc mã OTP cho ai.", ["OTP"]),
        ("OTP, mã dùng một lần, gửi qua tin nhắn. Giữ kín OTP.", []),
        ("Mã này gọi là mã OTP.", []),
        ("Mang thẻ căn cước công dân (CCCD) theo.", []),
        ("BHYT là bảo hiểm y tế.", []),
        ("Theo Nghị định 69/2024/NĐ-CP, UBND-TH.", []),
        ("Gọi ngay khi thấy ABC.", []),
    ],
)
def test_a_short_form_is_explained_where_it_is_used_first(line, found):
    assert [word for word, _context in unexplained([line])] == found
