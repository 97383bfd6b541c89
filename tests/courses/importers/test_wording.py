import sys
import unicodedata

from courses.html import clean
from courses.importers.wording import readable

STAYS = "\n\t\r\u200d"


def test_a_file_is_read_without_the_characters_that_cleaning_takes_away():
    every = [chr(point) for point in range(sys.maxunicode + 1) if point & 0xFFFE == 0xFFFE]
    every += [
        chr(point) for point in range(sys.maxunicode + 1) if unicodedata.category(chr(point)) in {"Cc", "Cf", "Cs"}
    ]
    text = "a".join(each for each in every if each not in STAYS)
    assert set(readable(text)) == set(clean(text)) == {"a"}
