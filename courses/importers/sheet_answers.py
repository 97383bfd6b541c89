"""What the cells of a row mean for each type of item: one function a type, own keys of the item out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.importers.draft import Draft, essay_keys, no_right_answer, refuse_many
from courses.importers.letters import right_letters
from courses.importers.sheet_columns import is_spare, judgement_of, settings_of
from courses.importers.wording import Misread
from courses.items.gap_text import read_gaps
from courses.items.information import NO_POINTS
from courses.numbers import canonical, number_of

LONGEST_CELL = 20_000
_NUMBER = r"[-−]?[0-9][0-9.,]{0,40}"
_QUANTITY = re.compile(rf"({_NUMBER})\s*(?:(?:±|\+/-|\+-)\s*({_NUMBER}))?\s*([^\d\s].{{0,40}})?")
_SHARE = re.compile(rf"(.*\S)\s*\(({_NUMBER})\s?%\)", re.DOTALL)
_WEIGHT = re.compile(rf"([A-Z])\s?[(=:]\s?({_NUMBER})\s?%\s?\)?")
_CRITERION = re.compile(rf"(.*\S)\s*\(({_NUMBER})\s?(?:điểm|đ|points?)\)")


@dataclass(frozen=True)
class Cells:
    """The texts of one question by the keys of `sheet_columns`; a blank cell is an empty text."""

    texts: dict[str, str]
    settings: frozenset[str]

    def __getitem__(self, key: str) -> str:
        text = self.texts.get(key, "")
        if len(text) > LONGEST_CELL:
            raise Misread(_("A cell of this question holds too much text. Please shorten it."))
        return text

    @property
    def options(self) -> dict[str, str]:
        """The filled option cells by letter, A first."""
        keys = sorted(key for key, text in self.texts.items() if key.startswith("option.") and text)
        return {key.removeprefix("option."): self[key] for key in keys}

    @property
    def matching(self) -> str:
        """How answers are compared."""
        return next((mode for mode in ("strict", "unaccented") if mode in self.settings), "lenient")


def cells_of(draft: Draft, texts: dict[str, str]) -> Cells:
    """Return the cells of a question; words in "Cách so" that mean nothing are named."""
    settings, unknown = settings_of(texts.get("matching", ""))
    for word in unknown[:3]:
        draft.warn(_("“%(text)s” in the column for comparing is not known and was left out.") % {"text": word[:60]})
    return Cells(texts, frozenset(settings))


def guessed_kind(cells: Cells) -> str | None:
    """Return the type of a row that does not name it, or None."""
    answer = cells["answer"]
    if cells["text"] or "[[" in cells["prompt"]:
        return "gap_fill"
    if cells.options:
        many = len(right_letters(answer, cells.options)) > 1 or "%" in answer
        return "multiple_response" if many else "single_choice"
    if judgement_of(answer) is not None:
        return "true_false"
    quantity = _QUANTITY.fullmatch(answer[:200])
    # "12 Lê Lợi" is an address, so a number with words after it is a quantity only with a tolerance.
    if quantity and number_of(quantity[1]) is not None and (quantity[2] or not quantity[3]):
        return "numeric"
    return "short_answer" if answer else None


def choice(draft: Draft, cells: Cells, kind: str) -> dict[str, Any]:
    """Return a single or multiple choice. The answer names letters, or letters with weights: "A (50%), B (-25%)"."""
    offered = cells.options
    weights = dict(_WEIGHT.findall(cells["answer"])) if kind == "multiple_response" else {}
    shares = {letter: _share(draft, written) for letter, written in weights.items()}
    rights = {letter for letter, share in shares.items() if share > 0}
    if not weights:
        rights = right_letters(cells["answer"], offered)
    missing = sorted((rights | set(weights)) - set(offered))
    if missing:
        draft.error(_("The right answer names option %(letter)s, which is not there.") % {"letter": missing[0]})
    elif not rights:
        draft.error(no_right_answer())
    options = []
    for letter, text in offered.items():
        option = {"id": draft.id("option", letter), "text": draft.line(text, "plain"), "correct": letter in rights}
        option |= {"weight": canonical(shares[letter])} if letter in shares else {}
        options.append(option | _feedback(draft, cells, letter))
    return {"type": kind, "options": options}


def true_false(draft: Draft, cells: Cells, _kind: str) -> dict[str, Any]:
    """Return true or false; the answer says "Đúng" or "Sai", or names the option that does."""
    answer = judgement_of(cells.options.get(cells["answer"].upper(), cells["answer"]))
    if answer is None:
        draft.error(_("Write Đúng or Sai as the right answer."))
    said = {
        key: draft.words.note(cells[f"feedback.{letter}"], "plain") for key, letter in (("true", "A"), ("false", "B"))
    }
    kept = {key: text for key, text in said.items() if text}
    return {"type": "true_false", "answer": answer} | ({"feedback_on": kept} if kept else {})


def numeric(draft: Draft, cells: Cells, _kind: str) -> dict[str, Any]:
    """Return a number: "3,5", "3,5 ± 0,1" or "3,5 kg"; other cells may give tolerance, unit and further answers."""
    first, unit = _quantity(draft, cells["answer"], cells["tolerance"])
    named, *others = [line.strip() for line in cells["unit"].split("\n")]
    units = [_other_unit(draft, line) for line in others if line]
    also = []
    for letter, text in cells.options.items():
        wording, share = _with_share(draft, text)
        row, _unit = _quantity(draft, wording, "")
        also.append(row | {"share": share} | _feedback(draft, cells, letter))
    own = {"type": "numeric"} | first | {"unit": named or unit}
    flags = {key: True for key in ("unit_required", "typed") if key in cells.settings}
    return own | flags | _filled(units=units, also=also)


def short_answer(draft: Draft, cells: Cells, _kind: str) -> dict[str, Any]:
    """Return a short answer; further wordings stand in the option cells, "(50%)" after one for a part of the points."""
    accepted, also = [], []
    lines = [(line, "") for line in cells["answer"].split("\n")]
    for text, letter in (*lines, *((text, letter) for letter, text in cells.options.items())):
        wording, share = _with_share(draft, text)
        said = _feedback(draft, cells, letter) if letter else {}
        wording = draft.line(wording, "plain")
        if wording and share == "1" and not said:
            accepted.append(wording)
        elif wording:
            also.append({"text": wording, "share": share} | said)
    if not accepted:
        draft.error(no_right_answer())
    flags = {key: True for key in ("wildcards", "typed") if key in cells.settings}
    forms = [form for form in ("number", "date") if form in cells.settings]
    own = {"type": "short_answer", "accepted": accepted, "matching": cells.matching}
    return own | flags | _filled(also=also, forms=forms)


def gap_fill(_draft: Draft, cells: Cells, _kind: str) -> dict[str, Any]:
    """Return a text with gaps, written as in the editor: [[Hà Nội|hà nội]], [[=3,5 ± 0,1]], [[*Hà Nội|Huế]]."""
    shared = "shared" in cells.settings
    written = cells["text"] or cells["prompt"]
    refuse_many(written.count("[["))
    text, gaps = read_gaps(written, cells.matching, shared)
    return {"type": "gap_fill", "text": text, "gaps": gaps} | ({"shared": True} if shared else {})


def pairs(draft: Draft, cells: Cells, kind: str) -> dict[str, Any]:
    """Return matching or categorise; each option cell holds a pair, "Bắc Ninh = tỉnh"."""
    rows, goals = ("rows", "choices") if kind == "matching" else ("cards", "categories")
    goal_key = "choice" if kind == "matching" else "category"
    ids: dict[str, str] = {}
    found = []
    for letter, cell in cells.options.items():
        left, sign, right = cell.partition(" = ") if " = " in cell else cell.partition("=")
        if not sign:
            raise Misread(_("Option %(letter)s is no pair. Write it as “left = right”.") % {"letter": letter})
        goal = draft.line(right, "plain")
        goal_id = ids.setdefault(goal, draft.id(goal_key, letter))
        if not is_spare(left.strip()):
            found.append({"id": draft.id("row", letter), "text": draft.line(left, "plain"), goal_key: goal_id})
    return {"type": kind, rows: found, goals: [{"id": goal_id, "text": text} for text, goal_id in ids.items()]}


def ordering(draft: Draft, cells: Cells, _kind: str) -> dict[str, Any]:
    """Return steps; the option cells hold them in their right order."""
    steps = draft.texts("step", [draft.line(text, "plain") for text in cells.options.values()])
    return {"type": "ordering", "steps": steps} | ({"scoring": "exact"} if "exact" in cells.settings else {})


def essay(draft: Draft, cells: Cells, _kind: str) -> dict[str, Any]:
    """Return an essay; option cells hold criteria such as "Nêu đủ ba ý (2 điểm)", the answer a sample."""
    rubric = []
    for letter, cell in cells.options.items():
        found = _CRITERION.fullmatch(cell)
        points = number_of(found[2]) if found else None
        text = found[1] if found and points is not None else cell
        criterion = {"id": draft.id("rubric", letter), "text": draft.line(text, "plain")}
        rubric.append(criterion | {"points": canonical(points if points is not None else Decimal(1))})
    sample = draft.words.note(cells["answer"], "plain")
    return essay_keys(draft) | _filled(rubric=rubric, sample=sample)


def information(_draft: Draft, _cells: Cells, _kind: str) -> dict[str, Any]:
    """Return a text without a question."""
    return {"type": "information", "points": NO_POINTS}


ANSWERS: dict[str, Callable[[Draft, Cells, str], dict[str, Any]]] = {
    "single_choice": choice,
    "multiple_response": choice,
    "true_false": true_false,
    "numeric": numeric,
    "short_answer": short_answer,
    "gap_fill": gap_fill,
    "matching": pairs,
    "categorise": pairs,
    "ordering": ordering,
    "essay": essay,
    "information": information,
}


def _quantity(draft: Draft, text: str, tolerance: str) -> tuple[dict[str, str], str]:
    """Return `{"answer", "tolerance"}` and the unit after the number."""
    found = _QUANTITY.fullmatch(text.strip()[:200])
    number = number_of(found[1]) if found else None
    off = number_of(tolerance or (found[2] if found else None) or "0")
    if number is None or found is None:
        draft.error(_("“%(text)s” is not a number. Write it like 12 or 3,5.") % {"text": text[:60]})
        return {"answer": "", "tolerance": "0"}, ""
    if off is None or off < 0:
        draft.error(_("The tolerance “%(text)s” is not a number. Write it like 0,5.") % {"text": tolerance[:60]})
    return {"answer": canonical(number), "tolerance": canonical(off or Decimal(0))}, (found[3] or "").strip()


def _other_unit(draft: Draft, line: str) -> dict[str, str]:
    unit, _sign, written = line.partition("=")
    factor = number_of(written)
    if factor is None:
        draft.error(_("“%(text)s” is no unit. Write it like g = 1000.") % {"text": line[:60]})
    return {"unit": unit.strip(), "factor": canonical(factor) if factor is not None else ""}


def _with_share(draft: Draft, text: str) -> tuple[str, str]:
    """Return a wording and its share of the points, "1" when none is written after it."""
    found = _SHARE.fullmatch(text.strip())
    return (found[1], canonical(_share(draft, found[2]))) if found else (text.strip(), "1")


def has_share(text: str) -> bool:
    """Whether a wording would be read as one with a part of the points after it."""
    return _SHARE.fullmatch(text) is not None


def _share(draft: Draft, written: str) -> Decimal:
    number = number_of(written)
    if number is None or abs(number) > 100:
        draft.error(_("“%(text)s%%” is not a part of the points. Write it like 50%%.") % {"text": written})
        return Decimal(0)
    return number.scaleb(-2)


def _feedback(draft: Draft, cells: Cells, letter: str) -> dict[str, str]:
    said = draft.words.note(cells[f"feedback.{letter}"], "plain")
    return {"feedback": said} if said else {}


def _filled(**keys: Any) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if value}
