"""Comparing a learner's wording with the author's: stand-ins for any text, numbers, dates, and keys left untyped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from courses.dates import read_date
from courses.numbers import readings, typed_number
from courses.telex import untyped
from courses.text import Matching, fold, matches, nfc, search_exact, search_folded, tone_neutral

FORMS = ("number", "date")
ANY_TEXT = "*"

_STARS = re.compile(r"(?<!\\)\*+")
_OUTER = " .,;:!?…\"'“”‘’"
# A learner's wording that is longer has nothing to do with keys left untyped, which are a word or a name.
_LONGEST_UNTYPED = 300


@dataclass(frozen=True)
class Comparison:
    """How the wordings of one question are compared.

    `mode` is as in `courses.text.matches`. `forms` says that equal numbers ("number") and equal dates ("date") are
    the same wording. With `wildcards`, each * of an accepted wording stands for any text, also for none, and \\* for
    the sign itself. With `typed`, an answer whose Telex or VNI keys give an accepted wording is that wording, but not
    in strict mode.
    """

    mode: Matching
    forms: frozenset[str] = frozenset()
    wildcards: bool = False
    typed: bool = False

    def accepts(self, answer: str, accepted: Sequence[str]) -> bool:
        """Tell whether an answer as it stands is one of the accepted wordings. An empty one never is."""
        return bool(answer.strip()) and any(self._is(answer, wording) for wording in accepted)

    def meant(self, answer: str, accepted: Sequence[str]) -> str:
        """Return the accepted wording that the keys of an answer give, or an empty text.

        Empty too where such keys do not count, and for an answer that is accepted as it stands.
        """
        if not self.typed or self.mode == "strict" or self.accepts(answer, accepted):
            return ""
        for text in _untyped(answer):
            for wording in accepted:
                if self._is(text, wording):
                    return text if self.wildcards and _STARS.search(wording) else wording
        return ""

    def was_untyped(self, answer: str, accepted: Sequence[str]) -> bool:
        """Tell whether the keyboard was not set to Vietnamese: the keys give an accepted wording but for its marks."""
        without = Comparison("unaccented", wildcards=self.wildcards)
        return not without.accepts(answer, accepted) and any(
            without.accepts(text, accepted) for text in _untyped(answer)
        )

    def lacks_marks(self, answer: str, accepted: Sequence[str]) -> bool:
        """Tell whether an answer that is not accepted differs from an accepted wording in its marks alone."""
        return not self.accepts(answer, accepted) and Comparison("unaccented", wildcards=self.wildcards).accepts(
            answer, accepted
        )

    def differs_in_writing(self, answer: str, accepted: Sequence[str]) -> bool:
        """Tell whether an answer that is not accepted differs in capitals, blanks or signs at its ends alone."""
        return not self.accepts(answer, accepted) and Comparison("lenient", wildcards=self.wildcards).accepts(
            answer, accepted
        )

    def _is(self, answer: str, wording: str) -> bool:
        if self.wildcards and ANY_TEXT in wording:
            return self._fits(answer, wording)
        return matches(answer, [wording], self.mode) or any(_SAME[form](answer, wording) for form in self._known())

    def _known(self) -> Iterator[str]:
        return (form for form in FORMS if form in self.forms)

    def _fits(self, answer: str, wording: str) -> bool:
        """Compare piece by piece; a tone may stand at the end of a syllable or on its vowel, wherever a star cuts."""
        pieces = [piece.replace(r"\*", ANY_TEXT) for piece in _STARS.split(nfc(wording))]
        return any(
            _in_order(_outer(key(answer), mode=self.mode), _keys(pieces, key, self.mode)) for key in _KEYS[self.mode]
        )


def shown_wording(wording: str) -> str:
    """Return a wording with stars as people read it: "*công an*" is "công an"."""
    pieces = (piece.replace(r"\*", ANY_TEXT).strip() for piece in _STARS.split(wording))
    return " … ".join(piece for piece in pieces if piece)


def _same_number(answer: str, wording: str) -> bool:
    number = typed_number(wording)
    return number is not None and number in readings(answer)


def _same_date(answer: str, wording: str) -> bool:
    written = read_date(wording)
    return written is not None and written == read_date(answer)


def _plain(text: str) -> str:
    return nfc(text).strip()


def _untyped(answer: str) -> tuple[str, ...]:
    return untyped(answer) if len(answer) <= _LONGEST_UNTYPED else ()


def _outer(key: str, *, mode: Matching) -> str:
    return key if mode == "strict" else key.strip(_OUTER) or key


def _keys(pieces: list[str], key: Callable[[str], str], mode: Matching) -> list[str]:
    """Return the keys of the pieces between the stars, with the blanks that a piece has where a star cuts it."""
    keys = []
    for place, piece in enumerate(pieces):
        text = piece if key is _plain else key(piece)
        before = " " if key is not _plain and place > 0 and piece[:1].isspace() else ""
        after = " " if key is not _plain and place < len(pieces) - 1 and piece[-1:].isspace() else ""
        keys.append(f"{before}{text}{after}" if text else before or after)
    keys[0] = keys[0].lstrip() if mode == "strict" else keys[0].lstrip(_OUTER)
    keys[-1] = keys[-1].rstrip() if mode == "strict" else keys[-1].rstrip(_OUTER)
    return keys


def _in_order(text: str, pieces: list[str]) -> bool:
    """Tell whether a text begins with the first piece, ends with the last and has the others in between, in order.

    Taking each piece where it is found first is enough, so that no text takes more than a few passes.
    """
    if len(pieces) == 1:
        return text == pieces[0]
    first, *middle, last = pieces
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    place, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return True


_SAME: dict[str, Callable[[str, str], bool]] = {"number": _same_number, "date": _same_date}
_KEYS: dict[Matching, tuple[Callable[[str], str], ...]] = {
    "strict": (_plain,),
    "lenient": (tone_neutral, search_exact),
    "unaccented": (search_folded, fold),
}
