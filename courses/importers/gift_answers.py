"""What stands between the braces of a GIFT question: one function for each type, own keys of the item out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.importers.draft import Draft, no_right_answer, refuse_many
from courses.importers.gift_tokens import marked, release
from courses.importers.shares import weights
from courses.importers.wildcards import has_wildcard, without_escapes
from courses.importers.wording import Form, Misread
from courses.numbers import canonical

_WEIGHT = re.compile(r"\s*%\s*(-?[0-9]{1,3}(?:[.,][0-9]{1,10})?)\s*%")
_HUNDRED = Decimal(100)
_TRUE, _FALSE = {"t", "true", "đ", "đúng"}, {"f", "false", "s", "sai"}
_ORDERING_HEAD = re.compile(
    r">\s*[0-9]{0,4}(?:[ \t]+(?:ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG|HORIZONTAL|HORI|H|VERTICAL|VERT|V|[01]|"
    r"(?:ABSOLUTE|RELATIVE|LONGEST)\w*|ABS|ALL_OR_NOTHING|SHOW|HIDE|TRUE|FALSE|YES|NO|none|123|abc|ABCD|iii|IIII))*"
    r"[ \t]*(?=\n|$)"
)


@dataclass(frozen=True)
class Piece:
    """One answer with its sign: "=" right, "~" wrong, "" none. `percent` is None where no weight is written."""

    sign: str
    text: str
    feedback: str
    percent: Decimal | None

    @property
    def share(self) -> Decimal:
        """The part of the points in per cent: as written, else all for "=" and none for "~"."""
        return self.percent if self.percent is not None else _HUNDRED if self.sign == "=" else Decimal(0)


def pieces(answer: str, signs: str) -> list[Piece]:
    """Return the answers that one of the signs begins; blank ones are left out."""
    refuse_many(sum(answer.count(sign) for sign in signs))
    found = []
    for part in re.split(f"(?=[{signs}])", answer):
        sign = part[:1] if part[:1] and part[:1] in signs else ""
        text, _hash, feedback = part[len(sign) :].partition("#")
        weight = _WEIGHT.match(text)
        percent = Decimal(weight[1].replace(",", ".")) if weight else None
        if percent is not None and abs(percent) > _HUNDRED:
            raise Misread(_("A weight must lie between minus 100 and 100 per cent."))
        piece = Piece(sign, (text[weight.end() :] if weight else text).strip(), feedback.strip(), percent)
        if piece.text or piece.feedback:
            found.append(piece)
    return found


def note(draft: Draft, text: str, default: Form) -> str:
    """Return a feedback as plain text."""
    form, rest = marked(text, default)
    return draft.words.note(release(rest), form)


def short(draft: Draft, text: str, default: Form) -> str:
    """Return an option or row as plain text on one line."""
    form, rest = marked(text, default)
    return draft.line(release(rest), form)


def choice(draft: Draft, answer: str, form: Form) -> dict[str, Any]:
    """Return a single choice, or multiple choice when no option is marked with "="."""
    found = pieces(answer, "~=")
    several = not any(piece.sign == "=" for piece in found)
    rights = [piece for piece in found if (piece.share > 0 if several else piece.share == _HUNDRED)]
    options = [_option(draft, place, piece, form, piece in rights) for place, piece in enumerate(found, start=1)]
    if several and rights:
        return {"type": "multiple_response", "options": _with_weights(options, found)}
    if any(piece.share not in {0, _HUNDRED} for piece in found):
        draft.warn(_("Part of the points for a single option is not possible here: that option counts as wrong."))
    if len(rights) > 1:
        draft.warn(_("Several options are right, so it became multiple choice: learners tick all that are right."))
        return {"type": "multiple_response", "options": options}
    if not rights:
        draft.error(no_right_answer())
    return {"type": "single_choice", "options": options}


def true_false(draft: Draft, answer: str, form: Form) -> dict[str, Any] | None:
    """Return true or false, or None when the braces hold something else. The first feedback is for a wrong answer."""
    word, *said = (part.strip() for part in answer.split("#", 2))
    if word.casefold() not in _TRUE | _FALSE:
        return None
    right = word.casefold() in _TRUE
    wrong_note, right_note = (note(draft, text, form) for text in [*said, "", ""][:2])
    notes = {"true": right_note if right else wrong_note, "false": wrong_note if right else right_note}
    own: dict[str, Any] = {"type": "true_false", "answer": right}
    return own | ({"feedback_on": kept} if (kept := {key: text for key, text in notes.items() if text}) else {})


def short_answer(draft: Draft, answer: str, form: Form) -> dict[str, Any]:
    """Return a short answer. "*" stands for any text, as in Moodle; alone and without points it is for wrong ones."""
    found = pieces(answer, "=") if "=" in answer else [Piece("=", *_bare(answer), None)]
    general, found = _general_feedback(draft, [piece for piece in found if piece.sign], form)
    wordings = [(release(piece.text), piece, note(draft, piece.feedback, form)) for piece in found]
    wild = any(has_wildcard(text) for text, *_rest in wordings)
    right = next((said for _text, piece, said in wordings if piece.share == _HUNDRED), "")
    accepted, also = [], []
    for text, piece, said in wordings:
        wording = draft.line(text if wild else without_escapes(text), "plain")
        if piece.share == _HUNDRED and said == right:
            accepted.append(wording)
        elif piece.share > 0 or said:
            also.append({"text": wording} | share_and_feedback(piece, said))
    if not accepted:
        draft.error(no_right_answer())
    own = {"type": "short_answer", "accepted": accepted, "matching": "lenient"}
    return own | _filled(also=also, wildcards=wild, feedback=_filled(right=right, wrong=general))


def matching(draft: Draft, answer: str, form: Form) -> dict[str, Any]:
    """Return rows and the choices to match; a pair without its first half is a choice too many on purpose."""
    refuse_many(answer.count("="))
    rows: list[dict[str, str]] = []
    ids: dict[str, str] = {}
    for piece in (part.strip() for part in answer.split("=")):
        left, arrow, right = piece.partition("->")
        if piece and not arrow:
            raise Misread(_("A pair to match lacks its arrow. Write each pair as “= left -> right”."))
        if not piece:
            continue
        choice_text = draft.line(release(right), "plain")
        choice_id = ids.setdefault(choice_text, draft.id("choice", len(ids) + 1))
        if left.strip():
            row_id = draft.id("row", len(rows) + 1)
            rows.append({"id": row_id, "text": short(draft, left, form), "choice": choice_id})
    choices = [{"id": choice_id, "text": text} for text, choice_id in ids.items()]
    return {"type": "matching", "rows": rows, "choices": choices}


def ordering(draft: Draft, answer: str, form: Form) -> dict[str, Any]:
    """Return steps in their right order, one a line after the settings that Moodle's ordering questions have."""
    head = _ORDERING_HEAD.match(answer)
    rest = answer[head.end() :] if head else answer[1:]
    refuse_many(rest.count("\n"))
    steps = [short(draft, line, form) for line in rest.split("\n") if line.strip()]
    exact = head is not None and "ALL_OR_NOTHING" in head[0]
    return {"type": "ordering", "steps": draft.texts("step", steps)} | ({"scoring": "exact"} if exact else {})


def _option(draft: Draft, place: int, piece: Piece, form: Form, right: bool) -> dict[str, Any]:
    said = note(draft, piece.feedback, form)
    option = {"id": draft.id("option", place), "text": short(draft, piece.text, form), "correct": right}
    return option | ({"feedback": said} if said else {})


def _with_weights(options: list[dict[str, Any]], found: list[Piece]) -> list[dict[str, Any]]:
    """Add the weights, unless they are the equal parts that an item without weights gives anyway."""
    each = weights([piece.share for piece in found])
    if each is None:
        return options
    return [option | {"weight": weight} for option, weight in zip(options, each, strict=True)]


def _bare(answer: str) -> tuple[str, str]:
    text, _hash, feedback = answer.partition("#")
    return text.strip(), feedback.strip()


def _general_feedback(draft: Draft, found: list[Piece], form: Form) -> tuple[str, list[Piece]]:
    """Return the feedback for all other answers, "*" without points, and the answers that are left."""
    others = [piece for piece in found if piece.text == "*" and piece.share == 0]
    said = next((note(draft, piece.feedback, form) for piece in others if piece.feedback), "")
    return said, [piece for piece in found if piece not in others]


def share_and_feedback(piece: Piece, said: str) -> dict[str, Any]:
    """Return `{"share", "feedback"?}` of an answer that earns a part of the points."""
    return {"share": canonical(max(piece.share, Decimal(0)) / _HUNDRED)} | ({"feedback": said} if said else {})


def _filled(**keys: Any) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if value}
