"""Names of all lengths are taken, what no paper can print is not."""

import pytest

from learners.names import BadName, tidy_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn   Thị Mẫu ", "Nguyễn Thị Mẫu"),
        ("Ý", "Ý"),
        ("A" * 60, "A" * 60),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("K'Brông H’Nhị", "K'Brông H’Nhị"),
        ("Lan\u200b", "Lan"),
    ],
)
def test_a_name_is_kept_as_it_is_written(typed, kept):
    assert tidy_name(typed) == kept


@pytest.mark.parametrize("typed", ["", " ", "Lan 2", "Lan 😀", "Lan\x00", "李小龙", "=SUM(A1)", "...", "B" * 121])
def test_what_is_no_name_is_refused(typed):
    with pytest.raises(BadName):
        tidy_name(typed)
