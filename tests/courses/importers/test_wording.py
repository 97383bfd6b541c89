import sys

from courses.html import clean
from courses.importers.wording import readable


def test_what_cleaning_takes_away_is_not_read_in_the_first_place():
    every = [chr(point) for point in range(sys.maxunicode + 1) if chr(point) not in "<>&\r"]
    shown = clean("a".join(every))
    assert set("".join(readable(each) for each in every)) <= set(shown)
