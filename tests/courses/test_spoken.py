"""Numbers, dates and short forms, as a Vietnamese reads them aloud."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.numbers_read import DIGITS, read_digits, read_number
from courses.spoken import spoken

WORDS = {*DIGITS, "mười", "mươi", "mốt", "tư", "lăm", "linh", "trăm", "nghìn", "triệu", "tỷ"}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (110, "một trăm mười"),
        (1005, "một nghìn không trăm linh năm"),
        (2025, "hai nghìn không trăm hai mươi lăm"),
        (1_000_005, "một triệu không trăm linh năm"),
        (10**9 + 5, "một tỷ không trăm linh năm"),
        (3 * 10**12, "ba nghìn tỷ"),
    ],
)
def test_numbers_are_read_as_in_the_north(number, words):
    assert read_number(number) == words


@given(st.integers(0, 10**15))
def test_every_number_is_words_and_nothing_else(number):
    assert set(read_number(number).split()) <= WORDS


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=40, unique=True))
def test_different_numbers_sound_different(numbers):
    assert len({read_number(number) for number in numbers}) == len(numbers)


def test_what_is_dialled_is_read_digit_by_digit():
    assert read_digits("113") == "một một ba"
    assert spoken("Gọi 113 hoặc gọi số 1022.") == "Gọi một một ba hoặc gọi số một không hai hai."
    assert spoken("Số 0912 345 678") == "Số không chín một hai ba bốn năm sáu bảy tám"
    assert spoken("Mã 123456 hay 000000") == "Mã một hai ba bốn năm sáu hay không không không không không không"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ngày 15/11/2026", "ngày mười lăm tháng mười một năm hai nghìn không trăm hai mươi sáu"),
        ("Từ 1/7/2025", "Từ ngày mùng một tháng bảy năm hai nghìn không trăm hai mươi lăm"),
        ("tháng 04/2026", "tháng tư năm hai nghìn không trăm hai mươi sáu"),
        ("lúc 7h30 đến 17:00", "lúc bảy giờ ba mươi phút đến mười bảy giờ"),
        ("2,5 MB", "hai phẩy năm mê ga bai"),
        ("1.234,56 đồng", "một nghìn hai trăm ba mươi tư phẩy năm sáu đồng"),
        ("phí 50.000đ, tức 15%", "phí năm mươi nghìn đồng, tức mười lăm phần trăm"),
        ("3-5 phút", "ba đến năm phút"),
        ("Điểm 7/10", "Điểm bảy trên mười"),
        ("UBND xã gửi mã OTP", "Ủy ban nhân dân xã gửi mã ô tê pê"),
        ("cam, vải, v.v.", "cam, vải, vân vân"),
        ("TP. Bắc Giang", "thành phố Bắc Giang"),
        ("và/hoặc", "và hoặc"),
        ("dichvucong.gov.vn", "dichvucong chấm gov chấm vn"),
        ("Nghị định 69/2024/NĐ-CP",
         "Nghị định số sáu mươi chín năm hai nghìn không trăm hai mươi tư của Chính phủ"),
        ("Mã H02-0007", "Mã H không hai, không không không bảy"),
        ("Bình thường, không số.", "Bình thường, không số."),
    ],
)  # fmt: skip
def test_text_is_read_as_people_say_it(written, read):
    assert spoken(written) == read


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_digit_left(text):
    assert not re.search(r"[0-9]", spoken(text))
