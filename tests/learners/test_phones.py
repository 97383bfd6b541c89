"""Phones as Vietnamese people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learners.phones import OLD_PREFIXES, PhoneError, normalise, show


@pytest.mark.parametrize(
    "typed",
    ["0912345678", "0912 345 678", "0912.345.678", "0912-345-678", "(0912) 345 678", "+84912345678", "+84 912 345 678",
     "84912345678", "0084912345678", "+84 (0) 912 345 678", " 0912\u00a0345\u00a0678 ", "０９１２３４５６７８"],
)  # fmt: skip
def test_every_usual_way_to_write_a_phone_gives_one_number(typed):
    assert normalise(typed) == "+84912345678"


@pytest.mark.parametrize(("old", "new"), sorted(OLD_PREFIXES.items()))
def test_an_old_number_of_eleven_digits_becomes_its_new_one(old, new):
    assert normalise(f"{old}1234567") == f"+84{new[1:]}1234567"


def test_an_old_number_is_converted_behind_a_country_code_too():
    assert normalise("+84 168 123 4567") == "+84381234567"


def test_a_landline_of_the_province_is_a_phone():
    assert normalise("0204 3856 123") == "+842043856123"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("09l2345678", "letters"), ("so cua toi", "letters"), ("0912345678 (nhà)", "letters"),
     ("+84+912345678", "letters"),
     ("091234567", "number"), ("09123456789", "number"), ("0112345678", "number"), ("01231234", "number"),
     ("", "number"), ("113", "number"),
     ("+1 202 555 0123", "number"), ("0" * 5000, "number"), ("01951234567", "number")],
)  # fmt: skip
def test_what_is_no_phone_is_refused_with_the_reason(typed, reason):
    with pytest.raises(PhoneError) as refused:
        normalise(typed)
    assert refused.value.reason == reason


def test_a_number_is_shown_as_people_read_it():
    assert (show("+84912345678"), show("someone@example.vn")) == ("0912 345 678", "someone@example.vn")


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True))
def test_what_is_shown_is_read_back_as_the_same_number(national):
    number = normalise(national)
    assert normalise(show(number)) == number
    assert show(number).replace(" ", "") == national


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_a_named_error(text):
    try:
        found = normalise(text)
    except PhoneError as error:
        found = error.reason
    assert found in {"letters", "number"} or found.startswith("+84")
