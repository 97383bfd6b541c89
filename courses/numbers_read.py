"""Whole numbers in Vietnamese words, as the north of the country says them (pure)."""

from __future__ import annotations

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_BILLION = 10**9


def read_number(number: int) -> str:
    """Return a number of zero or more in words: 1005 is "một nghìn không trăm linh năm"."""
    if number >= _BILLION:
        head, rest = divmod(number, _BILLION)
        return f"{read_number(head)} tỷ {_below_billion(rest, full=True)}".strip()
    return _below_billion(number, full=False) or DIGITS[0]


def read_digits(digits: str) -> str:
    """Return each digit by itself: "113" is "một một ba". What is no digit is left out."""
    return " ".join(DIGITS[int(digit)] for digit in digits if digit.isdigit())


def _below_billion(number: int, *, full: bool) -> str:
    groups = [number // 1000**power % 1000 for power in (2, 1, 0)]
    words = []
    for power, group in zip((2, 1, 0), groups, strict=True):
        if group:
            # After a greater group the hundreds are said even when there are none.
            words += [_below_thousand(group, full=full or bool(words)), _GROUPS[power]]
    return " ".join(word for word in words if word)


def _below_thousand(number: int, *, full: bool) -> str:
    hundreds, tens = divmod(number, 100)
    head = f"{DIGITS[hundreds]} trăm" if hundreds or full else ""
    if not tens:
        return head
    joined = "linh" if head and tens < 10 else ""
    return " ".join(word for word in (head, joined, _below_hundred(tens)) if word)


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    head = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    last = {0: "", 1: DIGITS[1] if tens == 1 else "mốt", 4: DIGITS[4] if tens == 1 else "tư", 5: "lăm"}
    return f"{head} {last.get(ones, DIGITS[ones])}".strip()
