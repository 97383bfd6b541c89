"""Which PINs are too easy."""

import datetime

import pytest

from learners import pins
from learners.enums import BirthPrecision

BORN = datetime.date(1960, 11, 5)


@pytest.mark.parametrize(
    ("pin", "reason"),
    [("12345", "shape"), ("1234567", "shape"), ("12345a", "shape"), ("", "shape"), ("１２３４５６", "shape"),
     ("123456", "common"), ("654321", "common"), ("000000", "common"), ("777777", "common"), ("890123", "common"),
     ("121212", "common"), ("123123", "common"), ("112233", "common"), ("123321", "common"), ("147258", "common"),
     ("789123", "common"), ("686868", "common"), ("051160", "birth"), ("601105", "birth"), ("110560", "birth"),
     ("196083", "birth"), ("831960", "birth"), ("116083", "birth")],
)  # fmt: skip
def test_a_weak_pin_is_refused_with_the_reason(pin, reason):
    with pytest.raises(pins.WeakPin) as refused:
        pins.check(pin, birth_date=BORN)
    assert refused.value.reason == reason


@pytest.mark.parametrize("pin", ["482915", "905173", "318640"])
def test_six_digits_without_a_pattern_are_taken(pin):
    pins.check(pin, birth_date=BORN)


def test_only_what_is_known_of_the_birth_counts_against_a_pin():
    pins.check("010160", birth_date=datetime.date(1960, 1, 1), birth_precision=BirthPrecision.YEAR)


def test_a_thousand_and_more_of_the_first_guesses_are_refused_but_most_pins_stay():
    refused = 0
    for number in range(1_000_000):
        try:
            pins.check(f"{number:06d}")
        except pins.WeakPin:
            refused += 1
    assert 1_000 < refused < 20_000
