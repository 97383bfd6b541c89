"""Numbers as people type them: full-width digits, blanks between thousands, "3,5 triệu", "50k", shares as per cent."""

import re
from decimal import Decimal, localcontext

from courses.text import NumberError, fold, parse_number

# A written quantity is short; what is longer is no number, and is not searched for one.
LONGEST_QUANTITY = 80

_FULL_WIDTH = str.maketrans("０１２３４５６７８９，．－＋−", "0123456789,.-+-")
_TOKEN = re.compile(r"[0-9](?:[0-9.,]|[ ](?=[0-9]))*|[a-z]+")
_BLANKS_BETWEEN_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_ENGLISH_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_POWERS = {"tram": 2, "nghin": 3, "ngan": 3, "k": 3, "trieu": 6, "tr": 6, "ty": 9, "ti": 9}
_HALF = "ruoi"


def number_of(text: str) -> Decimal | None:
    """Return the number of a text in Vietnamese or English writing, or None."""
    try:
        return parse_number(text)
    except NumberError:
        return None


def typed_number(text: str) -> Decimal | None:
    """Return the number somebody typed, or None: "1 234,5", "１２", "3,5 triệu", "2 triệu rưỡi", "50k", "2tr5"."""
    if len(text) > LONGEST_QUANTITY:
        return None
    written = fold(text.translate(_FULL_WIDTH)).rstrip(". ")
    # The usual 28 digits would round what a longer numeral says exactly.
    with localcontext(prec=2 * LONGEST_QUANTITY):
        spoken = _spoken(_tokens(written[1:] if written[:1] in {"-", "+"} else written))
    return spoken.copy_negate() if spoken is not None and written.startswith("-") else spoken


def readings(text: str) -> set[Decimal]:
    """Return every number a typed text may stand for: "1,000" is one in Vietnamese and a thousand in English."""
    number = typed_number(text)
    found = set() if number is None else {number}
    if _ENGLISH_THOUSANDS.fullmatch(text.strip()[:LONGEST_QUANTITY]):
        found.add(Decimal(text.strip().replace(",", "")))
    return found


def share_of(text: str) -> Decimal | None:
    """Return a share written as a number or as per cent, or None: "1", "-0,5", "50%", "33,33333 %"."""
    written = text.strip().translate(_FULL_WIDTH)
    if not written.endswith("%"):
        return number_of(written)
    number = number_of(written[:-1])
    return None if number is None else number.scaleb(-2)


def canonical(number: Decimal) -> str:
    """Return the one decimal string that is frozen for a number: no exponent, no zeros at the end, no "-0"."""
    written = f"{number:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in {"-0", ""} else written


def editable(number: Decimal) -> str:
    """Return a number the Vietnamese way with every decimal it has, so that reading it gives the same string back."""
    written = f"{number:,f}".translate(str.maketrans(",.", ".,"))
    return written if number_of(written) == number else f"{number:f}".replace(".", ",")


def power_of(word: str) -> int:
    """Return the power of ten of a folded word such as "trieu"; 0 for any other word."""
    return _POWERS.get(word, 0)


def _tokens(written: str) -> list[str]:
    """Split into numerals and words; no tokens at all when anything else stands between them."""
    found = _TOKEN.findall(written)
    return found if "".join(found).replace(" ", "") == written.replace(" ", "") else []


def _numeral(token: str) -> Decimal | None:
    if " " not in token:
        return number_of(token)
    return number_of(token.replace(" ", "")) if _BLANKS_BETWEEN_THOUSANDS.fullmatch(token) else None


def _spoken(tokens: list[str]) -> Decimal | None:
    """Add up numerals and the words after them, each smaller than the one before: 3 triệu 500 nghìn."""
    half = tokens[-1:] == [_HALF]
    parts = _parts(tokens[:-1] if half else tokens)
    if not parts:
        return None
    number, last = parts[0]
    total = number.scaleb(last) if last else number
    for number, power in parts[1:]:
        value = _after(number, power, last)
        if value is None:
            return None
        total, last = total + value, power
    if not half:
        return total
    return total + Decimal(5).scaleb(last - 1) if last else None


def _parts(tokens: list[str]) -> list[tuple[Decimal, int]]:
    """Return each numeral with the power of ten of the words after it ("nghìn tỷ" is 12); nothing for other words."""
    parts: list[tuple[Decimal, int]] = []
    highest = 0
    for token in tokens:
        number, power = _numeral(token), power_of(token)
        if number is not None:
            parts.append((number, 0))
            highest = 0
        elif parts and power > highest:
            parts[-1] = (parts[-1][0], parts[-1][1] + power)
            highest = power
        else:
            return []
    return parts


def _after(number: Decimal, power: int, last: int) -> Decimal | None:
    """Return what a numeral after a larger part adds, or None when it cannot stand there.

    A bare one digit is tenths and three digits are thousandths of the part before: "2 triệu 5" is 2.500.000, as
    people say it; a longer one is itself.
    """
    if power:
        value = number.scaleb(power)
    else:
        digits = f"{number:f}"
        if not digits.isdigit() or len(digits) == 2 or len(digits) > last:
            return None
        value = number.scaleb(last - len(digits)) if len(digits) in {1, 3} else number
    return value if last and value < Decimal(1).scaleb(last) else None
