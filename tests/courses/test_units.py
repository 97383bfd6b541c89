"""Units after a number."""

import pytest

from courses.units import names_of, split_power, without_unit


def test_the_names_of_one_unit_are_known_from_any_of_them():
    assert names_of("đồng") >= {"đồng", "đ", "vnd", "₫"}
    assert names_of("VND") >= {"VND", "đồng", "đ"}
    assert names_of("%") >= {"%", "phần trăm"}
    assert names_of("xã") == {"xã"}
    assert names_of("") == set()


@pytest.mark.parametrize(
    ("text", "unit", "rest"),
    [("4 kg", "kg", "4"), ("4KG", "kg", "4"), ("4 SỐ", "số", "4"), ("4 so", "số", "4"), ("4", "kg", None),
     ("kg", "kg", ""),
     ("4 kg", "", None), ("", "kg", None), ("65 phan tram", "phần trăm", "65")],
)  # fmt: skip
def test_a_unit_is_taken_off_the_end(text, unit, rest):
    assert without_unit(text, unit) == rest


@pytest.mark.parametrize(
    ("unit", "parts"),
    [("triệu đồng", (6, "đồng")), ("tỷ đồng", (9, "đồng")), ("nghìn người", (3, "người")), ("triệu", (6, "")),
     ("đồng", (0, "đồng")), ("k", (0, "k")), ("", (0, ""))],
)  # fmt: skip
def test_a_number_word_is_told_from_its_unit(unit, parts):
    assert split_power(unit) == parts
