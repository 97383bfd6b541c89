"""Numerical answers of GIFT: 3:2 is 3 with a tolerance of 2, 1..5 any number from 1 to 5."""

from __future__ import annotations

from decimal import Context
from typing import Any

from django.utils.translation import gettext as _

from courses.importers.draft import Draft, no_right_answer, written_number
from courses.importers.gift_answers import Piece, note, pieces, share_and_feedback
from courses.importers.gift_tokens import release
from courses.importers.wording import Form, Misread
from courses.numbers import canonical

# Enough digits that no middle of two numbers is ever rounded.
_EXACT = Context(prec=100)


def numeric(draft: Draft, answer: str, form: Form) -> dict[str, Any]:
    """Return a number with its tolerance, and other numbers that earn a part of the points."""
    answers, _tilde, wrong = answer.removeprefix("#").partition("~")
    found = pieces(answers, "=") if "=" in answers else pieces(f"={answers}", "=")
    others = [piece for piece in found if piece.text == "*"]
    said_wrong = note(draft, wrong.partition("#")[2], form) or next(
        (note(draft, piece.feedback, form) for piece in others), ""
    )
    numbers = [(interval(piece), piece, note(draft, piece.feedback, form)) for piece in found if piece not in others]
    right = next((each for each in numbers if each[1].share == 100), None)
    also = [
        keys | share_and_feedback(piece, said)
        for keys, piece, said in numbers
        if (keys, piece, said) != right and (piece.share > 0 or said)
    ]
    if right is None:
        draft.error(no_right_answer())
    own = {"type": "numeric", "answer": "", "tolerance": "0", "unit": ""} | (right[0] if right else {})
    feedback = {key: said for key, said in (("right", right[2] if right else ""), ("wrong", said_wrong)) if said}
    return own | ({"also": also} if also else {}) | ({"feedback": feedback} if feedback else {})


def interval(piece: Piece) -> dict[str, str]:
    """Return `{"answer", "tolerance"}` as decimal strings, or raise Misread."""
    text = release(piece.text)
    if ".." in text:
        low, high = (written_number(part) for part in text.split("..", 1))
        if low is not None and high is not None and low <= high:
            middle = _EXACT.divide(_EXACT.add(low, high), 2)
            return {"answer": canonical(middle), "tolerance": canonical(_EXACT.subtract(high, middle))}
    else:
        answer, _colon, written = text.partition(":")
        number, tolerance = written_number(answer), written_number(written or "0")
        if number is not None and tolerance is not None and tolerance >= 0:
            return {"answer": canonical(number), "tolerance": canonical(tolerance)}
    raise Misread(_("“%(text)s” is not a number. Write it as 3, as 3:0.5 or as 2.5..3.5.") % {"text": text[:60]})
