"""Text files in the encodings Vietnamese offices have used, told apart by which of them gives Vietnamese syllables.

TCVN3 (ABC) and VNI-Windows hide Vietnamese letters behind Latin ones and trust the font to draw them. Both tables are
read letter by letter: a VNI mark that follows its vowel becomes a combining mark, and NFC joins the two.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Mapping
from itertools import islice

from django.utils.translation import gettext as _

from courses.importers.base import Unreadable
from courses.importers.syllables import is_syllable
from courses.text import nfc

_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"

_TCVN3_CODES = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB0: _GRAVE + _HOOK + _TILDE + _ACUTE + _DOT,
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "á": _CIRCUMFLEX + _ACUTE, "à": _CIRCUMFLEX + _GRAVE, "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}

TCVN3: Mapping[int, str] = {
    start + place: letter for start, letters in _TCVN3_CODES.items() for place, letter in enumerate(letters)
}
VNI: Mapping[int, str] = {
    ord(letter): meaning
    for small, small_meaning in (_VNI_MARKS | _VNI_LETTERS).items()
    for letter, meaning in ((small, small_meaning), (small.upper(), small_meaning.upper()))
}

_WESTERN = {code: bytes([code]).decode("cp1252", errors="replace") for code in range(256)}
# The last place where Windows programs put letters of symbol fonts.
_SYMBOLS = range(0xF020, 0xF100)
_MARKED_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_BORDERS = "“”‘’…–—•·»\u00a0"
_SAMPLE = 3000
# A thousand questions take a fraction of it; recognising letters costs more than reading Unicode.
_LONGEST_OLD = 1024 * 1024
# Putting the marks of a letter in order takes the square of their number. Real letters have two or three.
_MOST_MARKS = 10
_RUN = re.compile(r"[^\w\s\x00-\x7f]{11,}")
_SURE = 0.75
# A Unicode text is taken for one of an old font only with so many different syllables in its favour, and so many times
# more than it has as it stands: real texts of old fonts have one in ten, Unicode has nearly all.
_FEWEST_REREAD = 8
_CLEARLY_MORE = 2
_SMALL = re.compile("[a-z]")
# Words without a small Latin letter: those that may be capitals.
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_a-z]{2,}(?![^\W\d_])")


def decode(data: bytes) -> str:
    """Return the text of a file in NFC: UTF-8, UTF-16 with its mark, Windows-1258, TCVN3 or VNI-Windows.

    Raises Unreadable, with the advice to save as Unicode, when none of them gives readable text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _composed(_strictly(data, "utf-16"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        is_long = len(data) > _LONGEST_OLD
        found = None if is_long else _best(data, _marked_words(data), ("cp1258", "tcvn3", "vni"))
        if found is None:
            raise Unreadable(_unknown()) from None
        return found
    if "\0" in text:
        raise Unreadable(_unknown())
    return _reread(text)


def from_font(text: str, font: str) -> str:
    """Return what a run of text shows in its font: fonts named .Vn… are TCVN3, VNI-… are VNI, all others Unicode.

    Text with letters that neither encoding has was typed in Unicode, whatever its font says, and comes back as NFC.
    """
    name = font.strip().casefold()
    table = TCVN3 if name.startswith(".vn") else VNI if name.startswith(("vni-", "vni ")) else None
    if table is None:
        return nfc(text)
    plain = "".join(chr(ord(c) - 0xF000) if ord(c) in _SYMBOLS else c for c in text)
    if any(c.isalpha() and ord(c) > 0xFF for c in plain):
        return nfc(text)
    shown = nfc(plain.translate(table))
    # The fonts of capitals, such as .VnTimeH, draw every letter large.
    return shown.upper() if table is TCVN3 and font.strip().endswith("H") else shown


def _composed(text: str) -> str:
    """Return the text in NFC, or raise Unreadable when letters carry more marks than in any language."""
    if text.isascii():
        return text
    for run in _RUN.finditer(text):
        if sum(unicodedata.combining(c) > 0 for c in run[0]) > _MOST_MARKS:
            raise Unreadable(_unknown())
    return unicodedata.normalize("NFC", text)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_unknown()) from error


def _reread(text: str) -> str:
    """Return Unicode text; one that was converted letter by letter from an old font gets its letters back."""
    whole = _composed(text)
    if whole.isascii() or len(whole) > _LONGEST_OLD:
        return whole
    try:
        data = whole.encode("cp1252")
    except UnicodeEncodeError:
        return whole
    words = _marked_words(data)
    standing = sum(_is_vietnamese(word.decode("cp1252").strip(_BORDERS)) for word in words)
    found = _best(data, words, ("tcvn3", "vni"), _FEWEST_REREAD, _CLEARLY_MORE * standing)
    return whole if found is None else found


def _is_vietnamese(word: str) -> bool:
    # “â” and “ă” are no syllables, but a text about letters names them.
    return is_syllable(word) or word.casefold() in {"ă", "â"}


def _marked_words(data: bytes) -> list[bytes]:
    """Return the first words that have a letter outside of ASCII."""
    words = (found[0] for found in islice(_MARKED_WORD.finditer(data), _SAMPLE * 20))
    return list(islice((word for word in words if not word.isascii()), _SAMPLE))


def _best(data: bytes, words: list[bytes], names: tuple[str, ...], fewest: int = 1, more_than: float = 0) -> str | None:
    """Return the text by the encoding that gives the most syllables, the first of equals; None when none does."""
    scores = {name: _score(words, name, fewest) for name in names}
    for name in sorted(scores, key=lambda name: -scores[name]):
        text = _by(data, name) if scores[name] > more_than else None
        if text is not None:
            return _capitals(text) if name == "tcvn3" else text
    return None


def _score(words: list[bytes], name: str, fewest: int) -> float:
    """Return how many words are syllables less those that are not, or 0 when too many are not or few are different."""
    good: list[str] = []
    bad = 0
    for word in words:
        text = (_by(word, name) or "\0").strip(_BORDERS)
        if text.isascii() and "\0" not in text:
            continue
        if is_syllable(text):
            good.append(text.casefold())
        else:
            bad += 1
    is_sure = len(set(good)) >= fewest and len(good) >= _SURE * (len(good) + bad)
    return len(good) - bad / 2 if is_sure else 0


def _by(data: bytes, name: str) -> str | None:
    """Return the bytes as text in the encoding of this name, or None when they cannot be that."""
    try:
        if name.startswith("cp"):
            return nfc(data.decode(name))
        table = _WESTERN | dict(TCVN3 if name == "tcvn3" else VNI)
        text = codecs.charmap_decode(data, "strict", table)[0]
    except UnicodeDecodeError:
        return None
    return None if "\ufffd" in text else nfc(text)


def _capitals(text: str) -> str:
    """Return TCVN3 text with its capitals: its codes have none with a tone, which fonts of capitals drew large."""
    return "\n".join(line.upper() if _is_large(line) else _WORD.sub(_larger, line) for line in text.split("\n"))


def _larger(word: re.Match[str]) -> str:
    return word[0].upper() if _is_large(word[0]) else word[0]


def _is_large(text: str) -> bool:
    """Whether the letters that show their case are capitals, and more than the first of a word or sentence."""
    if _SMALL.search(text):
        return False
    known = [place for place, c in enumerate(text) if (c.isascii() and c.isalpha()) or c.isupper()]
    return bool(known) and all(text[place].isupper() for place in known) and (len(known) > 1 or known[0] > 0)


def _unknown() -> str:
    return _(
        "The letters of this file could not be recognised. Open it where it was written, save it again as "
        "Unicode (UTF-8), and upload the new copy."
    )
