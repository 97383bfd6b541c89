"""Right options as people name them: by letters ("B", "A, C", "A và C", "AC") or by their words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from courses.text import fold

_LONGEST = 400
_WORD = re.compile(r"[^\s,;.&/]+")
_JOINING = {"và", "and", "va"}


def right_letters(answer: str, offered: Mapping[str, str]) -> set[str]:
    """Return the letters that an answer names, also one that is not offered; nothing when it cannot be understood.

    `offered` has the text of each option by its letter. Letters go before words: "B" is the option B even when another
    option reads "B".
    """
    words = [word for word in _WORD.findall(answer[:_LONGEST]) if word not in _JOINING]
    if words and all((len(word) == 1 or word.isupper()) and word.isascii() and word.isalpha() for word in words):
        named = {letter.upper() for word in words for letter in word}
        if named <= set(offered) or not _by_words(answer, offered):
            return named
    return _by_words(answer, offered)


def _by_words(answer: str, offered: Mapping[str, str]) -> set[str]:
    letters = {fold(text[:_LONGEST]): letter for letter, text in reversed(list(offered.items()))}
    whole = letters.get(fold(answer[:_LONGEST]))
    if whole:
        return {whole}
    parts = [part for part in re.split(r"[;\n]", answer[:_LONGEST]) if part.strip()]
    found = {letters.get(fold(part), "") for part in parts}
    return set() if "" in found else found
