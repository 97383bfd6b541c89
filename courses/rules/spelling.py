"""Where the tone mark of a Vietnamese syllable stands: the traditional way (hóa, thủy, khỏe), one way everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_WORD = re.compile(r"[^\W\d_]+")
# The longest onset first; "gi" and "qu" are onsets only where a vowel follows them.
_SYLLABLE = re.compile(
    r"(?P<onset>ngh|ng|nh|ch|gh|gi(?=[aăâeêoôơuư])|kh|ph|qu(?=[aăâeêioôơy])|th|tr|[bcdđghklmnpqrstvx])?"
    r"(?P<vowels>[aăâeêioôơuưy]+)(?P<final>ch|nh|ng|[cmnpt])?"
)
_VOWELS = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu iê oa oă oe oi oo ôi ơi ua uâ uê ui uô uơ uy ưa ưi ươ ưu yê "
    "iêu oai oao oay oeo uai uay uây uôi uya uyê uyu ươi ươu yêu"
)
_CLUSTERS = frozenset(_VOWELS.split())
_MARKED = "ăâêôơư"


def misplaced_tones(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word whose tone mark stands elsewhere than in the traditional spelling, with the right spelling.

    What is no Vietnamese syllable, such as a foreign name, is left alone.
    """
    for word in _WORD.findall(text):
        right = _respelled(word)
        if right != word:
            yield word, right


@lru_cache(maxsize=8192)
def _respelled(word: str) -> str:
    letters = [_parts(character) for character in word]
    marked = [place for place, (_letter, tone) in enumerate(letters) if tone]
    if len(marked) != 1:
        return word
    found = _SYLLABLE.fullmatch("".join(letter for letter, _tone in letters).lower())
    if found is None or found["vowels"] not in _CLUSTERS:
        return word
    place = found.start("vowels") + _place(found["vowels"], bool(found["final"]))
    tone = letters[marked[0]][1]
    plain = [letter for letter, _tone in letters]
    plain[place] = unicodedata.normalize("NFC", plain[place] + tone)
    return "".join(plain)


def _parts(character: str) -> tuple[str, str]:
    """A letter and its tone mark; the marks that make another letter stay with it."""
    marks = unicodedata.normalize("NFD", character)
    letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return letter, "".join(mark for mark in marks if mark in _TONES)


def _place(vowels: str, closed: bool) -> int:
    """Which vowel carries the tone: the last one with a mark of its own, else the second of three or before a final."""
    marked = [place for place, vowel in enumerate(vowels) if vowel in _MARKED]
    if marked:
        return marked[-1]
    if len(vowels) == 1:
        return 0
    return 1 if closed or len(vowels) > 2 else 0
