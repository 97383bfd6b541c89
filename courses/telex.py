"""What a text typed in Telex or VNI would have been, had the keyboard been set to Vietnamese: "Vieejt Nam", "ca1"."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from courses.text import nfc

# No Vietnamese syllable has more letters than seven ("nghiêng"), nor more keys than these.
LONGEST_SYLLABLE = 14

_WORD = re.compile(r"\w+")
_VOWELS = "aăâeêioôơuưy"
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"u": "ư", "o": "ơ"}
_BREVE = {"a": "ă"}
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_TELEX_TONES = {"s": _ACUTE, "f": _GRAVE, "r": _HOOK, "x": _TILDE, "j": _DOT, "z": ""}
_VNI_TONES = {"1": _ACUTE, "2": _GRAVE, "3": _HOOK, "4": _TILDE, "5": _DOT, "0": ""}
_VNI_MARKS = {"6": _CIRCUMFLEX, "7": _HORN, "8": _BREVE}


def untyped(text: str) -> tuple[str, ...]:
    """Return what the keys of a text stand for in Telex and in VNI, each only where it differs from the text.

    The results are in NFC. Only whole words are read, so "5" alone stays 5; words too long for a syllable stay too.
    """
    written = nfc(text)
    found = (_WORD.sub(partial(_syllable, press), written) for press in (_press_telex, _press_vni))
    return tuple(dict.fromkeys(each for each in found if each != written))


@dataclass
class _Syllable:
    """The letters so far, in small letters without tones; which were capitals; and the tone."""

    letters: list[str] = field(default_factory=list)
    capitals: list[bool] = field(default_factory=list)
    tone: str = ""

    def add(self, key: str, tone: str = "") -> None:
        """Append a key as a letter, small or capital as it is."""
        self.letters.append(key.lower())
        self.capitals.append(key != key.lower())
        self.tone = tone or self.tone

    def has_vowel(self) -> bool:
        """Tell whether there is a vowel to bear a tone."""
        return any(letter in _VOWELS for letter in self.letters)

    def mark(self, marks: dict[str, str]) -> bool:
        """Put a mark on the last vowel that can bear it, and tell whether there was one."""
        for place in reversed(self.vowels()):
            if self.letters[place] in marks:
                self.letters[place] = marks[self.letters[place]]
                return True
        return False

    def bar(self) -> bool:
        """Make the d at the beginning a đ, and tell whether there was one."""
        if self.letters[:1] != ["d"]:
            return False
        self.letters[0] = "đ"
        return True

    def vowels(self) -> list[int]:
        """Return the places of the vowels, without the u of "qu" and the i of "gi" before another vowel."""
        places = [place for place, letter in enumerate(self.letters) if letter in _VOWELS]
        begins = "".join(self.letters[:2])
        return places[1:] if len(places) > 1 and places[0] == 1 and begins in {"qu", "gi"} else places

    def text(self) -> str:
        """Return the syllable in NFC, its tone on the vowel that bears it."""
        self._complete_uo()
        letters = list(self.letters)
        if self.tone and self.vowels():
            letters[self._tone_place()] += self.tone
        shown = (letter.upper() if capital else letter for letter, capital in zip(letters, self.capitals, strict=True))
        return nfc("".join(shown))

    def _complete_uo(self) -> None:
        """A keyboard makes "ươ" of "uơ" and "ưo" as soon as a letter follows: "thuowng" is "thương"."""
        for place in range(len(self.letters) - 2):
            if self.letters[place : place + 2] in (["u", "ơ"], ["ư", "o"]) and self.letters[:2] != ["q", "u"]:
                self.letters[place : place + 2] = ["ư", "ơ"]

    def _tone_place(self) -> int:
        places = self.vowels()
        marked = [place for place in places if self.letters[place] not in "aeiouy"]
        if marked:
            return marked[-1]
        ends_open = places[-1] == len(self.letters) - 1
        return places[1 if len(places) > 2 or (len(places) == 2 and not ends_open) else 0]


def _syllable(press: Callable[[_Syllable, str], None], found: re.Match[str]) -> str:
    word = found[0]
    if len(word) > LONGEST_SYLLABLE:
        return word
    syllable = _Syllable()
    for character in word:
        key, tone = _without_tone(character)
        if tone:
            syllable.add(key, tone)
        else:
            press(syllable, character)
    return syllable.text()


def _press_telex(syllable: _Syllable, key: str) -> None:
    small = key.lower()
    if small in _TELEX_TONES and syllable.has_vowel():
        syllable.tone = _TELEX_TONES[small]
    elif not (
        (small == "d" and syllable.bar())
        or (small in _CIRCUMFLEX and _doubled(syllable, small))
        or (small == "w" and _horn_or_breve(syllable, _HORN | _BREVE))
    ):
        syllable.add("Ư" if key == "W" else "ư" if key == "w" else key)


def _doubled(syllable: _Syllable, letter: str) -> bool:
    """Mark the vowel that is typed a second time, but not in "ngoeo", where the second o is a letter of its own."""
    if letter == "o" and syllable.letters[-1:] in (["e"], ["a"]):
        return False
    return syllable.mark({letter: _CIRCUMFLEX[letter]})


def _press_vni(syllable: _Syllable, key: str) -> None:
    if key in _VNI_TONES and syllable.has_vowel():
        syllable.tone = _VNI_TONES[key]
    elif not (
        (key == "9" and syllable.bar())
        or (key in {"7", "8"} and _horn_or_breve(syllable, _VNI_MARKS[key]))
        or (key == "6" and syllable.mark(_CIRCUMFLEX))
    ):
        syllable.add(key)


def _horn_or_breve(syllable: _Syllable, marks: dict[str, str]) -> bool:
    """Mark "uo" as "ươ" at once, "ua" on its u where a horn may be meant, else the last vowel that can bear it."""
    places = syllable.vowels()
    pair = "".join(syllable.letters[place] for place in places[:2])
    if pair in {"uo", "ua", "uu"} and "u" in marks and (pair != "uo" or len(syllable.letters) > places[1] + 1):
        syllable.letters[places[0]] = "ư"
        if pair == "uo":
            syllable.letters[places[1]] = "ơ"
        return True
    return syllable.mark(marks)


def _without_tone(character: str) -> tuple[str, str]:
    """Split "ế" into "ê" and its tone; a character without a tone comes back with none."""
    parts = unicodedata.normalize("NFD", character)
    tones = "".join(part for part in parts if part in {_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT})
    return nfc("".join(part for part in parts if part not in tones)) if tones else character, tones[:1]
