"""What a Vietnamese syllable can look like, so that text read in the wrong encoding gives itself away."""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED_TONES = "\u0301\u0323"
_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
# Vowels that may close a syllable, and those that a consonant may follow.
_OPEN = (
    r"(?:oai|oao|oay|oeo|uây|uôi|uya|uyu|ươi|ươu|iêu|yêu|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi|ua|uê|ui|uơ|uy"
    r"|ưa|ưi|ưu|ya|[aeêioôơuưy])"
)
_CLOSED = r"(?:uyê|iê|yê|oa|oă|oe|oo|uâ|uê|uô|uy|ươ|[aăâeêioôơuưy])"
_SYLLABLE = re.compile(rf"{_ONSET}(?:{_OPEN}|{_CLOSED}(?:ng|nh|m|n|(?P<stop>ch|c|k|p|t)))")
_LONGEST = 7


def is_syllable(word: str) -> bool:
    """Whether a word, in NFC, is one Vietnamese syllable: small letters, all capitals or a leading capital."""
    if not (word.islower() or word.isupper() or word.istitle()) or len(word) > _LONGEST:
        return _is_old_capitals(word)
    return _fits(word)


def _is_old_capitals(word: str) -> bool:
    # TCVN3 has no capitals with a tone: “NộI” stands for “NỘI”.
    return len(word) <= _LONGEST and all(c.isupper() for c in word if c.isascii()) and _fits(word)


def _fits(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in parts if c in _TONES]
    letters = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    found = _SYLLABLE.fullmatch(letters)
    if found is None or len(tones) > 1:
        return False
    return not found["stop"] or (bool(tones) and tones[0] in _STOPPED_TONES)
