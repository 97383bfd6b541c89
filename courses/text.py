"""Vietnamese text as pure functions: normal form, folding, tolerant matching, sort keys and numbers.

Every key is made here, in Python, so that SQLite and PostgreSQL compare and order text alike.
"""

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Matching = Literal["strict", "lenient", "unaccented"]

MATCHINGS: tuple[Matching, ...] = ("strict", "lenient", "unaccented")

# The tones in the order of a Vietnamese dictionary; a syllable without a mark (ngang) comes before them all.
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_DIGITS = "0123456789"
_OUTER_PUNCTUATION = " .,;:!?…\"'“”‘’"
# "ly" and "li" or "quý" and "quí" are one syllable in two spellings; "tay" and "tai", "thúy" and "thúi" are two.
_LONE_Y = re.compile(r"^([bcdđghklmnpqrstvx]*)y$|^(qu)y")
_WORD = re.compile(rf"[\w{_TONES}]+")
# Tried in this order, so that a lone separator is read the Vietnamese way where both readings make sense.
_VIETNAMESE_NUMBER = re.compile(r"(-?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+))(?:,([0-9]+))?")
_ENGLISH_NUMBER = re.compile(r"(-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+))(?:\.([0-9]+))?")
_LONGEST_NUMBER = 40
# Putting a run of marks in order takes the square of its length. No letter has more than a few; thirty is the number
# that Unicode's own stream-safe form keeps. A text as short as this is in order at once, whatever it holds.
_MOST_MARKS = 30
_SHORT_TEXT = 1000


class NumberError(ValueError):
    """The text is not a number in Vietnamese or English writing."""


def nfc(text: str) -> str:
    """Return the text in Unicode NFC, the one form that is stored: "ế" is then always one code point.

    Takes time in proportion to the text: of a long text's marks on one letter, those after the thirtieth are dropped.
    """
    return unicodedata.normalize("NFC", _few_marks(text))


def fold(text: str) -> str:
    """Return the text in small letters, without marks, đ as d, runs of white space as one blank. Idempotent."""
    bare = _without_marks(_without_marks(text).casefold())
    return " ".join(nfc(bare).replace("đ", "d").split())


def tone_neutral(text: str) -> str:
    """Return a key that is equal for spellings of the same syllables, however the tone mark is placed.

    "hoà" and "hòa", "kỹ" and "kĩ", "Lý" and "lí" share one key; "cá", "cà" and "cã" never do.
    The key is for comparing, not for showing: the tone stands at the end of its syllable.
    """
    return " ".join(_WORD.sub(_neutral_syllable, _tones_after_letters(nfc(text).casefold())).split())


def search_exact(text: str) -> str:
    """Return the key for finding a text with its marks: NFC, small letters, single blanks."""
    return " ".join(nfc(nfc(text).casefold()).split())


def search_folded(text: str) -> str:
    """Return the key for finding a text typed without marks; "kỹ" and "kĩ" are both "ki"."""
    return fold(tone_neutral(text))


def matches(answer: str, accepted: Sequence[str], mode: Matching) -> bool:
    """Tell whether an answer is one of the accepted wordings. An empty answer never is.

    strict: the same text but for blanks at its ends. lenient: also case, blanks, punctuation at the ends,
    tone-mark placement and i/y do not count. unaccented: marks do not count either.
    """
    key = _matching_key(answer, mode)
    return bool(key) and any(key == _matching_key(wording, mode) for wording in accepted)


def sort_key(text: str) -> str:
    """Return a string of 0-9a-f that sorts as a Vietnamese reader expects, under any database collation.

    Letters decide first, syllable by syllable (a < ă < â, d < đ, e < ê, o < ô < ơ, u < ư); only then the tones
    (ngang, huyền, hỏi, ngã, sắc, nặng) from the first syllable on; only then capitals, which come last.
    """
    syllables = _tones_after_letters(text).split()
    letters = "02".join(_letter_weights(syllable) for syllable in syllables)
    tones = "".join(_tone_weight(syllable) for syllable in syllables)
    cases = "".join(_case_weight(syllable) for syllable in syllables)
    return f"{letters}00{tones}00{cases}"


def name_sort_key(full_name: str) -> str:
    """Return a key like `sort_key` for a Vietnamese name: given name (the last word), then family, then middle."""
    words = nfc(full_name).casefold().split() or [""]
    given, family, middle = words[-1], words[0] if len(words) > 1 else "", " ".join(words[1:-1])
    return "00".join(sort_key(part) for part in (given, family, middle))


def parse_number(text: str) -> Decimal:
    """Read a number written the Vietnamese or the English way: "1.234,5", "1,234.5", "3,5", "-2".

    A lone separator is read the Vietnamese way where both readings make sense: "1.234" is 1234 and "1,234" is a
    little more than one. Raises NumberError for anything else.
    """
    written = text.strip().replace("\u2212", "-")
    if len(written) > _LONGEST_NUMBER:
        raise NumberError(text)
    found = _VIETNAMESE_NUMBER.fullmatch(written) or _ENGLISH_NUMBER.fullmatch(written)
    if found is None:
        raise NumberError(text)
    whole, fraction = re.sub("[.,]", "", found[1]), found[2]
    return Decimal(f"{whole}.{fraction}" if fraction else whole)


def format_number(value: Decimal | int, places: int | None = None) -> str:
    """Write a number the Vietnamese way: "18.240", "71,4".

    `places` is the exact number of decimals, rounded half up; without it, all that the value has and no trailing zero.
    """
    number = Decimal(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    written = f"{number:,f}"
    if places is None and "." in written:
        written = written.rstrip("0").rstrip(".")
    if not written.strip("-0.,"):
        written = written.lstrip("-")
    return written.translate(str.maketrans(",.", ".,"))


def format_percent(ratio: Decimal, places: int = 1) -> str:
    """Write a ratio as per cent with at most `places` decimals: Decimal("0.714") is "71,4%", Decimal("0.7") "70%"."""
    rounded = (ratio * 100).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{format_number(rounded)}%"


def _without_marks(text: str) -> str:
    """Decompose and drop combining marks and invisible format characters, such as a zero-width blank."""
    parts = unicodedata.normalize("NFD", _few_marks(text))
    return "".join(c for c in parts if unicodedata.category(c) not in {"Mn", "Cf"})


def _few_marks(text: str) -> str:
    if len(text) <= _SHORT_TEXT or text.isascii():
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _tones_after_letters(text: str) -> str:
    """Write every tone mark after its letter but leave the marks that make another letter: "ế" is "ê" and a sắc."""
    visible = nfc("".join(c for c in text if unicodedata.category(c) != "Cf"))
    return "".join(_tone_after_letter(c) for c in visible)


def _tone_after_letter(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    letter = nfc("".join(c for c in parts if c not in _TONES))
    return letter + "".join(c for c in parts if c in _TONES)


def _without_tones(syllable: str) -> str:
    return "".join(c for c in syllable if c not in _TONES)


def _neutral_syllable(found: re.Match[str]) -> str:
    tones = "".join(c for c in found[0] if c in _TONES)
    return _LONE_Y.sub(r"\1\2i", _without_tones(found[0])) + tones


def _matching_key(text: str, mode: Matching) -> str:
    if mode == "strict":
        return nfc(text).strip()
    key = tone_neutral(text) if mode == "lenient" else search_folded(text)
    return key.strip(_OUTER_PUNCTUATION) or key


def _letter_weights(syllable: str) -> str:
    letters = (c for c in _without_tones(syllable).casefold() if unicodedata.category(c) != "Mn")
    return "".join(_letter_weight(c) for c in letters)


def _letter_weight(character: str) -> str:
    """Return hex digits of which none begins another: signs, then digits, then our letters, then all other writing."""
    letter = character if character in _LETTERS else unicodedata.normalize("NFD", character)[0]
    if letter in _LETTERS:
        return f"{0xA0 + _LETTERS.index(letter):02x}"
    if letter in _DIGITS:
        return f"{0x80 + _DIGITS.index(letter):02x}"
    return f"{'f0' if letter.isalnum() else '10'}{ord(letter):06x}"


def _tone_weight(syllable: str) -> str:
    tone = next((c for c in syllable if c in _TONES), "")
    return f"{_TONES.index(tone) + 2 if tone else 1:02x}"


def _case_weight(syllable: str) -> str:
    bare = _without_tones(syllable)
    return "01" if bare == bare.lower() else "02" if bare == bare.capitalize() else "03"
