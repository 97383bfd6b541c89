"""Dates as Vietnamese people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.dates import read_date

SAME = [
    "2/9/1945", "02/09/1945", "02-09-1945", "2.9.1945", "2 / 9 / 1945", "ngày 2 tháng 9 năm 1945", "2 tháng 9 năm 1945",
    "Ngày 02 tháng 09 năm 1945.", "ngay 2 thang 9 nam 1945", "2 tháng 9, 1945", "ngày 2/9/1945", "1945-09-02",
    "２/９/１９４５", "2 tháng 9/1945", "mùng 2 tháng 9 năm 1945", "ngày mùng 2 tháng 9 năm 1945",
    "NGÀY 2 THÁNG 9 NĂM 1945",
]  # fmt: skip


@pytest.mark.parametrize("written", SAME)
def test_one_day_is_read_in_all_its_forms(written):
    assert read_date(written) == (2, 9, 1945)


@pytest.mark.parametrize(
    ("written", "read"),
    [("2/9", (2, 9, None)), ("ngày 2 tháng 9", (2, 9, None)), ("9/1945", (None, 9, 1945)), ("29/2", (29, 2, None)),
     ("tháng 9 năm 1945", (None, 9, 1945)), ("29/2/2024", (29, 2, 2024)), ("12/11/2026", (12, 11, 2026))],
)  # fmt: skip
def test_a_date_may_lack_its_year_or_its_day(written, read):
    assert read_date(written) == read


@pytest.mark.parametrize(
    "written",
    ["", "hôm nay", "31/2/2020", "29/2/2023", "0/1/2020", "32/1/2020", "1/13/2020", "2/9/45", "2/9/0000", "1945",
     "tháng 9",
     "2/9/1945 rồi", "ngày 2", "30/2", "2//9/1945", "x" * 61, "9/1945/2"],
)  # fmt: skip
def test_what_is_no_date_is_none(written):
    assert read_date(written) is None


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_every_day_of_the_calendar_is_read(day):
    parts = (day.day, day.month, day.year)
    assert read_date(f"{day.day}/{day.month}/{day.year}") == parts
    assert read_date(f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}") == parts
    assert read_date(day.isoformat()) == parts


@given(st.text("0123456789/-. ngàythágnăm", max_size=70))
def test_any_text_is_a_date_or_none(text):
    read = read_date(text)
    assert read is None or 1 <= read[1] <= 12
