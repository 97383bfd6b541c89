"""Numbers and shares as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.numbers import canonical, editable, number_of, readings, share_of, typed_number
from courses.text import format_number

READ = [
    ("12", "12"), ("1.234,5", "1234.5"), ("1234.5", "1234.5"), ("1 234 567,5", "1234567.5"), ("1\u00a0234", "1234"),
    ("１２", "12"), ("１．２３４，５", "1234.5"), ("−3,5", "-3.5"), ("- 5", "-5"), ("+5", "5"), ("4. ", "4"),
    ("3,5 triệu", "3500000"), ("3.5 TRIỆU", "3500000"), ("3,5trieu", "3500000"), ("50k", "50000"),
    ("50 nghìn", "50000"),
    ("50 ngàn", "50000"), ("2 tỷ", "2000000000"), ("2 tỉ", "2000000000"), ("2 nghìn tỷ", "2000000000000"),
    ("2 triệu rưỡi", "2500000"), ("2tr5", "2500000"), ("2 triệu 5", "2500000"), ("1 tỷ 250", "1250000000"),
    ("1 nghìn 250", "1250"), ("3 triệu 500 nghìn", "3500000"), ("3 tỷ 200 triệu 5 nghìn", "3200005000"),
    ("3 triệu 500.000", "3500000"), ("3 trăm nghìn", "300000"), ("-2 triệu", "-2000000"), ("1,234", "1.234"),
]  # fmt: skip

NOT_READ = [
    "", " ", "k", "rưỡi", "3 rưỡi", "ba triệu", "3 5", "12 34", "1 23", "5..2", "1 triệu 2 triệu", "1 nghìn 2 triệu",
    "3 triệu 25", "½", "5²", "4 kg", "1e5", "NaN", "triệu 3", "3 triệu triệu", "0x10", "9" * 81, "3-4", "3 triệu,5",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "number"), READ)
def test_a_number_is_read_as_people_type_it(typed, number):
    assert typed_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", NOT_READ)
def test_what_is_no_number_is_none(typed):
    assert typed_number(typed) is None


@given(st.text("0123456789., ktrnghìiệuỷ-", max_size=30))
def test_whatever_the_strict_reading_takes_is_the_same_number_to_the_other(text):
    strict, typed = number_of(text), typed_number(text)
    assert strict is None or strict == typed


@given(st.one_of(st.text(max_size=100), st.text("0123456789., ktriệutỷ", max_size=100)))
def test_any_text_is_a_finite_number_or_none(text):
    number = typed_number(text)
    assert number is None or number.is_finite()


def test_a_comma_between_thousands_has_two_readings():
    assert readings("1,000") == {Decimal(1), Decimal(1000)}
    assert readings("1.000") == {Decimal(1000)}
    assert readings("1,00") == {Decimal(1)}
    assert readings("một") == set()


@pytest.mark.parametrize(
    ("written", "share"),
    [("1", "1"), ("0,5", "0.5"), ("0.5", "0.5"), ("50%", "0.5"), ("50 %", "0.5"), ("-25%", "-0.25"), ("１００%", "1"),
     ("33,33333%", "0.3333333")],
)  # fmt: skip
def test_a_share_is_a_number_or_per_cent(written, share):
    assert share_of(written) == Decimal(share)


@pytest.mark.parametrize("written", ["", "%", "nửa", "50%%", "1/2"])
def test_what_is_no_share_is_none(written):
    assert share_of(written) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [("0.50", "0.5"), ("1E+3", "1000"), ("-0", "0"), ("0.0", "0"), ("100", "100"), ("-0.250", "-0.25"), ("7", "7")],
)
def test_a_number_is_frozen_in_one_form(number, text):
    assert canonical(Decimal(number)) == text


@given(st.decimals(-(10**30), 10**30, allow_nan=False, allow_infinity=False, places=4))
def test_a_number_in_the_editor_is_read_back_digit_by_digit(number):
    assert f"{number_of(editable(number)):f}" == f"{number:f}" or not number


@given(st.integers(1, 999), st.sampled_from([("nghìn", 3), ("triệu", 6), ("tỷ", 9)]))
def test_a_number_word_stands_for_its_zeros(number, word):
    name, power = word
    assert typed_number(f"{number} {name}") == typed_number(format_number(number * 10**power)) == number * 10**power
