"""Vietnamese text: what must be the same, what must never be, and in which order."""

import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.text import (
    NumberError,
    fold,
    format_number,
    format_percent,
    matches,
    name_sort_key,
    nfc,
    parse_number,
    search_exact,
    search_folded,
    sort_key,
    tone_neutral,
)

VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậờởỡớợừửữứựỳỷỹýỵAĐÊ 0.,-", max_size=30)
ANY_TEXT = st.one_of(VIETNAMESE, st.text(max_size=30))

SAME_SYLLABLES = [
    ("hoà", "hòa"), ("hoá", "hóa"), ("hoả", "hỏa"), ("hoạ", "họa"), ("toà án", "tòa án"), ("khoẻ", "khỏe"),
    ("loè", "lòe"), ("xoè", "xòe"), ("thuý", "thúy"), ("thuỷ", "thủy"), ("luỹ", "lũy"), ("huỷ", "hủy"),
    ("tuỳ", "tùy"), ("uỷ ban", "ủy ban"), ("kỹ", "kĩ"), ("kỹ năng số", "kĩ năng số"), ("quý", "quí"),
    ("quỹ", "quĩ"), ("quỳnh", "quình"), ("lý", "lí"), ("lý do", "lí do"), ("ký", "kí"), ("kỳ", "kì"),
    ("mỹ", "mĩ"), ("tỷ", "tỉ"), ("sỹ", "sĩ"), ("bác sỹ", "bác sĩ"), ("hy vọng", "hi vọng"), ("y tế", "i tế"),
    ("ỷ lại", "ỉ lại"), ("vỹ", "vĩ"), ("qủa", "quả"), ("gìa", "già"), ("múôn", "muốn"), ("thưở", "thửơ"),
    ("ngoằn ngoèo", "ngoằn ngòeo"), ("Công An Xã", "công an xã"), ("CÔNG AN XÃ", "công an xã"),
    ("công  an\u00a0xã", "công an xã"), ("  công an xã ", "công an xã"), ("công an xã.", "công an xã"),
    ("“công an xã”", "công an xã"), ("Đà Nẵng", "đà nẵng"), ("ĐÔNG", "đông"), ("mật\u200b khẩu", "mật khẩu"),
    ("112", "112 "), ("VNeID", "vneid"), ("chuyển khoản!", "Chuyển khoản"),
]  # fmt: skip

OTHER_WORDS = [
    ("cá", "cà"), ("cá", "cã"), ("cà", "cã"), ("cá", "cạ"), ("cá", "cả"), ("cá", "ca"), ("ma", "mà"), ("mã", "mả"),
    ("bán", "bạn"), ("ban", "bàn"), ("sổ", "số"), ("hòa", "hóa"), ("hoà", "hoá"), ("thúy", "thùy"), ("lý", "lỳ"),
    ("quý", "quỷ"), ("kỹ", "kỷ"), ("xã", "xa"), ("an", "ân"), ("ăn", "ân"), ("đi", "di"), ("đa", "da"), ("to", "tô"),
    ("tô", "tơ"), ("tu", "tư"), ("te", "tê"), ("mật khẩu", "mặt khẩu"), ("thuế", "thuê"), ("điện", "diện"),
]  # fmt: skip

OTHER_EVEN_WITHOUT_MARKS = [
    ("tay", "tai"), ("hay", "hai"), ("thúy", "thúi"), ("ngày", "ngài"), ("máy", "mái"), ("tùy", "tùi"),
    ("an", "ang"), ("xã", "xạo"), ("công an", "công"), ("ba", "b a"), ("", "a"), ("", ""), ("4", "5"), ("vải", "vãy"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME_SYLLABLES)
def test_another_spelling_of_the_same_syllables_is_accepted_leniently_and_without_marks(one, other):
    assert matches(one, [other], "lenient")
    assert matches(other, [one], "lenient")
    assert matches(unicodedata.normalize("NFD", one), [other], "unaccented")


@pytest.mark.parametrize(("one", "other"), OTHER_WORDS)
def test_another_tone_or_letter_is_another_word_unless_marks_do_not_count(one, other):
    assert not matches(one, [other], "strict")
    assert not matches(one, [other], "lenient")
    assert not matches(other, [one], "lenient")
    assert matches(one, [other], "unaccented")


@pytest.mark.parametrize(("one", "other"), OTHER_EVEN_WITHOUT_MARKS)
@pytest.mark.parametrize("mode", ["strict", "lenient", "unaccented"])
def test_other_letters_never_match(one, other, mode):
    assert not matches(one, [other], mode)


@pytest.mark.parametrize(
    ("answer", "is_right"),
    [
        ("Công an xã", True),
        (" Công an xã\n", True),
        ("công an xã", False),
        ("Công  an xã", False),
        ("Công an xả", False),
    ],
)
def test_strict_matching_forgives_only_blanks_at_the_ends(answer, is_right):
    assert matches(answer, ["Công an xã"], "strict") is is_right
    assert matches(unicodedata.normalize("NFD", answer), ["Công an xã"], "strict") is is_right


def test_any_of_several_wordings_is_accepted():
    assert matches("ubnd xa", ["Công an xã", "UBND xã"], "unaccented")
    assert not matches("ubnd xa", [], "unaccented")


def test_a_sign_alone_can_be_the_answer():
    assert matches("?", ["?"], "lenient")
    assert not matches("!", ["?"], "lenient")


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_folding_any_character_twice_changes_nothing():
    # What Unicode has not assigned has neither case nor marks; surrogates are no text.
    folded = [fold(c) for c in map(chr, range(0x110000)) if unicodedata.category(c) not in {"Cn", "Cs"}]
    assert [text for text in folded if fold(text) != text] == []


@given(VIETNAMESE)
def test_folded_vietnamese_is_plain_ascii(text):
    assert fold(text).isascii()


@pytest.mark.parametrize("key", [nfc, fold, tone_neutral, search_exact, search_folded, sort_key])
def test_a_hundred_thousand_marks_on_one_letter_take_no_more_than_a_moment(key):
    hostile = "a" + "\u0315\u0300" * 50_000
    begun = time.process_time()
    assert len(key(hostile)) < 1000
    # Putting them all in order would take half a minute.
    assert time.process_time() - begun < 3


def test_a_long_text_keeps_every_mark_that_a_language_writes():
    long = "Vie\u0323\u0302t " * 1000
    assert nfc(long) == "Việt " * 1000
    assert fold(long) == " ".join(["viet"] * 1000)


@given(ANY_TEXT)
def test_every_key_is_the_same_for_composed_and_decomposed_text(text):
    decomposed = unicodedata.normalize("NFD", text)
    for key in (nfc, fold, tone_neutral, search_exact, search_folded, sort_key, name_sort_key):
        assert key(decomposed) == key(nfc(text))


def test_search_keys_tell_marks_apart_or_not():
    assert search_exact("  Kỹ  năng SỐ ") == "kỹ năng số"
    assert search_folded("Kỹ năng số") == search_folded("kĩ nang so") == "ki nang so"
    assert search_exact("bán") != search_exact("bạn")
    assert fold("Đường Trường Sơn") == "duong truong son"


@pytest.mark.parametrize(
    "ordered",
    [
        [*"aăâbcdđeêghiklmnoôơpqrstuưvxyz"],
        ["ba", "bà", "bả", "bã", "bá", "bạ"],
        ["an", "an ninh", "an toàn", "ang", "ăn", "ân"],
        ["da", "dê", "dưa", "đa", "đi", "em"],
        ["hoa", "hòa", "hóa", "hoa an", "hóa an", "hòa bình"],
        ["Bài 1", "bài a", "bài b"],
        ["lê", "Lê", "LÊ", "lề"],
        ["", "(a)", "1", "a", "я"],
    ],
)
def test_words_are_ordered_as_in_a_vietnamese_dictionary(ordered):
    shuffled = ordered[1::2] + ordered[::2]
    assert sorted(shuffled, key=sort_key) == ordered


def test_names_are_ordered_by_given_name_then_family_then_middle():
    ordered = [
        "Lê An", "Nguyễn Thị An", "NGUYỄN VĂN AN", "Trần An", "Đỗ Bình", "Lý Đức", "Nguyễn Hoa", "An Hòa",
    ]  # fmt: skip
    shuffled = ordered[1::2] + ordered[::2]
    assert sorted(shuffled, key=name_sort_key) == ordered


@given(ANY_TEXT, ANY_TEXT)
def test_a_sort_key_survives_any_collation_and_differs_where_letters_differ(one, other):
    assert set(sort_key(one)) <= set("0123456789abcdef")
    if search_exact(one).isalpha() and search_exact(other).isalpha() and fold(one) != fold(other):
        assert sort_key(one) != sort_key(other)


@given(VIETNAMESE, VIETNAMESE)
def test_a_word_sorts_before_what_it_begins(one, other):
    assert sort_key(fold(one)) <= sort_key(fold(one) + fold(other))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", "12"), ("-2", "-2"), ("−2", "-2"), (" 7 ", "7"), ("3,5", "3.5"), ("1234.5", "1234.5"), ("0", "0"),
        ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1.234", "1234"), ("1,234", "1.234"), ("1.234.567", "1234567"),
        ("1,234,567", "1234567"), ("1.234.567,89", "1234567.89"), ("0.125", "0.125"), ("0,125", "0.125"),
        ("1234.567", "1234.567"), ("-1.000,25", "-1000.25"), ("18.240", "18240"), ("007", "7"), ("3.50", "3.50"),
    ],
)  # fmt: skip
def test_numbers_are_read_the_vietnamese_and_the_english_way(written, number):
    assert parse_number(written) == Decimal(number)


@pytest.mark.parametrize(
    "written",
    ["", " ", "abc", "1..2", "1,2,3", "1.23,4.5", "5,", ",5", ".5", "12.34,5", "1 2", "--2", "1e5", "NaN", "inf", "٣",
     "½", "4 kg", "1.2.3", "1,2.3,4", "1" * 41, "0x10", "1_000", "1.234.56"],
)  # fmt: skip
def test_what_is_not_a_number_is_refused_by_name(written):
    with pytest.raises(NumberError):
        parse_number(written)


@given(st.text("0123456789.,- ", max_size=12))
def test_reading_a_number_gives_a_finite_number_or_the_named_error(text):
    try:
        assert parse_number(text).is_finite()
    except NumberError:
        assert True


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4))
def test_a_number_written_and_read_is_the_same_number(number):
    assert parse_number(format_number(number)) == number


@pytest.mark.parametrize(
    ("number", "places", "written"),
    [
        (Decimal("18240"), None, "18.240"), (Decimal("71.4"), None, "71,4"), (Decimal("71.40"), None, "71,4"),
        (1234567, None, "1.234.567"), (Decimal("1234567.89"), None, "1.234.567,89"), (Decimal("-0.0"), None, "0"),
        (Decimal("2.5"), 0, "3"), (Decimal("7"), 1, "7,0"), (Decimal("-0.04"), 1, "0,0"), (100, None, "100"),
        (Decimal("1E+3"), None, "1.000"), (Decimal("-1234.5"), None, "-1.234,5"),
    ],
)  # fmt: skip
def test_numbers_are_written_the_vietnamese_way(number, places, written):
    assert format_number(number, places) == written


@pytest.mark.parametrize(
    ("ratio", "written"),
    [("0.714", "71,4%"), ("0.7", "70%"), ("1", "100%"), ("0", "0%"), ("0.87649", "87,6%"), ("0.0005", "0,1%")],
)
def test_a_ratio_is_written_as_per_cent(ratio, written):
    assert format_percent(Decimal(ratio)) == written
