"""What a person may be called: a pure rule, for forms and certificates alike."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from courses.text import nfc

LONGEST_NAME = 120
_BETWEEN_LETTERS = set("'’‘.- ")


class BadName(ValueError):
    """A name that cannot be taken; its text is a sentence for the person."""


def tidy_name(text: str) -> str:
    """Return a name in NFC with single blanks and nothing invisible. Raises BadName.

    One letter is a name and so are sixty; digits, signs and emoji are not, since no certificate could print them.
    """
    name = " ".join(nfc("".join(c for c in text if unicodedata.category(c) != "Cf")).split())
    if any(character.isdigit() for character in name):
        raise BadName(_("A name has no digits. Write it with letters."))
    if not any(character.isalpha() for character in name):
        raise BadName(_("Write the name with letters."))
    if any(not _may_stand(character) for character in name):
        raise BadName(_("A name has letters, blanks, dots, dashes and apostrophes only."))
    if len(name) > LONGEST_NAME:
        raise BadName(_("The name is too long. Write it with 120 letters at most."))
    return name


def _may_stand(character: str) -> bool:
    latin = character.isalpha() and "LATIN" in unicodedata.name(character, "")
    return latin or character in _BETWEEN_LETTERS or unicodedata.category(character) == "Mn"
