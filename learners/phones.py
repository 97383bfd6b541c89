"""Vietnamese phone numbers as pure functions: what people type in, E.164 out, and back to how people read them."""

from __future__ import annotations

import re
import unicodedata

# The mobile prefixes of eleven digits that became ten in 2018; the last seven digits stayed.
OLD_PREFIXES = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035",
    "0166": "036", "0167": "037", "0168": "038", "0169": "039",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip

_LONGEST_TYPED = 40
_SEPARATORS = re.compile(r"[\s.\-–()/]+")
_OLD_MOBILE = re.compile(r"01[0-9]{9}")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LANDLINE = re.compile(r"02[0-9]{9}")


class PhoneError(ValueError):
    """What was typed is no Vietnamese phone number; `reason` is "letters" or "number"."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def normalise(typed: str) -> str:
    """Return the number in E.164 ("+84912345678").

    Takes 0…, +84…, 84… and 0084… with blanks, dots, dashes or brackets; old eleven-digit mobiles become their new
    number. Raises PhoneError.
    """
    bare = _SEPARATORS.sub("", unicodedata.normalize("NFKC", typed[: _LONGEST_TYPED + 1]))
    if not re.fullmatch(r"\+?[0-9]*", bare):
        raise PhoneError("letters")
    national = _new_mobile(_national(bare))
    if not (_MOBILE.fullmatch(national) or _LANDLINE.fullmatch(national)):
        raise PhoneError("number")
    return f"+84{national[1:]}"


def show(e164: str) -> str:
    """Return the number as people read it: "0912 345 678"; anything else comes back unchanged."""
    if not e164.startswith("+84"):
        return e164
    national = f"0{e164[3:]}"
    return f"{national[:4]} {national[4:7]} {national[7:]}"


def _national(bare: str) -> str:
    """Begin the number with one 0 instead of a country code."""
    for prefix in ("+84", "0084", "84"):
        if bare.startswith(prefix):
            return f"0{bare.removeprefix(prefix).removeprefix('0')}"
    return bare


def _new_mobile(national: str) -> str:
    if _OLD_MOBILE.fullmatch(national) and national[:4] in OLD_PREFIXES:
        return OLD_PREFIXES[national[:4]] + national[4:]
    return national
