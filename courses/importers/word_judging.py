"""A question whose statements are judged one by one becomes an item whose cards go to “Đúng” or “Sai”."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from courses.importers.desk import LONGEST_TEXT, Desk
from courses.importers.word_answers import looked_right, verdict_of
from courses.importers.word_judged import FALSE, TRUE, merged, says_judging, truth_at_end, without_place
from courses.importers.word_question import Option, Question
from courses.importers.word_taking import truth_of
from courses.importers.word_wording import one_line

Truths = dict[str, bool]


def judged_keys(desk: Desk, question: Question) -> dict[str, Any] | None:
    """Return the keys of an item with a card for each statement, or None for a question with options to choose from.

    It has statements when its answers say so, one for each; or when it or its heading asks to judge and the letters
    are small: those marked by their look are then the right ones.
    """
    options = question.options
    if len(options) < 2 or any(truth_of(option.text) is not None for option in options):
        return None
    found = [truths for truths in (*merged(question.answers + question.key, len(options)), _tagged(options)) if truths]
    if not found and not _asks(question):
        return None
    letters = {option.letter for option in options}
    found += [_by_letters(options, look)] if found and (look := looked_right(options)) else []
    truths = found[0] if found else _by_look(desk, question)
    if any(other != truths for other in found[1:]):
        desk.fail(_("The answers about the statements contradict each other. Keep only those that are right."))
    elif truths and set(truths) != letters:
        desk.fail(_("Not every statement has its answer. Write them all, as in “Đáp án: a) Đ b) S c) Đ d) S”."))
    if any(line.pictures for option in options for line in option.lines):
        desk.warn(_("Pictures of the statements were not taken over. Please describe them in words."))
    return _keys(desk, options, truths)


def _asks(question: Question) -> bool:
    is_asked = question.asks_of_each or says_judging(" ".join(line.text for line in question.prompt))
    has_places = all(without_place(option.text) != option.text for option in question.options)
    return has_places or (is_asked and all(option.is_small for option in question.options))


def _tagged(options: list[Option]) -> Truths:
    """Return the answers that stand behind the statements; nothing unless all have one and one of them is “(S)”."""
    ends = [truth_at_end(option.text)[1] for option in options]
    # A “(Đ)” was taken for a tick when the option was read.
    ends = [True if end is None and option.is_ticked else end for end, option in zip(ends, options, strict=True)]
    told = {option.letter: end for option, end in zip(options, ends, strict=True) if end is not None}
    return told if len(told) == len(options) and not all(told.values()) else {}


def _by_look(desk: Desk, question: Question) -> Truths:
    """Return as right the statements that are marked as right options are; nothing, with the reason, if none is."""
    verdict = verdict_of(question)
    if verdict.letters:
        return _by_letters(question.options, verdict.letters)
    desk.fail(
        _("Which statements are right was not found. Underline the right ones, or write “Đáp án: a) Đ b) S c) Đ d) S”.")
    )
    return {}


def _by_letters(options: list[Option], letters: str) -> Truths:
    return {option.letter: option.letter in letters for option in options}


def _keys(desk: Desk, options: list[Option], truths: Truths) -> dict[str, Any]:
    names = {True: desk.id("category", 1), False: desk.id("category", 2)}
    cards = []
    for place, option in enumerate(options, start=1):
        text = one_line(truth_at_end(without_place(option.text))[0])
        cards.append({"id": desk.id("card", place), "text": text, "category": names[truths.get(option.letter, False)]})
    if any(len(card["text"]) > LONGEST_TEXT for card in cards):
        desk.fail(
            _("An option or answer is longer than %(limit)d characters. Please shorten it.") % {"limit": LONGEST_TEXT}
        )
    categories = [{"id": names[True], "text": TRUE}, {"id": names[False], "text": FALSE}]
    return {"type": "categorise", "categories": categories, "cards": cards}
